/** The controls of a kind's fields, and what stands in them. */

import { say, words } from "./words.js";

/** @typedef {import("./model.js").Field} Field */

const LONG = 200; // characters: a line that may be longer gets room for three

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag @param {Record<string, string | boolean | undefined>} [attributes] false and undefined are left out
 * @param {...(Node | string | false | undefined)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(.../** @type {(Node | string)[]} */ (children.filter(Boolean)));
  return made;
}

/** @param {string} name */
export const idOf = (name) => `field-${name}`;

/** A field with its label, hint, control and the place where its fault is told. @param {Field} field */
export function control(field) {
  const id = idOf(field.name);
  const hint = element("p", { class: "field__hint", id: `${id}-hint` }, hintOf(field));
  const fault = element("p", { class: "field__fault", id: `${id}-fault`, "aria-live": "polite" });
  const describedBy = `${id}-hint ${id}-fault`;
  if (field.control === "choices") {
    const picks = element("div", { class: "picks__many" }, ...boxes(field));
    return element("fieldset", { class: "field picks", id, tabindex: "-1", "aria-describedby": describedBy }, element("legend", {}, field.label), hint, picks, fault);
  }
  const input = single(field, { id, name: field.name, "aria-describedby": describedBy, "aria-required": field.required && "true" });
  const label = element("label", { for: id }, field.label);
  const reading = field.control === "day" && element("output", { for: id });
  return element("div", { class: "field" }, label, hint, input, reading, fault);
}

/** @param {Field} field */
function hintOf({ control, hint, limit, example }) {
  const parts = [hint, limit && say(words.limit, limit), control === "lines" && words.several];
  if (["line", "lines", "number"].includes(control) && example !== undefined) parts.push(say(words.example, String(example)));
  return parts.filter(Boolean).join(" ");
}

/** @param {Field} field @param {Record<string, string | boolean | undefined>} attributes */
function single(field, attributes) {
  if (field.control === "choice") {
    const options = (field.choices ?? []).map(({ value, label }) => element("option", { value: String(value), selected: value === field.default }, label));
    return element("select", attributes, element("option", { value: "" }, words.choose), ...options);
  }
  if (field.control === "text") return element("textarea", { ...attributes, rows: "5" });
  if ((field.limit ?? 0) >= LONG) return element("textarea", { ...attributes, rows: "3" });
  if (field.control === "number") return element("input", { ...attributes, type: "text", inputmode: "decimal" }); // Thai digits too
  return element("input", { ...attributes, type: field.control === "day" ? "date" : "text" });
}

/** @param {Field} field */
function boxes({ name, choices = [] }) {
  return choices.map(({ value, label }) =>
    element("label", {}, element("input", { type: "checkbox", name, value: String(value) }), element("i"), element("span", {}, label)),
  );
}

/** @param {HTMLFormElement} form @param {Field} field @returns {string | string[]} */
export function valueOf(form, field) {
  const all = inputs(form, field.name);
  if (field.control !== "choices") return all[0].value;
  return all.filter((box) => box instanceof HTMLInputElement && box.checked).map((box) => box.value);
}

/** @param {HTMLFormElement} form @param {Field} field @param {unknown} value as `valueOf` gave it, from a draft that anything may have changed */
export function put(form, field, value) {
  for (const input of inputs(form, field.name)) {
    if (field.control === "choices") /** @type {HTMLInputElement} */ (input).checked = Array.isArray(value) && value.includes(input.value);
    else if (typeof value === "string") input.value = value;
    if (input instanceof HTMLSelectElement && input.selectedIndex < 0) input.value = ""; // no longer among the choices
  }
}

/** @param {HTMLFormElement} form @param {string} name */
function inputs(form, name) {
  return /** @type {(HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement)[]} */ ([...form.querySelectorAll(`[name="${name}"]`)]);
}

/** A day as Thai people read it: วันอังคารที่ ๑๗ พฤศจิกายน ๒๕๖๙. @param {string} day ISO 8601 @param {boolean} isThai its digits */
export function reading(day, isThai) {
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return "";
  return new Intl.DateTimeFormat(`th-TH-u-ca-buddhist-nu-${isThai ? "thai" : "latn"}`, { dateStyle: "full", timeZone: "UTC" }).format(date);
}

/** Today where the office is, as ISO 8601. */
export const today = () => new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Bangkok" }).format(new Date());
