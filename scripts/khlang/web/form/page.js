/** The form of the page ฝากความรู้: from the choice of a kind to a file, and three ways to send it. Nothing is sent here. */

import { fault, missing, together } from "./checks.js";
import { control, element, idOf, put, reading, today, valueOf } from "./fields.js";
import { commonDay, entryFile, gitHub, newCode, oneLine } from "./file.js";
import { forget, keep, kept } from "./kept.js";
import { asked, load } from "./model.js";
import { say, words } from "./words.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./model.js").Kind} Kind */
/** @typedef {import("./model.js").Field} Field */
/** @typedef {import("./model.js").Values} Values */

const PAUSE = 400; // milliseconds without a key before a text is checked and kept

class Form {
  /** @param {HTMLElement} place @param {HTMLFormElement} form @param {Model} model */
  constructor(place, form, model) {
    this.place = place;
    this.form = form;
    this.model = model;
    this.isThai = place.closest("[data-numerals]")?.getAttribute("data-numerals") === "thai";
    const draft = kept();
    /** What was typed, of every kind tried: going back to one loses nothing. @type {Record<string, unknown>} */
    this.values = draft?.values ?? {};
    this.code = this.codeOf(draft?.code);
    this.sent = draft?.sent;
    /** @type {Kind | undefined} */
    this.kind = undefined;
    /** @type {Field[]} */
    this.fields = [];
    this.typing = 0;
    this.ways = this.part(".ways");
    this.choose(location.hash.slice(1)) || this.choose(draft?.kind);
    if (draft && this.kind) this.tell(words.back);
  }

  /** @param {string} selector */
  part(selector) {
    return /** @type {HTMLElement} */ (this.place.querySelector(selector));
  }

  /** A code that is kept, if it is one; else a new one. @param {string} [code] */
  codeOf(code) {
    const { alphabet, length } = this.model.id;
    return code && new RegExp(`^[${alphabet}]{${length}}$`).test(code) ? code : newCode(this.model.id, this.model.ids);
  }

  ready() {
    const { form } = this;
    form.addEventListener("input", ({ target }) => this.typed(/** @type {HTMLInputElement} */ (target)));
    form.addEventListener("change", ({ target }) => this.changed(/** @type {HTMLInputElement} */ (target)));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.finish();
    });
    addEventListener("pagehide", () => this.keep());
    addEventListener("hashchange", () => this.choose(location.hash.slice(1)));
    this.part("[data-clear]").addEventListener("click", () => confirm(words.clearSure) && this.clear());
    this.part("[data-copy]").addEventListener("click", () => this.copy());
    const share = this.part("[data-share]");
    share.hidden = !navigator.share;
    share.addEventListener("click", () => navigator.share({ text: this.message().value }).catch(() => {})); // the reader closed it
    this.ways.querySelector("[data-github]")?.addEventListener("click", () => this.takeAlong());
    for (const way of this.ways.querySelectorAll(".way :is(a, button)")) {
      way.addEventListener("click", () => {
        this.sent = Date.now();
        this.keep();
      });
    }
  }

  /** Shows the fields of a kind. @param {string} [name] @returns {boolean} whether there is such a kind */
  choose(name) {
    const kind = this.model.kinds.find((one) => one.name === name);
    if (!kind) return false;
    if (this.kind) Object.assign(this.values, this.typedValues());
    this.kind = kind;
    const { main, more } = asked(kind, words);
    this.fields = [...main, ...more];
    this.part("[data-main]").replaceChildren(...main.map(control));
    this.part("[data-more]").replaceChildren(...more.map(control));
    this.part(".write__rest").hidden = false;
    /** @type {HTMLInputElement} */ (this.part(`[name=kind][value=${kind.name}]`)).checked = true;
    this.fill();
    return true;
  }

  /** Puts in what is known, from the draft, else from the address of the link that led here; personal data is told at once. */
  fill() {
    this.values.date ||= today();
    this.values.answers ||= new URLSearchParams(location.search).get("answers") ?? ""; // "ตอบคำถามนี้" leads here
    const given = new URLSearchParams(location.search);
    for (const field of this.fields) {
      if (given.has(field.name) && !String(this.values[field.name] ?? "")) this.values[field.name] = field.control === "choices" ? given.getAll(field.name) : given.get(field.name);
      put(this.form, field, this.values[field.name]);
      this.judge(field);
    }
    for (const radio of this.radios("status")) radio.checked = radio.value === (this.values.status ?? "published");
    this.readDay();
    this.forgetWays();
  }

  /** @param {string} name */
  radios(name) {
    return /** @type {NodeListOf<HTMLInputElement>} */ (this.form.querySelectorAll(`[name=${name}]`));
  }

  get consent() {
    return this.radios("consent")[0];
  }

  /** @returns {Values} */
  typedValues() {
    const status = [...this.radios("status")].find((radio) => radio.checked)?.value ?? "published";
    return { ...Object.fromEntries(this.fields.map((field) => [field.name, valueOf(this.form, field)])), status };
  }

  /** @param {HTMLInputElement} target */
  typed(target) {
    this.forgetWays();
    clearTimeout(this.typing);
    const field = this.fields.find(({ name }) => name === target.name);
    this.typing = setTimeout(() => {
      if (field) this.judge(field);
      this.keep();
    }, PAUSE);
  }

  /** @param {HTMLInputElement} target */
  changed(target) {
    if (target.name === "kind") this.choose(target.value);
    if (target.name === "date") this.readDay();
    if (target.name === "consent" && target.checked) this.show(idOf("consent"), "");
    const field = this.fields.find(({ name }) => name === target.name);
    if (field) this.judge(field);
    this.keep();
  }

  /** Tells a day in words; a year of the Buddhist era can only be meant so, and becomes one of the common era. */
  readDay() {
    const input = /** @type {HTMLInputElement} */ (document.getElementById(idOf("date")));
    const common = commonDay(input.value, this.model.years);
    if (common !== input.value) input.value = common; // setting it would clear a day that is typed in part
    const isFuture = input.value > today();
    const said = [reading(input.value, this.isThai), isFuture && words.future].filter(Boolean).join(" · ");
    /** @type {HTMLElement} */ (input.parentElement?.querySelector("output")).textContent = said;
  }

  /** Says what is wrong with a field, at the field. @param {Field} field @param {boolean} [isLast] empty ones too @returns {string} */
  judge(field, isLast = false) {
    const value = valueOf(this.form, field);
    return this.show(idOf(field.name), fault(field, value, this.model) || (isLast ? missing(field, value, String(this.typedValues().type)) : ""));
  }

  /** @param {string} id of a control @param {string} sentence what is wrong with it */
  show(id, sentence) {
    const place = /** @type {HTMLElement} */ (document.getElementById(`${id}-fault`));
    if (place.textContent !== sentence) place.textContent = sentence; // the same again would be read aloud again
    const input = document.getElementById(id);
    if (sentence) input?.setAttribute("aria-invalid", "true");
    else input?.removeAttribute("aria-invalid");
    return sentence;
  }

  /** @param {string} sentence */
  tell(sentence) {
    const place = this.part(".write__kept");
    if (place.textContent !== sentence) place.textContent = sentence;
  }

  keep() {
    if (!this.kind) return;
    Object.assign(this.values, this.typedValues());
    this.tell(keep({ kind: this.kind.name, code: this.code, values: this.values, sent: this.sent }) ? words.kept : words.notKept);
  }

  clear() {
    clearTimeout(this.typing);
    forget();
    this.form.reset();
    this.values = {};
    this.code = this.codeOf();
    this.sent = undefined;
    this.kind = undefined;
    this.part(".write__rest").hidden = true;
    this.forgetWays();
    this.radios("kind")[0].focus();
  }

  /** The last check; then the ways to send. */
  finish() {
    clearTimeout(this.typing);
    this.keep();
    const apart = this.kind ? together(this.kind, this.fields, this.typedValues()) : new Map();
    const faults = this.fields.map((field) => {
      const alone = this.judge(field, true);
      return { id: idOf(field.name), label: field.label, text: alone || this.show(idOf(field.name), apart.get(field.name) ?? "") };
    });
    const consent = this.consent.checked ? "" : words.consentMissing;
    faults.push({ id: idOf("consent"), label: words.consent, text: this.show(idOf("consent"), consent) });
    const found = faults.filter(({ text }) => text);
    this.sum(found);
    if (!found.length) this.showWays();
  }

  /** A list of what to mend, each leading to its field. @param {{ id: string, label: string, text: string }[]} faults */
  sum(faults) {
    const box = this.part(".write__faults");
    box.hidden = faults.length === 0;
    if (box.hidden) return;
    this.part("#write-faults").textContent = say(words.faults, faults.length);
    this.part(".write__faults ul").replaceChildren(...faults.map((one) => element("li", {}, this.leading(one))));
    if (faults.some(({ id }) => document.getElementById(id)?.closest("details"))) this.part("details.write__more").setAttribute("open", "");
    box.focus();
  }

  /** @param {{ id: string, label: string, text: string }} fault */
  leading({ id, label, text }) {
    const link = element("a", { href: `#${id}` }, `${label}: ${text}`);
    link.addEventListener("click", (event) => {
      event.preventDefault(); // the address keeps the kind
      document.getElementById(id)?.focus();
    });
    return link;
  }

  message() {
    return /** @type {HTMLTextAreaElement} */ (this.part("[data-message]"));
  }

  showWays() {
    if (!this.kind) return;
    const values = this.typedValues();
    const file = entryFile(this.kind, values, this.code, this.model);
    this.offerGitHub(this.kind, file);
    this.part("[data-path]").textContent = file.path.slice(0, file.path.lastIndexOf("/"));
    const download = /** @type {HTMLAnchorElement} */ (this.part("[data-download]"));
    URL.revokeObjectURL(download.href);
    download.href = URL.createObjectURL(new Blob([file.text], { type: "text/markdown" }));
    download.download = file.name;
    const before = /** @type {string} */ (this.message().dataset.before);
    const gaps = { "{title}": oneLine(String(values.title ?? this.kind.label)), "{path}": file.path };
    this.message().value = before.replace(/\{title\}|\{path\}/g, (gap) => gaps[/** @type {keyof gaps} */ (gap)]) + file.text;
    this.text = file.text;
    this.ways.hidden = false;
    this.ways.focus();
  }

  /** @param {Kind} kind @param {import("./file.js").File} file */
  offerGitHub(kind, file) {
    const link = /** @type {HTMLAnchorElement | null} */ (this.ways.querySelector("[data-github]"));
    if (!link || !this.model.new_file) return;
    const { address, isFilled } = gitHub(this.model.new_file, kind, file);
    link.href = address;
    this.isFilled = isFilled;
    for (const one of /** @type {NodeListOf<HTMLElement>} */ (this.ways.querySelectorAll("[data-filled]"))) one.hidden = !isFilled;
    for (const one of /** @type {NodeListOf<HTMLElement>} */ (this.ways.querySelectorAll("[data-long]"))) one.hidden = isFilled;
  }

  /** What no longer is what was checked is not offered. */
  forgetWays() {
    this.ways.hidden = true;
  }

  /** Where an address cannot hold the text, the clipboard does. */
  takeAlong() {
    if (!this.isFilled) navigator.clipboard?.writeText(this.text ?? "").catch(() => {}); // the text stands below, to copy by hand
  }

  async copy() {
    const button = this.part("[data-copy]");
    const label = /** @type {HTMLElement} */ (button.firstElementChild);
    try {
      await navigator.clipboard.writeText(this.message().value);
      label.textContent = button.dataset.done ?? "";
    } catch {
      label.textContent = button.dataset.failed ?? "";
      this.message().select();
    }
  }
}

const place = /** @type {HTMLElement} */ (document.querySelector(".write"));
const form = /** @type {HTMLFormElement} */ (place.querySelector("form"));
load(new URL(/** @type {string} */ (form.dataset.model), document.baseURI).href)
  .then((model) => new Form(place, form, model).ready())
  .catch(() => place.classList.add("write--plain")); // the page then gives a text to copy, as it does without scripts
