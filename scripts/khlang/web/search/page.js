/**
 * The search page: everything that was found, with filters. Its state stands in the address, so that it can be shared,
 * and how far a reader had come in the browser's history, so that going back leads there.
 */

import { LONGEST, find, labels, unhurried, warm } from "./finder.js";
import { Filters, chosenIn, pairs } from "./filters.js";
import { handOver, wordsOf } from "./found.js";
import { host } from "./host.js";
import { forget, recent, remember } from "./recent.js";
import { about, button, element, failure, inLines, marked, nothing, remarked, remarks } from "./show.js";
import { keepUnanswered, unanswered } from "./unanswered.js";
import { language, say, words } from "./words.js";

/** @typedef {import("./show.js").Result} Result */
/** @typedef {import("./show.js").Labels} Labels */
/** @typedef {import("./finder.js").Found} Found */

const PAUSE = 150;
const SLOW = 250;
const READ = 1500; // a query that stands so long was read
const BATCH = 10;
const AT_ONCE = 3; // their titles and excerpts come with the answer; those of others lie in more files
const GENERAL = /** @type {const} */ (["kind", "group", "school", "fiscal-year", "tag"]);
const OF_PRACTICES = /** @type {const} */ (["grade", "skill", "component", "evidence"]); // once these are what is looked for
const FACETS = [...GENERAL, ...OF_PRACTICES];

const room = /** @type {HTMLElement} */ (document.querySelector("[data-khlang-search-page]"));
const form = /** @type {HTMLFormElement} */ (document.querySelector("[data-khlang-search]"));
const input = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
const places = document.querySelector(".places");

const status = element("p", { class: "found__status", role: "status" });
const head = element("div");
const list = element("ul", { class: "rows found__rows" });
const more = element("p", { class: "find__chips" });
const notes = element("div");
const filters = new Filters(FACETS, (chosen) => {
  go({ ...state(), chosen }, true);
});
const heading = element("h2", { class: "vh", id: "found-h", tabindex: "-1" }, words.results);
const results = element("section", { "aria-labelledby": "found-h" }, heading, list, more);
room.append(status, head, filters.whole, results, notes);

const title = document.title;

/** The search that counts; what comes late from others is dropped. */
let turn = 0;
let typing = 0;
let shown = 0;
/** Whether the query that the address names was read: another one then is a step of "back". */
let isSettled = false;
let settling = 0;

/** @typedef {{text: string, chosen: import("./filters.js").Chosen, exact: boolean}} State what the address says */

/** @returns {State} */
function state() {
  const address = new URLSearchParams(location.search);
  return { text: (address.get("q") ?? "").slice(0, LONGEST), chosen: chosenIn(address, FACETS), exact: address.has("exact") };
}

/** Searches, and says so in the address. @param {State} wanted @param {boolean} isStep worth going back from */
async function go({ text, chosen, exact }, isStep) {
  /** @type {[string, string][]} */
  const address = [...(text ? [/** @type {[string, string]} */ (["q", text])] : []), ...pairs(chosen)];
  if (exact) address.push(["exact", "1"]);
  const url = address.length ? `?${new URLSearchParams(address)}` : location.pathname;
  if ((isStep || isSettled) && url !== (location.search || location.pathname)) history.pushState(null, "", url);
  else history.replaceState(null, "", url);
  settle(isStep);
  const hadFocus = document.activeElement !== document.body;
  await search();
  // What was pressed may be gone.
  if (hadFocus && document.activeElement === document.body) heading.focus({ preventScroll: true });
}

/** Takes a query as read where the reader asked for it, or lets it stand. @param {boolean} isStep */
function settle(isStep) {
  clearTimeout(settling);
  isSettled = isStep;
  if (!isStep) settling = setTimeout(() => (isSettled = true), READ);
}

/** Searches for what the address says. @param {number} [wanted] results to show at once */
async function search(wanted = BATCH) {
  clearTimeout(typing);
  const mine = ++turn;
  const { text, chosen, exact } = state();
  const isIdle = !text.trim() && !pairs(chosen).length;
  if (places) /** @type {HTMLElement} */ (places).hidden = !isIdle;
  room.classList.toggle("found--busy", !isIdle);
  document.title = text.trim() ? `${text.trim()} · ${title}` : title;
  if (isIdle) return showRecent();
  const slow = setTimeout(() => mine === turn && wait(), SLOW);
  try {
    const [found, names] = await Promise.all([find(text, { limit: AT_ONCE, facets: chosen, exact }), labels()]);
    if (!found.total) await unhurried();
    clearTimeout(slow); // what follows the first results may be slow, but they stand there to be read
    if (mine === turn) await show(found, names, mine, wanted);
  } catch (reason) {
    if (mine === turn) fail(reason);
  } finally {
    clearTimeout(slow);
  }
}

/** @param {string[]} before what screen readers hear first @param {string} sentence @param {boolean} [isShown] unless it stands on the page anyway */
function tell(before, sentence, isShown = true) {
  status.replaceChildren(element("span", { class: "vh" }, before.map((one) => `${one} `).join("")), sentence);
  status.classList.toggle("vh", !isShown);
}

function wait() {
  tell([], `${words.searching}…`);
  if (list.childElementCount) room.classList.add("found--waiting");
  else notes.replaceChildren(element("div", { class: "find__bones" }, ...[1, 2, 3, 4].map(() => element("i"))));
}

/** @param {Found} found the first of the results @param {Labels} names @param {number} mine @param {number} wanted */
async function show(found, names, mine, wanted) {
  const { text, chosen, exact } = state();
  clear();
  const isThai = found.language !== language;
  const count = found.total ? say(isThai ? words.foundThai : words.found, found.total) : pairs(chosen).length ? words.nothingFiltered : say(words.nothing, text);
  tell(remarks(found), count, found.total > 0);
  head.append(remarked(found, () => go({ ...state(), exact: true }, true)));
  const ofPractices = chosen.kind?.includes("practice") || OF_PRACTICES.some((facet) => chosen[facet]);
  filters.facets = ofPractices ? FACETS : GENERAL;
  if (found.total || pairs(chosen).length) filters.show(found.facets, chosen, names);
  else filters.whole.hidden = true;
  if (isThai) list.lang = found.language;
  else list.removeAttribute("lang");
  if (language === "en") notes.append(element("p", { class: "find__chips" }, thai()));
  if (!found.total && !pairs(chosen).length && !exact) setTimeout(() => mine === turn && keepUnanswered(text), READ);
  if (!found.total) return pairs(chosen).length ? nothingFiltered() : notes.prepend(nothing(text, found.nearest, searchFor));
  add(found.results, names);
  if (found.total > shown) {
    const all = await find(text, { limit: wanted, facets: chosen, exact }, found.language).catch(() => found); // the first are an answer
    const rest = await loaded(all.results.slice(shown));
    if (mine !== turn) return;
    add(rest, names);
  }
  offerMore(found, { text, chosen, exact }, names);
}

function clear() {
  shown = 0;
  room.classList.remove("found--waiting");
  for (const part of [head, list, more, notes]) part.replaceChildren();
}

/** Adds results below those that stand there: nothing that is read moves. @param {Result[]} found @param {Labels} names */
function add(found, names) {
  const { text } = state();
  list.append(...found.map((result) => row(text, result, names)));
  shown += found.length;
}

/** Results with their excerpts; without it one still is a result. @param {Result[]} found */
async function loaded(found) {
  await Promise.allSettled(found.map((result) => result.load()));
  return found;
}

/** @param {Found} found @param {State} wanted @param {Labels} names */
function offerMore(found, wanted, names) {
  more.replaceChildren();
  const left = found.total - shown;
  if (left <= 0) return;
  const press = button(say(words.more, Math.min(left, BATCH)), async () => {
    const mine = turn;
    const first = shown;
    press.setAttribute("aria-disabled", "true");
    try {
      const options = { limit: BATCH, offset: shown, facets: wanted.chosen, exact: wanted.exact };
      const next = await find(wanted.text, options, found.language);
      const rest = await loaded(next.results);
      if (mine !== turn) return;
      add(rest, names);
      tell([], say(words.shown, shown, found.total));
      offerMore(found, wanted, names);
      list.children[first]?.querySelector("a")?.focus({ preventScroll: true });
    } catch (reason) {
      if (mine === turn) more.replaceChildren(failure(reason, () => offerMore(found, wanted, names)));
    }
  });
  more.append(press);
}

/** @param {string} text @param {Result} result @param {Labels} names */
function row(text, result, names) {
  const { title, whole, url, excerpt, sections } = result;
  const made = element(
    "li",
    {},
    element("h3", {}, element("a", { href: url }, inLines(title, whole))),
    element("p", { class: "by" }, ...about(result, names)),
    excerpt?.text && element("p", { class: "found__text" }, marked(excerpt, text)),
    sections.length > 0 && element("ul", { class: "found__parts" }, ...sections.map(part)),
  );
  const found = wordsOf(text, result);
  made.addEventListener("click", (event) => {
    const link = /** @type {HTMLElement} */ (event.target).closest("a");
    if (!link) return;
    remember(text);
    handOver(event, link.href, found);
    history.replaceState({ shown, y: scrollY }, "");
  });
  return made;
}

/** @param {import("../engine/api.js").Section} section */
function part({ url, heading, whole }) {
  return element("li", {}, element("a", { href: url }, element("span", {}, inLines(heading, whole))));
}

function nothingFiltered() {
  notes.prepend(element("p", { class: "find__says" }, words.nothingFiltered));
}

function thai() {
  return element("a", { class: "button", href: `../../search/${location.search}` }, words.inThai);
}

/** @param {unknown} reason */
function fail(reason) {
  clear();
  filters.whole.hidden = true;
  const made = failure(reason, () => search());
  notes.append(made);
  if (places) /** @type {HTMLElement} */ (places).hidden = false;
  tell([], made.querySelector(".find__says")?.textContent ?? "", false);
}

function showRecent() {
  warm();
  clear();
  filters.whole.hidden = true;
  tell([], "");
  notes.append(unanswered());
  const kept = recent();
  if (!kept.length) return;
  notes.prepend(
    element("h2", { class: "found__recent" }, words.recent),
    element("p", { class: "find__chips" }, ...kept.map((text) => button(text, () => searchFor(text)))),
    element("p", { class: "find__chips" }, button(words.clearRecent, () => (forget(), showRecent()), "find__link")),
  );
}

/** @param {string} text */
function searchFor(text) {
  input.value = text;
  go({ ...state(), text, exact: false }, true);
}

/** Whether the reader came with these words from a box of this site, which may not have been ready to keep them. */
function isTyped() {
  const [visit] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  return visit?.type === "navigate" && document.referrer.startsWith(host.root);
}

/** As the address says, up to where the reader was. */
async function restore() {
  const { shown: wanted, y } = history.state ?? {};
  input.value = state().text;
  settle(Boolean(input.value));
  if (y) history.scrollRestoration = "manual";
  await search(Number.isInteger(wanted) ? Math.max(wanted, BATCH) : BATCH);
  if (y) scrollTo(0, y);
}

input.maxLength = LONGEST;
input.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(() => go({ ...state(), text: input.value, exact: false }, false), PAUSE);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  remember(input.value);
  if (matchMedia("(pointer: coarse)").matches) input.blur(); // the keyboard of the screen would cover the results
  go({ ...state(), text: input.value, exact: false }, true);
});
addEventListener("popstate", restore);
restore();
if (isTyped()) remember(state().text);
if (!location.search) input.focus({ preventScroll: true });
