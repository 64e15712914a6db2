/** What this reader searched for in vain, kept on this device only: an editor may make entries of the thesaurus of it. */

import { button, element } from "./show.js";
import { words } from "./words.js";

const KEY = "khlangUnanswered";
const MOST = 30;
const LONGEST = 40; // letters: what is longer is no word
const PLAIN = /^[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N} .-]*$/u;
const NUMBER = /[0-9๐-๙]{5}/; // of a telephone or a person: not to be kept, nor copied into a file

/** @returns {string[]} the newest first */
function kept() {
  try {
    const texts = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(texts) ? texts.filter((text) => typeof text === "string").slice(0, MOST) : [];
  } catch {
    return [];
  }
}

/** @param {string} text a query that found nothing */
export function keepUnanswered(text) {
  const typed = text.trim().replace(/\s+/g, " ");
  if (typed.length < 2 || typed.length > LONGEST || !PLAIN.test(typed) || NUMBER.test(typed)) return;
  try {
    localStorage.setItem(KEY, JSON.stringify([typed, ...kept().filter((other) => other !== typed)].slice(0, MOST)));
  } catch {} // storage may be full or forbidden
}

/** The rows to add, in a fold; nothing where every search found something. @returns {HTMLElement | ""} */
export function unanswered() {
  const texts = kept();
  if (!texts.length) return "";
  const rows = texts.map((text) => `- {everyday: ${/^[\p{L}\p{M}]/u.test(text) ? text : JSON.stringify(text)}, official: []}`).join("\n");
  const copy = button(words.copyRows, async () => {
    await navigator.clipboard.writeText(`${rows}\n`);
    copy.textContent = words.copied;
  });
  const clear = button(words.clearUnanswered, () => {
    try {
      localStorage.removeItem(KEY);
    } catch {}
    fold.remove();
  }, "find__link");
  const fold = element(
    "details",
    { class: "found__unanswered" },
    element("summary", {}, words.unanswered),
    element("p", {}, words.unansweredHint),
    element("pre", { tabindex: "0" }, rows),
    element("p", { class: "find__chips" }, ...("clipboard" in navigator ? [copy] : []), clear),
  );
  return fold;
}
