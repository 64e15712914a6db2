/** Text as it is kept: cleaned, in paragraphs; and what single answers say. */

/** @typedef {import("./model.js").Field} Field */

/** Nobody sees these, and they change what is seen: controls, turns of direction, halves of a letter, invisible spaces. */
const HIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff]/gu;
/** A text as it is kept: lines end in LF, Thai marks in one spelling, nothing hidden. @param {string} text */
export function clean(text) {
  return text
    .replace(/\r\n?|[\x85\u2028\u2029]/g, "\n")
    .replace(HIDDEN, "")
    .replace(/\xa0/g, " ")
    .replace(/เเ/g, "แ")
    .replace(/ํ([่-๋]*)า/g, "$1ำ")
    .normalize("NFC")
    .trim();
}

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

/**
 * People press Enter once for a new paragraph and a list follows its sentence; Markdown wants an empty line for both.
 * @param {string} text
 */
export function paragraphs(text) {
  if (/^ *(```|~~~)/m.test(text)) return text;
  const lines = text.replace(/^[ \t]*[•●▪◦][ \t]*/gm, "- ").split("\n");
  return lines.map((line, i) => (i + 1 < lines.length && arePartedBy(line, lines[i + 1]) ? `${line}\n` : line)).join("\n");
}

/** @param {string} line @param {string} next */
function arePartedBy(line, next) {
  if (!line.trim() || !next.trim() || /^\s/.test(next)) return false;
  return shape(line) === "prose" || shape(line) !== shape(next);
}

/** @param {string} line */
function shape(line) {
  if (/^\s*([-*+]|\d+[.)])\s/.test(line)) return "list";
  if (line.includes("|")) return "row";
  return line.startsWith(">") ? "quote" : "prose";
}

/** A text with code and comments blanked out, every line in its place. @param {string} text */
export function blanked(text) {
  const unread = [/^ {0,12}(`{3,}|~{3,})[^\n]*\n[^]*?(?:^ *\1[`~]*[ \t]*$|(?![^]))/gm, /<!--[^]*?(?:-->|$(?![^]))/g, /(`+)(?!`)[^`][^]*?\1(?!`)/g];
  return unread.reduce((rest, kind) => rest.replace(kind, (code) => code.replace(/[^\n]/g, " ")), text);
}
