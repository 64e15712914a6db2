/** The file that an entry is made of: permanent id, name, front matter, text; and its way to GitHub. */

import { named } from "./lists.js";
import { NEW_OWNER, TEXT } from "./model.js";
import { answerOf, blanked, digits, items, oneLine } from "./text.js";
import { tidy } from "./tidy.js";

/** @typedef {import("./model.js").Kind} Kind */
/** @typedef {import("./model.js").Field} Field */
/** @typedef {import("./model.js").Values} Values */
/** @typedef {import("../pictures/pictures.js").Picture} Picture */
/** `pictures`: where each of them lies, from the file's folder. @typedef {{ name: string, path: string, text: string, pictures: string[] }} File */
/** @typedef {Pick<import("./model.js").Model, "id" | "lists" | "first_keys" | "months" | "years">} Rules */

const LONGEST_ADDRESS = 6000; // GitHub refuses much longer ones; a Thai letter takes nine bytes

/** Thai letters at the start, and nothing that YAML reads as a mark: such a line needs no quotes. */
const PLAIN = /^[ก-ฮเ-ไ][ก-๏๐-๙A-Za-z0-9 ().\/“”-]*$/;

/** @param {Kind} kind @param {Values} values @param {string} code of the id @param {Rules} rules @param {Picture[]} [pictures] below the text @returns {File} */
export function entryFile(kind, values, code, rules, pictures = []) {
  const id = kind.letter + code;
  const places = pictures.map((_, i) => `images/${id}-${i + 1}.jpg`);
  /** @type {Record<string, string>} */
  const head = { id, status: String(values.status) };
  for (const field of kind.fields) {
    const written = yaml(field, values[field.name] ?? "", rules.lists);
    if (written && !field.row) head[field.name] = written;
  }
  Object.assign(head, rows(kind.fields, values, rules.lists));
  if (values.owner === NEW_OWNER) Object.assign(head, { owner: scalar(newOwner(values)), status: "draft" }); // until it is in the list
  const told = pictures.map(({ people, consent }, i) => `{file: ${places[i]}, people: ${people}${consent && `, consent_ref: ${scalar(consent)}`}}`);
  if (told.length) head.pictures = `[${told.join(", ")}]`;
  if (kind.is_public_by_tick) head.public = "true"; // nobody comes here without the tick
  const names = [...new Set([...rules.first_keys, ...Object.keys(head)])].filter((name) => name in head);
  const shown = pictures.map(({ alt }, i) => `\n![${oneLine(alt).replace(/[[\]\\`*_<]/g, "\\$&")}](${places[i]})\n`);
  const name = `${values.date}-${id}.md`; // as khlang.contributing.intake names them: no two are ever the same
  return {
    name,
    path: `docs/${kind.folder}/${name}`,
    text: `---\n${names.map((one) => `${one}: ${head[one]}\n`).join("")}---\n\n${body(kind, values, code, rules)}${shown.join("")}`,
    pictures: places,
  };
}

/** A school that is in no list, with its office. @param {Values} values */
export const newOwner = (values) => oneLine(`${values[`${NEW_OWNER}school`]} (${values[`${NEW_OWNER}office`]})`);

/** What is asked part by part and stands in the file as a list of one. @param {Field[]} fields @param {Values} values @param {Rules["lists"]} lists */
function rows(fields, values, lists) {
  /** @type {Record<string, string>} */
  const found = {};
  for (const row of new Set(fields.map((field) => field.row))) {
    const parts = fields.filter((field) => row && field.row === row && yaml(field, values[field.name] ?? "", lists));
    const written = parts.map((field) => `${field.name.slice(String(row).length + 1)}: ${yaml(field, values[field.name], lists)}`);
    if (row && parts.length) found[row] = `[{${written.join(", ")}}]`;
  }
  return found;
}

/** @param {Kind} kind @param {Values} values @param {string} code @param {Rules} rules */
function body(kind, values, code, rules) {
  const typed = (/** @type {string} */ name) => tidy(String(values[name] ?? ""));
  if (!kind.has_text) return "";
  if (!kind.sections.length) return `${typed(TEXT)}\n`;
  return kind.sections
    .map(({ key, heading, item }) => ({ heading, text: typed(`section-${key}`), item }))
    .filter(({ text }) => text) // what another type must have, or nobody
    .map(({ heading, text, item }) => `## ${heading}\n\n${item ? named(below(text), item, code, rules) : below(text)}\n`)
    .join("\n");
}

/** Headings of an answer stand below that of its section, or they would end it. @param {string} text */
function below(text) {
  const seen = blanked(text).split("\n");
  const isHeading = (/** @type {string} */ line) => /^#{2,5}[ \t]/.test(line);
  if (!seen.some((line) => /^##[ \t]/.test(line))) return text;
  return text.split("\n").map((line, i) => (isHeading(seen[i]) ? `#${line}` : line)).join("\n");
}

/**
 * The value of a field; nothing where it is empty.
 * @param {Field} field @param {string | string[]} value @param {Rules["lists"]} lists
 */
function yaml(field, value, lists) {
  if (field.control === "day") return String(value);
  if (field.control === "number") return digits(String(value));
  if (field.control === "lines" || field.control === "choices") {
    const all = typeof value === "string" ? items(answerOf(field, value, lists) && value) : value;
    return all.length ? `[${all.map((one) => scalar(chosen(field, one))).join(", ")}]` : "";
  }
  const line = answerOf(field, String(value), lists);
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
