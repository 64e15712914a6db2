/** Asks the index: opens it at the first need, in the page's language first, and keeps what failed from being final. */

import { host } from "./host.js";
import { language } from "./words.js";

/** @typedef {import("../engine/api.js").Index} Index */
/** @typedef {import("../engine/api.js").Answer} Answer */
/** @typedef {import("../engine/api.js").Options} Options */
/** @typedef {Answer & {language: string}} Found in which language */
/** @typedef {"missing" | "network" | "version" | "broken"} Fault */

/** Letters of a question that are searched; what is longer was pasted by mistake. */
export const LONGEST = 300;

/** @type {Map<string, Promise<Index>>} */
const opened = new Map();
let failures = 0;

/** @param {string} wanted language @returns {Promise<Index>} */
function index(wanted) {
  const known = opened.get(wanted);
  if (known) return known;
  const opening = open(wanted);
  opened.set(wanted, opening);
  opening.catch(() => opened.delete(wanted));
  return opening;
}

/** @param {string} wanted */
async function open(wanted) {
  let api;
  try {
    // Browsers other than Chromium keep a module that failed to load as failed, by its address.
    api = await import(`${host.root}search/api.js${failures ? `?${failures}` : ""}`);
  } catch {
    failures++;
    throw Object.assign(new Error("search/api.js"), { fault: "network" });
  }
  return api.open(host.root, { language: wanted });
}

/** Starts loading, so that the first letters find the index there. */
export function warm() {
  index(language).catch(() => {}); // the first search will say so
}

const THAI = /[\u0e01-\u0e5b]/;

/** Where to look: a page in English leads to Thai pages too, and to these first for words in Thai. @param {string} text */
function languagesFor(text) {
  if (language === "th") return ["th"];
  return THAI.test(text) ? ["th"] : ["en", "th"];
}

/**
 * Finds pages in the language of the page; from a page in English in Thai where there are none.
 *
 * Rejects with an Error whose `fault` is a Fault.
 * @param {string} text @param {Options} options @param {string} [only] search in this language and no other
 * @returns {Promise<Found>}
 */
export async function find(text, options, only) {
  const languages = only ? [only] : languagesFor(text);
  let answer;
  for (const one of languages) {
    answer = { ...(await (await index(one)).search(text.slice(0, LONGEST), options)), language: one };
    if (answer.total) break;
  }
  return /** @type {Found} */ (answer);
}

/** Who is in the middle of a word need not read that nothing was found. */
export const unhurried = () => new Promise((done) => setTimeout(done, 500));

/** @param {unknown} reason why a search failed @returns {Fault} */
export function faultOf(reason) {
  const { fault } = /** @type {{fault?: Fault}} */ (reason);
  return fault ?? "broken";
}

/** @typedef {Record<string, Record<string, string>>} Labels names by facet and key */
/** @type {Promise<Labels> | undefined} */
let fetched;

/** Names of kinds, groups and schools; none where they cannot be fetched. @returns {Promise<Labels>} */
export function labels() {
  if (!host.hasPages) return Promise.resolve({});
  fetched ??= fetch(`${host.root}assets/khlang/search/labels.json`)
    .then((response) => (response.ok ? response.json() : {}))
    .catch(() => {
      fetched = undefined;
      return {};
    });
  return fetched;
}
