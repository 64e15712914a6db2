// The piece of a page that shows why it was found.

import { mayPart } from "./lexicon.js";
import { fold, squeezed } from "./query.js";
import { runs } from "./ranking.js";

/** @typedef {{text: string, marks: [number, number][]}} Excerpt see api.js */
/** @typedef {{heading: string, anchor: string, text: string}} Section */
/** @typedef {import("./lexicon.js").Lexicon} Lexicon */

const LENGTH = 160;
const BEFORE = 50;
const SHORTEST_MARK = 4;
const EDGE = 40;
const MOST_MARKS = 50; // of one word in one section
const LETTER = /[\p{L}\p{M}\p{N}]/u;

/** By code unit: 1 is a letter, mark or digit, 2 is not, 0 not yet asked. */
const kinds = new Uint8Array(65536);

/** Where every letter of the squeezed text stands in the text. @param {string} text */
function squeeze(text) {
  const places = new Uint32Array(text.length);
  let kept = "";
  let [count, start] = [0, 0];
  for (let at = 0; at <= text.length; at++) {
    const code = text.charCodeAt(at);
    const kind = at === text.length ? 2 : kinds[code] || (kinds[code] = LETTER.test(text[at]) ? 1 : 2);
    if (kind === 1) {
      places[count++] = at;
    } else {
      kept += text.slice(start, at);
      start = at + 1;
    }
  }
  return { kept, places };
}

/**
 * Finds what was looked for in a text: runs of what was typed, and words that the query became.
 * @param {string} text @param {string} query squeezed @param {string[]} words
 * @returns {[number, number, number][]} start, end, weight; by start, without overlap
 */
export function matches(text, query, words) {
  const { kept, places } = squeeze(fold(text));
  /** @type {[number, number, number][]} */
  const found = [];
  const add = (/** @type {string} */ wanted, /** @type {number} */ weight) => {
    let at = kept.indexOf(wanted);
    for (let seen = 0; at >= 0 && seen < MOST_MARKS; at = kept.indexOf(wanted, at + wanted.length), seen++) {
      const start = places[at];
      const end = places[at + wanted.length - 1] + 1;
      if (mayPart(text, start) && mayPart(text, end)) found.push([start, end, weight]);
    }
  };
  for (const [start, end] of runs(query, kept)) {
    if (end - start >= Math.min(SHORTEST_MARK, query.length)) add(query.slice(start, end), (end - start) ** 1.5);
  }
  for (const word of words) if (word.length > 1) add(word, word.length);
  found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  let last = 0;
  return found.filter(([start, end]) => start >= last && (last = end));
}

/** @param {string} text @param {[number, number, number][]} found @param {Lexicon} lexicon @returns {Excerpt} */
export function excerpt(text, found, lexicon) {
  const centre = densest(found);
  let start = Math.max(0, centre - BEFORE);
  let end = Math.min(text.length, start + LENGTH);
  start = Math.max(0, Math.min(start, end - LENGTH));
  const marked = found.filter(([from, to]) => to > start && from < end);
  start = start && Math.min(wordStart(text, start, lexicon), ...marked.map(([from]) => from));
  end = end < text.length ? Math.max(wordStart(text, end, lexicon), ...marked.map(([, to]) => to)) : end;
  const before = start > 0 ? "…" : "";
  const after = end < text.length ? "…" : "";
  return {
    text: before + text.slice(start, end).replace(/\s/g, " ") + after,
    marks: marked.map(([from, to]) => [from - start + before.length, to - start + before.length]),
  };
}

/** Where the stretch that holds most of what was looked for starts. @param {[number, number, number][]} found */
function densest(found) {
  let [best, centre, sum, last] = [0, 0, 0, 0];
  found.forEach(([start], first) => {
    sum = first ? sum - found[first - 1][2] : 0;
    while (last < found.length && found[last][0] < start + LENGTH - BEFORE) sum += found[last++][2];
    if (sum > best) [best, centre] = [sum, start];
  });
  return centre;
}

/** The nearest place at or before `at` where a word begins. @param {string} text @param {number} at @param {Lexicon} lexicon */
function wordStart(text, at, lexicon) {
  let from = at;
  while (from > 0 && at - from < EDGE && !/\s/.test(text[from - 1])) from--;
  let to = at;
  while (to < text.length && to - at < EDGE && !/\s/.test(text[to])) to++;
  const pieces = lexicon.cut(fold(text.slice(from, to)));
  let place = from;
  for (const piece of pieces) if (from + piece.start <= at && mayPart(text, from + piece.start)) place = from + piece.start;
  return place;
}

/** What is compared of a page: its title, headings and text. @param {string} title @param {Section[]} sections */
export function comparable(title, sections) {
  return squeezed(fold([title, ...sections.flatMap(({ heading, text }) => [heading, text])].join(" ")));
}
