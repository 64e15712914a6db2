/** The filters of the search page: one group of choices a facet, each with how many pages it would give. */

import { button, element, labelOf } from "./show.js";
import { digits, say, words } from "./words.js";

/** @typedef {import("./show.js").Labels} Labels */
/** @typedef {Record<string, string[]>} Chosen values by facet */

/** @typedef {keyof typeof words.facets} Facet */
/** @typedef {Record<string, Record<string, number>>} Counts by facet and value */

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
    /** What stands in the form. @type {{input: HTMLInputElement, count: HTMLElement}[]} */
    this.choices = [];
    this.summary = element("summary");
    this.clear = button(words.clearFilters, () => this.changed({}));
    this.form = element("form", { "aria-label": words.filters });
    this.form.addEventListener("change", () => changed(this.read()));
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.whole = element("div", { class: "choices" }, element("details", {}, this.summary), this.form);
  }

  /** @returns {Chosen} */
  read() {
    return chosenIn(new URLSearchParams(/** @type {any} */ (new FormData(this.form))), this.facets);
  }

  /**
   * Shows the choices. Where the values of `offered` are known beforehand they stay, in their order, whatever is chosen:
   * nothing moves under the thumb, and what would give nothing cannot be ticked.
   *
   * @param {Counts} counts what each value would give now @param {Chosen} chosen @param {Labels} names
   * @param {Counts} [offered] what each would give alone
   */
  show(counts, chosen, names, offered) {
    const number = pairs(chosen).length;
    this.summary.textContent = words.filters + (number ? ` (${digits(number)})` : "");
    if (!offered || pairs(chosen).some(([facet, value]) => !this.inputOf(facet, value)) || !this.choices.length) {
      this.make(offered ?? counts, chosen, names, () => this.show(counts, this.read(), names, offered));
    }
    for (const { input, count } of this.choices) {
      const found = counts[input.name]?.[input.value] ?? 0;
      input.checked = chosen[input.name]?.includes(input.value) ?? false;
      input.disabled = !found && !input.checked;
      const said = digits(found);
      if (count.textContent !== said) count.textContent = said;
    }
    this.clear.hidden = !number;
    this.whole.hidden = !this.choices.length;
  }

  /** Puts the choices into the form. @param {Counts} offered @param {Chosen} chosen @param {Labels} names @param {() => void} again */
  make(offered, chosen, names, again) {
    const focused = /** @type {HTMLInputElement | null} */ (document.activeElement?.closest(".choices input"));
    this.choices = [];
    const fields = this.facets.map((facet) => this.field(facet, offered[facet] ?? {}, chosen[facet] ?? [], names, again));
    this.form.replaceChildren(...fields.filter((field) => field !== null), this.clear);
    if (focused) this.inputOf(focused.name, focused.value)?.focus();
  }

  /** @param {string} facet @param {string} value */
  inputOf(facet, value) {
    return this.choices.find(({ input }) => input.name === facet && input.value === value)?.input;
  }

  /** One facet; nothing where there is nothing to choose. @param {Facet} facet @param {Record<string, number>} counts @param {string[]} chosen @param {Labels} names @param {() => void} again */
  field(facet, counts, chosen, names, again) {
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
    const choices = few.map((value) => this.choice(facet, value, label(value)));
    const unfold = button(say(words.allValues, values.length), () => {
      this.unfolded.add(facet);
      this.choices = [];
      again();
    });
    return element("fieldset", {}, element("legend", {}, words.facets[facet]), ...choices, few.length < values.length && unfold);
  }

  /** @param {string} facet @param {string} value @param {string} label */
  choice(facet, value, label) {
    const input = element("input", { type: "checkbox", name: facet, value });
    const count = element("small");
    this.choices.push({ input, count });
    return element("label", {}, input, element("span", {}, label), count);
  }
}
