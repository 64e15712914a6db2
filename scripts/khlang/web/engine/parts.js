// From a run of letters to slots: words of the index, or what may stand for those that it lacks.

import { distance } from "./lexicon.js";

/** @typedef {import("./lexicon.js").Lexicon} Lexicon */
/** @typedef {import("./lexicon.js").Piece} Piece */
/** @typedef {import("./query.js").Variant} Variant */
/** @typedef {import("./query.js").Slot} Slot */
/** A slot and its place among the letters typed; `mended` where it was mended; `begun` while its last word is being typed;
 * `isWord` if it is a common word that no page holds; `run` tells which run of letters it is of; `everyday` is set where official words stand for it, `isThere` if pages hold it.
 * @typedef {{word: string, officials: string[], isThere: boolean}} Everyday
 * @typedef {Slot & {start: number, end: number, mended?: string, begun?: boolean, isWord?: boolean, run?: number, everyday?: Everyday}} Part */
/**
 * How to read what was typed: with which words, and whether as typed only.
 * @typedef {{lexicon: Lexicon, rare: import("./rare.js").Found, known: (Lexicon | null)[], names: Lexicon | null, exact: boolean}} How
 */

const GAIN = 3;
const COMPOUND = 6;
const SHORTEST_PART = 3;
const LONGEST_NAME = 24;
const SHORTEST_BEGUN = 3;
const LONG_WORD = 8;
const SHORTEST_INSIDE = 4;
const ODD = 4.5; // bits a letter: real words take 2.4 at the median
const INFLECTED = /^([a-z]{3,}?)(?:ing|ed|es|s|er|ly)$/;

/** Thai words that may be rare ones: what the listed words do not cover well. @param {string} run @param {Lexicon} lexicon */
export function doubtful(run, lexicon) {
  const plain = lexicon.cut(run);
  if (plain.length === 1 && plain[0].word) return [];
  const whole = run.length <= LONGEST_NAME ? [run] : [];
  return [...whole, ...groups(plain, lexicon.cut(run, { mend: true })).flatMap(([typed, chosen]) => {
    const isFine = typed.every(({ word }) => word) && chosen.every(({ kind }) => kind !== "slip");
    return isFine ? [] : [run.slice(typed[0].start, typed[typed.length - 1].end)];
  })];
}

/** Two ways to cut the same text, side by side from one common edge to the next. @param {Piece[]} plain @param {Piece[]} chosen */
function groups(plain, chosen) {
  /** @type {[Piece[], Piece[]][]} */
  const found = [];
  for (let i = 0, j = 0; i < plain.length; ) {
    const [from, other] = [i, j];
    let [end, otherEnd] = [plain[i++].end, chosen[j++].end];
    while (end !== otherEnd) {
      if (end < otherEnd) end = plain[i++].end;
      else otherEnd = chosen[j++].end;
    }
    found.push([plain.slice(from, i), chosen.slice(other, j)]);
  }
  return found;
}

/** @param {string} run Thai letters @param {How} how @param {boolean} isLast @returns {Part[]} */
export function thaiParts(run, how, isLast) {
  const { lexicon, rare, known, names, exact } = how;
  const plain = lexicon.cut(run, { known });
  const whole = plain.length > 1 || !plain[0].word ? rare.entry(run) : undefined;
  if (whole) {
    const variants = [{ words: /** @type {number[]} */ ([]), entries: [whole], weight: 1 }];
    if (plain.every(({ word }) => word)) variants.push({ words: wordsOf(plain), entries: [], weight: 0.5 });
    return [{ start: 0, end: run.length, variants }];
  }
  const begun = isLast && !exact && run.length >= SHORTEST_BEGUN && !plain.every(({ word }) => word) ? rare.begun(run) : [];
  if (begun.length && !lexicon.completions(run, 1).length) {
    return [{ start: 0, end: run.length, variants: begun.flatMap((word) => variantOf(word, 0.8, how)), begun: true }];
  }
  const near = exact || plain.every(({ word }) => word) ? 0 : almost(run, lexicon);
  if (near) return [{ start: 0, end: run.length, variants: [{ words: [near], weight: 0.9 }], mended: lexicon.words[near] }];
  const mended = exact ? plain : lexicon.cut(run, { mend: true, complete: isLast, known, names });
  const gain = sum(plain) - sum(mended);
  return groups(plain, gain >= GAIN ? mended : plain).map(([typed, chosen]) => thaiPart(run, typed, chosen, how));
}

/** Whether a run is made of what are hardly words: perhaps a slip of a rare one. @param {string} run @param {How} how */
export function isOdd(run, { lexicon, known, rare }) {
  if (rare.entry(run)) return false;
  const pieces = lexicon.cut(run, { known });
  return sum(pieces) > ODD * run.length || pieces.some(({ kind, start, end }) => kind === "unknown" && end - start > 1 && !rare.entry(run.slice(start, end)));
}

/** Rare words of titles that a run may mean. @param {string} run @param {How} how */
export function namesIn(run, { lexicon, known, names }) {
  return names ? lexicon.cut(run, { mend: true, known, names }).flatMap(({ name }) => name ?? []) : [];
}

/** A long word of the index that is one letter off: another spelling of the same word, สมมุติฐาน of สมมติฐาน. @param {string} run @param {Lexicon} lexicon */
function almost(run, lexicon) {
  if (run.length < LONG_WORD || run.length > LONGEST_NAME) return 0;
  const [near] = lexicon.nearest(run, 1);
  return near && lexicon.words[near].length >= LONG_WORD && distance(run, lexicon.words[near], 1) <= 1 ? near : 0;
}

/** @param {Piece[]} pieces */
const sum = (pieces) => pieces.reduce((total, piece) => total + piece.cost, 0);

/** @param {Piece[]} pieces */
const wordsOf = (pieces) => pieces.filter((piece) => piece.word).map((piece) => piece.word);

/** @param {string} run @param {Piece[]} plain @param {Piece[]} chosen @param {How} how @returns {Part} */
function thaiPart(run, plain, chosen, { lexicon, rare, exact }) {
  const { start } = plain[0];
  const { end } = plain[plain.length - 1];
  const typed = run.slice(start, end);
  /** @type {Variant[]} */
  const variants = [];
  if (wordsOf(plain).length) variants.push({ words: wordsOf(plain), weight: 1 });
  if (exact) return { start, end, variants };
  if (plain.length === 1 && plain[0].word && end - start >= COMPOUND) {
    const smaller = lexicon.cut(typed, { without: plain[0].word });
    if (smaller.every((piece) => piece.word)) variants.push({ words: wordsOf(smaller), weight: 0.3 });
  }
  const begun = chosen.find((piece) => piece.kind === "prefix");
  if (begun) {
    const before = wordsOf(chosen.slice(0, -1));
    for (const word of lexicon.completions(run.slice(begun.start, begun.end), 4)) variants.push({ words: [...before, word], weight: 0.8 });
    return { start, end, variants, begun: true };
  }
  const entry = plain.every(({ word }) => word) ? undefined : rare.entry(typed);
  if (entry) return { start, end, variants: [{ words: [], entries: [entry], weight: 1 }] };
  const slip = chosen.every(({ word, name }) => word || name) && chosen.some(({ kind }) => kind === "slip"); // else it is chance
  if (!variants.length && !slip && typed.length >= SHORTEST_PART) {
    const wider = lexicon.containing(typed, 4);
    if (wider.length) return { start, end, variants: wider.map((word) => ({ words: [word], weight: 0.8 })) };
  }
  if (slip) {
    if (variants.length) variants[0].weight = 0.7;
    const entries = chosen.flatMap(({ name }) => (name && rare.entry(name)) || []);
    variants.push({ words: wordsOf(chosen), entries, weight: 0.9 });
    return { start, end, variants, mended: chosen.map(({ word, name }) => name ?? lexicon.words[word]).join("") };
  }
  if (plain.every(({ kind }) => kind === "known")) {
    const inside = lexicon.cut(typed).filter(({ word, start: from, end: to }) => word && to - from >= SHORTEST_INSIDE && 2 * (to - from) >= typed.length);
    return { start, end, variants: inside.map(({ word }) => ({ words: [word], weight: 0.4 })), isWord: true };
  }
  if (!variants.length) {
    const near = lexicon.nearest(typed, 3);
    for (const word of near) variants.push({ words: [word], weight: 0.5 });
    if (near.length) return { start, end, variants, mended: lexicon.words[near[0]] };
  }
  return { start, end, variants };
}

/** One way to say a word, listed or rare. @param {string} word @param {number} weight @param {How} how @returns {Variant[]} none where no page holds it */
export function variantOf(word, weight, { lexicon, rare }) {
  const number = lexicon.number(word);
  if (number) return [{ words: [number], weight }];
  const entry = rare.entry(word);
  return entry ? [{ words: [], entries: [entry], weight }] : [];
}

/** A number, or a word of another script. @param {string} run @param {How} how @param {boolean} isLast @returns {Part} */
export function plainPart(run, how, isLast) {
  const { lexicon, rare, exact } = how;
  const part = { start: 0, end: run.length, variants: variantOf(run, 1, how) };
  if (exact) return part;
  if (/^[0-9]/.test(run)) {
    part.variants.push(...otherEra(run).flatMap((year) => variantOf(year, 0.8, how)));
    if (part.variants.length || !isLast || run.length < SHORTEST_BEGUN) return part;
  }
  if (part.variants.length) return part;
  if (isLast && run.length > 1) {
    const begun = [...lexicon.completions(run, 4).map((word) => lexicon.words[word]), ...(run.length >= SHORTEST_BEGUN ? rare.begun(run) : [])];
    part.variants.push(...begun.flatMap((word) => variantOf(word, 0.8, how)));
    if (begun.length || /^[0-9]/.test(run)) return { ...part, begun: true };
  }
  const [, root] = run.match(INFLECTED) ?? [];
  const forms = root ? lexicon.completions(root, 4).filter((word) => lexicon.words[word].length <= root.length + 3) : [];
  if (forms.length) return { ...part, variants: forms.map((word) => ({ words: [word], weight: 0.7 })) };
  if (run.length < 4) return { ...part, isWord: true };
  const most = run.length < 8 ? 1 : 2;
  const listed = lexicon.nearest(run, 3).map((word) => lexicon.words[word]);
  const near = [...listed, ...rare.near((word) => distance(run, word, most) <= most)].filter((word) => distance(run, word, most) <= most);
  part.variants.push(...near.flatMap((word) => variantOf(word, 0.8, how)));
  return near.length ? { ...part, mended: near[0] } : { ...part, isWord: true };
}

/** The same year of the other era: พ.ศ. 2569 is ค.ศ. 2026. @param {string} digits */
export function otherEra(digits) {
  const year = Number(digits);
  if (digits.length !== 4) return [];
  if (year >= 2350 && year <= 2650) return [String(year - YEARS_APART)];
  return year >= 1807 && year <= 2107 ? [String(year + YEARS_APART)] : [];
}

const YEARS_APART = 543;

/** Each two neighbours of a run of a script without spaces, as terms.py has them. @param {string} run */
export function pairsOf(run) {
  const units = run.match(/.\p{M}*/gu) ?? [];
  return units.length > 1 ? units.slice(1).map((unit, i) => units[i] + unit) : units;
}

/** @param {string} run of a script without spaces @param {How} how @returns {Part} */
export function unpartedPart(run, how) {
  const pairs = pairsOf(run);
  const ways = pairs.map((pair) => variantOf(pair, 1, how)[0]);
  const begun = pairs.length === 1 && !ways[0] ? how.lexicon.completions(run, 20) : [];
  if (begun.length) return { start: 0, end: run.length, variants: begun.map((word) => ({ words: [word], weight: 0.8 })) };
  const words = ways.flatMap((way) => way?.words ?? []);
  const entries = ways.flatMap((way) => way?.entries ?? []);
  const isThere = ways.filter(Boolean).length * 2 >= ways.length; // one that is typed amiss takes two pairs along
  return { start: 0, end: run.length, variants: isThere ? [{ words, entries, weight: 1 }] : [] };
}
