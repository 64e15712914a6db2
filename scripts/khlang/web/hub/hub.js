/** The search of many offices: one joint index, results that lead to the offices' own sites, narrowed by office and kind. */

import { open } from "../search/api.js";

const form = /** @type {HTMLFormElement} */ (document.querySelector("form.find"));
const input = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
const selects = [...form.querySelectorAll("select")];
const status = /** @type {HTMLElement} */ (document.querySelector("[data-status]"));
const list = /** @type {HTMLElement} */ (document.querySelector("[data-results]"));
const more = /** @type {HTMLButtonElement} */ (document.querySelector("[data-more]"));
const BATCH = 20;

/** @type {Promise<any> | undefined} */
let index;
let turn = 0;

/** @param {string} name @param {string} value */
function nameOf(name, value) {
  const select = selects.find((one) => one.name === name);
  return [...(select?.options ?? [])].find((option) => option.value === value)?.dataset.name ?? value;
}

/** @param {any} found */
function row(found) {
  const item = document.createElement("li");
  const link = Object.assign(document.createElement("a"), { href: found.url, textContent: found.title });
  const { site = [], kind = [] } = found.meta;
  const note = [...site.map((/** @type {string} */ one) => nameOf("site", one)), ...kind.map((/** @type {string} */ one) => nameOf("kind", one))];
  item.append(link, Object.assign(document.createElement("small"), { textContent: note.join(" · ") }));
  return item;
}

/** @param {boolean} goesOn */
async function search(goesOn = false) {
  const mine = ++turn;
  const facets = Object.fromEntries(selects.filter((one) => one.value).map((one) => [one.name, [one.value]]));
  const text = input.value.trim();
  if (!text && !Object.keys(facets).length) return;
  const offset = goesOn ? list.children.length : 0;
  try {
    index ??= open(new URL(".", document.baseURI).href);
    const answer = await (await index).search(text, { limit: BATCH, offset, facets });
    if (mine !== turn) return;
    if (!goesOn) list.replaceChildren();
    list.append(...answer.results.filter((/** @type {any} */ one) => /^https?:/.test(one.url)).map(row));
    status.textContent = answer.total ? `พบ ${answer.total} เรื่อง` : "ไม่พบ ลองใช้คำที่สั้นลง";
    more.hidden = list.children.length >= answer.total;
    for (const select of selects) {
      for (const option of select.options) {
        if (option.value) option.textContent = `${option.dataset.name} (${answer.facets[select.name]?.[option.value] ?? 0})`;
      }
    }
  } catch {
    index = undefined;
    status.textContent = "ค้นหาไม่ได้ในขณะนี้ ลองใหม่อีกครั้ง หรือเลือกดูจากรายชื่อสำนักงานด้านล่าง";
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const asked = new URLSearchParams(/** @type {any} */ (new FormData(form)));
  history.replaceState(null, "", `?${asked}`);
  search();
});
for (const select of selects) select.addEventListener("change", () => search());
more.addEventListener("click", () => search(true));

const asked = new URLSearchParams(location.search);
for (const [name, value] of asked) {
  const field = form.elements.namedItem(name);
  if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) field.value = value;
}
if (asked.get("q")) search();

export {};
