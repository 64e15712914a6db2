// What was typed, understood: a row of slots, each with the ways to say it: 2026 or 2569.

/** One way to say what a slot says; a `name`, squeezed, only as a whole. @typedef {{words: number[], weight: number, name?: string}} Variant */
/** @typedef {{variants: Variant[]}} Slot */
/**
 * @typedef {object} Query
 * @property {string} typed folded, single spaces
 * @property {string} text what is searched
 * @property {"keyboard" | "spelling" | null} changed why `text` is not what was typed
 * @property {Slot[]} slots
 * @property {string[]} phrases what stood in quotation marks, squeezed
 * @property {string[]} mended words that stand in `text` for what was typed, squeezed
 * @property {string[]} unknown parts that the index does not hold in any form
 */
/** @typedef {import("./lexicon.js").Lexicon} Lexicon */
/** @typedef {import("./lexicon.js").Piece} Piece */

const LONGEST = 400;
const MOST_SLOTS = 40;
const GAIN = 3;
const YEARS_APART = 543;
const COMPOUND = 6;

const DOT = /([ก-๎])\.(?=[ก-๎\s]|$)/g;
const THOUSANDS = /([0-9]),(?=[0-9]{3})/g;
const RUN = /[ก-ฺเ-ๅ็-๎]+|[0-9]+|(?:(?![0-9\u0e00-\u0e7f])[\p{L}\p{M}\p{N}])+/gu;
const QUOTED = /["“”„«»]([^"“”„«»]+)["“”„«»]/g;
const NEITHER_LETTER_NOR_DIGIT = /[^\p{L}\p{M}\p{N}]+/gu;

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

/** Text as it is compared: Thai spaces stand where they please. @param {string} text */
export function squeezed(text) {
  return text.replace(NEITHER_LETTER_NOR_DIGIT, "");
}

/**
 * @param {string} input @param {Lexicon} lexicon
 * @param {Record<string, string[]>} abbreviations short form to long names, folded
 * @param {boolean} exact search as typed: mend nothing
 * @returns {Promise<Query>}
 */
export async function understand(input, lexicon, abbreviations, exact) {
  const text = normalise(input.slice(0, LONGEST)).trim();
  const typed = fold(text).replace(/\s+/g, " ");
  const other = exact ? null : await otherLayout(text, lexicon);
  const phrases = other ? [] : [...typed.matchAll(QUOTED)].map((found) => squeezed(found[1])).filter(Boolean);
  const read = slotsOf(other ?? typed, lexicon, abbreviations, exact || phrases.length > 0);
  const changed = other ? "keyboard" : read.mended.length ? "spelling" : null;
  return { typed, changed, phrases, ...read };
}

/** What the keys type in the other language, if the index knows that instead. @param {string} text @param {Lexicon} lexicon */
async function otherLayout(text, lexicon) {
  const isThai = /[ก-๎]/.test(text);
  if (text.length < 3 || (isThai && /[A-Za-z]/.test(text)) || known(fold(text), lexicon) > 0.7) return null;
  const { retyped } = await import("./keyboard.js"); // rarely needed
  const other = fold(normalise(retyped(text, isThai ? "latin" : "thai"))).replace(/\s+/g, " ");
  const [asTyped, asOther] = [known(fold(text), lexicon), known(other, lexicon)];
  return asOther > 0.3 && asOther > asTyped + 0.25 ? other : null;
}

/** Share of the letters that words of the index cover. @param {string} text @param {Lexicon} lexicon */
function known(text, lexicon) {
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

/** @param {string} typed @param {Lexicon} lexicon @param {Record<string, string[]>} abbreviations @param {boolean} exact */
function slotsOf(typed, lexicon, abbreviations, exact) {
  const text = typed.replace(DOT, "$1").replace(THOUSANDS, "$1");
  const runs = [...text.matchAll(RUN)];
  const places = runs.flatMap((run) => Array.from(run[0], (_, i) => run.index + i)); // of every letter of `joined`
  const joined = runs.map(([run]) => run).join("");
  let at = 0;
  const parts = runs.flatMap(([run], i) => {
    const isLast = i === runs.length - 1 && !exact;
    const found = /[ก-๎]/.test(run) ? thaiParts(run, lexicon, exact, isLast) : [plainPart(run, lexicon, exact, isLast)];
    const moved = found.map((part) => ({ ...part, start: at + part.start, end: at + part.end }));
    at += run.length;
    return moved;
  });
  const slots = exact ? parts : withLongNames(parts, joined, lexicon, abbreviations);
  let [meant, written] = ["", 0];
  for (const { start, end, said } of slots) {
    meant += text.slice(written, places[start]) + (said ?? text.slice(places[start], places[end - 1] + 1));
    written = places[end - 1] + 1;
  }
  const mended = slots.flatMap(({ said }) => (said ? [squeezed(said)] : []));
  const unknown = slots.filter(({ variants }) => !variants.length).map(({ start, end }) => joined.slice(start, end));
  return { text: mended.length ? meant + text.slice(written) : typed, slots: slots.slice(0, MOST_SLOTS), mended, unknown };
}

/** A slot and its place among the letters typed; `said` where it was mended.
 * @typedef {Slot & {start: number, end: number, said?: string}} Part */

/** @param {string} run @param {Lexicon} lexicon @param {boolean} exact @param {boolean} isLast @returns {Part[]} */
function thaiParts(run, lexicon, exact, isLast) {
  const plain = lexicon.cut(run);
  const mended = exact ? plain : lexicon.cut(run, { mend: true, complete: isLast });
  const gain = sum(plain) - sum(mended);
  const chosen = gain >= GAIN ? mended : plain;
  /** @type {Part[]} */
  const parts = [];
  for (let i = 0, j = 0; i < plain.length; ) {
    const [from, other] = [i, j];
    let [end, otherEnd] = [plain[i++].end, chosen[j++].end];
    while (end !== otherEnd) {
      if (end < otherEnd) end = plain[i++].end;
      else otherEnd = chosen[j++].end;
    }
    parts.push(part(run, plain.slice(from, i), chosen.slice(other, j), lexicon, exact));
  }
  return parts;
}

/** @param {Piece[]} pieces */
const sum = (pieces) => pieces.reduce((total, piece) => total + piece.cost, 0);

/** @param {Piece[]} pieces */
const wordsOf = (pieces) => pieces.filter((piece) => piece.word).map((piece) => piece.word);

/** @param {string} run @param {Piece[]} plain @param {Piece[]} chosen @param {Lexicon} lexicon @param {boolean} exact @returns {Part} */
function part(run, plain, chosen, lexicon, exact) {
  const { start } = plain[0];
  const { end } = plain[plain.length - 1];
  /** @type {Variant[]} */
  const variants = [];
  if (wordsOf(plain).length) variants.push({ words: wordsOf(plain), weight: 1 });
  if (!exact && plain.length === 1 && plain[0].word && end - start >= COMPOUND) {
    const smaller = lexicon.cut(run.slice(start, end), { without: plain[0].word });
    if (smaller.every((piece) => piece.word)) variants.push({ words: wordsOf(smaller), weight: 0.3 });
  }
  const slip = chosen.every(({ word }) => word) && chosen.some(({ kind }) => kind === "slip"); // else it is chance
  const begun = chosen.find((piece) => piece.kind === "prefix");
  if (slip) {
    if (variants.length) variants[0].weight = 0.7;
    variants.push({ words: wordsOf(chosen), weight: 0.9 });
    return { start, end, variants, said: chosen.map(({ word }) => lexicon.words[word]).join("") };
  }
  if (begun) {
    const before = chosen.slice(0, -1);
    for (const word of lexicon.completions(run.slice(begun.start, begun.end), 4)) {
      variants.push({ words: [...wordsOf(before), word], weight: 0.8 });
    }
  } else if (!variants.length && !exact) {
    const near = lexicon.nearest(run.slice(start, end), 3);
    for (const word of near) variants.push({ words: [word], weight: 0.5 });
    if (near.length) return { start, end, variants, said: lexicon.words[near[0]] };
  }
  return { start, end, variants };
}

/** A number, or a word of another script. @param {string} run @param {Lexicon} lexicon @param {boolean} exact @param {boolean} isLast @returns {Part} */
function plainPart(run, lexicon, exact, isLast) {
  /** @type {Part} */
  const found = { start: 0, end: run.length, variants: [] };
  const add = (/** @type {number} */ word, /** @type {number} */ weight) => {
    if (word) found.variants.push({ words: [word], weight });
  };
  add(lexicon.number(run), 1);
  const spelled = found.variants.length ? [] : lexicon.spelling(run);
  if (spelled.length) found.variants.push({ words: spelled, weight: 1 });
  if (exact) return found;
  if (/^[0-9]/.test(run)) {
    for (const year of otherEra(run)) add(lexicon.number(year), 0.8);
    return found;
  }
  if (found.variants.length && !spelled.length) return found;
  const begun = isLast && run.length > 1 ? lexicon.completions(run, 4) : [];
  const near = begun.length || run.length < 4 ? [] : lexicon.nearest(run, 3);
  for (const word of [...begun, ...near]) add(word, 0.8);
  if (near.length && !spelled.length) found.said = lexicon.words[near[0]];
  return found;
}

/** The same year of the other era: พ.ศ. 2569 is ค.ศ. 2026. @param {string} digits */
function otherEra(digits) {
  if (digits.length !== 4) return [];
  const year = Number(digits);
  if (year >= 2350 && year <= 2650) return [String(year - YEARS_APART)];
  return year >= 1807 && year <= 2107 ? [String(year + YEARS_APART)] : [];
}

/**
 * Joins the parts of an abbreviation, or of a long name, into one that may be said either way.
 * @param {Part[]} parts @param {string} joined @param {Lexicon} lexicon @param {Record<string, string[]>} abbreviations
 */
function withLongNames(parts, joined, lexicon, abbreviations) {
  /** @type {Part[]} */
  const found = [];
  for (let i = 0; i < parts.length; ) {
    const match = longestName(parts, i, joined, abbreviations);
    if (!match) {
      found.push(parts[i++]);
      continue;
    }
    const same = parts.slice(i, match.next);
    const isKnown = same.every(({ variants }) => variants[0]?.weight === 1); // and no guess
    const own = isKnown ? same.flatMap(({ variants }) => variants[0].words) : [];
    /** @type {Variant[]} */
    const variants = own.length ? [{ words: own, weight: 1, name: joined.slice(same[0].start, same[same.length - 1].end) }] : [];
    if (own.length > 2) variants.push({ words: own, weight: 0.3 });
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
    const isUnread = text.length >= COMPOUND && parts.slice(from, next).some(({ said, variants }) => said || !variants.length);
    const others = Object.entries(abbreviations).flatMap(([short, names]) => {
      const all = [short, ...names];
      const same = all.filter((name) => squeezed(name) === text || (isUnread && squeezed(name).includes(text)));
      return same.length ? all.filter((name) => name === short || !same.includes(name)) : [];
    });
    if (others.length) return { next, others };
  }
  return null;
}
