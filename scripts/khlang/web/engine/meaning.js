// Pages near in meaning to common words (meaning.py): read only where no page holds much of what was typed.

import { RUN } from "./query.js";
import { Rare } from "./rare.js";
import { unread } from "./store.js";

/** @typedef {import("./query.js").Words} Words */

const MOST_WORDS = 4; // each lies in a file of its own

export class Meaning {
  /** @param {import("./store.js").Store} store @param {string} hash of the list of its files */
  constructor(store, hash) {
    this.store = store;
    this.hash = hash;
    /** @type {Promise<Rare> | undefined} */
    this.table = undefined;
  }

  /** Pages near to what was typed, the nearest at 1; none where the table cannot be read. @param {string} typed @param {Words} words
   * @returns {Promise<Map<number, number>>} */
  async of(typed, words) {
    const telling = await this.telling(typed, words);
    this.table ??= this.store.file(`meaning-${this.hash}.bin`).then(([firsts, hashes]) => new Rare(this.store, firsts, hashes));
    const found = await this.table.then((table) => table.find(telling)).catch(unread(null));
    if (!found) this.table = undefined;
    /** @type {Map<number, number>} */
    const near = new Map();
    for (const word of telling) {
      const entry = found?.entry(word);
      entry?.pages.forEach((page, i) => near.set(page, (near.get(page) ?? 0) + (entry.counts?.[i] ?? 0)));
    }
    const most = Math.max(...near.values());
    return new Map([...near].map(([page, weight]) => [page, weight / most]));
  }

  /** The words that say most: those that no page holds, then those that few do. @param {string} typed @param {Words} words */
  async telling(typed, { lexicon, known, everyday }) {
    const lists = [(await known()).common, everyday.lexicon];
    const pieces = [...typed.matchAll(RUN)].flatMap(([run]) =>
      lexicon.cut(run, { known: lists }).map(({ start, end, word, kind }) => ({ text: run.slice(start, end), cost: kind === "unknown" ? 0 : word ? lexicon.cost(word) : Infinity })),
    );
    const telling = pieces.filter(({ text, cost }) => cost && text.length > 1).sort((a, b) => (a.cost === b.cost ? 0 : b.cost - a.cost));
    return [...new Set(telling.map(({ text }) => text))].slice(0, MOST_WORDS);
  }
}
