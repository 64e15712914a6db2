/** What the form asks and refuses, as the site publishes it (`khlang.pages.contribute.contribute`). */

/**
 * `value` stands in the file, `label` is read; `also` are other names, `since` is the first day that may choose it, `editors` take in what comes from it
 * @typedef {{ value: string | number, label: string, also?: string[], since?: string, editors?: string[] }} Choice
 */
/**
 * Names of the parts that each item of a list has or may not have, and what stands in them.
 * @typedef {{ wanted?: string[], barred?: string[], day?: string, number?: string, choice?: [string, string[]], proof?: [string, string[]], nobody?: [string, string] }} ItemRules
 */
/**
 * @typedef {object} Field
 * @property {string} name @property {string} label @property {string} hint @property {boolean} required
 * @property {"line" | "day" | "flag" | "choice" | "choices" | "lines" | "number" | "text"} control text: a part of the body
 * @property {string | number | (string | number)[]} [example] @property {Choice[]} [choices]
 * @property {string} [default] @property {number} [limit] characters @property {number} [least] of a number
 * @property {boolean} [first] asked up front, though it may stay empty
 * @property {boolean} [whole] a number without a fraction
 * @property {string} [refers] takes ids that begin with one of these letters @property {boolean} [abroad] short addresses at other offices too
 * @property {string} [for_owner] the owner with whom alone it is asked
 * @property {string} [row] the list of which it is a part: `measured` of `measured.what`
 * @property {string} [only] the `type` whose entries must have this part of the body
 */
/**
 * @typedef {object} Section
 * @property {string} key @property {string} heading @property {string} hint
 * @property {boolean} required @property {string} only the `type` that must have it; empty: every one
 * @property {string} item its list items get ids that begin so
 */
/**
 * @typedef {object} Kind
 * @property {string} name @property {string} label @property {string} folder @property {string} letter
 * @property {Field[]} fields @property {Section[]} sections @property {boolean} has_text @property {boolean} is_public_by_tick
 * @property {string[][]} one_of runs of fields of which exactly one is answered, and it whole
 * @property {{ field: string, value: string, other: string, wanted: boolean }[]} when another answer is wanted or barred
 * @property {[string, string] | null} better the answer that says that what was measured grew
 * @property {string} outsider the field that names nobody of the list @property {string} not_own names what another owns
 * @property {[string, string] | boolean} weekly whether it is the one of a week, or with which answer
 * @property {"today" | "this-week" | "any"} latest its last day @property {boolean} has_data
 * @property {boolean} takes_pictures @property {boolean} takes_new_owner whether it may come from a school that is not in the list
 */
/** @typedef {{ kind: string, pattern: string, check?: string, unless?: string, unless_near?: string }} Pattern */
/** @typedef {{ zeros: number[], dashes: string, unseen: [number, number][] }} Folding of letters into plain form */
/** @typedef {{ near: number, told_by_head: string, folding: Folding, patterns: Pattern[] }} Personal */
/**
 * @typedef {object} Model
 * @property {Kind[]} kinds @property {string[]} consents @property {{ alphabet: string, length: number }} id
 * @property {string[]} first_keys the keys that stand first in a file
 * @property {{ buddhist_from: number, apart: number, first: number }} years from which one a year is พ.ศ., how far the eras are apart, the first that a story is about
 * @property {{ nothing: string, parts: string[], rules: Record<string, ItemRules> }} lists what says that there is nothing (a pattern), names of an item's parts
 * @property {string[][]} months names of each @property {{ pairs: string[], people: string, quantity: string }} numbers
 * @property {Record<string, number[]>} filled Mondays, with the owners whose week is told of
 * @property {Personal} personal @property {string[]} public_contacts that may be printed
 * @property {{ tags: string[], attributes: string }} active @property {string} roster a pattern: the head of a table of pupils
 * @property {Record<string, number>} ids of published entries, each with the place of its owner among the choices @property {string[]} questions their ids @property {string[]} offices addresses of other ones
 * @property {string | null} new_file address of GitHub's page for a new file, the folder to be added
 */
/** What was typed or chosen, by name of the field. @typedef {Record<string, string | string[]>} Values */

export const TEXT = "text"; // the one text of a kind without sections
export const NEW_OWNER = "+"; // the choice of a school that is not in the list, and how its two questions' names begin

/** @param {string} address @returns {Promise<Model>} */
export async function load(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status} ${address}`);
  return answer.json();
}

/**
 * Everything a kind asks, in the order to ask: what must be told, the text, the sentence that sums it up, then the rest.
 * @param {Kind} kind @param {typeof import("./words.js").words} words
 */
export function asked(kind, words) {
  const { text: label, textHint: hint, typing } = words;
  const sections = kind.sections.map(({ key, heading, hint, only, required }, i) => {
    const said = only ? `${onlyFor(kind, only)} ${hint}` : i ? hint : `${hint} ${typing}`;
    return { ...text(`section-${key}`, heading, said), required: required && !only, only: only || undefined };
  });
  const texts = kind.sections.length || !kind.has_text ? sections : [text(TEXT, label, `${hint} ${typing}`)];
  const needed = texts.filter((field) => field.required || field.only);
  const must = kind.fields.flatMap((field) => {
    if (!(field.required || field.first) || field.row) return [];
    if (field.name !== "owner" || !kind.takes_new_owner) return [field];
    const choices = [...(field.choices ?? []), { value: NEW_OWNER, label: words.newOwner }];
    return [{ ...field, choices }, line("school", words.school, words.schoolHint), line("office", words.office, words.officeHint)];
  });
  const rows = kind.fields.filter((field) => field.first && field.row);
  const isSummary = (/** @type {Field} */ field) => field.name === "summary"; // easier to write once the text stands
  return {
    main: [...must.filter((field) => !isSummary(field)), ...needed, ...rows, ...must.filter(isSummary)],
    more: [...texts, ...kind.fields].filter((field) => !field.required && !field.first && !field.only),
  };
}

/** Which entries need a section that one type only must have. @param {Kind} kind @param {string} only */
function onlyFor(kind, only) {
  const label = kind.fields.find(({ name }) => name === "type")?.choices?.find(({ value }) => value === only)?.label;
  return `เฉพาะ${label}`;
}

/** @param {string} name @param {string} label @param {string} hint @returns {Field} */
function text(name, label, hint) {
  return { name, label, hint, required: true, control: "text" };
}

/** A question about a school that is not in the list. @param {string} name @param {string} label @param {string} hint @returns {Field} */
function line(name, label, hint) {
  return { name: NEW_OWNER + name, label, hint, required: false, control: "line", limit: 100, first: true, for_owner: NEW_OWNER };
}
