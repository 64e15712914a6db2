/** What is wrong with answers that belong together; the rules are the model's (`khlang.content.kind.Asking`). */

import { mondayOf } from "./days.js";
import { answerOf, clean, digits } from "./text.js";
import { say, words } from "./fault_words.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./model.js").Kind} Kind */
/** @typedef {import("./model.js").Field} Field */
/** @typedef {import("./model.js").Values} Values */
/** @typedef {{ kind: Kind, fields: Field[], model: Model, today: string, text: (name: string) => string, label: (name: string) => string }} Case */

/**
 * By the field at which to say it.
 * @param {Kind} kind @param {Field[]} fields @param {Values} values @param {Model} model @param {string} today ISO 8601
 */
export function together(kind, fields, values, model, today) {
  const byName = new Map(fields.map((field) => [field.name, field]));
  const text = (/** @type {string} */ name) => {
    const answer = values[name] ?? "";
    const field = byName.get(name);
    return Array.isArray(answer) ? answer.join(", ") : field ? answerOf(field, answer, model.lists) : clean(answer);
  };
  const label = (/** @type {string} */ name) => byName.get(name)?.label ?? name;
  const it = { kind, fields, model, today, text, label };
  /** @type {Map<string, string>} */
  const found = new Map();
  for (const rule of [oneOf, rows, when, week, owner, better, numbers, outsider, notOwn, references]) {
    for (const [name, sentence] of rule(it)) if (!found.has(name)) found.set(name, sentence);
  }
  return found;
}

/** @param {Case} it @returns {Iterable<[string, string]>} */
function* oneOf({ kind, text, label }) {
  const begun = kind.one_of.filter((run) => run.some(text));
  if (!kind.one_of.length || (begun.length === 1 && begun[0].every(text))) return;
  yield [kind.one_of[0][0], say(words.oneOf, kind.one_of.map((run) => run.map(label).join(" และ ")).join(" หรือ "))];
}

/** @param {Case} it @returns {Iterable<[string, string]>} */
function* rows({ fields, text }) {
  const begun = new Set(fields.filter(({ row, name }) => row && text(name)).map(({ row }) => row));
  for (const { name, row } of fields) if (begun.has(row) && !text(name)) yield [name, words.rowOpen];
}

/** @param {Case} it @returns {Iterable<[string, string]>} */
function* when({ kind, fields, text, label }) {
  for (const { field, value, other, wanted } of kind.when) {
    if (text(field) !== value || Boolean(text(other)) === wanted) continue;
    const chosen = fields.find(({ name }) => name === field)?.choices?.find((choice) => choice.value === value)?.label;
    yield [other, say(wanted ? words.whenWanted : words.whenBarred, label(field), String(chosen))];
  }
}

/** The day of what a group does once a week. @param {Case} it @returns {Iterable<[string, string]>} */
function* week({ kind, fields, model, today, text }) {
  const day = text("date");
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return;
  if (kind.latest === "this-week" && mondayOf(day) > mondayOf(today)) yield ["date", words.ahead];
  const told = Array.isArray(kind.weekly) ? kind.weekly : undefined; // by which answer of which field
  const isOfWeek = told ? (text(told[0]) || fields.find(({ name }) => name === told[0])?.default) === told[1] : kind.weekly;
  const place = choices(fields, "owner").findIndex(({ value }) => value === text("owner"));
  if (isOfWeek && place >= 0 && model.filled[mondayOf(day)]?.includes(place)) yield ["date", told ? words.weekFilledMeeting : words.weekFilled];
}

/** @param {Case} it @returns {Iterable<[string, string]>} */
function* owner({ fields, text }) {
  const chosen = choices(fields, "owner").find(({ value }) => value === text("owner"));
  if (chosen?.since && text("date") < chosen.since) yield ["owner", words.ownerNew];
}

/** @param {Case} it @returns {Iterable<[string, string]>} */
function* better({ kind, text }) {
  if (!kind.better || text(kind.better[0]) !== kind.better[1] || !text("measured.before")) return;
  if (Number(digits(text("measured.after"))) <= Number(digits(text("measured.before")))) yield [kind.better[0], words.notBetter];
}

/** Numbers of a text that differ from those that were measured. @param {Case} it @returns {Iterable<[string, string]>} */
function* numbers({ fields, model, text }) {
  const arabic = (/** @type {string} */ typed) => typed.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0xe50));
  const what = arabic(text("measured.what")).replace(/\s*\([^)]*\)/g, "");
  if (!text("measured.what")) return;
  const [before, after, people] = ["before", "after", "n"].map((part) => Number(digits(text(`measured.${part}`))));
  const { pairs, people: counts, quantity } = model.numbers;
  for (const { name } of fields.filter(({ control }) => control === "text")) {
    for (const line of arabic(text(name)).split("\n")) {
      const isNamed = line.includes(what);
      for (const pattern of pairs) {
        for (const match of line.matchAll(new RegExp(pattern, "g"))) {
          const [from, to] = [match[1], match[2]].map((number) => Number(number.replaceAll(",", "")));
          const isMeant = isNamed || (new RegExp(quantity).test(line) && (from === before || to === after));
          if (isMeant && (from !== before || to !== after)) yield [name, say(words.differs, match[0])];
        }
      }
      if (!isNamed) continue;
      for (const match of line.matchAll(new RegExp(counts, "g"))) if (Number(match[1]) !== people) yield [name, say(words.differs, match[0])];
    }
  }
}

/** @param {Case} it @returns {Iterable<[string, string]>} */
function* outsider({ kind, fields, text }) {
  const typed = kind.outsider && text(kind.outsider);
  const known = choices(fields, "owner").find(({ label, also = [] }) => typed && [label, ...also].some((name) => clean(name) === typed));
  if (known) yield [kind.outsider, say(words.inside, known.label)];
}

/** @param {Case} it @returns {Iterable<[string, string]>} */
function* notOwn({ kind, fields, model, text }) {
  const place = choices(fields, "owner").findIndex(({ value }) => value === text("owner"));
  if (kind.not_own && place >= 0 && model.ids[text(kind.not_own)] === place) yield ["owner", words.own];
}

/** References to data, of which an entry that comes out of this form has none yet. @param {Case} it @returns {Iterable<[string, string]>} */
function* references({ kind, fields, text }) {
  if (!kind.has_data) return;
  for (const { name } of fields) {
    const typed = text(name).match(/\[\[[^[\]\n]{1,120}\]\]/);
    if (typed) yield [name, say(words.reference, typed[0])];
  }
}

/** @param {Field[]} fields @param {string} name */
function choices(fields, name) {
  return fields.find((field) => field.name === name)?.choices ?? [];
}
