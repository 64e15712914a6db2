/** Text as it is kept: cleaned, in paragraphs; and what single answers say. */

/** @typedef {import("./model.js").Field} Field */

/** Nobody sees these, and they change what is seen: as REFUSED of khlang.content.hidden. */
const HIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\u115f\u1160\u3164\uffa0\u2800\u17b4\u17b5\u180b-\u180f\u2061-\u2064\ud800-\udfff\ufff0-\ufffb\ufffe\uffff\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]/gu;
/** @type {Record<string, string>} */
const SYMBOLS = { "\uf0fc": "✓", "\uf0fe": "☑", "\uf0a8": "☐", "\uf06f": "☐", "\uf071": "☐", "\uf0e0": "→" };

const TONES = "่้๊๋";
const MARKS = `ฺุูัิีึื็ํ${TONES}์๎`;
/** @type {Record<string, number>} */
const RANK = {};
["ฺ", "ุู", "ัิีึื็", "ํ", TONES, "์", "๎"].forEach((marks, rank) => [...marks].forEach((mark) => (RANK[mark] = rank)));
const DOUBLED = new RegExp(`([${MARKS}])\\1+`, "g");
const MARK_RUN = new RegExp(`[${MARKS}]{2,}`, "g");
const LATE_TONE = new RegExp(`[ะาำ][ะาำ${TONES}]*[${TONES}][ะาำ]*`, "g");
const SARA_AM = new RegExp(`ํ([${TONES}]*)า`, "g");


/** As khlang.thai.normal. @param {string} text @returns {string} */
function normalise(text) {
  const next = text
    .normalize("NFC")
    .replace(/[\xad\u200b\u2060\ufeff]|[\u200c\u200d](?=[ -~ก-๛\s]|$)/g, "")
    .replace(/([ -~ก-๛])[\u200c\u200d]+/g, "$1")
    .replace(/\xa0/g, " ")
    .replace(/เเ/g, "แ")
    .replace(DOUBLED, "$1")
    .replace(SARA_AM, "$1ำ")
    .replace(MARK_RUN, (run) => [...run].sort((a, b) => RANK[a] - RANK[b]).join(""))
    .replace(LATE_TONE, (run) => [...run].sort((a, b) => Number("ะาำ".includes(a)) - Number("ะาำ".includes(b))).join(""));
  return next === text ? text : normalise(next); // one step may make room for another
}

/** A text as it is kept: lines end in LF, Thai marks in one spelling, nothing that nobody sees. @param {string} text */
export function cleaned(text) {
  return normalise(
    text
      .replace(/\r\n?|[\x0b\x0c\x85\u2028\u2029]/g, "\n")
      .replace(HIDDEN, "")
      .replace(/[\uf0fc\uf0fe\uf0a8\uf06f\uf071\uf0e0]/g, (sign) => SYMBOLS[sign])
      .replace(/^([ \t]*)[\uf020-\uf0ff][ \t]*/gm, "$1• "),
  )
    .replace(/^\n+/, "")
    .trimEnd();
}

/** The same without spaces around it. @param {string} text */
export const clean = (text) => cleaned(text).trim();

/** @param {string} text */
export const oneLine = (text) => clean(text).replace(/\s+/g, " ");

/** Every item of a list typed with commas or line by line. @param {string} text */
export const items = (text) => clean(text).split(/[,\n]/).map((item) => item.trim()).filter(Boolean);

/** A day whose year may be of the Buddhist era → the same day of the common era. @param {string} day ISO 8601 @param {import("./model.js").Model["years"]} years */
export function commonDay(day, { buddhist_from, apart }) {
  const typed = Number(day.slice(0, 4));
  const year = day && typed < 100 ? typed + 2500 : typed; // of two figures: พ.ศ. 25xx
  return year >= buddhist_from ? `${year - apart}${day.slice(4)}` : day;
}

/** Whether a line says that there is nothing. @param {string} line @param {Pick<import("./model.js").Model["lists"], "nothing">} lists */
export const isNothing = (line, { nothing }) => new RegExp(`^(?:${nothing})$`, "iu").test(clean(line));

/**
 * An answer as it counts: cleaned; ไม่มี in a field of ids or names that may stay empty is no answer.
 * @param {Field} field @param {string} value @param {Pick<import("./model.js").Model["lists"], "nothing">} lists
 */
export function answerOf(field, value, lists) {
  if (field.control === "text") return clean(value);
  const line = oneLine(value);
  return (field.refers || field.control === "lines") && isNothing(line, lists) ? "" : line;
}

/** A number as typed, in digits that YAML knows; what is none stays. @param {string} text */
export function digits(text) {
  const arabic = text.trim().replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0xe50));
  return /^-?\d[\d,]*(\.\d+)?$/.test(arabic) ? arabic.replaceAll(",", "") : text;
}

/** A text with code and comments blanked out, every line in its place. @param {string} text */
export function blanked(text) {
  const unread = [/^ {0,12}(`{3,}|~{3,})[^\n]*\n[^]*?(?:^ *\1[`~]*[ \t]*$|(?![^]))/gm, /<!--[^]*?(?:-->|$(?![^]))/g, /(`+)(?!`)[^`][^]*?\1(?!`)/g];
  return unread.reduce((rest, kind) => rest.replace(kind, (code) => code.replace(/[^\n]/g, " ")), text);
}
