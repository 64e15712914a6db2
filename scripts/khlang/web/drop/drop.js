/** ตู้รับฝาก: a finished story on its way to the office's own box, and what became of those sent before. */

import { element } from "../form/fields.js";
import { say } from "../form/words.js";
import { words } from "./words.js";

/** @typedef {import("../form/file.js").File} File */
/** @typedef {import("../pictures/pictures.js").Pictures} Pictures */
/** `at`: milliseconds of Unix time. @typedef {{ receipt: string, title: string, at: number }} Sent */

const KEY = "khlangReceipts";
const MOST = 30; // receipts that a device keeps
const SHAPE = /^[0-9A-Z]{4}-[0-9A-Z]{4}$/;

/**
 * The receipt number of a story that arrived. Rejects, with a sentence for the writer, where it did not.
 * @param {string} address @param {File} file @param {string} title @param {Pictures} [pictures]
 * @returns {Promise<string>}
 */
export async function send(address, file, title, pictures) {
  const given = ((await pictures?.asText()) ?? []).map(({ data }, i) => ({ name: file.pictures[i], data }));
  const body = JSON.stringify({ format: "khlang-drop", path: file.path, text: file.text, pictures: given });
  const { receipt } = await asked(address, { method: "POST", body }); // plain text: a box of Google answers no question before it
  if (typeof receipt !== "string" || !SHAPE.test(receipt)) throw new Error(words.odd);
  keep([{ receipt, title, at: Date.now() }, ...sent().filter((one) => one.receipt !== receipt)].slice(0, MOST));
  return receipt;
}

/** @param {string} address @param {RequestInit} [what] @returns {Promise<Record<string, unknown>>} */
async function asked(address, what) {
  const answer = await fetch(address, { credentials: "omit", referrerPolicy: "no-referrer", ...what }).catch(() => null);
  const said = await answer?.json().catch(() => null);
  if (!said) throw new Error(words.unreached);
  if (said.ok !== true) throw new Error(typeof said.message === "string" ? said.message : words.odd);
  return said;
}

/** @returns {Sent[]} */
function sent() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(found) ? found.filter((one) => SHAPE.test(one?.receipt)) : [];
  } catch {
    return [];
  }
}

/** @param {Sent[]} all */
function keep(all) {
  try {
    localStorage.setItem(KEY, JSON.stringify(all));
  } catch {} // the number was shown
}

/** Lists what was sent from this device, each with what became of it at a press. @param {HTMLElement} place @param {string} address */
export function list(place, address) {
  const all = sent();
  place.hidden = !all.length;
  const rows = all.map(({ receipt, title }) => {
    const state = element("p", { role: "status" });
    const button = element("button", { type: "button", class: "button", "aria-label": say(words.stateOf, receipt) }, words.state);
    button.addEventListener("click", async () => {
      state.textContent = words.asking;
      state.replaceChildren(...(await told(address, receipt)));
    });
    return element("li", {}, element("div", { class: "drafts__sent" }, element("b", {}, String(title || receipt)), element("small", {}, say(words.receipt, receipt)), state), button);
  });
  /** @type {HTMLElement} */ (place.querySelector("ul")).replaceChildren(...rows);
}

/** @param {string} address @param {string} receipt @returns {Promise<(Node | string)[]>} */
async function told(address, receipt) {
  try {
    const { state, request } = await asked(`${address}?receipt=${receipt}`);
    const link = typeof request === "string" && /^https:\/\/github\.com\//.test(request) && element("a", { href: request, target: "_blank", rel: "noopener noreferrer" }, words.request);
    return [String(state), ...(link ? [" ", link] : [])];
  } catch (error) {
    return [/** @type {Error} */ (error).message];
  }
}
