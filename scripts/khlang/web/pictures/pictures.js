/** Pictures of a story: shrunk and stripped on this device, shown, told of; loaded only when somebody adds one. */

import { element } from "../form/fields.js";
import { say } from "../form/words.js";
import { get, put, sweep } from "./store.js";
import { words } from "./words.js";
import { zip } from "./zip.js";

/**
 * What the file says of a picture, and the picture: a JPEG without place, camera and time.
 * @typedef {{ alt: string, people: string, consent: string }} Facts
 * @typedef {Facts & { blob: Blob }} Picture
 * @typedef {{ item: HTMLElement, blob: Blob, number: number }} Shown
 */

const WIDEST = 1600; // pixels, as khlang.checks.pictures wants it
const HEAVIEST = 480 * 1024; // bytes
const MOST = 8;
const PARTS = /** @type {const} */ (["alt", "people", "consent"]);
const QUALITIES = [0.82, 0.7, 0.55, 0.4];

export class Pictures {
  /** @param {HTMLElement} place @param {() => void} isChanged is told when a picture comes or goes */
  constructor(place, isChanged) {
    this.place = place;
    this.isChanged = isChanged;
    this.list = /** @type {HTMLElement} */ (place.querySelector("ol"));
    this.said = /** @type {HTMLElement} */ (place.querySelector("[role=status]"));
    /** @type {Shown[]} */
    this.shown = [];
    this.last = 0; // number of the one that was added last
    this.kept = ""; // what this device keeps of which draft, as `state` tells it
    place.addEventListener("input", ({ target }) => this.forget(/** @type {HTMLElement} */ (target).closest("li")));
  }

  /** What tells whether something about the pictures changed. */
  state() {
    return this.shown.map(({ item, number }) => [number, ...PARTS.map((name) => value(item, name))]);
  }

  /** Shows what this device keeps of a draft. @param {string} code @param {number} count how many there were @param {() => boolean} isWanted still */
  async recall(code, count, isWanted) {
    const found = await get(code);
    const drawn = await Promise.all(found.map(async (picture) => ({ ...picture, canvas: await draw(picture.blob) })));
    if (!isWanted()) return;
    this.clear();
    for (const { canvas, blob, ...facts } of drawn) if (canvas) this.show(canvas, blob, facts);
    this.kept = JSON.stringify([code, this.state()]);
    if (this.shown.length < count) this.said.textContent = words.gone;
  }

  /** Keeps them on this device, beside the draft. @param {string} code @param {string[]} others codes of all drafts */
  async keep(code, others) {
    const state = JSON.stringify([code, this.state()]);
    if (state === this.kept) return;
    this.kept = state;
    if (!(await put(code, this.given()))) this.said.textContent = words.notKept;
    sweep([code, ...others]);
  }

  /** All of them with their bytes as base64. */
  async asText() {
    return Promise.all(this.given().map(async ({ blob, ...facts }) => ({ ...facts, data: await base64(blob) })));
  }

  /** Pictures out of a file that anybody may have made, drawn anew. @param {unknown} given */
  async takeText(given) {
    for (const one of Array.isArray(given) ? given.slice(0, MOST) : []) {
      const [data, ...facts] = ["data", ...PARTS].map((name) => String(one?.[name] ?? ""));
      await this.take(new Blob([bytes(data)]), { alt: facts[0], people: facts[1], consent: facts[2] });
    }
    this.isChanged();
  }

  /** @param {Iterable<File>} files */
  async add(files) {
    this.said.textContent = words.making;
    let told = "";
    for (const file of files) {
      if (this.shown.length >= MOST) told = say(words.tooMany, MOST);
      else if (!(await this.take(file))) told = say(words.unreadable, file.name);
    }
    this.said.textContent = told;
    this.isChanged();
  }

  /** @param {Blob} file @param {Facts} [facts] @returns {Promise<boolean>} whether it is a picture that this browser can read */
  async take(file, facts) {
    const canvas = await draw(file);
    const blob = canvas && (await packed(canvas));
    if (canvas && blob) this.show(canvas, blob, facts);
    return Boolean(blob);
  }

  /** @param {HTMLCanvasElement} canvas @param {Blob} blob @param {Facts} [facts] */
  show(canvas, blob, facts) {
    const number = (this.last += 1);
    const id = `picture-${number}`;
    const fault = element("p", { class: "field__fault", id: `${id}-fault`, "aria-live": "polite" });
    const alt = element("textarea", { id, rows: "2", "data-part": "alt", "aria-describedby": `${id}-hint ${id}-fault` });
    const choices = ["none", "adults", "pupils"].map((value) => element("option", { value }, words[/** @type {"none"} */ (value)]));
    const people = element("select", { id: `${id}-people`, "data-part": "people" }, element("option", { value: "" }, words.choose), ...choices);
    const consent = element("div", { class: "field", hidden: true }, element("label", { for: `${id}-consent` }, words.consent), element("p", { class: "field__hint" }, words.consentHint), element("input", { id: `${id}-consent`, "data-part": "consent" }));
    people.addEventListener("change", () => (consent.hidden = people.value !== "pupils"));
    const remove = element("button", { type: "button", class: "button", "aria-label": say(words.remove, number) }, words.removeShort);
    const item = element(
      "li", { class: "picture" }, canvas,
      element("div", { class: "field" }, element("label", { for: id }, words.alt), element("p", { class: "field__hint", id: `${id}-hint` }, words.altHint), alt),
      element("div", { class: "field" }, element("label", { for: `${id}-people` }, words.people), people),
      consent, fault, element("p", { class: "write__press" }, remove),
    );
    canvas.setAttribute("aria-label", say(words.one, number, words.preview));
    for (const name of PARTS) control(item, name).value = facts?.[name] ?? "";
    consent.hidden = people.value !== "pupils";
    const one = { item, blob, number };
    remove.addEventListener("click", () => {
      this.shown = this.shown.filter((other) => other !== one);
      item.remove();
      this.isChanged();
    });
    this.shown.push(one);
    this.list.append(item);
  }

  /** @param {Element | null} item */
  forget(item) {
    const fault = item?.querySelector(".field__fault");
    if (fault?.textContent) fault.textContent = "";
  }

  clear() {
    [this.shown, this.last] = [[], 0];
    this.list.replaceChildren();
    this.said.textContent = "";
  }

  /** @returns {Picture[]} */
  given() {
    return this.shown.map(({ item, blob }) => ({ alt: value(item, "alt"), people: value(item, "people"), consent: value(item, "people") === "pupils" ? value(item, "consent") : "", blob }));
  }

  /** What must be mended, told at each picture. @param {(text: string) => string} judge what is wrong with a line of text */
  faults(judge) {
    return this.shown.flatMap(({ item }, i) => {
      const [alt, people] = [value(item, "alt"), value(item, "people")];
      const consent = people === "pupils" && !value(item, "consent") ? words.consentMissing : "";
      const text = [alt ? judge(alt) : words.altMissing, people ? "" : words.peopleMissing, consent || judge(value(item, "consent"))].filter(Boolean).join(" · ");
      /** @type {HTMLElement} */ (item.querySelector(".field__fault")).textContent = text;
      return text ? [{ id: /** @type {HTMLElement} */ (item.querySelector("textarea")).id, label: say(words.one, i + 1, words.alt), text }] : [];
    });
  }

  /** The text and its pictures in one file, in the folders where they belong. @param {{ path: string, text: string, pictures: string[] }} file */
  async zipped({ path, text, pictures }) {
    const folder = path.slice(0, path.lastIndexOf("/"));
    const data = await Promise.all(this.given().map(async ({ blob }, i) => ({ path: `${folder}/${pictures[i]}`, data: new Uint8Array(await blob.arrayBuffer()) })));
    return zip([{ path, data: new TextEncoder().encode(text) }, ...data]);
  }
}

/** @param {HTMLElement} item @param {string} name */
const control = (item, name) => /** @type {HTMLInputElement} */ (item.querySelector(`[data-part=${name}]`));

/** @param {HTMLElement} item @param {string} name */
const value = (item, name) => control(item, name).value.replace(/\s+/g, " ").trim();

/** The bytes of a text in base64; none of another text. @param {string} text */
function bytes(text) {
  try {
    return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}

/** @param {Blob} blob @returns {Promise<string>} */
function base64(blob) {
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result).replace(/^[^,]*,/, ""));
    reader.onerror = () => failed(reader.error);
    reader.readAsDataURL(blob);
  });
}

/** A picture drawn upright, no larger than a page shows it; null where this browser cannot read it. @param {Blob} file @returns {Promise<HTMLCanvasElement | null>} */
async function draw(file) {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => null);
  if (!picture) return null;
  const scale = Math.min(1, WIDEST / Math.max(picture.width, picture.height));
  const canvas = element("canvas", { width: String(Math.round(picture.width * scale)), height: String(Math.round(picture.height * scale)), role: "img" });
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.fillStyle = "#fff"; // below what is seen through
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return canvas;
}

/** A canvas as a JPEG that is light enough: nothing of the camera comes along. @param {HTMLCanvasElement} canvas @returns {Promise<Blob | null>} */
async function packed(canvas) {
  let blob = null;
  for (const quality of QUALITIES) {
    blob = await new Promise((/** @type {(value: Blob | null) => void} */ done) => canvas.toBlob(done, "image/jpeg", quality));
    if (blob && blob.size <= HEAVIEST) return blob;
  }
  return blob;
}
