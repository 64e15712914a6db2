/** The whole of what `khlang check` would say of the answers, by the field at which to mend it. */

import { fault, missing } from "./checks.js";
import { entryFile } from "./file.js";
import { listFault } from "./lists.js";
import { personalData } from "./personal.js";
import { together } from "./together.js";
import { say, words } from "./fault_words.js";

export { fault };

/**
 * @param {import("./model.js").Kind} kind @param {import("./model.js").Field[]} fields that are asked
 * @param {import("./model.js").Values} values @param {import("./model.js").Model} model @param {string} today ISO 8601
 * @returns {Map<string, string>} nothing for answers that make a sound file
 */
export function verdict(kind, fields, values, model, today) {
  /** @type {Map<string, string>} */
  const found = new Map();
  const letters = new Map(kind.sections.map(({ key, item }) => [`section-${key}`, item]));
  for (const field of fields) {
    const value = values[field.name] ?? (field.control === "choices" ? [] : "");
    const letter = letters.get(field.name);
    const sentence = fault(field, value, model) || missing(field, value, values, model) || (letter && value && listFault(String(value), letter, model));
    if (sentence) found.set(field.name, sentence);
  }
  for (const [name, sentence] of together(kind, fields, values, model, today)) if (!found.has(name)) found.set(name, sentence);
  if (!found.size) {
    const [personal] = personalData(entryFile(kind, values, model.id.alphabet[0].repeat(model.id.length), model).text, model); // that two answers make together
    if (personal) found.set(fields[0].name, say(words.personal[personal[0]] ?? words.personal.other, personal[1].slice(0, 40)));
  }
  return found;
}
