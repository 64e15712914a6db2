/** On a page that was opened from a result: marks the words that found it, without moving anything, until told to stop. */

import { handedOver } from "./found.js";
import { button, element, styled } from "./show.js";
import { say, words } from "./words.js";

const BLOCK = "p,li,td,th,dt,dd,h1,h2,h3,h4,h5,h6,blockquote,pre,summary,figcaption,div,section,article";
const INDEXED_APART = ".topics"; // from the page's head
const LEFT_OUT = "script,style,noscript,button,select,[hidden]";
const MOST = 500;

/** @typedef {{node: Text, start: number, end: number}} Piece a part of one text node to mark */

export async function arrive() {
  const wanted = handedOver();
  const text = document.querySelector("article");
  if (!wanted.length || !text) return;
  await styled();
  const found = runs(text).flatMap((nodes) => places(nodes, wanted)).slice(0, MOST);
  // From the end: a node that is cut keeps its first part.
  const groups = found.map((pieces) => pieces.map((piece) => () => mark(piece)));
  const marks = groups.reverse().map((pieces) => pieces.reverse().map((make) => make()).reverse()).reverse();
  if (marks.length) document.body.append(bar(marks));
}

/** Text nodes, by the block that they stand in: a word may go on from one element into the next, but not over a line's end. @param {Element} root */
function runs(root) {
  /** @type {Map<Element | null, Text[]>} */
  const found = new Map();
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = /** @type {Text} */ (walker.currentNode);
    const parent = /** @type {Element} */ (node.parentElement);
    const apart = parent.closest("[data-search-exclude]"); // not in the index: links to other pages, facts, sharing
    if (parent.closest(LEFT_OUT) || (apart && apart !== root && !parent.closest(INDEXED_APART))) continue;
    const block = parent.closest(BLOCK);
    found.set(block, [...(found.get(block) ?? []), node]);
  }
  return [...found.values()];
}

/** Where the words stand in a run of nodes, in order and without overlap. @param {Text[]} nodes @param {string[]} wanted @returns {Piece[][]} */
function places(nodes, wanted) {
  const whole = nodes.map((node) => node.data).join("").toLowerCase();
  /** @type {[number, number][]} */
  const found = [];
  for (const word of wanted.map((one) => one.toLowerCase())) {
    for (let at = whole.indexOf(word); at >= 0; at = whole.indexOf(word, at + word.length)) {
      if (isWhole(whole, at, at + word.length)) found.push([at, at + word.length]);
    }
  }
  found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  let last = 0;
  return found.filter(([start, end]) => start >= last && (last = end)).map(([start, end]) => pieces(nodes, start, end));
}

/** Whether a place cuts no letter from its marks, and no Latin word. @param {string} text @param {number} start @param {number} end */
function isWhole(text, start, end) {
  if (/[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]/.test(text[end] ?? "")) return false;
  return !/^[a-z0-9]{2}$/.test(text.slice(Math.max(0, start - 1), start + 1)) || start === 0;
}

/** The parts of nodes that a place covers. @param {Text[]} nodes @param {number} start @param {number} end @returns {Piece[]} */
function pieces(nodes, start, end) {
  const found = [];
  let at = 0;
  for (const node of nodes) {
    const from = Math.max(start - at, 0);
    const to = Math.min(end - at, node.length);
    if (from < to) found.push({ node, start: from, end: to });
    at += node.length;
  }
  return found;
}

/** @param {Piece} piece */
function mark({ node, start, end }) {
  const marked = node.splitText(start);
  marked.splitText(end - start);
  const made = element("mark", { class: "found" });
  marked.replaceWith(made);
  made.append(marked);
  return made;
}

/** Says how many, leads to the next, and takes the marks away. @param {HTMLElement[][]} places */
function bar(places) {
  let at = -1;
  const next = button(words.next, () => {
    at = (at + 1) % places.length;
    places.forEach((marks, i) => marks.forEach((one) => one.classList.toggle("found--now", i === at)));
    places[at][0].scrollIntoView({ block: "center" });
  });
  const clear = button(words.unmark, () => {
    for (const one of places.flat()) {
      const parent = one.parentNode;
      one.replaceWith(...one.childNodes);
      parent?.normalize();
    }
    made.remove();
  });
  const made = element("div", { class: "found-bar", role: "region", "aria-label": say(words.highlighted, places.length) });
  made.append(element("span", {}, say(words.highlighted, places.length)), next, clear);
  return made;
}
