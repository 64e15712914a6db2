// What pages are filtered by: their facets, and the day that each has.

const DAY = 86_400_000;

export class Facets {
  /** @param {number} pages @param {Record<string, Record<string, number[]>>} steps of pages, by facet and value @param {number[]} days since 1970 */
  constructor(pages, steps, days) {
    this.pages = pages;
    this.days = days;
    /** @type {Record<string, Record<string, number[]>>} pages by facet and value */
    this.values = Object.fromEntries(
      Object.entries(steps).map(([name, values]) => [
        name,
        Object.fromEntries(Object.entries(values).map(([value, own]) => [value, summed(own)])),
      ]),
    );
  }

  /** @param {string} name @param {string} value */
  pagesOf(name, value) {
    return this.values[name]?.[value] ?? [];
  }

  /** Pages that stand behind others: what is kept for reference, and how to use the site. @returns {number[]} */
  pagesBehind() {
    return ["retired", "guide"].flatMap((status) => [...this.pagesOf("status", status)]);
  }

  /** All pages, the newest first, if a facet is chosen. @param {Record<string, string[]>} chosen */
  listed(chosen) {
    if (!Object.values(chosen).some((values) => values.length)) return [];
    const pages = Array.from({ length: this.pages }, (_, page) => page);
    return pages.sort((a, b) => (this.days[b] ?? 0) - (this.days[a] ?? 0) || a - b);
  }

  /** Marks the pages that fit the filters, but for one facet, whose counts show what another value would give.
   * @param {Record<string, string[]>} chosen @param {string} [but] @returns {Uint8Array | null} */
  allowed(chosen, but) {
    const facets = Object.entries(chosen).filter(([name, values]) => values.length && name !== but);
    if (!facets.length) return null;
    const fits = new Uint8Array(this.pages);
    for (const [name, values] of facets) {
      for (const page of new Set(values.flatMap((value) => this.values[name]?.[value] ?? []))) fits[page]++;
    }
    return fits.map((count) => Number(count === facets.length));
  }

  /** @param {number[]} found @param {Record<string, string[]>} chosen */
  counted(found, chosen) {
    const isFound = new Uint8Array(this.pages);
    for (const page of found) isFound[page] = 1;
    /** @type {Record<string, Record<string, number>>} */
    const counts = {};
    for (const [name, values] of Object.entries(this.values)) {
      const allowed = this.allowed(chosen, name);
      counts[name] = {};
      for (const [value, pages] of Object.entries(values)) {
        const count = pages.filter((page) => isFound[page] && (!allowed || allowed[page])).length;
        if (count) counts[name][value] = count;
      }
    }
    return counts;
  }

  /** Facets and day of a page. @param {number} page */
  of(page) {
    /** @type {Record<string, string | string[]>} */
    const meta = this.days[page] ? { date: new Date(this.days[page] * DAY).toISOString().slice(0, 10) } : {};
    for (const [name, values] of Object.entries(this.values)) {
      const held = Object.keys(values).filter((value) => values[value].includes(page));
      if (held.length) meta[name] = held;
    }
    return meta;
  }
}

/** @param {number[]} steps */
function summed(steps) {
  let sum = 0;
  return steps.map((step) => (sum += step));
}
