// Thai search from static files: the door that a search box, or another site, uses.
//
//     const { open } = await import(base + "search/api.js");
//     const index = await open(base);
//     const { results, total, facets, did_you_mean } = await index.search("นักปราชณ์", { limit: 10 });
//
// The work is done in a worker; where browsers allow none (from another host), beside the page.

/** Of the index format. */
const VERSION = 5;
const PAUSES = [250, 1000];

/**
 * Plain text, never markup: `marks` are the places to highlight, as [start, end) in `text`; `whole` are words within
 * which no line should end, as browsers do not know them all.
 * @typedef {{text: string, marks: [number, number][], whole: [number, number][]}} Excerpt
 * @typedef {{url: string, heading: string, whole: [number, number][], excerpt: Excerpt}} Section
 */
/**
 * What was searched instead of what was typed; `exact: true` searches what was typed. "quotes": a quoted phrase stands
 * nowhere, and was searched as words with its slips mended.
 * @typedef {{text: string, reason: "keyboard" | "spelling" | "quotes"}} Changed
 */
/**
 * @typedef {object} Answer
 * @property {Result[]} results best first
 * @property {number} total pages found
 * @property {Record<string, Record<string, number>>} facets pages found by facet and value
 * @property {Changed | null} did_you_mean
 * @property {string[]} missing words that no page holds; without other words that tell as much, nothing is found
 * @property {string[]} related official words that the first results hold for everyday ones that were typed: ยานพาหนะ for รถ
 * @property {boolean} partial whether no page holds all words of a short query
 * @property {string[]} nearest where nothing was found: the nearest words of the index
 */
/**
 * @typedef {object} Options
 * @property {number} [limit] results wanted, 10 unless told
 * @property {number} [offset] results to leave out, for the next page of them
 * @property {Record<string, string | string[]>} [facets] values wanted by facet: one of each facet's must fit. With an
 *   empty text all pages that fit are given, newest first
 * @property {boolean} [exact] search as typed: mend nothing
 */

/**
 * Opens the index of a site.
 *
 * Rejects with an Error whose `fault` is "missing" (no index there, or half uploaded), "network", "version" (of another
 * version than this code) or "broken". Searches reject likewise; a later one may succeed.
 * @param {string} base address of the site
 * @param {{language?: string}} [options] language of the pages; unless told, the page's own or the site's largest
 * @returns {Promise<Index>}
 */
export async function open(base, { language } = {}) {
  const site = new URL(base.endsWith("/") ? base : `${base}/`, document.baseURI).href;
  const manifest = await manifestOf(`${site}search/manifest.json`);
  const version = manifest?.version ?? VERSION;
  if (version !== VERSION) throw failure("version", `index ${version}, api.js ${VERSION}`);
  if (!manifest?.languages) throw failure("broken", "search/manifest.json");
  const chosen = languageOf(manifest.languages, language ?? document.documentElement.lang);
  const engine = `${site}search/${manifest.code}`;
  return new Index(await start(engine, [site, manifest, chosen], wordsOf(site, manifest.languages[chosen])));
}

/** @typedef {{version: number, code: string, languages: Record<string, {pages: number, words: string}>}} Manifest */
/** Calls a method of the engine, wherever it runs. @typedef {(method: "search" | "load", ...args: unknown[]) => Promise<any>} Call */

export class Index {
  /** @param {Call} call */
  constructor(call) {
    this.call = call;
  }

  /**
   * Finds pages. Thai without spaces, slips, the wrong keyboard, Thai digits, years of both eras, abbreviations, "quoted
   * phrases" and whole questions are understood. Rejects with a TypeError if `facets` is no object.
   * @param {string} text @param {Options | null} [options] @returns {Promise<Answer>}
   */
  async search(text, options) {
    const typed = String(text ?? "");
    const how = checked(options ?? {});
    const answer = await this.call("search", typed, how);
    const load = (/** @type {number} */ page) => this.call("load", typed, how, page);
    return { ...answer, results: answer.results.map((/** @type {any} */ found) => new Result(load, found)) };
  }
}

/** A page that was found. */
export class Result {
  /** @param {(page: number) => Promise<object>} load @param {any} found */
  constructor(load, found) {
    /** @type {string} */
    this.url = found.url;
    /** @type {string} */
    this.title = found.title;
    /** Words of the title within which no line should end. @type {[number, number][]} */
    this.whole = found.whole;
    /** @type {number} */
    this.score = found.score;
    /** Whether it is there for its meaning: it holds little of what was typed. @type {boolean} */
    this.near = found.near;
    /** The page's facets, and its day (ISO 8601) if it has one. @type {Record<string, string[]> & {date?: string}} */
    this.meta = found.meta;
    /** Of the first three results; of others after `load`. @type {Excerpt | null} */
    this.excerpt = found.excerpt;
    /** The best sections, after `load`. @type {Section[]} */
    this.sections = found.sections;
    /** Fetches excerpt and sections unless they are there. */
    this.load = async () => {
      if (!this.excerpt) Object.assign(this, await load(found.page));
      return this;
    };
  }
}

/** Options as the engine takes them, whatever another site's page gave. @param {Options} given */
function checked({ limit, offset, facets, exact }) {
  if (typeof (facets ?? {}) !== "object") throw new TypeError("facets: {name: [value, …]}");
  const count = (/** @type {unknown} */ value, /** @type {number} */ otherwise) => {
    const whole = Math.floor(Number(value ?? otherwise));
    return whole >= 0 ? whole : otherwise;
  };
  const chosen = Object.entries(facets ?? {}).map(([name, values]) => [name, [values ?? []].flat().map(String)]);
  return { limit: count(limit, 10), offset: count(offset, 0), facets: Object.fromEntries(chosen), exact: Boolean(exact) };
}

/** @param {string} fault @param {string} message */
function failure(fault, message) {
  return Object.assign(new Error(message), { name: "IndexError", fault });
}

/** @param {string} url @returns {Promise<Manifest>} */
async function manifestOf(url) {
  for (let turn = 0; ; turn++) {
    try {
      const response = await fetch(url, { cache: "no-cache" });
      if (response.ok) return await response.json();
      if (response.status < 500) throw failure("missing", `${response.status} ${url}`);
    } catch (reason) {
      if (reason instanceof SyntaxError) throw failure("broken", `${reason} ${url}`);
      if (/** @type {{fault?: string}} */ (reason).fault) throw reason;
    }
    if (turn === PAUSES.length) throw failure("network", url);
    await new Promise((done) => setTimeout(done, PAUSES[turn]));
  }
}

/** The list of words, on its way while the engine's code is; nothing where that fails: the engine asks again.
 * @param {string} site @param {{words: string} | undefined} described @returns {Promise<ArrayBuffer | null>} */
async function wordsOf(site, described) {
  if (!described) return null;
  try {
    const response = await fetch(`${site}search/words-${described.words}.bin`);
    return response.ok ? await response.arrayBuffer() : null;
  } catch {
    return null;
  }
}

/** @param {Manifest["languages"]} languages @param {string} wanted */
function languageOf(languages, wanted) {
  const primary = wanted.toLowerCase().split("-")[0];
  if (languages[primary]) return primary;
  return Object.keys(languages).sort((a, b) => languages[b].pages - languages[a].pages)[0] ?? "";
}

/** @param {string} engine address of its code @param {unknown[]} args of its `open` @param {Promise<ArrayBuffer | null>} words @returns {Promise<Call>} */
async function start(engine, args, words) {
  const worker = await startWorker(engine);
  if (!worker) return besideThePage(engine, [...args, await words]);
  /** @type {Map<number, {done: (value: any) => void, fail: (reason: Error) => void}>} */
  const waiting = new Map();
  let last = 0;
  worker.onmessage = ({ data: { id, value, fault, message } }) => {
    const { done, fail } = /** @type {{done: Function, fail: Function}} */ (waiting.get(id));
    waiting.delete(id);
    if (fault) fail(failure(fault, message));
    else done(value);
  };
  const send = (/** @type {string} */ method, /** @type {unknown[]} */ ...given) =>
    new Promise((done, fail) => {
      waiting.set(++last, { done, fail });
      worker.postMessage({ id: last, method, args: given });
    });
  await send("open", ...args, await words);
  return send;
}

/** @param {string} engine @param {unknown[]} args @returns {Promise<Call>} */
async function besideThePage(engine, args) {
  const { Engine } = await import(engine).catch((reason) => {
    throw failure("missing", String(reason));
  });
  const opened = await Engine.open(...args);
  return async (method, ...given) => opened[method](...given);
}

/** A worker that is ready, or nothing where none may run. @param {string} engine @returns {Promise<Worker | null>} */
function startWorker(engine) {
  return new Promise((done) => {
    try {
      const worker = new Worker(engine, { type: "module" });
      worker.onmessage = () => done(worker);
      worker.onerror = () => done(null);
    } catch {
      done(null);
    }
  });
}
