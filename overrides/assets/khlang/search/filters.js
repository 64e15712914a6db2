/** The filters of the search page: one group of choices a facet, each with how many pages it would give. */

import { button, element, labelOf } from "./show.js";
import { digits, say, words } from "./words.js";

/** @typedef {import("./show.js").Labels} Labels */
/** @typedef {Record<string, string[]>} Chosen values by facet */

/** @typedef {keyof typeof words.facets} Facet */

const FEW = 8;
const ORDERED = ["grade", "component", "time", "cost", "evidence"]; // as their names stand, and never folded

/** Filters of an address. @param {URLSearchParams} address @param {readonly string[]} facets @returns {Chosen} */
export function chosenIn(address, facets) {
  const found = facets.map((facet) => [facet, [...new Set(address.getAll(facet))]]);
  return Object.fromEntries(found.filter(([, values]) => values.length));
}

/** @param {Chosen} chosen @returns {[string, string][]} as an address has them */
export function pairs(chosen) {
  return Object.entries(chosen).flatMap(([facet, values]) => values.map((value) => /** @type {[string, string]} */ ([facet, value])));
}

export class Filters {
  /** @param {readonly Facet[]} facets in the order to show them @param {(chosen: Chosen) => void} changed */
  constructor(facets, changed) {
    /** @type {readonly Facet[]} */
    this.facets = facets;
    this.changed = changed;
    /** Facets that show all of their values. @type {Set<string>} */
    this.unfolded = new Set();
    /** @type {Record<string, Record<string, number>>} */
    this.counts = {};
    this.summary = element("summary");
    this.form = element("form", { "aria-label": words.filters });
    this.form.addEventListener("change", () => changed(this.read()));
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.whole = element("div", { class: "choices" }, element("details", {}, this.summary), this.form);
  }

  /** @returns {Chosen} */
  read() {
    return chosenIn(new URLSearchParams(/** @type {any} */ (new FormData(this.form))), this.facets);
  }

  /** @param {Record<string, Record<string, number>>} counts by facet and value @param {Chosen} chosen @param {Labels} names */
  show(counts, chosen, names) {
    const focused = /** @type {HTMLInputElement | null} */ (document.activeElement?.closest(".choices input"));
    this.counts = counts;
    const number = pairs(chosen).length;
    this.summary.textContent = words.filters + (number ? ` (${digits(number)})` : "");
    const fields = this.facets.map((facet) => this.field(facet, counts[facet] ?? {}, chosen[facet] ?? [], names));
    const clear = button(words.clearFilters, () => this.changed({}));
    this.form.replaceChildren(...fields.filter((field) => field !== null), ...(number ? [clear] : []));
    this.whole.hidden = !this.form.firstChild;
    if (focused) this.inputOf(focused.name, focused.value)?.focus();
  }

  /** @param {string} facet @param {string} value */
  inputOf(facet, value) {
    const inputs = /** @type {NodeListOf<HTMLInputElement>} */ (this.form.querySelectorAll("input"));
    return [...inputs].find((input) => input.name === facet && input.value === value);
  }

  /** One facet; nothing where there is nothing to choose. @param {Facet} facet @param {Record<string, number>} counts @param {string[]} chosen @param {Labels} names */
  field(facet, counts, chosen, names) {
    const values = [...new Set([...chosen, ...Object.keys(counts)])];
    if (values.length < 2 && !chosen.length) return null;
    const label = (/** @type {string} */ value) => labelOf(names, facet, value);
    const byName = new Intl.Collator("th").compare;
    const places = Object.keys(names[facet] ?? {});
    const isOrdered = ORDERED.includes(facet);
    values.sort((a, b) => {
      if (isOrdered) return places.indexOf(a) - places.indexOf(b);
      return facet === "fiscal-year" ? byName(b, a) : (counts[b] ?? 0) - (counts[a] ?? 0) || byName(label(a), label(b));
    });
    const few = isOrdered || this.unfolded.has(facet) || values.length <= FEW + 1 ? values : values.filter((value, i) => i < FEW || chosen.includes(value));
    const choices = few.map((value) => choice(facet, value, label(value), counts[value] ?? 0, chosen.includes(value)));
    const unfold = button(say(words.allValues, values.length), () => {
      this.unfolded.add(facet);
      this.show(this.counts, this.read(), names);
    });
    return element("fieldset", {}, element("legend", {}, words.facets[facet]), ...choices, few.length < values.length && unfold);
  }
}

/** @param {string} facet @param {string} value @param {string} label @param {number} count @param {boolean} isChosen */
function choice(facet, value, label, count, isChosen) {
  const input = element("input", { type: "checkbox", name: facet, value, checked: isChosen });
  return element("label", {}, input, element("span", {}, label), element("small", {}, digits(count)));
}
