// Looks up what the list of words has no room for: rare words, and titles of large sites (rare.py).

import { names, numbers, text } from "./store.js";

/** @typedef {import("./ranking.js").Entry} Entry */

const TITLE = "\x01";
const MOST_FILES = 4;
const MOST_NEAR = 3;
const MOST_BEGUN = 200;

export class Rare {
  /** @param {import("./store.js").Store} store @param {Uint8Array} firsts first key of each file @param {Uint8Array} hashes */
  constructor(store, firsts, hashes) {
    this.store = store;
    this.nameOf = names(hashes, "rare");
    this.firsts = hashes.length ? text(firsts).split("\n") : [];
    this.hasTitles = this.firsts[0]?.startsWith(TITLE);
    this.hasWords = this.firsts.length > 0 && !this.firsts[this.firsts.length - 1].startsWith(TITLE);
    /** @type {Map<string, Promise<Map<string, Entry>>>} */
    this.read = new Map();
  }

  /** The file that holds a key, if any does. @param {string} key */
  fileOf(key) {
    let low = 0;
    let high = this.firsts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.firsts[middle] <= key) low = middle + 1;
      else high = middle;
    }
    return this.nameOf(Math.max(0, low - 1));
  }

  /** @param {string} name @returns {Promise<Map<string, Entry>>} */
  rows(name) {
    let read = this.read.get(name);
    if (!read) {
      read = this.store.file(name).then(rows);
      this.read.set(name, read);
      read.catch(() => this.read.delete(name));
    }
    return read;
  }

  /** Looks words up: all that lie in the first few files. @param {string[]} words @returns {Promise<Found>} */
  async find(words) {
    const files = this.hasWords ? [...new Set(words.map((word) => this.fileOf(word)))].slice(0, MOST_FILES) : [];
    return new Found(await Promise.all(files.map((name) => this.rows(name))));
  }

  /** Pages whose title begins with a text, by the whole title, squeezed. @param {string} start @returns {Promise<[string, Uint32Array][]>} */
  async titles(start) {
    const wanted = TITLE + start;
    const all = await this.rows(this.fileOf(wanted));
    return [...all].filter(([key]) => key.startsWith(wanted)).slice(0, MOST_BEGUN).map(([key, { pages }]) => [key.slice(1), pages]);
  }
}

/** The files that were read for a query. */
export class Found {
  /** @param {Map<string, Entry>[]} files */
  constructor(files) {
    this.files = files;
  }

  /** @param {string} word @returns {Entry | undefined} */
  entry(word) {
    for (const rows of this.files) if (rows.has(word)) return rows.get(word);
    return undefined;
  }

  /** Words that begin so. @param {string} start @returns {string[]} */
  begun(start) {
    return this.near((word) => word.startsWith(start));
  }

  /** @param {(word: string) => boolean} isNear @returns {string[]} */
  near(isNear) {
    return this.files.flatMap((rows) => [...rows.keys()].filter(isNear)).slice(0, MOST_NEAR);
  }
}

/** @param {Uint8Array[]} blocks @returns {Map<string, Entry>} */
function rows([rests, prefixes, sizes, steps, counts]) {
  const pages = Uint32Array.from(numbers(steps));
  const sizeOf = numbers(sizes);
  let [word, at] = ["", 0];
  return new Map(
    text(rests).split("\n").map((rest, i) => {
      word = word.slice(0, prefixes[i]) + rest;
      const end = at + sizeOf[i];
      for (let place = at + 1; place < end; place++) pages[place] += pages[place - 1];
      const entry = { pages: pages.subarray(at, end), counts: counts.subarray(at, end) };
      at = end;
      return /** @type {const} */ ([word, entry]);
    }),
  );
}
