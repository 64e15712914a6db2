// The piece of a page that shows why it was found.

import { mayPart, squeezed } from "./lexicon.js";
import { fold } from "./query.js";
import { runs } from "./ranking.js";

/** @typedef {{text: string, marks: [number, number][], whole: [number, number][]}} Excerpt see api.js */
/** @typedef {{heading: string, anchor: string, text: string}} Section */
/** @typedef {import("./lexicon.js").Lexicon} Lexicon */

const LENGTH = 160;
const BEFORE = 50;
const SHORTEST_MARK = 4;
const EDGE = 40;
const SHORT_LINE = 40;
const COMPOUND = 6; // letters of a word that may hold others
const MOST_MARKS = 50; // of one word in one section
const THAI = /[ก-ฺเ-ๅ็-๎]{4,}/g;
const SEVERAL_SYLLABLES = /^(?=.{4})(?:[ะ-ฺเ-๎]*[ก-ฮ]){2}[ก-ฺเ-๎]*$/;
const LONGEST_WHOLE = 24; // letters: a longer word is wider than a telephone's line
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
  const [first, last] = paragraph(text, centre);
  let start = Math.max(first, centre - BEFORE);
  let end = Math.min(last, start + LENGTH);
  start = Math.max(first, Math.min(start, end - LENGTH));
  const marked = onEdges(text, found.filter(([from, to]) => to > start && from < end), lexicon);
  start = start === first ? first : Math.min(wordStart(text, start, lexicon), ...marked.map(([from]) => from));
  end = end < last ? Math.max(wordStart(text, end, lexicon), ...marked.map(([, to]) => to)) : end;
  const before = start > first ? "…" : "";
  const after = end < last ? "…" : "";
  const shown = before + text.slice(start, end).replace(/\s/g, " ") + after;
  return {
    text: shown,
    whole: wholeWords(shown, lexicon),
    marks: marked.filter(([from, to]) => from >= start && to <= end).map(([from, to]) => [from - start + before.length, to - start + before.length]),
  };
}

/** Words that a browser might end a line within, as line_ends.py has them. @param {string} text @param {Lexicon} lexicon @returns {[number, number][]} */
export function wholeWords(text, lexicon) {
  return [...text.matchAll(THAI)].flatMap(({ 0: run, index = 0 }) =>
    lexicon.cut(fold(run)).flatMap(({ word, start, end }) =>
      word && end - start <= LONGEST_WHOLE && SEVERAL_SYLLABLES.test(run.slice(start, end)) ? [/** @type {[number, number]} */ ([index + start, index + end])] : [],
    ),
  );
}

/** The line around a place, with those after it while it is short: a sentence does not run on into labels and lists.
 * @param {string} text @param {number} at @returns {[number, number]} */
function paragraph(text, at) {
  const start = text.lastIndexOf("\n", Math.max(0, at - 1)) + 1;
  let end = start;
  do end = (text.indexOf("\n", end + 1) + 1 || text.length + 1) - 1;
  while (end < text.length && end - start < SHORT_LINE);
  return [start, end];
}

/** Draws marks in to whole words: ตา is not marked in ตาม, nor half of two neighbours. @param {string} text
 * @param {[number, number, number][]} found by start @param {Lexicon} lexicon */
function onEdges(text, found, lexicon) {
  /** @type {[number, number, number][]} */
  const kept = [];
  for (const [from, to, weight] of found) {
    const edges = edgesAround(text, from, to, lexicon);
    const start = edges.find((edge) => edge >= from) ?? to;
    const end = edges.filter((edge) => edge <= to).pop() ?? from;
    if (start < end && LETTER.test(text.slice(start, end))) kept.push([start, end, weight]);
  }
  return kept;
}

/** Where words begin and end near a place, ascending; parts of compounds are words too. @param {string} text @param {number} from @param {number} to @param {Lexicon} lexicon */
function edgesAround(text, from, to, lexicon) {
  let [start, end] = [from, to];
  while (start > 0 && from - start < EDGE && LETTER.test(text[start - 1])) start--;
  while (end < text.length && end - to < EDGE && LETTER.test(text[end])) end++;
  const run = fold(text.slice(start, end));
  const edges = new Set([start, end]);
  if (!/[ก-๎]/.test(run)) return [start, end];
  const add = (/** @type {number} */ at, /** @type {import("./lexicon.js").Piece[]} */ pieces) => {
    for (const piece of pieces) {
      const places = piece.word || piece.end - piece.start < 2 ? [piece.start, piece.end] : Array.from({ length: piece.end - piece.start + 1 }, (_, i) => piece.start + i);
      for (const place of places) edges.add(at + place);
    }
  };
  const pieces = lexicon.cut(run);
  add(start, pieces);
  for (const { start: begin, end: close, word } of pieces) {
    if (close - begin < COMPOUND || !word) continue;
    const smaller = lexicon.cut(run.slice(begin, close), { without: word });
    if (smaller.every((piece) => piece.word)) add(start + begin, smaller);
  }
  return [...edges].sort((a, b) => a - b);
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
