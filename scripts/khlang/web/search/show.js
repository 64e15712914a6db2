/** Makes the pieces of an answer. Whatever comes from pages or readers goes in as text, never as markup. */

import { faultOf } from "./finder.js";
import { host } from "./host.js";
import { date, language, name, say, words } from "./words.js";

/** @typedef {import("../engine/api.js").Result} Result */
/** @typedef {import("../engine/api.js").Excerpt} Excerpt */
/** @typedef {import("./finder.js").Labels} Labels */

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag @param {Record<string, string | boolean | undefined>} [attributes] false and undefined are left out
 * @param {...(Node | string | null | undefined | false)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(.../** @type {(Node | string)[]} */ (children.filter((child) => child || child === "")));
  return made;
}

/** @param {string} label @param {() => void} press @param {string} [look] */
export function button(label, press, look = "button") {
  const made = element("button", { type: "button", class: look }, label);
  made.addEventListener("click", press);
  return made;
}

/** Letters of a piece that says much by itself; การ and ความ do not, beside a longer one. */
const TELLING = 5;

/** An excerpt with its marks: short pieces only where they were typed so, or nothing longer stands. @param {Excerpt} excerpt @param {string} typed */
export function marked({ text, marks, whole }, typed) {
  const words = typed.split(/\s+/);
  const telling = marks.filter(([start, end]) => end - start >= TELLING || words.includes(text.slice(start, end)));
  return inLines(text, whole, telling.length ? telling : marks);
}

/** @typedef {[number, number]} Place */

/** A text in which no line ends within a word: browsers lack องค์ประกอบ. @param {string} text @param {Place[]} whole @param {Place[]} [marks] */
export function inLines(text, whole, marks = []) {
  const holds = (/** @type {Place} */ [start, end]) => (/** @type {Place} */ [from, to]) => start <= from && to <= end;
  const isApart = (/** @type {Place} */ [start, end]) => (/** @type {Place} */ [from, to]) => to <= start || end <= from;
  const words = whole.filter((word) => marks.every((mark) => holds(word)(mark) || isApart(word)(mark))).map((word) => ({ tag: "k-w", place: word, inside: marks.filter(holds(word)) }));
  const others = marks.filter((mark) => !words.some(({ place }) => holds(place)(mark))).map((mark) => ({ tag: "mark", place: mark, inside: whole.filter(holds(mark)) }));
  const pieces = [...words, ...others].sort((a, b) => a.place[0] - b.place[0]);
  return cut(document.createDocumentFragment(), text, [0, text.length], pieces.map(({ tag, place, inside }) => ({
    place,
    made: cut(document.createElement(tag), text, place, inside.map((inner) => ({ place: inner, made: cut(document.createElement(tag === "mark" ? "k-w" : "mark"), text, inner, []) }))),
  })));
}

/** Fills a room with a part of a text, some of it in elements. @template {ParentNode} Room @param {Room} room @param {string} text @param {Place} part
 * @param {{place: Place, made: Node}[]} pieces in order @returns {Room} */
function cut(room, text, [start, end], pieces) {
  let last = start;
  for (const { place, made } of pieces) {
    room.append(text.slice(last, place[0]), made);
    last = place[1];
  }
  room.append(text.slice(last, end));
  return room;
}

/** @param {Labels} names @param {string} facet @param {string} value its key */
export function labelOf(names, facet, value) {
  if (facet === "fiscal-year") return name(value);
  const known = [facet === "kind" ? words.kinds : {}, names[facet] ?? {}].map((table) => new Map(Object.entries(table)).get(value));
  return known.find(Boolean) ?? value; // never what every object has, such as ?grade=constructor
}

/** What a page is, whose, and from when: แนวปฏิบัติที่ดี · กลุ่มนิเทศฯ · ๒๒ พ.ย. ๒๕๖๙. @param {Result} result @param {Labels} names */
export function about({ meta, near }, names) {
  const owner = meta.school ? ["school", meta.school[0]] : meta.group ? ["group", meta.group[0]] : null;
  return [
    meta.example && element("span", { class: "badge" }, words.example),
    (meta.kind || host.hasPages) && element("span", {}, meta.kind ? labelOf(names, "kind", meta.kind[0]) : words.page),
    owner && element("span", {}, labelOf(names, owner[0], owner[1])),
    meta.date && element("span", {}, date(meta.date)),
    near && element("span", {}, words.near),
  ];
}

/** Address of the page of all results. @param {string} text @param {boolean} [exact] as typed */
export function addressOf(text, exact = false) {
  const home = language === "en" ? "en/" : "";
  return `${host.root}${home}search/?${new URLSearchParams({ q: text, ...(exact && { exact: "1" }) })}`;
}

/** What a reader must know of an answer before reading it: what was searched instead or beside, and what no page holds.
 * @param {import("../engine/api.js").Answer} answer @returns {string[]} sentences */
export function remarks({ did_you_mean: instead, missing, related, partial, total }) {
  const lacking = missing.map((word) => `"${word}"`).join(" ");
  return [
    ...(instead ? [say(instead.reason === "quotes" ? words.unquoted : words.changed, instead.text)] : []),
    ...(related.length ? [say(words.related, related.join(" "))] : []),
    ...(lacking ? [say(words.missing, lacking)] : partial && total ? [words.partial] : []),
  ];
}

/** The remarks on an answer, with the way to search as typed. @param {import("../engine/api.js").Answer} answer @param {() => void} searchAsTyped */
export function remarked(answer, searchAsTyped) {
  const sentences = remarks(answer);
  if (!sentences.length) return "";
  const back = answer.did_you_mean ? [" · ", button(words.exact, searchAsTyped, "find__link")] : [];
  return element("p", { class: answer.did_you_mean ? "find__remark find__changed" : "find__remark" }, sentences.join(" · "), ...back);
}

/** @param {string} text that was searched @param {string[]} nearest @param {(text: string) => void} search */
export function nothing(text, nearest, search) {
  return element(
    "div",
    { class: "find__note" },
    element("p", { class: "find__says" }, say(words.nothing, text)),
    nearest.length > 0 && element("p", {}, words.nearest),
    nearest.length > 0
      ? element("p", { class: "find__chips" }, ...nearest.map((word) => button(word, () => search(word))))
      : element("p", {}, words.shorter),
    host.hasPages && element("p", {}, words.ask),
    host.hasPages &&
      element(
        "p",
        { class: "find__chips" },
        element("a", { class: "button", href: `${host.root}report/` }, words.report),
        element("a", { class: "button", href: `${host.root}contribute/` }, words.contribute),
      ),
  );
}

/** A plain sentence for a search that failed, a way to try again, and the lists to browse. @param {unknown} reason @param {() => void} retry */
export function failure(reason, retry) {
  const fault = faultOf(reason);
  return element(
    "div",
    { class: "find__note" },
    element("p", { class: "find__says" }, words.faults[fault]),
    element(
      "p",
      { class: "find__chips" },
      fault === "version" ? button(words.reload, () => location.reload()) : button(words.retry, retry, "button button--act"),
    ),
    browse(),
  );
}

/** The lists to read, as the menu has them first. */
export function browse() {
  const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(".top .nav .readers li:first-child li:nth-child(-n+4) a"));
  const places = [...links].map((link) => element("a", { class: "button", href: link.href }, link.textContent));
  if (!places.length) return element("div");
  return element("div", {}, element("p", {}, words.browse), element("p", { class: "find__chips" }, ...places));
}

/** @type {WeakMap<Node, Promise<unknown>>} */
const sheets = new WeakMap();

/** Once the styles of search stand where they are needed: they are loaded with the first use. @param {Node} [within] the page, or a root of its own */
export function styled(within = document.head) {
  const known = sheets.get(within);
  if (known) return known;
  const sheet = new Promise((done) => {
    const link = element("link", { rel: "stylesheet", href: new URL("search.css", import.meta.url).href });
    link.addEventListener("load", done);
    link.addEventListener("error", done); // plain, but it works
    within.appendChild(link);
  });
  sheets.set(within, sheet);
  return sheet;
}
