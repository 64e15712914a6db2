/**
 * What must be mended before a text is sent, told while it is typed. The same rules as `khlang check`, drawn a little
 * tighter where this page cannot know (which files there are). A courtesy: the check of the pull request decides.
 */

import { personalData } from "./personal.js";
import { answerOf, blanked, commonDay, digits, items, oneLine } from "./text.js";
import { tidy } from "./tidy.js";
import { say, words } from "./fault_words.js";

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
  if (field.refers) return idFault(field, text, model);
  return field.control === "text" ? textFault(text, model) : "";
}

/** What is missing where an answer must be. @param {Field} field @param {string | string[]} value @param {Values} values all @param {Model} model */
export function missing(field, value, values, model) {
  const isWanted = field.required || (field.only !== undefined && field.only === values.type) || (field.for_owner !== undefined && field.for_owner === values.owner);
  if (!isWanted || (Array.isArray(value) ? value.length : answerOf(field, value, model.lists))) return "";
  return field.control === "text" ? words.missingText : field.choices ? words.missingChoice : say(words.missing, field.label);
}

/** @param {Field} field @param {string} text */
function numberFault({ least, example, whole }, text) {
  const typed = digits(text);
  if (!/^-?\d+(\.\d+)?$/.test(typed)) return say(words.number, String(example));
  if (whole && !Number.isInteger(Number(typed))) return words.whole;
  return least !== undefined && Number(typed) < least ? say(words.tooFew, least) : "";
}

/** @param {string} text @param {Model} model */
function dayFault(text, model) {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return words.day;
  const common = commonDay(text, model.years);
  const meant = 2500 + (Number(text.slice(0, 4)) % 100); // the year of the Buddhist era that was typed short
  if (Number(common.slice(0, 4)) < model.years.first) return say(words.old, Number(text.slice(0, 4)), meant, meant - model.years.apart);
  return common === text ? "" : say(words.buddhist, Number(common.slice(0, 4)));
}

/** @param {Field} field @param {string} text @param {Model} model */
function idFault(field, text, { ids, questions, offices, lists }) {
  const letters = String(field.refers);
  const all = field.control === "lines" ? items(answerOf(field, text, lists) && text) : [answerOf(field, text, lists)].filter(Boolean);
  const isKnown = (/** @type {string} */ id) => letters.includes(id[0]) && (Object.hasOwn(ids, id) || questions.includes(id));
  const isAbroad = (/** @type {string} */ address) => {
    const office = offices.find((one) => address.startsWith(one));
    const id = office && /^e\/(\w{6})\/?$/.exec(address.slice(office.length))?.[1];
    return Boolean(field.abroad && id && letters.includes(id[0]));
  };
  const unknown = all.find((id) => !isKnown(id) && !isAbroad(id));
  return unknown ? say(letters === "q" ? words.unknownQuestion : letters.length === 1 ? words.unknownPractice : words.unknownId, unknown.slice(0, 40)) : "";
}

/** What a Markdown text may not hold. @param {string} text @param {Model} model */
function textFault(text, model) {
  const { tags, attributes } = model.active;
  const tag = text.match(new RegExp(`<\\s*/?(${tags.join("|")})(?![A-Za-z0-9-])`, "i"));
  if (tag) return say(words.tag, tag[1].toLowerCase());
  if (/<[A-Za-z\/!?][^>]*$/.test(blanked(text))) return words.unclosed;
  const attribute = text.match(new RegExp(`(?:<[A-Za-z][^>]*|\\{[^}\\n]*)[\\s/"'{:](${attributes})\\s*=`, "i"));
  if (attribute) return say(words.attribute, attribute[1]);
  if (/!\[|<img\b/i.test(text)) return words.picture;
  const link = linkTargets(text).find((target) => !/^(https?:\/\/|mailto:|tel:)/i.test(target));
  if (link !== undefined) return say(words.link, link.slice(0, 40));
  if (/^#[ \t]+\S/m.test(withoutCode(text))) return words.heading;
  if (/[|\t]/.test(text) && new RegExp(model.roster, "m").test(tidy(text))) return words.roster;
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
