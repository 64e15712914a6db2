/** Hands the words that found a page over to that page, which highlights them (arrive.js). Nothing goes into the address, so that a shared link stays clean. */

const KEY = "khlangFound";
const SHORTEST = 3;

/** @typedef {import("../engine/api.js").Result} Result */

/** The words of a result: what its excerpts mark, and what was typed. @param {string} text @param {Result} result @returns {string[]} */
export function wordsOf(text, { excerpt, sections }) {
  const pieces = [excerpt, ...sections.map((section) => section.excerpt)];
  const marks = pieces.flatMap((piece) => (piece ? piece.marks.map(([start, end]) => piece.text.slice(start, end)) : []));
  const typed = text.replace(/["“”]/g, " ").split(/\s+/);
  return [...new Set([...typed, ...marks])].filter((word) => word.length > SHORTEST || typed.includes(word)).filter(Boolean);
}

/** At a plain press of a link; another tab gets another session. @param {MouseEvent} event @param {string} url @param {string[]} words */
export function handOver(event, url, words) {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ path: new URL(url).pathname, words }));
  } catch {} // storage may be forbidden: the page then opens without highlights
}

/** The words that led to this page, once. @returns {string[]} */
export function handedOver() {
  try {
    const { path, words } = JSON.parse(sessionStorage.getItem(KEY) ?? "{}");
    if (path !== location.pathname || !Array.isArray(words)) return [];
    sessionStorage.removeItem(KEY);
    return words.filter((word) => typeof word === "string" && word);
  } catch {
    return [];
  }
}
