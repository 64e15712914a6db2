/** The file that an entry is made of: permanent id, name, front matter, text; and its way to GitHub. */

import { TEXT } from "./model.js";
import { clean, tidy } from "./tidy.js";

/** @typedef {import("./model.js").Kind} Kind */
/** @typedef {import("./model.js").Field} Field */
/** @typedef {import("./model.js").Values} Values */
/** @typedef {{ name: string, path: string, text: string }} File */
/** @typedef {{ alphabet: string, length: number }} Rule of ids */
/** @typedef {Pick<import("./model.js").Model, "id" | "lists" | "first_keys">} Rules */

const LONGEST_ADDRESS = 6000; // GitHub refuses much longer ones; a Thai letter takes nine bytes

/** As khlang.content.items reads lists: an item on the outermost level, an id at its end. */
const MARKED = /^ {0,3}(?:[-*+]|\d{1,9}\.)[ \t]+\S/;
const ID = /\{:?[ \t]*#[^\s{}]*[ \t]*\}[ \t]*$/;

/** Thai letters at the start, and nothing that YAML reads as a mark: such a line needs no quotes. */
const PLAIN = /^[ก-ฮเ-ไ][ก-๏๐-๙A-Za-z0-9 ().\/“”-]*$/;

/** The letters of a new id after the first. @param {Rule} rule @param {string[]} taken ids */
export function newCode({ alphabet, length }, taken) {
  for (;;) {
    const bytes = crypto.getRandomValues(new Uint8Array(length));
    const code = Array.from(bytes, (byte) => alphabet[byte % alphabet.length]).join(""); // 256 is a multiple of 32
    if (!taken.some((id) => id.slice(1) === code)) return code;
  }
}

/** @param {string} text */
export const oneLine = (text) => clean(text).trim().replace(/\s+/g, " ");

/** Every item of a list typed with commas or line by line. @param {string} text */
export const items = (text) => clean(text).split(/[,\n]/).map((item) => item.trim()).filter(Boolean);

/** A day whose year may be of the Buddhist era → the same day of the common era. @param {string} day ISO 8601 @param {import("./model.js").Model["years"]} years */
export function commonDay(day, { buddhist_from, apart }) {
  const year = Number(day.slice(0, 4));
  return year >= buddhist_from ? `${year - apart}${day.slice(4)}` : day;
}

/** Whether a line says that there is nothing. @param {string} line @param {Rules["lists"]} lists */
export const isNothing = (line, { nothing }) => new RegExp(`^(?:${nothing})$`, "iu").test(clean(line).trim());

/** @param {Kind} kind @param {Values} values @param {string} code of the id @param {Rules} rules @returns {File} */
export function entryFile(kind, values, code, rules) {
  const id = kind.letter + code;
  /** @type {Record<string, string>} */
  const head = { id, status: String(values.status) };
  for (const field of kind.fields) {
    const written = yaml(field, values[field.name] ?? "");
    if (written && !field.row) head[field.name] = written;
  }
  Object.assign(head, rows(kind.fields, values));
  if (kind.is_public_by_tick) head.public = "true"; // nobody comes here without the tick
  const names = [...new Set([...rules.first_keys, ...Object.keys(head)])].filter((name) => name in head);
  const name = `${values.date}-${id}.md`; // as khlang.contributing.intake names them: no two are ever the same
  return {
    name,
    path: `docs/${kind.folder}/${name}`,
    text: `---\n${names.map((one) => `${one}: ${head[one]}\n`).join("")}---\n\n${body(kind, values, code, rules)}`,
  };
}

/** What is asked part by part and stands in the file as a list of one. @param {Field[]} fields @param {Values} values */
function rows(fields, values) {
  /** @type {Record<string, string>} */
  const found = {};
  for (const row of new Set(fields.map((field) => field.row))) {
    const parts = fields.filter((field) => row && field.row === row && yaml(field, values[field.name] ?? ""));
    const written = parts.map((field) => `${field.name.slice(String(row).length + 1)}: ${yaml(field, values[field.name])}`);
    if (row && parts.length) found[row] = `[{${written.join(", ")}}]`;
  }
  return found;
}

/** A number as typed, in digits that YAML knows; what is none stays. @param {string} text */
export function digits(text) {
  const arabic = text.trim().replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0xe50));
  return /^-?\d[\d,]*(\.\d+)?$/.test(arabic) ? arabic.replaceAll(",", "") : text;
}

/** @param {Kind} kind @param {Values} values @param {string} code @param {Rules} rules */
function body(kind, values, code, rules) {
  const typed = (/** @type {string} */ name) => tidy(String(values[name] ?? ""));
  if (!kind.has_text) return "";
  if (!kind.sections.length) return `${typed(TEXT)}\n`;
  return kind.sections
    .map(({ key, heading, item }) => ({ heading, text: typed(`section-${key}`), item }))
    .filter(({ text }) => text) // what another type must have, or nobody
    .map(({ heading, text, item }) => `## ${heading}\n\n${item ? named(text, item, code, rules) : text}\n`)
    .join("\n");
}

/**
 * A list whose items have permanent ids; where nothing is a list, every line is an item, or a part of the one above.
 * The ids are those that follow the entry's own, item by item, so that a second try makes no others.
 * @param {string} text @param {string} letter of the ids @param {string} code of the entry @param {Rules} rules
 */
export function named(text, letter, code, { id: { alphabet, length }, lists }) {
  const first = [...code].reduce((sum, one) => sum * alphabet.length + alphabet.indexOf(one), 0);
  const isList = text.split("\n").some((line) => MARKED.test(line));
  const part = new RegExp(`^[ \\t]*(?:${lists.parts.join("|")})[ \\t]*:`);
  let count = 0;
  const next = () => {
    let [rest, made] = [first + (count += 1), ""];
    for (let i = 0; i < length; i += 1) [made, rest] = [alphabet[rest % alphabet.length] + made, Math.floor(rest / alphabet.length)];
    return made;
  };
  const lines = text.split("\n").filter((line) => isList || line.trim());
  return lines
    .map((line) => {
      if (!isList && part.test(line)) return `    - ${line.trim()}`;
      if (isNothing(line, lists) || ID.test(line) || (isList && !MARKED.test(line))) return line;
      return `${isList ? line.trimEnd() : `- ${line.trim()}`} {#${letter}${next()}}`;
    })
    .join("\n");
}

/** The value of a field; nothing where it is empty. @param {Field} field @param {string | string[]} value */
function yaml(field, value) {
  if (field.control === "day") return String(value);
  if (field.control === "number") return digits(String(value));
  if (field.control === "lines" || field.control === "choices") {
    const all = typeof value === "string" ? items(value) : value;
    return all.length ? `[${all.map((one) => scalar(chosen(field, one))).join(", ")}]` : "";
  }
  const line = oneLine(String(value));
  return line && line !== field.default && scalar(chosen(field, line));
}

/** A choice as the file has it: a component's number is no text. @param {Field} field @param {string} value */
function chosen(field, value) {
  return field.choices?.find((choice) => String(choice.value) === value)?.value ?? value;
}

/** @param {string | number} value */
function scalar(value) {
  return typeof value === "number" || PLAIN.test(value) ? String(value) : JSON.stringify(value); // JSON's strings are YAML's
}

/**
 * GitHub's page for a new file, filled in; where the text is too long for an address, with the file's name only.
 * @param {string} start @param {Kind} kind @param {File} file
 */
export function gitHub(start, kind, file) {
  const empty = `${start}${kind.folder}?filename=${encodeURIComponent(file.name)}`;
  const filled = `${empty}&value=${encodeURIComponent(file.text)}`;
  return filled.length <= LONGEST_ADDRESS ? { address: filled, isFilled: true } : { address: empty, isFilled: false };
}
