// What was typed, understood: a row of slots, each with the ways to say it: 2026 or 2569.

import { squeezed } from "./lexicon.js";
import { doubtful, isOdd, namesIn, pairsOf, plainPart, thaiParts, unpartedPart, variantOf } from "./parts.js";
import { Found } from "./rare.js";
import { withOfficial } from "./thesaurus.js";

/** One way to say what a slot says: words of the index, and rare words by their pages; a `name`, squeezed, only as a whole.
 * @typedef {{words: number[], entries?: import("./ranking.js").Entry[], weight: number, name?: string}} Variant */
/** @typedef {{variants: Variant[]}} Slot */
/**
 * @typedef {object} Query
 * @property {string} typed folded, single spaces
 * @property {string} text what is searched
 * @property {"keyboard" | "spelling" | "quotes" | null} changed why `text` is not what was typed
 * @property {Slot[]} slots
 * @property {string[]} spellings the whole as it may stand in a page, squeezed
 * @property {string[]} phrases what stood in quotation marks, squeezed
 * @property {string[]} mended words that stand in `text` for what was typed, squeezed
 * @property {Float64Array} [held] share of what the words tell that each page holds
 * @property {Map<number, number>} [near] pages near in meaning, where words said little
 * @property {boolean} [partial] whether no page holds all words of a short query
 * @property {number} top what speaks for the best page, before titles and texts are compared
 * @property {string[]} missing parts that no page holds in any form, as typed
 * @property {boolean} isLacking whether one of them is a word for sure, not perhaps a slip
 * @property {{word: string, officials: string[]}[]} everyday words that official ones were searched for, squeezed
 */
/** @typedef {import("./lexicon.js").Lexicon} Lexicon */
/** @typedef {import("./parts.js").Part} Part */
/** @typedef {import("./parts.js").How} How */
/** Common words that the index lacks, and rare words of its titles; null where they cannot be read. @typedef {{common: Lexicon | null, names: Lexicon | null}} Known */
/**
 * What a query is understood with. `known` fetches more lists of words, `ahead` what slots will be scored by.
 * @typedef {{lexicon: Lexicon, rare: import("./rare.js").Rare, abbreviations: Record<string, string[]>,
 *   known: () => Promise<Known>, everyday: import("./thesaurus.js").Everyday, ahead: (slots: Slot[]) => void}} Words
 */

const LONGEST = 400;
const MOST_SLOTS = 40;
const COMPOUND = 6;
const LONGEST_TERM = 40;
const MOST_PARTS = 6; // of an everyday word
const SHORT_PIECE = 3;
const CHANCE = 2; // letters beside a word that is missing: a piece of it that another word happens to be
const SHORT_QUERY = 30;
const SHORTEST_NUMBER = 7; // digits that hyphens part
/** Bits a letter of what the other keyboard would give: words cost few, chance costs many. */
const LIKELY_TYPED = 5.8;
const LIKELY_BROKEN = 8;
/** What the other keyboard gives for Thai letters, and nobody writes in Latin ones: "gc]" of เฉล. */
const SIGN_BESIDE = /[a-z0-9][;[\]\\=`]|[;[\]\\=`][a-z0-9]|[a-z],[a-z]/i;
const SIGN_INSIDE = /[;[\]^][a-z0-9]|[a-z0-9][;[\]][a-z0-9]/i;

const DOT = /([ก-๎])\.(?=[ก-๎\s]|$)/g;
const THOUSANDS = /([0-9]),(?=[0-9]{3})/g;
const WITHOUT_SPACES = "\\u0e80-\\u0eff\\u1000-\\u109f\\uaa60-\\uaa7f\\u1780-\\u17ff\\u3005-\\u3007\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
export const RUN = new RegExp(`[ก-ฺเ-ๅ็-๎]+|[0-9]+|(?:(?=[\\p{L}\\p{M}\\p{N}])[${WITHOUT_SPACES}])+|(?:(?![0-9\\u0e00-\\u0e7f${WITHOUT_SPACES}])[\\p{L}\\p{M}\\p{N}])+`, "gu");
export const UNPARTED = new RegExp(`^[${WITHOUT_SPACES}]`, "u");
const HYPHENED = /[0-9a-z]+(?:[-‐‑][0-9a-z]+)+|\(?0[0-9]{1,2}\)?[ -][0-9]{3,4}[ -]?[0-9]{3,4}/g;
const QUOTED = /["“”„«»]([^"“”„«»]+)["“”„«»]/g;

// As khlang.thai.normal, then terms.py: typed and indexed text are written alike.

const TONES = "่้๊๋";
const MARKS = `ฺุูัิีึื็ํ${TONES}์๎`;
/** @type {Record<string, number>} */
const RANK = {};
["ฺ", "ุู", "ัิีึื็", "ํ", TONES, "์", "๎"].forEach((marks, rank) => [...marks].forEach((mark) => (RANK[mark] = rank)));

const INVISIBLE = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;
const DOUBLED = new RegExp(`([${MARKS}])\\1+`, "g");
const MARK_RUN = new RegExp(`[${MARKS}]{2,}`, "g");
const LATE_TONE = new RegExp(`[ะาำ][ะาำ${TONES}]*[${TONES}]`, "g");
const SARA_AM = new RegExp(`ํ([${TONES}]*)า`, "g");
const CAPITAL = /[A-ZÀ-ÖØ-ÞĀ-Ɏ]/g;

/** Puts marks in order, once each; ํา is ำ, เเ is แ; no invisible characters. @param {string} text @returns {string} */
export function normalise(text) {
  const next = text
    .normalize("NFC")
    .replace(INVISIBLE, "")
    .replace(/\u00a0/g, " ")
    .replace(/เเ/g, "แ")
    .replace(SARA_AM, "$1ำ")
    .replace(DOUBLED, "$1")
    .replace(MARK_RUN, (run) => [...run].sort((a, b) => RANK[a] - RANK[b]).join(""))
    .replace(LATE_TONE, (run) => [...run].sort((a, b) => Number(b in RANK) - Number(a in RANK)).join(""));
  return next === text ? text : normalise(next); // one step may make room for another
}

/** Small letters and Arabic digits, every character in its place. @param {string} text */
export function fold(text) {
  return text
    .replace(CAPITAL, (letter) => (letter.toLowerCase().length === 1 ? letter.toLowerCase() : letter))
    .replace(/[๐-๙]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xe50 + 48));
}

/** @param {string} input */
const trimmed = (input) => normalise(input.slice(0, LONGEST)).trim();

/** What was typed as titles are looked up. @param {string} input */
export const titleOf = (input) => squeezed(fold(trimmed(input)));

/**
 * @param {string} input @param {Words} words
 * @param {boolean} exact search as typed: mend nothing
 * @param {boolean} [isTyped] not with the other keyboard
 * @returns {Promise<Query>}
 */
export async function understand(input, words, exact, isTyped = exact) {
  const text = trimmed(input);
  const typed = fold(text).replace(/\s+/g, " ");
  const other = isTyped ? null : await otherLayout(text, input.slice(0, LONGEST).trim(), words);
  const phrases = other ? [] : [...typed.matchAll(QUOTED)].map((quoted) => squeezed(quoted[1])).filter(Boolean);
  const read = await slotsOf(other ?? typed, words, exact || phrases.length > 0);
  const changed = other ? "keyboard" : read.mended.length ? "spelling" : null;
  return { typed, changed, phrases, top: 1, ...read };
}

/** What the keys type in the other language, if the index holds that instead. @param {string} text @param {string} keys as they were pressed: marks in no order @param {Words} words */
async function otherLayout(text, keys, { lexicon, rare, known }) {
  const isThai = /[ก-๎]/.test(text);
  const folded = fold(text);
  if (text.length < 3 || (isThai && /[A-Za-z]/.test(text)) || share(folded, lexicon) > 0.7) return null;
  const { retyped } = await import("./keyboard.js"); // rarely needed
  const other = fold(normalise(retyped(keys, isThai ? "latin" : "thai"))).replace(/\s+/g, " ");
  const [asTyped, asOther] = [share(folded, lexicon), share(other, lexicon)];
  if (asOther <= 0.3 || asOther <= asTyped + 0.25 || (!isThai && !isLikely(other, lexicon, SIGN_INSIDE.test(text)))) return null;
  if (isThai && (SIGN_BESIDE.test(other) || isOfWords(folded, lexicon, (await known()).common))) return null;
  const own = [...folded.matchAll(RUN)].map(([run]) => run).filter((run) => run.length > 2);
  const held = await rare.find(own);
  return own.some((run) => held.entry(run)) ? null : other;
}

/** Whether words make up most of a Thai text, and not only chance. @param {string} text @param {Lexicon} lexicon
 * @param {boolean} isBroken whether signs stand inside what was typed, where nobody who writes Latin puts them */
function isLikely(text, lexicon, isBroken) {
  let [bits, letters] = [0, 0];
  for (const [run] of text.matchAll(RUN)) {
    if (!/[ก-๎]/.test(run)) continue;
    letters += run.length;
    for (const { cost } of lexicon.cut(run)) bits += cost;
  }
  return bits <= (isBroken ? LIKELY_BROKEN : LIKELY_TYPED) * letters;
}

/** Whether Thai words make up all of a text. @param {string} text @param {Lexicon} lexicon @param {Lexicon | null} known */
function isOfWords(text, lexicon, known) {
  const runs = [...text.matchAll(RUN)].filter(([run]) => /[ก-๎]/.test(run));
  return runs.every(([run]) => lexicon.cut(run, { known: [known] }).every(({ kind }) => kind !== "unknown"));
}

/** Share of the letters that words of the index cover. @param {string} text @param {Lexicon} lexicon */
function share(text, lexicon) {
  let covered = 0;
  let all = 0;
  for (const [run] of text.matchAll(RUN)) {
    all += run.length;
    if (/[0-9]/.test(run)) continue;
    if (!/[ก-๎]/.test(run)) covered += run.length > 1 && lexicon.number(run) ? run.length : 0;
    else for (const piece of lexicon.cut(run)) if (piece.word && piece.end - piece.start > 1) covered += piece.end - piece.start;
  }
  return all ? covered / all : 0;
}

/** Runs of letters that are read together: a date, or what hyphens part. @typedef {{start: number, end: number, parts: string[][], said: string[]}} Joint */

/** @param {string} typed @param {Words} words @param {boolean} exact */
async function slotsOf(typed, words, exact) {
  const text = typed.replace(DOT, "$1").replace(THOUSANDS, "$1");
  const runs = [...text.matchAll(RUN)];
  const joints = /[0-9]|[a-z][-‐‑]/.test(text) ? await jointsOf(text) : [];
  const how = { lexicon: words.lexicon, exact, known: [null, exact ? null : words.everyday.lexicon], names: null };
  const wanted = lookups(runs, joints, words.lexicon);
  const lookedUp = words.rare.find(wanted);
  if (words.rare.hasWords && wanted.length) words.ahead(partsOf(runs, joints, { ...how, rare: new Found([]), exact: true }));
  const first = { ...how, rare: await lookedUp };
  let parts = partsOf(runs, joints, first);
  const isShort = text.length <= SHORT_QUERY; // of a long one a missing word is told all the same
  const isUnsure = parts.some(({ mended, variants, begun, isWord }) => mended || ((isShort || isWord) && !variants.length && !begun));
  const thai = exact ? [] : runs.flatMap(([run]) => (/[ก-๎]/.test(run) ? [run] : []));
  if (thai.length && (isUnsure || (words.rare.hasWords && thai.some((run) => isOdd(run, first))))) {
    const { common, names } = await words.known();
    const more = { ...first, known: [common, how.known[1]], names };
    const meant = thai.flatMap((run) => namesIn(run, more));
    parts = partsOf(runs, joints, meant.length ? { ...more, rare: await words.rare.find([...meant, ...wanted]) } : more);
  }
  const places = runs.flatMap((run) => Array.from({ length: run[0].length }, (_, i) => run.index + i)); // of every letter of `joined`
  const joined = runs.map(([run]) => run).join("");
  const meant = exact ? parts : inOfficialWords(parts, joined, words);
  const slots = exact ? parts : withLongNames(meant, joined, words);
  let [whole, written] = ["", 0];
  for (const { start, end, mended } of slots) {
    whole += text.slice(written, places[start]) + (mended ?? text.slice(places[start], places[end - 1] + 1));
    written = places[end - 1] + 1;
  }
  const mended = slots.flatMap((slot) => (slot.mended ? [squeezed(slot.mended)] : []));
  const missing = missingOf(slots, joined);
  const isLacking = slots.some(({ isWord }) => isWord);
  const final = mended.length ? whole + text.slice(written) : typed;
  const spellings = [...new Set([squeezed(final), squeezed(typed), ...asOthersWrite(text, joints), ...asOfficesWrite(meant, joined)])];
  const everyday = meant.flatMap((part) => part.everyday ?? []);
  return { text: final, slots: slots.slice(0, MOST_SLOTS), spellings, mended, missing, isLacking, everyday };
}

/** What no page holds, as words: of letters that are no word, with the short words beside them. @param {Part[]} slots @param {string} joined */
function missingOf(slots, joined) {
  /** @type {string[]} */
  const found = [];
  let last = 0;
  slots.forEach(({ variants, begun, isWord, run }, i) => {
    if ((variants.length && !isWord) || begun || slots[i].start < last) return;
    let [from, to] = [i, i];
    const most = isWord ? CHANCE : SHORT_PIECE;
    const isPiece = (/** @type {Part | undefined} */ other) => other && other.run === run && other.end - other.start <= most;
    while (isPiece(slots[from - 1]) && slots[from - 1].start >= last) from--;
    while (isPiece(slots[to + 1])) to++;
    if (isWord) for (const slot of slots.slice(from, to + 1)) if (slot.end - slot.start <= CHANCE) slot.variants = [];
    while (slots[to + 1] && slots[to + 1].run === run && !slots[to + 1].variants.length && !slots[to + 1].begun) to++;
    last = slots[to].end;
    const word = joined.slice(slots[from].start, last);
    if (word.length > 1) found.push(word);
  });
  return found;
}

/** @param {string} text @returns {Promise<Joint[]>} */
async function jointsOf(text) {
  /** @type {Joint[]} */
  const joints = /[0-9]/.test(text) ? (await import("./dates.js")).datesIn(text) : [];
  for (const { 0: written, index = 0 } of text.matchAll(HYPHENED)) {
    const [start, end, whole] = [index, index + written.length, squeezed(written)];
    if (whole.length > LONGEST_TERM || (/^[0-9]+$/.test(whole) && whole.length < SHORTEST_NUMBER)) continue;
    if (!joints.some((other) => start < other.end && end > other.start)) joints.push({ start, end, parts: [[whole]], said: [] });
  }
  return joints;
}

/** The text with one date written otherwise, squeezed. @param {string} text @param {Joint[]} joints */
function asOthersWrite(text, joints) {
  return joints.flatMap(({ start, end, said }) => said.map((way) => squeezed(text.slice(0, start) + way + text.slice(end))));
}

/** Neighbouring parts, and the letters of both. @typedef {{from: number, next: number, word: string}} Span */

/** Joins what seems to be an everyday word, and gives it official ones. @param {Part[]} parts @param {string} joined @param {Words} words */
function inOfficialWords(parts, joined, { lexicon, everyday: { entries } }) {
  /** @type {Span[]} */
  const spans = [];
  for (let from = 0; from < parts.length; from++) {
    for (let next = Math.min(parts.length, from + MOST_PARTS); next > from; next--) {
      const word = joined.slice(parts[from].start, parts[next - 1].end);
      if (entries.has(word)) spans.push({ from, next, word });
    }
  }
  return withOfficial(parts, spans, entries, lexicon);
}

/** The whole with official words for the everyday ones that no page holds. @param {Part[]} parts @param {string} joined */
function asOfficesWrite(parts, joined) {
  if (!parts.some(({ everyday }) => everyday && !everyday.isThere)) return [];
  return [parts.map(({ start, end, everyday }) => (everyday && !everyday.isThere ? squeezed(everyday.officials[0]) : joined.slice(start, end))).join("")];
}

/** Words that may stand among the rare ones. @param {RegExpMatchArray[]} runs @param {Joint[]} joints @param {Lexicon} lexicon */
function lookups(runs, joints, lexicon) {
  const plain = runs.flatMap(([run]) => {
    if (/[ก-๎]/.test(run)) return doubtful(run, lexicon);
    return UNPARTED.test(run) ? pairsOf(run) : [run.slice(0, LONGEST_TERM)];
  });
  const forms = joints.flatMap(({ parts }) => parts.flat());
  return [...plain, ...forms].filter((word) => !lexicon.number(word));
}

/** @param {RegExpMatchArray[]} runs @param {Joint[]} joints @param {How} how @returns {Part[]} */
function partsOf(runs, joints, how) {
  let at = 0;
  /** @type {Part[]} */
  const parts = [];
  for (let i = 0; i < runs.length; ) {
    const { 0: run, index = 0 } = runs[i];
    const joint = joints.find(({ start, end }) => index >= start && index < end);
    const next = joint ? runs.findIndex((other, j) => j > i && (other.index ?? 0) >= joint.end) : i + 1;
    const covered = runs.slice(i, next < 0 ? runs.length : next).map(([other]) => other);
    const isLast = i + covered.length === runs.length && !how.exact;
    for (const part of joint ? jointParts(joint, covered, how) : partsOfRun(run, how, isLast)) {
      parts.push({ ...part, start: at + part.start, end: at + part.end, run: i });
    }
    at += covered.join("").length;
    i += covered.length;
  }
  return parts;
}

/** @param {string} run @param {How} how @param {boolean} isLast @returns {Part[]} */
function partsOfRun(run, how, isLast) {
  if (/[ก-๎]/.test(run)) return thaiParts(run, how, isLast);
  return [UNPARTED.test(run) ? unpartedPart(run, how) : plainPart(run.slice(0, LONGEST_TERM), how, isLast)];
}

/** Each part of a date in all its forms; or what hyphens part, together or apart. @param {Joint} joint @param {string[]} runs @param {How} how @returns {Part[]} */
function jointParts({ parts }, runs, how) {
  const length = runs.join("").length;
  if (parts.length === 1) {
    const apart = runs.flatMap((run) => (/[ก-๎]/.test(run) ? [] : [variantOf(run, 1, how)[0]]));
    const whole = parts[0].flatMap((form) => variantOf(form, 1, how));
    const isThere = apart.length && apart.every(Boolean);
    const variants = isThere ? [...whole, { words: apart.flatMap(({ words }) => words), entries: apart.flatMap(({ entries }) => entries ?? []), weight: 1 }] : whole;
    return [{ start: 0, end: length, variants }];
  }
  let start = 0;
  return parts.map((forms, i) => {
    const end = i === parts.length - 1 ? length : start + runs[i].length;
    const part = { start, end, variants: [...new Set([runs[i], ...forms])].flatMap((form) => variantOf(form, form === runs[i] || form === forms[0] ? 1 : form.length > 2 ? 0.8 : 0.6, how)) };
    start = end;
    return part;
  });
}

/**
 * Joins the parts of an abbreviation, or of a long name, into one that may be said either way.
 * @param {Part[]} parts @param {string} joined @param {Words} words
 */
function withLongNames(parts, joined, { lexicon, abbreviations }) {
  /** @type {Part[]} */
  const found = [];
  for (let i = 0; i < parts.length; ) {
    const match = longestName(parts, i, joined, abbreviations);
    if (!match) {
      found.push(parts[i++]);
      continue;
    }
    const same = parts.slice(i, match.next);
    const isKnown = same.every(({ variants }) => variants[0]?.weight === 1 && variants[0].words.length); // and no guess
    const own = isKnown ? same.flatMap(({ variants }) => variants[0].words) : [];
    /** @type {Variant[]} */
    const variants = own.length ? [{ words: own, weight: 1, name: joined.slice(same[0].start, same[same.length - 1].end) }] : [];
    if (own.length > 2) variants.push({ words: own, weight: 0.2 });
    for (const other of match.others) {
      const words = [...other.replace(DOT, "$1").matchAll(RUN)].flatMap(([run]) =>
        /[ก-๎]/.test(run)
          ? lexicon.cut(run).flatMap(({ word, start, end }) => (word || end - start > 1 ? [word] : []))
          : [lexicon.number(run)],
      );
      if (words.length && words.every(Boolean)) variants.push({ words, weight: 0.9, name: squeezed(other) }); // else on no page
    }
    found.push({ start: same[0].start, end: same[same.length - 1].end, variants });
    i = match.next;
  }
  return found;
}

/** @param {Part[]} parts @param {number} from @param {string} joined @param {Record<string, string[]>} abbreviations */
function longestName(parts, from, joined, abbreviations) {
  for (let next = parts.length; next > from; next--) {
    const text = joined.slice(parts[from].start, parts[next - 1].end);
    const isUnread = text.length >= COMPOUND && parts.slice(from, next).some(({ mended, variants }) => mended || !variants.length);
    const others = Object.entries(abbreviations).flatMap(([short, names]) => {
      const all = [short, ...names];
      const same = all.filter((name) => squeezed(name) === text || (isUnread && squeezed(name).includes(text)));
      return same.length ? all.filter((name) => name === short || !same.includes(name)) : [];
    });
    if (others.length) return { next, others };
  }
  return null;
}
