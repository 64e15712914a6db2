/** The ways to send a finished entry. This page sends nothing by itself: the writer takes one of them. */

import { entryFile, gitHub } from "./file.js";
import { oneLine } from "./text.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./model.js").Kind} Kind */
/** @typedef {import("./model.js").Values} Values */

export class Ways {
  /** @param {HTMLElement} place @param {Model} model @param {() => void} isTaken is told when a way is taken */
  constructor(place, model, isTaken) {
    this.place = place;
    this.model = model;
    this.isTaken = isTaken;
    this.file = { name: "", path: "", text: "" };
    this.part("[data-copy]").addEventListener("click", () => this.copy());
    const share = this.part("[data-share]");
    share.hidden = !navigator.share;
    share.addEventListener("click", () => navigator.share({ text: this.message.value }).then(isTaken, () => {})); // the reader closed it
    place.querySelector("[data-github]")?.addEventListener("click", (event) => this.openGitHub(event));
    this.part("[data-download]").addEventListener("click", isTaken);
  }

  /** @param {string} selector */
  part(selector) {
    return /** @type {HTMLElement} */ (this.place.querySelector(selector));
  }

  get message() {
    return /** @type {HTMLTextAreaElement} */ (this.part("[data-message]"));
  }

  /** @param {Kind} kind @param {Values} values @param {string} code of the id */
  show(kind, values, code) {
    this.file = entryFile(kind, values, code, this.model);
    this.offerGitHub(kind);
    this.part("[data-path]").textContent = this.file.path.slice(0, this.file.path.lastIndexOf("/"));
    const download = /** @type {HTMLAnchorElement} */ (this.part("[data-download]"));
    URL.revokeObjectURL(download.href);
    download.href = URL.createObjectURL(new Blob([this.file.text], { type: "text/markdown" }));
    download.download = this.file.name;
    const before = /** @type {string} */ (this.message.dataset.before);
    const gaps = { "{title}": oneLine(String(values.title ?? kind.label)), "{path}": this.file.path };
    this.message.value = before.replace(/\{title\}|\{path\}/g, (gap) => gaps[/** @type {keyof gaps} */ (gap)]) + this.file.text;
    this.place.hidden = false;
    this.place.focus();
  }

  /** @param {Kind} kind */
  offerGitHub(kind) {
    const link = /** @type {HTMLAnchorElement | null} */ (this.place.querySelector("[data-github]"));
    if (!link || !this.model.new_file) return;
    const { address, isFilled } = gitHub(this.model.new_file, kind, this.file);
    link.href = address;
    this.mustCopy = !isFilled;
    this.byHand(false);
    for (const one of /** @type {NodeListOf<HTMLElement>} */ (this.place.querySelectorAll("[data-filled]"))) one.hidden = !isFilled;
    for (const one of /** @type {NodeListOf<HTMLElement>} */ (this.place.querySelectorAll("[data-long]"))) one.hidden = isFilled;
  }

  /** Where an address cannot hold the text, the clipboard does; where that is refused, it is said before GitHub opens. @param {Event} event */
  async openGitHub(event) {
    if (!this.mustCopy) return this.isTaken();
    event.preventDefault();
    const link = /** @type {HTMLAnchorElement} */ (event.currentTarget);
    this.mustCopy = false; // the next press opens it, whatever became of this one
    try {
      await navigator.clipboard.writeText(this.file.text);
      link.click();
    } catch {
      this.byHand(true);
    }
  }

  /** Shows the file's text, selected, to be copied by hand; or hides it. @param {boolean} isWanted */
  byHand(isWanted) {
    const box = this.part("[data-by-hand]");
    box.hidden = !isWanted;
    const text = /** @type {HTMLTextAreaElement} */ (box.querySelector("textarea"));
    text.value = isWanted ? this.file.text : "";
    if (isWanted) text.select();
    if (isWanted) text.focus();
  }

  async copy() {
    const button = this.part("[data-copy]");
    const label = /** @type {HTMLElement} */ (button.firstElementChild);
    try {
      await navigator.clipboard.writeText(this.message.value);
      label.textContent = button.dataset.done ?? "";
      this.isTaken();
    } catch {
      label.textContent = button.dataset.failed ?? "";
      this.message.select();
    }
  }
}
