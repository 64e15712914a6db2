// Official words for everyday ones (thesaurus.py).

import { Lexicon, squeezed } from "./lexicon.js";

/** @typedef {import("./parts.js").Part} Part */
/** @typedef {import("./query.js").Variant} Variant */

const INSTEAD = 0.9; // weight of an official word where the index does not list the everyday one
const BESIDE = 0.4;

/** Everyday words, as words to cut by, and the official ones of each, squeezed; a word that only asks has none. */
export class Everyday {
  /** @param {string} lines one an entry @param {Uint8Array} shared letters of each word that the one before has, too */
  constructor(lines, shared) {
    const rows = shared.length ? lines.split("\n").map((line) => line.split("\t")) : [];
    this.lexicon = new Lexicon(rows.map(([rest]) => rest), shared, new Uint8Array(rows.length));
    this.entries = new Map(rows.map(([, ...officials], i) => [this.lexicon.words[i + 1], officials]));
  }
}

/**
 * Joins the parts of every everyday word into one that official words stand for as well; leaves out words that only ask and stand in no page.
 * @param {Part[]} parts @param {import("./query.js").Span[]} spans that may be everyday words, by start, the longest first
 * @param {Map<string, string[]>} entries official words by everyday word, squeezed @param {Lexicon} lexicon @returns {Part[]}
 */
export function withOfficial(parts, spans, entries, lexicon) {
  /** @type {Part[]} */
  const found = [];
  for (let i = 0; i < parts.length; ) {
    const span = spans.find(({ from }) => from === i);
    const officials = entries.get(span?.word ?? "");
    if (!span || !officials) found.push(parts[i]);
    else if (officials.length) found.push(official(parts.slice(i, span.next), span.word, officials, lexicon));
    i = span ? span.next : i + 1;
  }
  return found.length ? found : parts;
}

/** @param {Part[]} parts @param {string} word @param {string[]} officials @param {Lexicon} lexicon @returns {Part} */
function official(parts, word, officials, lexicon) {
  const [{ start, run }, { end }] = [parts[0], parts[parts.length - 1]];
  const begun = parts.length === 1 && parts[0].begun;
  const isPlain = parts.length === 1 && !parts[0].mended; // a longer word may hold it, or begin so
  const isThere = parts.every((part) => stands(part, word.slice(part.start - start, part.end - start), lexicon));
  const weight = isThere && isPlain ? BESIDE : INSTEAD; // words that stand each somewhere are seldom one expression
  const others = officials.flatMap((name) => {
    const words = wordsOf(name, lexicon);
    return words.length && words.every(Boolean) ? [{ words, weight, name: squeezed(name) }] : [];
  });
  return { start, end, run, begun, variants: [...(isThere || isPlain ? ownOf(parts) : []), ...others], everyday: { word, officials, isThere } };
}

/** Whether pages hold a part as it was typed. @param {Part} part @param {string} typed @param {Lexicon} lexicon */
function stands({ variants: [first], mended, isWord, begun }, typed, lexicon) {
  if (!first || mended || isWord || begun || first.weight < 1) return false;
  return Boolean(first.entries?.length) || first.words.map((word) => lexicon.words[word]).join("") === typed;
}

/** The parts as they were typed, as one. @param {Part[]} parts @returns {Variant[]} */
function ownOf(parts) {
  if (parts.length === 1) return parts[0].variants;
  const first = parts.map(({ variants }) => variants[0]);
  return [{ words: first.flatMap(({ words }) => words), entries: first.flatMap(({ entries }) => entries ?? []), weight: 1 }];
}

/** @param {string} name @param {Lexicon} lexicon */
function wordsOf(name, lexicon) {
  return (name.match(/[ก-๎]+|[\p{L}\p{M}\p{N}]+/gu) ?? []).flatMap((run) =>
    /[ก-๎]/.test(run) ? lexicon.cut(run).map(({ word }) => word) : [lexicon.number(run)],
  );
}
