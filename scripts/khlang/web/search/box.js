/** The search form of a page's header: results while typing, as a list below the box; on a phone, on the whole screen. */

import { LONGEST, find, labels, unhurried, warm } from "./finder.js";
import { handOver, wordsOf } from "./found.js";
import { host } from "./host.js";
import { forget, recent, remember } from "./recent.js";
import { about, addressOf, browse, button, element, failure, inLines, marked, nothing, remarked, remarks, styled } from "./show.js";
import { keepUnanswered } from "./unanswered.js";
import { language, say, words } from "./words.js";

/** @typedef {import("./finder.js").Found} Found */
/** @typedef {import("./show.js").Result} Result */

const PAUSE = 90;
const SLOW = 250;
const READ = 1500; // a query that stands so long was meant
const SHORTEST = 2; // letters: one finds everything or nothing
const LEAST_HEIGHT = 240; // px; lower down the page scrolls
const RESULTS = 7;
const MOST_RESULTS = 20; // where no page has the others
const SECTIONS = 2;
const phone = matchMedia("(max-width: 61.99rem)");

/** @type {WeakMap<HTMLFormElement, Box>} */
const boxes = new WeakMap();

/** Makes a form quick, once; opens it. @param {HTMLFormElement} form */
export async function attach(form) {
  if (boxes.has(form)) return;
  const box = new Box(form);
  boxes.set(form, box);
  warm();
  const root = form.getRootNode();
  await styled(root instanceof ShadowRoot ? root : undefined);
  box.ready();
}

class Box {
  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form;
    this.input = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
    this.status = element("p", { class: "vh", role: "status" });
    this.count = element("p", { class: "find__count" });
    this.list = element("div", { role: "listbox", id: "find-list", "aria-label": words.results, hidden: true });
    this.head = element("div");
    this.notes = element("div");
    this.panel = element("div", { class: "find__panel", part: "panel", hidden: true }, this.count, this.head, this.list, this.notes);
    this.shut = button("", () => this.close(true), "find__close");
    this.shut.setAttribute("aria-label", words.close);
    this.shut.append(element("i", { class: "i i-back" }));
    this.room = element("div", { class: "find__room" });
    /** What the sheet covers. @type {HTMLElement[]} */
    this.behind = [];
    /** The search that counts; answers to earlier ones are dropped. */
    this.turn = 0;
    this.typing = 0;
    /** @type {HTMLElement | null} */
    this.active = null;
  }

  /** Wires the form. */
  ready() {
    const { form, input } = this;
    form.prepend(this.shut);
    form.append(this.panel, this.status);
    input.maxLength = LONGEST;
    const role = { role: "combobox", "aria-autocomplete": "list", "aria-controls": this.list.id, "aria-expanded": "false" };
    for (const [name, value] of Object.entries(role)) input.setAttribute(name, value);
    input.addEventListener("focus", () => this.open());
    input.addEventListener("click", () => this.open());
    input.addEventListener("input", () => this.typed());
    input.addEventListener("keydown", (event) => this.pressed(event));
    form.addEventListener("keydown", (event) => event.key === "Escape" && this.escaped(event));
    if (!host.hasPages) form.addEventListener("submit", () => remember(input.value));
    form.addEventListener("focusout", ({ relatedTarget }) => this.left(/** @type {Node | null} */ (relatedTarget)));
    addEventListener("pointerdown", (event) => !event.composedPath().includes(form) && this.close());
    visualViewport?.addEventListener("resize", () => this.fit());
    visualViewport?.addEventListener("scroll", () => this.fit());
    addEventListener("pagehide", () => this.close());
    phone.addEventListener("change", () => this.close());
    if (this.focused === input) this.open();
  }

  /** What has the focus, within a root of its own too. */
  get focused() {
    return /** @type {Document | ShadowRoot} */ (this.form.getRootNode()).activeElement;
  }

  get isOpen() {
    return !this.panel.hidden;
  }

  open() {
    if (this.isOpen) return;
    this.panel.hidden = false;
    if (phone.matches) this.fill();
    else this.panel.style.maxHeight = `${Math.max(LEAST_HEIGHT, innerHeight - this.panel.getBoundingClientRect().top - 16)}px`;
    this.ask();
  }

  /** On a phone the form takes the screen; what stood around it stays where it was. */
  fill() {
    this.panel.removeAttribute("style");
    this.room.style.height = `${this.form.offsetHeight}px`;
    this.form.before(this.room);
    this.form.classList.add("find--sheet");
    this.behind = others(this.form);
    for (const one of this.behind) one.inert = true;
    document.documentElement.style.overflow = "hidden";
    this.fit();
  }

  /** Keeps the sheet above the keyboard of the screen. */
  fit() {
    if (!this.form.matches(".find--sheet") || !visualViewport) return;
    this.form.style.height = `${visualViewport.height}px`;
    this.form.style.top = `${visualViewport.offsetTop}px`;
  }

  /** @param {boolean} [isDone] the reader goes back to the page */
  close(isDone = false) {
    if (!this.isOpen) return;
    this.turn++;
    this.panel.hidden = true;
    this.expand(false);
    if (!this.form.matches(".find--sheet")) return;
    this.shrink();
    if (isDone) this.leaveSheet();
  }

  /** Puts the form back into its place. */
  shrink() {
    this.form.classList.remove("find--sheet");
    this.form.removeAttribute("style");
    for (const one of this.behind) one.inert = false;
    this.room.remove();
    document.documentElement.style.overflow = "";
  }

  /** Gives the focus back to what opened the sheet, so that the keyboard of the screen goes away. */
  leaveSheet() {
    const fold = this.form.closest(".top")?.querySelector(".toggle--find");
    fold?.removeAttribute("open");
    this.input.blur();
    /** @type {HTMLElement | null | undefined} */ (fold?.querySelector("summary"))?.focus();
  }

  /** @param {Node | null} next what has the focus now; nothing where the reader pressed beside, or left the window */
  left(next) {
    if (next && !this.form.contains(next)) this.close();
  }

  /** @param {KeyboardEvent} event */
  escaped(event) {
    if (!this.isOpen) return;
    event.preventDefault(); // the browser would empty the box
    event.stopPropagation();
    if (this.focused !== this.input) this.input.focus();
    this.close(true);
  }

  typed() {
    if (!this.isOpen) return this.open();
    this.choose(null);
    clearTimeout(this.typing);
    this.typing = setTimeout(() => this.ask(), PAUSE);
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!this.isOpen) return this.open();
      this.step(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && this.active) {
      event.preventDefault();
      this.active.click();
    }
  }

  /** To the next option or the one before; beyond either end the box itself. @param {1 | -1} way */
  step(way) {
    const options = /** @type {HTMLElement[]} */ ([...this.list.querySelectorAll("[role=option]")]);
    const at = this.active ? options.indexOf(this.active) : way === 1 ? -1 : options.length;
    this.choose(options[at + way] ?? null);
  }

  /** @param {HTMLElement | null} option */
  choose(option) {
    this.active?.setAttribute("aria-selected", "false");
    this.active = option;
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  /** @param {boolean} isExpanded whether there are options */
  expand(isExpanded) {
    this.choose(null);
    this.list.hidden = !isExpanded;
    this.input.setAttribute("aria-expanded", String(isExpanded));
  }

  /** Searches for what stands in the box. @param {boolean} [exact] as it was typed */
  async ask(exact = false) {
    clearTimeout(this.typing);
    const turn = ++this.turn;
    const text = this.input.value.trim();
    if (text.length < SHORTEST) return this.showRecent();
    const slow = setTimeout(() => turn === this.turn && this.wait(), SLOW);
    try {
      const [found, names] = await Promise.all([find(text, { limit: host.hasPages ? RESULTS : MOST_RESULTS, exact }), labels()]);
      if (!found.total) await unhurried();
      if (turn === this.turn) this.show(text, exact, found, names);
    } catch (reason) {
      if (turn === this.turn) this.fail(reason);
    } finally {
      clearTimeout(slow);
    }
  }

  /** @param {string} text */
  search(text) {
    this.input.value = text;
    this.input.focus();
    this.ask();
  }

  /** @param {string} sentence what screen readers hear and all read @param {boolean} [isShown] */
  tell(sentence, isShown = true) {
    this.status.textContent = sentence;
    this.count.textContent = isShown ? sentence : "";
  }

  wait() {
    this.tell(`${words.searching}…`);
    this.panel.classList.add("find__panel--waiting");
    if (!this.list.hidden) return; // earlier results stay until others come
    this.notes.replaceChildren(element("div", { class: "find__bones" }, ...[1, 2, 3, 4].map(() => element("i"))));
  }

  /** @param {HTMLElement[]} options @param {(Node | string)[]} notes below them @param {Node | string} [head] above them */
  fillPanel(options, notes, head = "") {
    this.panel.classList.remove("find__panel--waiting");
    this.head.replaceChildren(head);
    this.list.replaceChildren(...options);
    this.notes.replaceChildren(...notes);
    this.list.querySelectorAll("[role=option]").forEach((option, i) => (option.id = `find-${i}`));
    this.expand(options.length > 0);
    this.list.scrollTop = 0;
  }

  showRecent() {
    const kept = recent();
    this.tell(kept.length ? words.recent : words.hint);
    const options = kept.map((text) => {
      const made = this.option(addressOf(text), "hit hit--recent", element("i", { class: "i i-search" }), text);
      made.addEventListener("click", (event) => {
        event.preventDefault();
        this.search(text);
      });
      return made;
    });
    const clear = button(words.clearRecent, () => {
      forget();
      this.input.focus();
      this.showRecent();
    });
    this.fillPanel(options, [
      kept.length ? element("p", { class: "find__chips" }, clear) : "",
      element("div", { class: "find__note" }, browse()),
    ]);
  }

  /** @param {string} text @param {boolean} exact @param {Found} found @param {import("./show.js").Labels} names */
  show(text, exact, found, names) {
    const isThai = found.language !== language;
    const count = found.total ? say(isThai ? words.foundThai : words.found, found.total) : say(words.nothing, text);
    this.tell([...remarks(found), count].join(" "), false);
    if (found.total) this.count.textContent = count;
    else if (!exact) setTimeout(() => this.input.value.trim() === text && keepUnanswered(text), READ);
    const lang = isThai ? found.language : undefined;
    const hits = found.results.map((result) => this.hit(text, result, names, lang));
    const all = this.option(addressOf(text, exact), "hit hit--all", say(words.all, found.total));
    const notes = [
      found.total ? "" : nothing(text, found.nearest, (word) => this.search(word)),
      language === "en" && !isThai ? element("p", { class: "find__chips" }, this.thai(text)) : "",
    ];
    this.fillPanel(found.total ? [...hits, ...(host.hasPages ? [all] : [])] : [], notes, this.remarked(found));
  }

  /** @param {Found} found */
  remarked(found) {
    return remarked(found, () => {
      this.input.focus();
      this.ask(true);
    });
  }

  /** @param {string} text */
  thai(text) {
    return element("a", { class: "button", href: `${host.root}search/?${new URLSearchParams({ q: text })}` }, words.inThai);
  }

  /** @param {unknown} reason */
  fail(reason) {
    const made = failure(reason, () => {
      this.input.focus();
      this.ask();
    });
    this.fillPanel([], [made]);
    this.tell(made.querySelector(".find__says")?.textContent ?? "", false);
  }

  /** A page and its best sections. @param {string} text @param {Result} result @param {import("./show.js").Labels} names @param {string} [lang] */
  hit(text, result, names, lang) {
    const { title, whole, url, excerpt, sections } = result;
    const page = this.option(
      url,
      "hit",
      element("span", { class: "hit__title" }, inLines(title, whole)),
      element("span", { class: "hit__by" }, ...about(result, names)),
      excerpt?.text && element("span", { class: "hit__text" }, marked(excerpt, text)),
    );
    const parts = sections.slice(0, SECTIONS).map((part) => this.option(part.url, "hit hit--part", element("span", {}, inLines(part.heading, part.whole))));
    const found = wordsOf(text, result);
    for (const option of [page, ...parts]) {
      option.addEventListener("click", (event) => {
        remember(text);
        if (host.hasPages) handOver(event, option.href, found);
      });
    }
    return element("div", { role: "group", "aria-label": title, lang }, page, ...parts);
  }

  /** @param {string} href @param {string} look @param {...(Node | string | null | undefined | false)} children */
  option(href, look, ...children) {
    return element("a", { role: "option", class: look, href, tabindex: "-1", "aria-selected": "false" }, ...children);
  }
}

/** Everything on the page but what an element is or stands in. @param {HTMLElement} whole @returns {HTMLElement[]} */
function others(whole) {
  const found = [];
  const above = (/** @type {Element} */ one) => one.parentElement ?? /** @type {ShadowRoot} */ (one.getRootNode()).host;
  for (let at = /** @type {Element} */ (whole); at && at !== document.body; at = above(at)) {
    found.push(...[...(at.parentNode?.children ?? [])].filter((one) => one !== at && !(/** @type {HTMLElement} */ (one).inert)));
  }
  return /** @type {HTMLElement[]} */ (found);
}
