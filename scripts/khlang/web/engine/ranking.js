// Orders pages: by words and neighbours, then the best few by runs of what was typed.

import { names, numbers, unread } from "./store.js";

/** @typedef {import("./query.js").Slot} Slot */

const NEIGHBOURS = 0.9;
const NORM_STEPS = 6;
const SHORTEST_NORM = 0.3; // k1 · (1 − b) = 1.2 · 0.25
const SHORTEST_RUN = 3;
const NEARLY_ALL = 0.75;
const PAIRED = 400; // pages: smaller indexes have no neighbours (index.py)
const INSIDE = 0.8;
const MOST_SEEN = 12; // places of a short word in one text
const AROUND = 16; // letters that tell where its edges are
const ALONE = /[0-9a-z]/;
const SPAN = 2 ** 26;
const FAINT = 0.2; // of the best page: what has less is no answer

/** Pages in ascending order, and how often the word is on each, in halves; neighbours are not counted.
 * @typedef {{pages: Uint32Array, counts?: Uint8Array}} Entry */

export class Postings {
  /**
   * @param {import("./store.js").Store} store
   * @param {Uint8Array} firsts @param {Uint8Array} seconds first keys of the files @param {Uint8Array} hashes
   */
  constructor(store, firsts, seconds, hashes) {
    this.store = store;
    this.nameOf = names(hashes, "postings");
    const second = numbers(seconds);
    let word = 0;
    this.keys = numbers(firsts).map((step, i) => key((word += step), second[i]));
    /** @type {Map<string, Promise<Map<number, Entry>>>} */
    this.read = new Map();
  }

  /** The file that holds an entry, if the index holds it. @param {number} wanted */
  fileOf(wanted) {
    let low = 0;
    let high = this.keys.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.keys[middle] <= wanted) low = middle + 1;
      else high = middle;
    }
    return low ? this.nameOf(low - 1) : undefined;
  }

  /**
   * Gives what looks up entries in these files alone: what was read before changes no answer. It gives null for what the
   * index lacks, undefined for what is not read.
   * @param {string[]} files @returns {Promise<(wanted: number) => Entry | null | undefined>}
   */
  async fetch(files) {
    const found = new Map(await Promise.all(files.map(async (name) => /** @type {const} */ ([name, await this.entries(name)]))));
    return (wanted) => {
      const file = found.get(this.fileOf(wanted) ?? "");
      return file && (file.get(wanted) ?? null);
    };
  }

  /** @param {string} name @returns {Promise<Map<number, Entry>>} */
  entries(name) {
    let read = this.read.get(name);
    if (!read) {
      read = this.store.file(name).then(entries);
      this.read.set(name, read);
      read.catch(() => this.read.delete(name));
    }
    return read;
  }
}

/** The key of a word, or with `second` of two neighbours. @param {number} first @param {number} [second] word number + 1 */
export function key(first, second = 0) {
  return first * SPAN + second;
}

/** @param {Uint8Array[]} blocks */
function entries([firstSteps, secondSteps, numberBlock, stepBlock, counts]) {
  const second = numbers(secondSteps);
  const sizes = numbers(numberBlock);
  const pages = Uint32Array.from(numbers(stepBlock));
  /** @type {Map<number, Entry>} */
  const found = new Map();
  let [word, other, at, countAt] = [0, 0, 0, 0];
  numbers(firstSteps).forEach((step, i) => {
    word += step;
    other = step || !i ? second[i] : other + second[i];
    const end = at + sizes[i];
    for (let place = at + 1; place < end; place++) pages[place] += pages[place - 1];
    /** @type {Entry} */
    const entry = { pages: pages.subarray(at, end) };
    if (!other) entry.counts = counts.subarray(countAt, (countAt += sizes[i]));
    found.set(key(word, other), entry);
    at = end;
  });
  return found;
}

/** Pages in all, and the sum of a page's evidence for every page. */
export class Ranking {
  /**
   * @param {Postings} postings @param {import("./lexicon.js").Lexicon} lexicon @param {Uint8Array} norms see postings.py
   * @param {number} mostFiles fetched for a query
   */
  constructor(postings, lexicon, norms, mostFiles) {
    this.mostFiles = mostFiles;
    this.postings = postings;
    this.lexicon = lexicon;
    this.norms = Float64Array.from(norms, (step) => SHORTEST_NORM * 2 ** (step / NORM_STEPS));
    this.pages = norms.length;
  }

  /** Scores every page, and says how much of what the slots tell each page holds, in bits. @param {Slot[]} slots */
  async score(slots) {
    const entryOf = await this.postings.fetch(this.worthwhile(slots));
    const total = new Float64Array(this.pages);
    const held = new Float64Array(this.pages);
    let all = 0;
    const slot = new Float64Array(this.pages);
    const variant = new Float64Array(this.pages);
    for (const { variants } of slots) {
      slot.fill(0);
      for (const { words, entries, weight, name } of variants) {
        variant.fill(0);
        for (const entry of entries ?? []) this.add(entry, weight, variant);
        if (name) this.add(this.nameEntry(words, entryOf), weight, variant);
        else words.forEach((word, i) => {
          this.add(entryOf(key(word)), weight, variant);
          if (i) this.add(entryOf(key(words[i - 1], word + 1)), weight * NEIGHBOURS, variant);
        });
        highest(slot, variant);
      }
      const bits = this.bits(slot);
      const isRead = !variants.length || slot.some((score) => score > 0); // the budget of files may leave a word unread
      if (isRead) all += bits;
      slot.forEach((score, page) => {
        total[page] += score;
        if (score) held[page] += bits;
      });
    }
    for (let i = 1; i < slots.length; i++) {
      slot.fill(0);
      for (const [left, right, weight] of seams(slots[i - 1], slots[i])) {
        variant.fill(0);
        this.add(entryOf(key(left, right + 1)), weight * NEIGHBOURS, variant);
        highest(slot, variant);
      }
      slot.forEach((score, page) => (total[page] += score));
    }
    return { total, held, all };
  }

  /** Has files on their way while words that the list lacks are looked up. @param {Slot[]} slots */
  ahead(slots) {
    for (const file of this.worthwhile(slots)) this.postings.entries(file).catch(unread(null));
  }

  /** How much it tells that a page has evidence: the fewer have, the more. @param {Float64Array} slot */
  bits(slot) {
    const count = slot.reduce((sum, score) => sum + Number(score > 0), 0);
    return Math.log2((this.pages + 1) / (count + 0.5));
  }

  /** A name as one word, of pages that hold nearly all its words: some are cut otherwise. @param {number[]} words @param {(wanted: number) => Entry | null | undefined} entryOf */
  nameEntry(words, entryOf) {
    const held = new Uint8Array(this.pages);
    const least = new Uint8Array(this.pages).fill(255);
    const pairs = this.pages > PAIRED ? words.slice(1).map((word, i) => entryOf(key(words[i], word + 1))) : [];
    const lacking = pairs.filter((entry) => entry === null).length; // neighbours that are so on no page
    const entries = [...words.map((word) => entryOf(key(word))), ...pairs].flatMap((entry) => entry ?? []);
    for (const { pages, counts } of entries) {
      pages.forEach((page, i) => {
        held[page]++;
        if (counts) least[page] = Math.min(least[page], counts[i]);
      });
    }
    const pages = Uint32Array.from(held.keys()).filter((page) => held[page] && held[page] >= NEARLY_ALL * (entries.length + lacking));
    return { pages, counts: Uint8Array.from(pages, (page) => least[page]) };
  }

  /** @param {Entry | null | undefined} entry @param {number} weight @param {Float64Array} scores */
  add(entry, weight, scores) {
    if (!entry) return;
    const { pages, counts } = entry;
    const rarity = weight * Math.log(1 + (this.pages - pages.length + 0.5) / (pages.length + 0.5));
    for (let i = 0; i < pages.length; i++) {
      const count = counts ? counts[i] / 2 : 0;
      scores[pages[i]] += counts ? (rarity * count) / (count + this.norms[pages[i]]) : rarity;
    }
  }

  /** The files that say most about the query. @param {Slot[]} slots */
  worthwhile(slots) {
    /** @type {Map<string, number>} */
    const gains = new Map();
    const all = Math.log2(this.pages + 1);
    const rarity = (/** @type {number} */ word) => Math.max(0, all - this.lexicon.classes[word - 1]);
    const want = (/** @type {number} */ wanted, /** @type {number} */ gain) => {
      const file = this.postings.fileOf(wanted);
      if (file) gains.set(file, (gains.get(file) ?? 0) + gain);
    };
    const pair = (/** @type {number} */ left, /** @type {number} */ right, /** @type {number} */ weight) =>
      want(key(left, right + 1), weight * NEIGHBOURS * Math.min(all, rarity(left) + rarity(right)));
    slots.forEach(({ variants }, i) => {
      for (const { words, weight } of variants) {
        words.forEach((word, at) => {
          want(key(word), weight * rarity(word));
          if (at) pair(words[at - 1], word, weight);
        });
      }
      if (i) for (const [left, right, weight] of seams(slots[i - 1], slots[i])) pair(left, right, weight);
    });
    return [...gains]
      .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
      .slice(0, this.mostFiles)
      .map(([file]) => file);
  }
}

/** Neighbours across the seam of two slots. @param {Slot} before @param {Slot} after */
function seams(before, after) {
  const ends = before.variants.filter(({ words }) => words.length);
  const begins = after.variants.filter(({ words }) => words.length);
  return ends.flatMap((left) =>
    begins.map(
      (right) =>
        /** @type {const} */ ([left.words[left.words.length - 1], right.words[0], left.weight * right.weight]),
    ),
  );
}

/** @param {Float64Array} scores @param {Float64Array} others */
function highest(scores, others) {
  for (let i = 0; i < scores.length; i++) if (others[i] > scores[i]) scores[i] = others[i];
}

/**
 * Cuts what was typed into the longest runs that stand in the text, from the left.
 * @param {string} query @param {string} text both squeezed @returns {[number, number][]} start and end in the query
 */
export function runs(query, text) {
  /** @type {[number, number][]} */
  const found = [];
  for (let start = 0; start + SHORTEST_RUN <= query.length; ) {
    let length = SHORTEST_RUN;
    let place = text.indexOf(query.slice(start, start + length));
    if (place < 0) {
      start++;
      continue;
    }
    while (start + length < query.length && place >= 0) {
      while (start + length < query.length && text[place + length] === query[start + length]) length++;
      if (start + length >= query.length) break;
      place = text.indexOf(query.slice(start, start + length + 1), place + 1);
    }
    found.push([start, start + length]);
    start += length;
  }
  return found;
}

/** How much of what was typed stands in runs: 1 if all in one, the less the more it is broken. */
export function wholeness(/** @type {string} */ query, /** @type {string} */ text, power = 1.4) {
  if (query.length < SHORTEST_RUN) return query && stands(query, text) ? 1 : 0;
  let sum = 0;
  for (const [start, end] of runs(query, text)) sum += (end - start) ** power;
  const whole = sum / query.length ** power;
  return whole === 1 && !stands(query, text) ? INSIDE : whole;
}

/** Whether it stands there as numbers and Latin words do: not inside longer ones. @param {string} query @param {string} text */
function stands(query, text) {
  const [opens, closes] = [ALONE.test(query[0]), ALONE.test(query[query.length - 1])];
  for (let at = text.indexOf(query); at >= 0; at = text.indexOf(query, at + 1)) {
    if (!(opens && isSame(text[at - 1], query[0])) && !(closes && isSame(text[at + query.length], query[query.length - 1]))) return true;
  }
  return false;
}

/** Whether a short Thai word stands there as one: not across the edges of others, nor beside letters of no word.
 * @param {string} word @param {string} text both squeezed @param {import("./lexicon.js").Lexicon} lexicon */
export function standsAsWord(word, text, lexicon) {
  for (let at = text.indexOf(word), seen = 0; at >= 0 && seen < MOST_SEEN; at = text.indexOf(word, at + 1), seen++) {
    const from = Math.max(0, at - AROUND);
    const pieces = lexicon.cut(text.slice(from, at + word.length + AROUND));
    const [start, end] = [at - from, at - from + word.length];
    const isEdge = (/** @type {number} */ place) => !pieces.some((piece) => piece.start < place && piece.end > place);
    const isBroken = pieces.some(({ kind, start: a, end: b }) => kind === "unknown" && (b === start || a === end));
    if (isEdge(start) && isEdge(end) && !isBroken) return true;
  }
  return false;
}

/** Whether both are digits, or both Latin letters. @param {string | undefined} a @param {string} b */
const isSame = (a, b) => a !== undefined && ALONE.test(a) && /[0-9]/.test(a) === /[0-9]/.test(b);

/** Pages with evidence, best first. @param {Float64Array} scores @param {number} top of words alone */
export function scored(scores, top) {
  const least = top * FAINT;
  const found = [];
  for (let page = 0; page < scores.length; page++) if (scores[page] > least) found.push(page);
  return found.sort((a, b) => scores[b] - scores[a] || a - b);
}
