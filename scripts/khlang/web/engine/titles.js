// Titles that are what was typed, or begin so: they come first.

import { squeezed } from "./lexicon.js";
import { fold } from "./query.js";
import { unread } from "./store.js";

/** @typedef {import("./query.js").Query} Query */

/** Of a title that is what was typed, or begins so, beside the best page's words. */
const TITLED = 3;
const BEGUN = 1.2;
const LONG_START = 4; // letters
const OWN = 0.1;
const SHORTEST = 2;

export class Titles {
  /** @param {import("./rare.js").Rare} rare has titles of large sites @param {import("./store.js").Files} heads */
  constructor(rare, heads) {
    this.rare = rare;
    this.heads = heads;
    /** @type {string[] | undefined} squeezed, while they are few */
    this.all = undefined;
  }

  /** Lifts their pages. What a title begins with is no slip. @param {Query} query @param {Float64Array} scores */
  async addTo(query, scores) {
    const { top } = query;
    let typed = squeezed(query.typed);
    if (typed.length < SHORTEST) return;
    let begun = query.changed === "keyboard" ? [] : await this.begun(typed);
    if (begun.length) query.mended = []; // what a title begins with is no slip
    else begun = await this.begun((typed = squeezed(query.text)));
    for (const [title, pages] of begun) {
      const share = typed.length / title.length;
      for (const page of pages) {
        if (title === typed) scores[page] += TITLED * top;
        else if (typed.length < LONG_START) scores[page] += BEGUN * top * (0.3 + 0.7 * share);
        else scores[page] = top * (1 + BEGUN * share) + OWN * scores[page]; // so that typing on keeps their order
      }
    }
  }

  /** Titles that begin so, squeezed, and their pages. @param {string} start @returns {Promise<[string, ArrayLike<number> & Iterable<number>][]>} */
  async begun(start) {
    if (this.rare.hasTitles) return this.rare.titles(start).catch(unread([]));
    this.all ??= this.heads.inline().map((line) => squeezed(fold(line.split("\t")[1])));
    return this.all.flatMap((title, page) => (title.startsWith(start) ? [/** @type {[string, number[]]} */ ([title, [page]])] : []));
  }
}
