/** The form of the page ฝากความรู้: from the choice of a kind to a file, and three ways to send it. Nothing is sent here. */

import { Album } from "./album.js";
import { draftRow } from "./draft_row.js";
import { all, adopt, asFile, fromFile, get, here, isAbout, isOther, isSent, newCode, put as keepDraft, remove, storage } from "./drafts.js";
import { listFaults } from "./faults_list.js";
import { control, element, idOf, put, reading, today, valueOf } from "./fields.js";
import { asked, load, NEW_OWNER } from "./model.js";
import { commonDay, oneLine } from "./text.js";
import { words } from "./words.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./model.js").Kind} Kind */
/** @typedef {import("./model.js").Field} Field */
/** @typedef {import("./model.js").Values} Values */
/** @typedef {import("./drafts.js").Draft} Draft */

const PAUSE = 400; // milliseconds without a key before a text is checked and kept

class Form {
  /** @param {HTMLElement} place @param {HTMLFormElement} form @param {Model} model */
  constructor(place, form, model) {
    this.place = place;
    this.form = form;
    this.model = model;
    this.isThai = place.closest("[data-numerals]")?.getAttribute("data-numerals") === "thai";
    /** @type {Kind | undefined} */
    this.kind = undefined;
    /** @type {Field[]} */
    this.fields = [];
    this.typing = 0;
    this.places = this.part(".ways");
    /** What comes only when somebody writes. @type {Promise<[typeof import("./sending.js"), typeof import("./verdict.js")]> | undefined} */
    this.rest = undefined;
    /** @type {import("./sending.js").Ways | undefined} */
    this.ways = undefined;
    this.album = new Album(this.part(".pictures"), {
      draft: () => this.draft,
      changed: () => this.showed(),
      come: (mark) => this.recalled(mark),
    });
    adopt(this.code());
    this.draft = this.fresh();
    this.begin();
    this.listSent();
  }

  /** What was sent to the drop box from this device, where there is a box. */
  async listSent() {
    const [receipts, drop] = [this.place.querySelector("[data-receipts]"), this.place.querySelector("[data-drop]")];
    if (receipts && drop && "khlangReceipts" in storage()) (await import("../drop/drop.js")).list(/** @type {HTMLElement} */ (receipts), String(drop.getAttribute("data-drop")));
  }

  /** What this tab had open, else what was not sent, unless the address asks for something else. */
  begin() {
    const wanted = location.hash.slice(1);
    const asksFor = this.kindOf(wanted);
    const given = [...new URLSearchParams(location.search)];
    const fits = (/** @type {Draft} */ draft) => (!asksFor || draft.kind === wanted) && given.every(([name, value]) => [draft.values[name]].flat().includes(value));
    const own = get(here());
    const last = own && fits(own) ? own : all().find((draft) => !isSent(draft) && fits(draft));
    if (last && this.kindOf(last.kind)) this.open(last, words.back);
    else this.choose(wanted);
    this.list();
  }

  /** @param {string} selector */
  part(selector) {
    return /** @type {HTMLElement} */ (this.place.querySelector(selector));
  }

  /** @param {string} name */
  kindOf(name) {
    return this.model.kinds.find((one) => one.name === name);
  }

  code() {
    return newCode(this.model.id, [...Object.keys(this.model.ids), ...all().map(({ code }) => `x${code}`)]);
  }

  /** A story of which nothing is written yet. @returns {Draft} */
  fresh() {
    return { code: this.code(), kind: "", values: {}, pictures: 0, typed: 0 };
  }

  /** @param {Draft} draft @param {string} sentence to tell */
  open(draft, sentence) {
    clearTimeout(this.typing);
    this.kind = undefined;
    this.form.reset();
    this.draft = draft;
    this.choose(draft.kind);
    this.tell(sentence);
    this.list();
    this.album.recall();
  }

  /** The pictures of the draft are shown; that is no change of the story. @param {() => void} mark */
  recalled(mark) {
    const wasTouched = this.isTouched();
    mark();
    if (!wasTouched) this.base = this.state();
  }

  /** A picture came or went. */
  showed() {
    this.forgetWays();
    this.keep();
  }

  /** Leaves this story as it is and begins another of its kind. */
  another() {
    this.keep();
    const kind = this.draft.kind;
    this.open({ ...this.fresh(), kind }, "");
    this.part(".write__form").scrollIntoView();
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
    addEventListener("storage", (event) => this.hear(event));
    addEventListener("hashchange", () => this.follow(location.hash.slice(1)));
    this.part("[data-clear]").addEventListener("click", () => confirm(words.clearSure) && this.clear());
    for (const button of this.place.querySelectorAll("[data-new]")) button.addEventListener("click", () => this.another());
    this.part("[data-save]").addEventListener("click", () => this.save());
    const file = /** @type {HTMLInputElement} */ (this.part("[data-draft-file]"));
    this.part("[data-load]").addEventListener("click", () => file.click());
    file.addEventListener("change", async () => {
      const text = await file.files?.[0]?.text();
      file.value = "";
      if (text !== undefined) this.take(text);
    });
    const picture = /** @type {HTMLInputElement} */ (this.part("[data-picture-file]"));
    this.part("[data-add-picture]").addEventListener("click", () => picture.click());
    picture.addEventListener("change", () => this.addPictures(picture));
  }

  /** A link to the form of a kind; a story that is done stays as it is. @param {string} name */
  follow(name) {
    if (name === this.kind?.name || !this.kindOf(name)) return;
    if (this.draft.sent && !this.isTouched()) this.open({ ...this.fresh(), kind: name }, "");
    else this.choose(name);
  }

  /** Another tab wrote: what is not touched here follows it. @param {StorageEvent} event */
  hear(event) {
    const newer = isAbout(event, this.draft.code) ? get(this.draft.code) : null;
    if (newer && newer.typed > this.draft.typed && !this.isTouched()) this.open(newer, words.fromOtherTab);
    this.list();
  }

  /** The draft as a file to keep or to carry to another device. */
  async save() {
    this.keep();
    if (!(await this.album.whole())) return this.tell(words.offline);
    const pictures = (await this.album.pictures?.asText()) ?? [];
    const link = element("a", { href: URL.createObjectURL(new Blob([asFile(this.draft, pictures)], { type: "application/json" })) });
    link.download = `ร่าง-${oneLine(String(this.draft.values.title ?? "")).slice(0, 40) || this.draft.code}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  /** @param {HTMLInputElement} input */
  async addPictures(input) {
    const files = [...(input.files ?? [])];
    input.value = "";
    const pictures = (await this.album.whole()) && (await this.album.loaded());
    if (!pictures) return this.tell(words.offline);
    await pictures.add(files);
  }

  /** @param {string} text of a file */
  async take(text) {
    this.keep();
    const found = fromFile(text, this.code());
    if (!found || !this.kindOf(found.draft.kind)) return this.tell(words.notDraft);
    const draft = { ...found.draft, typed: Date.now(), pictures: 0 };
    keepDraft(draft);
    this.open(draft, words.fromFile);
    if (!found.pictures.length) return;
    const pictures = await this.album.loaded();
    if (pictures) await pictures.takeText(found.pictures);
    this.tell(pictures ? words.fromFile : words.offline); // keeping the pictures has said that the draft is kept
  }

  /** The drafts beside the open one. */
  list() {
    const others = all().filter(({ code }) => code !== this.draft.code);
    this.part(".drafts__list").replaceChildren(...others.map((draft) => this.row(draft)));
    this.part(".drafts [data-some]").hidden = !others.length;
    this.part(".drafts [data-new]").hidden = !others.length && !this.draft.typed;
  }

  /** @param {Draft} draft */
  row(draft) {
    const shown = { label: this.kindOf(draft.kind)?.label, isThai: this.isThai };
    return draftRow(draft, shown, {
      open: () => {
        this.keep();
        this.open(get(draft.code) ?? draft, words.back);
      },
      erase: () => {
        remove(draft.code);
        this.list();
      },
    });
  }

  /**
   * Shows the fields of a kind. What was typed of every kind tried stays: going back to one loses nothing.
   * @param {string} [name] @returns {boolean} whether there is such a kind
   */
  choose(name) {
    const kind = this.kindOf(name ?? "");
    if (!kind) return false;
    if (this.kind && isSent(this.draft) && !this.isTouched()) {
      this.kind = undefined;
      this.form.reset();
      this.draft = this.fresh();
      this.album.recall();
      this.list();
    }
    const isSame = !this.kind || (this.draft.typed === 0 && !this.isTouched());
    const values = { ...this.draft.values, ...(this.kind ? this.typedValues() : {}) };
    this.kind = kind;
    const { main, more } = asked(kind, words);
    this.fields = [...main, ...more];
    this.part("[data-main]").replaceChildren(...main.map(control));
    this.part("[data-more]").replaceChildren(...more.map(control));
    this.part(".write__more").hidden = !more.length;
    this.part(".write__rest").hidden = false;
    this.part(".pictures").hidden = !kind.takes_pictures;
    /** @type {HTMLInputElement} */ (this.part(`[name=kind][value=${kind.name}]`)).checked = true;
    this.fill(values);
    if (isSame) this.base = this.state();
    return true;
  }

  /**
   * Puts in what is known, from the draft, else from the address of the link that led here; personal data is told at once.
   * @param {Record<string, unknown>} values
   */
  fill(values) {
    const given = new URLSearchParams(location.search); // "ตอบคำถามนี้" leads here
    for (const field of this.fields) {
      const known = values[field.name] ?? (field.name === "date" ? today() : undefined);
      const isOpen = this.draft.typed === 0 && given.has(field.name) && !String(known ?? "");
      put(this.form, field, isOpen ? (field.control === "choices" ? given.getAll(field.name) : given.get(field.name)) : known);
      if (field.control === "day") this.readDay(field.name);
      if (known !== today() && field.control !== "choice") this.judge(field);
    }
    for (const radio of this.radios("status")) radio.checked = radio.value === (values.status ?? "published");
    this.suit();
    this.forgetWays();
  }

  /** Everything typed, to be compared. */
  state() {
    return JSON.stringify([this.kind?.name, this.typedValues(), this.album.state]);
  }

  isTouched() {
    return this.kind !== undefined && this.state() !== this.base;
  }

  /** Shows what only some owners are asked. */
  suit() {
    const owner = this.fields.some(({ name }) => name === "owner") ? valueOf(this.form, /** @type {Field} */ (this.fields.find(({ name }) => name === "owner"))) : "";
    for (const field of this.fields) {
      const place = field.for_owner && document.getElementById(idOf(field.name))?.closest(".field");
      if (place) /** @type {HTMLElement} */ (place).hidden = field.for_owner !== owner;
    }
    this.part("[data-new-owner]").hidden = owner !== NEW_OWNER;
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
    this.later();
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
    if (target.name === "kind") {
      this.choose(target.value);
      history.replaceState(null, "", `#${target.value}`);
    }
    if (target.name === "owner") this.suit();
    if (target.name === "consent" && target.checked) this.show(idOf("consent"), "");
    const field = this.fields.find(({ name }) => name === target.name);
    if (field?.control === "day") this.readDay(field.name);
    if (field) this.judge(field);
    this.keep();
  }

  /** Tells a day in words; a year of the Buddhist era can only be meant so, and becomes one of the common era. @param {string} name */
  readDay(name) {
    const input = /** @type {HTMLInputElement} */ (document.getElementById(idOf(name)));
    const common = commonDay(input.value, this.model.years);
    if (common !== input.value) input.value = common; // setting it would clear a day that is typed in part
    const isFuture = input.value > today();
    const said = [reading(input.value, this.isThai), isFuture && words.future].filter(Boolean).join(" · ");
    /** @type {HTMLElement} */ (input.parentElement?.querySelector("output")).textContent = said;
  }

  /** Says what is wrong with an answer by itself, at its field. @param {Field} field */
  judge(field) {
    const isEmpty = !String(valueOf(this.form, field)).trim();
    if (isEmpty) this.show(idOf(field.name), "");
    else this.later().then(([, { fault }]) => this.fields.includes(field) && this.show(idOf(field.name), fault(field, valueOf(this.form, field), this.model)), () => {});
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

  /** Keeps what was typed since; where another tab wrote the same story on, both are kept. */
  keep() {
    if (!this.kind || !this.isTouched()) return;
    const stored = get(this.draft.code);
    const isForked = stored !== null && stored.typed !== this.draft.typed;
    const { code, sent } = isForked ? { code: this.code(), sent: undefined } : this.draft;
    const pictures = this.album.count;
    this.draft = { code, sent, kind: this.kind.name, values: { ...this.draft.values, ...this.typedValues() }, pictures, typed: Math.max(Date.now(), this.draft.typed + 1) };
    this.base = this.state();
    this.keepPictures();
    const isKept = keepDraft(this.draft);
    this.tell(!isKept ? words.notKept : isForked ? words.twoTabs : words.kept);
    this.part(".drafts [data-new]").hidden = false;
    if (isForked) this.list(); // made anew at each pause, a press on it would miss
  }

  keepPictures() {
    this.album.keep(all().map(({ code }) => code));
  }

  /** The draft of this story goes, because its writer says so. */
  clear() {
    clearTimeout(this.typing);
    remove(this.draft.code);
    this.form.reset();
    this.draft = this.fresh();
    this.album.recall();
    this.kind = undefined;
    history.replaceState(null, "", location.pathname);
    this.part(".write__rest").hidden = true;
    this.forgetWays();
    this.list();
    this.radios("kind")[0].focus();
  }

  /** What only a writer needs is loaded when somebody writes: most who open the page read. */
  later() {
    this.rest ??= Promise.all([import("./sending.js"), import("./verdict.js")]);
    this.rest.catch(() => (this.rest = undefined)); // the network may be back next time
    return this.rest;
  }

  /** The last check; then the ways to send. */
  async finish() {
    clearTimeout(this.typing);
    this.keep();
    const kind = this.kind;
    const rest = await this.later().catch(() => null);
    if (!rest || !(await this.album.whole())) return this.tell(words.offline);
    if (!kind || kind !== this.kind) return;
    const [{ Ways }, { verdict, fault }] = rest;
    const judged = verdict(kind, this.fields, this.typedValues(), this.model, today());
    const faults = this.fields.map(({ name, label }) => ({ id: idOf(name), label, text: this.show(idOf(name), judged.get(name) ?? "") }));
    const pictures = kind.takes_pictures ? this.album.pictures : undefined;
    faults.push(...(pictures?.faults((text) => fault({ name: "alt", label: "", hint: "", required: true, control: "text" }, text, this.model)) ?? []));
    const consent = this.consent.checked ? "" : words.consentMissing;
    faults.push({ id: idOf("consent"), label: words.consent, text: this.show(idOf("consent"), consent) });
    const found = faults.filter(({ text }) => text);
    listFaults(this.place, found);
    if (found.length) return;
    this.divide(kind);
    this.ways ??= new Ways(this.places, this.model, () => this.isSent());
    await this.ways.show(kind, this.typedValues(), this.draft.code, pictures);
    this.draft.sent = { at: this.draft.sent?.at ?? 0, values: this.draft.values };
    keepDraft(this.draft);
  }

  /** A story typed over one that was sent is a story of its own. @param {Kind} kind */
  divide(kind) {
    const { sent, code } = this.draft;
    if (!sent || !isOther(this.draft)) return;
    const { pictures } = this.draft;
    keepDraft({ code, kind: kind.name, values: sent.values, pictures, typed: sent.at || this.draft.typed - 1, sent });
    this.draft = { ...this.draft, code: this.code(), sent: undefined };
    this.keepPictures();
    this.tell(keepDraft(this.draft) ? words.countedNew : words.notKept);
    this.list();
  }

  isSent() {
    this.draft.sent = { at: Math.max(Date.now(), this.draft.typed), values: this.draft.values };
    keepDraft(this.draft);
    this.part(".ways [data-new]").hidden = false;
  }

  /** What no longer is what was checked is not offered. */
  forgetWays() {
    this.places.hidden = true;
  }
}

const place = /** @type {HTMLElement} */ (document.querySelector(".write"));
const form = /** @type {HTMLFormElement} */ (place.querySelector("form"));
load(new URL(/** @type {string} */ (form.dataset.model), document.baseURI).href)
  .then((model) => new Form(place, form, model).ready())
  .catch(() => place.classList.add("write--plain")); // the page then gives a text to copy, as it does without scripts
