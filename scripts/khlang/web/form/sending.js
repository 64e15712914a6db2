/** The ways to send a finished entry. Nothing is sent by itself: the writer takes one of them. */

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
    /** @type {import("./file.js").File} */
    this.file = { name: "", path: "", text: "", pictures: [] };
    this.title = "";
    /** @type {import("../pictures/pictures.js").Pictures | undefined} */
    this.pictures = undefined;
    this.part("[data-copy]").addEventListener("click", () => this.copy());
    const share = this.part("[data-share]");
    share.hidden = !navigator.share;
    share.addEventListener("click", () => navigator.share({ text: this.message.value }).then(isTaken, () => {})); // the reader closed it
    place.querySelector("[data-github]")?.addEventListener("click", (event) => this.openGitHub(event));
    this.part("[data-download]").addEventListener("click", isTaken);
    place.querySelector("[data-drop]")?.addEventListener("click", ({ currentTarget }) => this.drop(/** @type {HTMLButtonElement} */ (currentTarget)));
  }

  /** @param {string} selector */
  part(selector) {
    return /** @type {HTMLElement} */ (this.place.querySelector(selector));
  }

  get message() {
    return /** @type {HTMLTextAreaElement} */ (this.part("[data-message]"));
  }

  /** @param {Kind} kind @param {Values} values @param {string} code of the id @param {import("../pictures/pictures.js").Pictures} [pictures] */
  async show(kind, values, code, pictures) {
    const given = pictures?.given() ?? [];
    this.file = entryFile(kind, values, code, this.model, given);
    [this.title, this.pictures] = [oneLine(String(values.title ?? kind.label)), pictures];
    this.nameEditors(kind, values);
    const packed = given.length && pictures ? await pictures.zipped(this.file) : null;
    this.place.toggleAttribute("data-has-pictures", packed !== null);
    this.offerGitHub(kind);
    this.part("[data-path]").textContent = this.file.path.slice(0, this.file.path.lastIndexOf("/"));
    const download = /** @type {HTMLAnchorElement} */ (this.part("[data-download]"));
    URL.revokeObjectURL(download.href);
    download.href = URL.createObjectURL(packed ?? new Blob([this.file.text], { type: "text/markdown" }));
    download.download = packed ? this.file.name.replace(/md$/, "zip") : this.file.name;
    const before = /** @type {string} */ (this.message.dataset.before);
    const gaps = { "{title}": this.title, "{path}": this.file.path };
    this.message.value = before.replace(/\{title\}|\{path\}/g, (gap) => gaps[/** @type {keyof gaps} */ (gap)]) + this.file.text;
    const dropped = this.place.querySelector("[data-drop-said]");
    if (dropped) dropped.textContent = "";
    this.part("[data-not-sent]").hidden = false;
    this.place.hidden = false;
    this.place.focus();
  }

  /** Who of the chosen group takes in what comes by LINE. @param {Kind} kind @param {Values} values */
  nameEditors(kind, values) {
    const owner = kind.fields.find(({ name }) => name === "owner")?.choices?.find(({ value }) => value === values.owner);
    const place = this.part("[data-editors]");
    place.hidden = !owner?.editors;
    /** @type {HTMLElement} */ (place.querySelector("span")).textContent = (owner?.editors ?? []).join(", ");
  }

  /** To the office's own box; its code comes only now. @param {HTMLButtonElement} button */
  async drop(button) {
    const said = this.part("[data-drop-said]");
    button.disabled = true; // a second press would send it twice
    said.textContent = button.dataset.sending ?? "";
    try {
      const { send, list } = await import("../drop/drop.js");
      const receipt = await send(String(button.dataset.drop), this.file, this.title, this.pictures);
      this.part("[data-not-sent]").hidden = true;
      said.textContent = String(button.dataset.arrived).replace("{}", receipt);
      this.isTaken();
      list(/** @type {HTMLElement} */ (document.querySelector("[data-receipts]")), String(button.dataset.drop));
    } catch (error) {
      said.textContent = /** @type {Error} */ (error).message;
    }
    button.disabled = false;
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
