/**
 * What must be mended before a text is sent, told while it is typed. The same rules as `khlang check`, drawn a little
 * tighter where this page cannot know (which files there are). A courtesy: the check of the pull request decides.
 */

import { commonDay, digits, items, oneLine } from "./file.js";
import { personalData } from "./personal.js";
import { say, words } from "./words.js";

/** @typedef {import("./model.js").Field} Field */
/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./model.js").Values} Values */

/** The first thing to mend in an answer, or nothing. @param {Field} field @param {string | string[]} value @param {Model} model */
export function fault(field, value, model) {
  if (Array.isArray(value)) return "";
  const text = value.trim();
  if (!text) return "";
  const [personal] = personalData(text, model);
  if (personal) return say(words.personal[personal[0]] ?? words.personal.other, personal[1].slice(0, 40));
  if (text.includes("✎")) return words.placeholder;
  if (field.limit && [...oneLine(text)].length > field.limit) return say(words.tooLong, field.limit, [...oneLine(text)].length);
  if (field.control === "day") return dayFault(text, model);
  if (field.control === "number") return numberFault(field, text);
  if (field.name === "based_on" || field.name === "adopts") return idFault(text, model.ids);
  if (field.name === "answers") return idFault(text, model.questions);
  return field.control === "text" ? textFault(text, model) : "";
}

/** What is missing where an answer must be. @param {Field} field @param {string | string[]} value @param {string} type of the entry */
export function missing(field, value, type) {
  const isWanted = field.required || (field.only !== undefined && field.only === type);
  if (!isWanted || (Array.isArray(value) ? value.length : value.trim())) return "";
  return field.control === "text" ? words.missingText : field.choices ? words.missingChoice : say(words.missing, field.label);
}

/** @param {Field} field @param {string} text */
function numberFault({ least, example }, text) {
  const number = Number(digits(text));
  if (Number.isNaN(number)) return say(words.number, String(example));
  return least !== undefined && number < least ? say(words.tooFew, least) : "";
}

/**
 * What is wrong with answers that belong together, by the field at which to say it.
 * @param {import("./model.js").Kind} kind @param {Field[]} fields @param {Values} values
 */
export function together(kind, fields, values) {
  const isAnswered = (/** @type {string} */ name) => String(values[name] ?? "").trim() !== "";
  const labels = new Map(fields.map(({ name, label }) => [name, label]));
  /** @type {Map<string, string>} */
  const found = new Map();
  const begun = kind.one_of.filter((run) => run.some(isAnswered));
  if (kind.one_of.length && !(begun.length === 1 && begun[0].every(isAnswered))) {
    const ways = kind.one_of.map((run) => run.map((name) => labels.get(name)).join(" และ "));
    found.set(kind.one_of[0][0], say(words.oneOf, ways.join(" หรือ ")));
  }
  const rows = new Set(fields.filter(({ row, name }) => row && isAnswered(name)).map(({ row }) => row));
  for (const { name, row } of fields) if (rows.has(row) && !isAnswered(name)) found.set(name, words.rowOpen);
  return found;
}

/** @param {string} text @param {Model} model */
function dayFault(text, model) {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return words.day;
  const common = commonDay(text, model.years);
  return common === text ? "" : say(words.buddhist, Number(common.slice(0, 4)));
}

/** @param {string} text @param {string[]} known */
function idFault(text, known) {
  const unknown = items(text).find((id) => !known.includes(id));
  return unknown ? say(words.unknownId, unknown) : "";
}

/** What a Markdown text may not hold. @param {string} text @param {Model} model */
function textFault(text, model) {
  const { tags, attributes } = model.active;
  const tag = text.match(new RegExp(`<\\s*/?(${tags.join("|")})(?![A-Za-z0-9-])`, "i"));
  if (tag) return say(words.tag, tag[1].toLowerCase());
  const attribute = text.match(new RegExp(`(?:<[A-Za-z][^>]*|\\{[^}\\n]*)[\\s/"'{:](${attributes})\\s*=`, "i"));
  if (attribute) return say(words.attribute, attribute[1]);
  if (/!\[|<img\b/i.test(text)) return words.picture;
  const link = linkTargets(text).find((target) => !/^(https?:\/\/|mailto:|tel:)/i.test(target));
  if (link !== undefined) return say(words.link, link.slice(0, 40));
  if (/^#[ \t]+\S/m.test(withoutCode(text))) return words.heading;
  if (text.replace(/<!--[^]*?-->/g, "").includes("<!--")) return words.comment;
  return /^ *(```|~~~)/m.test(withoutCode(text)) ? words.code : "";
}

/** Where links lead, of every kind that Markdown knows. @param {string} text */
function linkTargets(text) {
  const kinds = [/\]\(\s*<?([^()\s<>]*)/g, /^ {0,3}\[[^\]^\n][^\]\n]*\]:[ \t]*<?([^\s>]*)/gm, /\b(?:href|src)\s*=\s*["']?([^"'\s>]*)/gi];
  return kinds.flatMap((kind) => [...text.matchAll(kind)].map((match) => match[1]));
}

/** @param {string} text */
function withoutCode(text) {
  return text.replace(/^ *(`{3,}|~{3,})[^\n]*\n[^]*?^ *\1[`~]*[ \t]*$/gm, "");
}
