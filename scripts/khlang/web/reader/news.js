/**
 * What is new since the reader was here on an earlier day. The device remembers which entries the list of the newest held
 * then; nothing is sent anywhere. A first visit is told nothing.
 */

const KEY = "khlangNews";

/** @typedef {{day: string, seen: string[], before?: string[]}} Memory */

/** What is remembered of earlier visits, after this one. */
function visit(/** @type {string[]} */ newest) {
  const day = new Date().toLocaleDateString("sv"); // as 2026-11-29
  /** @type {Memory} */
  let memory = { day, seen: newest };
  try {
    const last = /** @type {Memory | null} */ (JSON.parse(localStorage.getItem(KEY) ?? "null"));
    if (Array.isArray(last?.seen)) {
      memory = { day, seen: newest, before: last.day === day ? last.before : last.seen };
    }
    localStorage.setItem(KEY, JSON.stringify(memory));
  } catch {} // a browser that keeps nothing for this site: every visit is the first
  return memory;
}

const told = /** @type {HTMLElement} */ (document.querySelector("[data-newest]"));
const newest = (told.dataset.newest ?? "").split(" ").filter(Boolean);
const before = visit(newest).before;
const fresh = Array.isArray(before) ? newest.filter((id) => !before.includes(id)) : [];
if (fresh.length) {
  const numerals = document.querySelector('[data-numerals="thai"]') ? "th-u-nu-thai" : "th";
  const place = told.querySelector("b") ?? told;
  place.textContent = fresh.length.toLocaleString(numerals);
  told.hidden = false;
  for (const id of fresh) {
    const badge = Object.assign(document.createElement("span"), { className: "badge", textContent: told.dataset.badge });
    document.querySelector(`[data-id="${id}"] .by`)?.prepend(badge);
  }
}
