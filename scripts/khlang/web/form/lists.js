/** Lists whose items have permanent ids, as khlang.content.items reads them, and what each of their items must hold. */

import { dayIn } from "./days.js";
import { blanked, clean, isNothing } from "./text.js";
import { tidy } from "./tidy.js";
import { say, words } from "./fault_words.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {Pick<Model, "id" | "lists" | "months" | "years">} Rules */
/** @typedef {{ at: number, words: string[], parts: Map<string, string> }} Item `at`: its line, from 0 */

const MARKER = /^([ \t]*)(?:[-*+]|[\d๐-๙]{1,9}\.)[ \t]+(.*)$/;
const ID = /[ \t]*\{:?[ \t]*#[^\s{}]*[ \t]*\}[ \t]*$/;
const PART = /^([^:：]{1,40})[:：][ \t]*(.*)$/;
const HEADING = /^#{1,6}[ \t]/;
const NESTED = 4; // columns: an item that stands so far to the right is below another

/** The items on the outermost level of a text's lists, as the page has them. @param {string} text @param {string[]} names of parts @returns {Item[]} */
export function read(text, names) {
  /** @type {Item[]} */
  const items = [];
  let [isList, isOpen] = [false, false]; // within a list; within the words of its last item
  let [mayBegin, afterEmpty] = [true, true]; // an item may stand here: no paragraph is open; right after an empty line
  for (const [at, line] of blanked(text).split("\n").entries()) {
    const marker = line.match(MARKER);
    const isNested = indent(line) >= NESTED;
    if (!line.trim()) {
      [isOpen, mayBegin, afterEmpty] = [false, true, true];
      continue;
    }
    const part = marker && marker[2].trim().match(PART);
    const name = part && clean(part[1]).replace(/^[ *_]+|[ *_]+$/g, "");
    if (HEADING.test(line)) [isList, isOpen, mayBegin] = [false, false, true];
    else if (/^ {0,3}>/.test(line)) isList = mayBegin = isOpen;
    else if (isList && marker && (isNested || (name && names.includes(name)))) {
      const { parts } = items[items.length - 1];
      if (name && part && !parts.has(name)) parts.set(name, part[2].trim());
      isOpen = false;
      mayBegin = mayBegin && !(afterEmpty && isNested); // what begins inside an item takes the lines below it along
    } else if (marker && mayBegin && !isNested) {
      items.push({ at, words: [marker[2]], parts: new Map() });
      isList = isOpen = true;
    } else if (isOpen) items[items.length - 1].words.push(line.trim());
    else if (isList || !(mayBegin && isNested)) {
      isList = isList && isNested; // a paragraph: what is indented below it belongs to no item
      mayBegin = false;
    }
    afterEmpty = false;
  }
  return items;
}

/** Columns before the first letter, tabs being four wide. @param {string} line */
function indent(line) {
  let columns = 0;
  for (const space of line) {
    if (space === "\t") columns += 4 - (columns % 4);
    else if (space === " ") columns += 1;
    else break;
  }
  return columns;
}

/**
 * A list whose items have permanent ids; where nothing is a list, every line is an item, or a part of the one above.
 * The ids are those that follow the entry's own, item by item, so that a second try makes no others.
 * @param {string} text @param {string} letter of the ids @param {string} code of the entry @param {Rules} rules
 */
export function named(text, letter, code, { id: { alphabet, length }, lists }) {
  const first = [...code].reduce((sum, one) => sum * alphabet.length + alphabet.indexOf(one), 0);
  const part = new RegExp(`^(?:${lists.parts.join("|")})[ \\t]*[:：]`);
  let count = 0;
  const next = () => {
    let [rest, made] = [first + (count += 1), ""];
    for (let i = 0; i < length; i += 1) [made, rest] = [alphabet[rest % alphabet.length] + made, Math.floor(rest / alphabet.length)];
    return made;
  };
  let lines = text.split("\n").map((line) => line.replace(ID, "")); // ids that came along are another entry's
  if (!lines.some((line) => MARKER.test(line))) {
    lines = lines.filter((line) => line.trim()).map((line) => (isNothing(line, lists) ? line : `${part.test(line.trim()) ? "    " : ""}- ${line.trim()}`));
  }
  for (const item of read(lines.join("\n"), lists.parts)) {
    if (!isNothing(item.words.join(" "), lists)) lines[item.at] = `${lines[item.at].trimEnd()} {#${letter}${next()}}`;
  }
  return lines.join("\n");
}

/** The first thing to mend in a list, or nothing. @param {string} typed @param {string} letter @param {Rules} rules */
export function listFault(typed, letter, rules) {
  const text = named(tidy(typed), letter, rules.id.alphabet.slice(0, rules.id.length), rules);
  const items = read(text, rules.lists.parts).filter((item) => !isNothing(item.words.join(" ").replace(ID, ""), rules.lists));
  if (!items.length) return isNothing(text.replace(/\n/g, ""), rules.lists) ? "" : words.listWanted;
  for (const item of items) {
    const fault = itemFault(item, rules.lists.rules[letter] ?? {}, rules);
    if (fault) return say(words.item, item.words[0].replace(ID, "").slice(0, 40), fault);
  }
  return "";
}

/** @param {Item} item @param {import("./model.js").ItemRules} rules @param {Rules} calendar */
function itemFault({ parts }, { wanted = [], barred = [], day, number, choice, proof, nobody }, calendar) {
  const value = (/** @type {string | undefined} */ name) => (name && parts.get(name)) || "";
  const missing = wanted.find((name) => !value(name));
  if (missing) return say(words.partWanted, missing, missing);
  const extra = barred.find((name) => parts.has(name));
  if (extra) return say(words.partBarred, extra);
  if (day && value(day) && !dayIn(value(day), calendar)) return say(words.partDay, value(day).slice(0, 30));
  if (number && parts.has(number) && !/^\d+(\.\d+)?$/.test(value(number).replace(/[๐-๙]/g, (one) => String(one.charCodeAt(0) - 0xe50)))) return say(words.partNumber, number);
  if (choice && value(choice[0]) && !choice[1].includes(value(choice[0]))) return say(words.partChoice, choice[0], choice[1].join(" "));
  if (proof && choice && proof[1].includes(value(choice[0])) && !value(proof[0])) return say(words.partWanted, proof[0], proof[0]);
  return nobody && new RegExp(nobody[1]).test(value(nobody[0])) ? words.partPerson : "";
}
