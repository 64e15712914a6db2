/**
 * Narrows the rows that stand on a page, by words and by choices with their counts, without asking the server. The choice
 * stands in the address, under the names that search has for it, so that it can be shared and linked to.
 */

import { Filters, chosenIn, pairs } from "./search/filters.js";
import { labels } from "./search/finder.js";
import { button, element, labelOf } from "./search/show.js";
import { digits, say, words } from "./search/words.js";

/** @typedef {import("./search/filters.js").Chosen} Chosen */
/** @typedef {import("./search/filters.js").Facet} Facet */
/** @typedef {{row: HTMLElement, text: string, facets: Record<string, string[]>}} Row */

const PAUSE = 150; // milliseconds without a key before the address follows

const place = /** @type {HTMLElement} */ (document.querySelector("[data-filter]"));
const facets = /** @type {Facet[]} */ (place.dataset.filter?.split(" "));
const input = /** @type {HTMLInputElement} */ (place.querySelector("input"));
const chips = /** @type {HTMLElement} */ (place.querySelector(".filter__chosen"));
const status = /** @type {HTMLElement} */ (place.querySelector("[role=status]"));
const list = /** @type {HTMLElement} */ (document.querySelector(".filter ~ .rows"));
const rows = [.../** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll(":scope > li"))].map(read);
const none = element("div", { class: "filter__none" });
const seen = button("", leave, "button button--act filter__seen");
const filters = new Filters(facets, (chosen) => go(input.value, chosen, true));
const offered = counted(rows, {});
const names = await labels();
let typing = 0;

/** @param {HTMLElement} row @returns {Row} */
function read(row) {
  /** @type {Record<string, string[]>} */
  const found = {};
  for (const pair of row.dataset.facets?.split("|") ?? []) {
    const [facet, value] = pair.split(/:(.*)/s);
    (found[facet] ??= []).push(value);
  }
  return { row, text: folded(row.textContent ?? ""), facets: found };
}

/** @param {string} text */
function folded(text) {
  return text.normalize("NFC").toLowerCase();
}

/** Says a choice in the address, and follows it. @param {string} text @param {Chosen} chosen @param {boolean} isStep worth going back from */
function go(text, chosen, isStep) {
  clearTimeout(typing); // what was typed before a choice was made must not undo it
  const address = new URLSearchParams([...(text.trim() ? [["q", text.trim()]] : []), ...pairs(chosen)]);
  const url = address.size ? `?${address}` : location.pathname;
  if (isStep) history.pushState(null, "", url);
  else history.replaceState(null, "", url);
  narrow(text, chosen);
}

/** Shows the rows that fit. @param {string} text @param {Chosen} chosen */
function narrow(text, chosen) {
  const typed = folded(text).split(/\s+/).filter(Boolean);
  const spoken = rows.filter((one) => typed.every((word) => one.text.includes(word)));
  const shown = new Set(fitting(spoken, chosen));
  // Rows are taken out: hiding many that wait for the screen (content-visibility) takes Chromium the square of their number.
  list.replaceChildren(...rows.filter((one) => shown.has(one)).map((one) => one.row));
  filters.show(counted(spoken, chosen), chosen, names, offered);
  const isNarrowed = typed.length > 0 || pairs(chosen).length > 0;
  status.textContent = isNarrowed ? say(words.shown, shown.size, rows.length) : "";
  chips.replaceChildren(...pairs(chosen).map(([facet, value]) => element("li", {}, chip(chosen, facet, value))));
  seen.textContent = say(words.see, shown.size);
  none.replaceChildren(...(shown.size ? [] : loosened(spoken, chosen)));
  none.hidden = shown.size > 0;
}

/** The rows that have one of the values wanted of each facet, but for one. @param {Row[]} from @param {Chosen} chosen @param {string} [but] */
function fitting(from, chosen, but) {
  const wanted = Object.entries(chosen).filter(([facet]) => facet !== but);
  return from.filter((one) => wanted.every(([facet, values]) => values.some((value) => one.facets[facet]?.includes(value))));
}

/** How many rows each value would give. @param {Row[]} from @param {Chosen} chosen */
function counted(from, chosen) {
  /** @type {Record<string, Record<string, number>>} */
  const counts = {};
  const asChosen = fitting(from, chosen);
  for (const facet of facets) {
    const found = (counts[facet] = /** @type {Record<string, number>} */ (Object.create(null)));
    for (const one of chosen[facet] ? fitting(from, chosen, facet) : asChosen) {
      for (const value of one.facets[facet] ?? []) found[value] = (found[value] ?? 0) + 1;
    }
  }
  return counts;
}

/** @param {Chosen} chosen @param {string} facet @param {string} value */
function without(chosen, facet, value) {
  const left = { ...chosen, [facet]: chosen[facet].filter((one) => one !== value) };
  return Object.fromEntries(Object.entries(left).filter(([, values]) => values.length));
}

/** @param {Chosen} chosen @param {string} facet @param {string} value */
function chip(chosen, facet, value) {
  const label = labelOf(names, facet, value);
  const made = button(label, () => drop(without(chosen, facet, value)));
  made.setAttribute("aria-label", say(words.drop, label));
  return made;
}

/** What to say where nothing fits: each choice without which something would. @param {Row[]} spoken @param {Chosen} chosen */
function loosened(spoken, chosen) {
  const ways = Object.keys(chosen)
    .map((facet) => ({ facet, found: fitting(spoken, chosen, facet).length }))
    .filter(({ found }) => found)
    .sort((a, b) => b.found - a.found)
    .map(({ facet, found }) => {
      const label = chosen[facet].map((value) => labelOf(names, facet, value)).join(", ");
      const { [facet]: _, ...left } = chosen;
      return button(say(words.loosen, label, found), () => drop(left));
    });
  const clear = button(words.clearFilters, () => {
    input.value = "";
    drop({});
  });
  const invite = element("a", { class: "button", href: new URL("../../contribute/", import.meta.url).href }, words.contribute);
  return [element("p", {}, words.nothingFiltered), element("div", {}, ...ways, clear, invite)];
}

/** A choice less; what was pressed is gone, so the cursor goes to what is left. @param {Chosen} chosen */
function drop(chosen) {
  go(input.value, chosen, true);
  /** @type {HTMLElement} */ (chips.querySelector("button") ?? input).focus({ preventScroll: true });
}

/** From the choices, which fill a phone's screen, to what they found. */
function leave() {
  filters.whole.querySelector("details")?.removeAttribute("open");
  (list.querySelector("a") ?? input).focus({ preventScroll: true });
  chips.scrollIntoView();
}

function follow() {
  const address = new URLSearchParams(location.search);
  input.value = address.get("q") ?? "";
  narrow(input.value, chosenIn(address, facets));
}

place.querySelector(".choices")?.replaceWith(filters.whole);
filters.whole.after(seen);
list.after(none);
input.addEventListener("input", () => {
  clearTimeout(typing);
  const chosen = filters.read();
  narrow(input.value, chosen);
  typing = setTimeout(() => go(input.value, chosen, false), PAUSE);
});
addEventListener("popstate", follow);
follow();
document.documentElement.classList.remove("narrowing");
