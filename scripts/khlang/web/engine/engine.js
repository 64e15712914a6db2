// One index of one language: answers queries. Runs as a worker where it can, else beside the page (api.js).

import { comparable, excerpt, matches, wholeWords } from "./excerpt.js";
import { Facets } from "./facets.js";
import { Lexicon, squeezed } from "./lexicon.js";
import { Meaning } from "./meaning.js";
import { titleOf, understand } from "./query.js";
import { Postings, Ranking, scored, standsAsWord, wholeness } from "./ranking.js";
import { Rare } from "./rare.js";
import { Files, IndexError, linesOf, numbers, Store, text, unread, VERSION } from "./store.js";
import { Everyday } from "./thesaurus.js";
import { Titles } from "./titles.js";

/** @typedef {import("./excerpt.js").Section} Section */
/** @typedef {import("./query.js").Query} Query */
/** @typedef {{pages: number, words: string, known?: string, meaning?: string}} Described */
/** @typedef {{limit?: number, offset?: number, facets?: Record<string, string[]>, exact?: boolean}} Options */

const EXCERPTS = 3;
const MANY_PAGES = 2000;
/** Files of postings and of texts that a query may fetch: requests count more where files are many. */
const MOST_FILES = { few: [6, 6, 64], many: [6, 3, 12] }; // the last: of texts, for a quoted phrase
const MOST_COMPARED = 30;
const A_FEW_WORDS = 30;
const MOST_ROUNDS = 3;
const SHORT_WORD = 5; // letters: such a run stands in many longer words
const ACROSS = 0.6; // of a word that stands there, beside one that stands only within others
const BESIDE = 0.4; // of official words where pages hold the everyday one, as in thesaurus.js
const BEST_SECTIONS = 3;
const RUNS_WEIGHT = 1.5;
const BEHIND = 0.4; // of pages kept for reference, and of the guide
/** Of what a short query says and the best page holds: below both, it is about something else. */
const HALF = 0.5;
const A_FEW_LETTERS = 24;
const NEARLY_ALL = 0.99;
const NEARLY_WHOLE = 0.9; // an official word for what was typed
const LEAST_HELD = 0.75;
const LITTLE = 0.6; // of what was typed: below, meaning is asked
const NEAR = 0.6; // of the nearest page, beside the best one by words
const TELLING = 0.5; // weight of a variant that excerpts mark
const NEAREST = 5;
const HEADS = 1; // block of a file of texts
const QUOTES = /["“”„«»]/g;
const MOST_KEPT = 400;

export class Engine {
  /** @param {string} site @param {Described} described @param {Store} store @param {Uint8Array[]} core blocks, see index.py */
  constructor(site, { pages, known, meaning }, store, core) {
    const [rests, prefixes, classes, firsts, seconds, postings, heads, headCounts, headFiles, textCounts, textFiles] = core;
    const [facets, days, norms, short, rareFirsts, rares, everyday, shared] = core.slice(11);
    this.site = site;
    this.store = store;
    this.pages = pages;
    this.lexicon = lexiconOf([rests, prefixes, classes]);
    this.rare = new Rare(store, rareFirsts, rares);
    /** What a query is understood with. @type {import("./query.js").Words} */
    this.words = { lexicon: this.lexicon, rare: this.rare, abbreviations: JSON.parse(text(short)), known: () => this.known(known), everyday: new Everyday(text(everyday), shared), ahead: (slots) => this.ranking.ahead(slots) };
    const [mostPostings, mostTexts, mostForPhrases] = MOST_FILES[pages > MANY_PAGES ? "many" : "few"];
    this.mostTexts = mostTexts;
    this.mostForPhrases = mostForPhrases;
    this.ranking = new Ranking(new Postings(store, firsts, seconds, postings), this.lexicon, norms, mostPostings);
    this.heads = new Files(store, "pages", headCounts, headFiles, [linesOf], heads);
    this.texts = new Files(store, "texts", textCounts, textFiles, [(whole) => whole.split("\x1d"), linesOf]);
    /** @type {Map<number, Promise<string>>} */
    this.wholes = new Map();
    this.facets = new Facets(pages, JSON.parse(text(facets)), numbers(days));
    this.titles = new Titles(this.rare, this.heads);
    this.meaning = meaning ? new Meaning(store, meaning) : null;
    /** @type {Promise<import("./query.js").Known> | undefined} */
    this.more = undefined;
  }

  /**
   * @param {string} site address of the site, with a slash at its end
   * @param {{version: number, languages: Record<string, Described>}} manifest
   * @param {string} language empty for an index without pages
   * @param {ArrayBuffer | null} [words] the file of words, if it was read already
   */
  static async open(site, manifest, language, words) {
    if (manifest.version !== VERSION) throw new IndexError("version", `index ${manifest.version}, code ${VERSION}`);
    const described = manifest.languages[language];
    if (!described) return new EmptyEngine();
    const store = new Store(`${site}search/`);
    const name = `words-${described.words}.bin`;
    if (words) store.keep(name, words);
    return new Engine(site, described, store, await store.file(name));
  }

  /** More words, fetched once; nothing where they cannot be read: mending then is bolder. @param {string} [hash] @returns {Promise<import("./query.js").Known>} */
  known(hash) {
    const none = { common: null, names: null };
    if (!hash) return Promise.resolve(none);
    this.more ??= this.store.file(`known-${hash}.bin`).then(
      (blocks) => ({ common: lexiconOf(blocks), names: blocks[4].length ? lexiconOf(blocks.slice(3)) : null }),
      (reason) => {
        this.more = undefined;
        return unread(none)(reason);
      },
    );
    return this.more;
  }

  /** @param {string} input @param {Options} [options] see api.js */
  async search(input, { limit = 10, offset = 0, facets = {}, exact = false } = {}) {
    if (this.rare.hasTitles) this.titles.begun(titleOf(input)); // on its way while words are looked up
    const query = await this.understood(input, exact);
    let [scores, found] = await this.evidence(query, facets, exact);
    if (!found.length && query.phrases.length && !exact) {
      Object.assign(query, await this.unquoted(query));
      [scores, found] = query.phrases.length ? await this.evidence(query, facets, exact) : [scores, found];
      if (!found.length) query.changed = null;
    }
    const order = await this.ordered(found, scores, query, facets, [offset, offset + limit]);
    if (order.length && !exact && (await this.isElsewhere(query, order[0]))) order.length = found.length = 0;
    await this.verify(query, order);
    const results = await Promise.all(order.slice(offset, offset + limit).map((page) => this.result(page, scores[page], query)));
    const first = results.slice(0, EXCERPTS);
    await Promise.all(first.map(async (result) => Object.assign(result, await this.detail(result.page, query).catch(unread({})))));
    return {
      results,
      total: order.length,
      facets: this.facets.counted(found, facets),
      did_you_mean: (await this.isChanged(query, order[0])) ? { text: query.text, reason: query.changed } : null,
      missing: query.missing,
      related: await this.related(query, order),
      partial: query.partial,
      nearest: order.length ? [] : this.nearest(query),
    };
  }

  /** With the other keyboard only where what was typed stands in no page. @param {string} input @param {boolean} exact */
  async understood(input, exact) {
    const query = await understand(input, this.words, exact);
    if (query.changed !== "keyboard") return query;
    const typed = await understand(input, this.words, true);
    if (typed.missing.length) return query;
    const few = this.nextFew(scored((await this.ranking.score(typed.slots)).total, 0), 0);
    const wholes = await Promise.all(few.map((page) => this.comparable(page).catch(unread(""))));
    return wholes.some((whole) => whole.includes(squeezed(typed.typed))) ? understand(input, this.words, exact, true) : query;
  }

  /** A quoted query with the slips within its quotation marks mended; without phrases if there are none. @param {Query} query
   * @returns {Promise<Query>} */
  async unquoted(query) {
    const quoted = query.typed.split(QUOTES).filter((part, i) => i % 2 && part.trim());
    const mends = await Promise.all(quoted.map((part) => this.understood(part, false)));
    if (!mends.some(({ mended }) => mended.length)) return { ...query, phrases: [] };
    const plain = await this.understood(query.typed.replace(QUOTES, " "), false);
    return { ...plain, typed: query.typed, changed: "quotes", phrases: mends.map(({ text: meant }) => squeezed(meant)) };
  }

  /** What speaks for each page, and the pages before filters, best first. @param {Query} query @param {Record<string, string[]>} facets @param {boolean} exact
   * @returns {Promise<[Float64Array, number[]]>} */
  async evidence(query, facets, exact) {
    const { total: scores, held, all } = await this.ranking.score(query.slots);
    query.held = held.map((bits) => bits / (all || 1));
    query.top = scores.reduce((most, score) => Math.max(most, score), 0) || 1;
    if (query.slots.length && !query.phrases.length) await this.titles.addTo(query, scores);
    if (this.meaning && !exact && query.slots.length && !query.phrases.length && Math.max(...query.held) < LITTLE) {
      query.near = await this.meaning.of(query.text, this.words);
      for (const [page, weight] of query.near) scores[page] += NEAR * query.top * weight;
    }
    for (const page of this.facets.pagesBehind()) scores[page] *= BEHIND;
    return [scores, await this.found(query, scores, facets)];
  }

  /** Excerpt and sections of a page that `search` found. @param {string} input @param {Options} options @param {number} page */
  async load(input, { exact = false }, page) {
    return this.detail(page, await this.understood(input, exact));
  }

  /** Pages before filters, best first. @param {Query} query @param {Float64Array} scores @param {Record<string, string[]>} chosen */
  async found({ typed, phrases, top, everyday }, scores, chosen) {
    if (!typed) return this.facets.listed(chosen);
    return phrases.length ? this.holding(phrases, scores, this.facets.allowed(chosen)) : scored(scores, everyday.length ? BESIDE * top : top);
  }

  /**
   * @param {number[]} found best first @param {Float64Array} scores @param {Query} query
   * @param {Record<string, string[]>} chosen @param {[number, number]} shown
   */
  async ordered(found, scores, query, chosen, shown) {
    const allowed = this.facets.allowed(chosen);
    const order = allowed ? found.filter((page) => allowed[page]) : found;
    const compared = query.slots.length && !query.phrases.length ? this.compared(order, scores, query) : order;
    for (const page of order.slice(...shown)) this.head(page).catch(unread("")); // on its way with the texts
    return compared;
  }

  /**
   * Reorders the best few by the runs of the query that stand in them; looks further if few words stand whole in none.
   * @param {number[]} order @param {Float64Array} scores @param {Query} query
   */
  async compared(order, scores, query) {
    const names = query.slots.length === 1 ? query.slots[0].variants.flatMap(({ name, weight }) => (name ? { name, weight } : [])) : [];
    const { spellings } = query;
    const isShort = spellings[0].length <= SHORT_WORD && /^[ก-๎]+$/.test(spellings[0]);
    const wholeOf = (/** @type {string} */ words, /** @type {string} */ text) => wholeness(words, text) * (isShort && !standsAsWord(words, text, this.lexicon) ? ACROSS : 1);
    const behind = new Set(this.facets.pagesBehind());
    const rounds = spellings[0].length <= A_FEW_WORDS ? MOST_ROUNDS : 1;
    let end = 0;
    for (let round = 0, isWhole = false; round < rounds && !isWhole && end < order.length; round++) {
      const few = this.nextFew(order, end);
      const wholes = await Promise.all(few.map((page) => this.comparable(page).catch(unread(""))));
      few.forEach((page, i) => {
        const whole = Math.max(...spellings.map((words) => wholeOf(words, wholes[i])), ...names.map(({ name, weight }) => weight * wholeOf(name, wholes[i])));
        scores[page] += RUNS_WEIGHT * query.top * whole * (behind.has(page) ? BEHIND : 1);
        isWhole ||= whole >= NEARLY_WHOLE || !wholes[i]; // unread: looking further would only wait longer
      });
      end += few.length;
    }
    const compared = order.slice(0, end).sort((a, b) => scores[b] - scores[a] || a - b);
    return [...compared, ...order.slice(end)];
  }

  /** Pages whose texts lie in as many files as a query may fetch at once. @param {number[]} order @param {number} from */
  nextFew(order, from) {
    const files = new Set();
    const few = [];
    for (const page of order.slice(from, from + MOST_COMPARED)) {
      const file = this.texts.of(page);
      if (!files.has(file) && files.size === this.mostTexts && few.length >= EXCERPTS) break;
      files.add(file);
      few.push(page);
    }
    return few;
  }

  /**
   * Pages in which every quoted phrase stands: all where texts are few, else those in the likeliest files. One that cannot be
   * read fails the search, as "nothing found" might be untrue.
   * @param {string[]} phrases @param {Float64Array} scores @param {Uint8Array | null} allowed
   */
  async holding(phrases, scores, allowed) {
    const hasFew = this.texts.ends.length <= this.mostForPhrases;
    const order = [...scores.keys()].filter((page) => hasFew || scores[page]);
    order.sort((a, b) => (allowed ? allowed[b] - allowed[a] : 0) || scores[b] - scores[a] || a - b);
    const files = new Set();
    const read = order.filter((page) => {
      const file = this.texts.of(page);
      if (files.size < this.mostForPhrases) files.add(file);
      return files.has(file);
    });
    const wholes = await Promise.all(read.map((page) => this.comparable(page)));
    return read.filter((_, i) => phrases.every((phrase) => wholes[i].includes(phrase)));
  }

  /** Whether no page holds what a short query is about: words are missing, and the best page has little of the rest.
   * @param {Query} query @param {number} best */
  async isElsewhere({ isLacking, spellings, phrases, held }, best) {
    if (!isLacking || phrases.length || !held || spellings[0].length > A_FEW_LETTERS || held[best] >= HALF) return false;
    const whole = await this.comparable(best).catch(unread(""));
    return Boolean(whole) && held[best] + Math.max(...spellings.map((words) => wholeness(words, whole))) < LEAST_HELD;
  }

  /** Takes back what the best pages' texts disprove: words may stand there across the edges of others. @param {Query} query @param {number[]} order */
  async verify(query, order) {
    query.partial = this.isPartial(query);
    if (!query.missing.length && !query.partial) return;
    const wholes = await Promise.all(order.slice(0, EXCERPTS).map((page) => this.comparable(page).catch(unread(""))));
    query.missing = query.missing.filter((word) => !wholes.some((whole) => whole.includes(squeezed(word))));
    query.partial &&= !wholes.some((whole) => query.spellings.some((words) => whole.includes(words)));
  }

  /** Official words for which one of the best pages is there, as it has the everyday one nowhere. @param {Query} query @param {number[]} order
   * @returns {Promise<string[]>} */
  async related({ everyday }, order) {
    if (!everyday.length) return [];
    const wholes = await Promise.all(order.slice(0, EXCERPTS).map((page) => this.comparable(page).catch(unread(""))));
    const isFor = (/** @type {string} */ word, /** @type {string} */ name) => wholes.some((whole) => whole.includes(squeezed(name)) && !whole.includes(word));
    return [...new Set(everyday.flatMap(({ word, officials }) => officials.filter((name) => isFor(word, name))))];
  }

  /** Whether no page holds all words of a short query. @param {Query} query */
  isPartial({ held, spellings, phrases }) {
    if (!held || phrases.length || spellings[0].length > A_FEW_WORDS) return false;
    return held.reduce((most, share) => Math.max(most, share), 0) < NEARLY_ALL;
  }

  /** Whether the best page is there for what the query became. @param {Query} query @param {number} [best] */
  async isChanged({ changed, mended, typed }, best) {
    if (changed === "spelling" && !mended.length) return null;
    if (changed !== "spelling" || best === undefined) return changed;
    const whole = await this.comparable(best).catch(unread(""));
    return mended.some((word) => whole.includes(word)) && !whole.includes(squeezed(typed));
  }

  /** @param {Query} query */
  nearest({ missing, text: typed }) {
    const near = (missing.length ? missing : [squeezed(typed)]).flatMap((part) => this.lexicon.nearest(part, NEAREST));
    return [...new Set(near)].slice(0, NEAREST).map((word) => this.lexicon.words[word]);
  }

  /** @param {number} page @returns {Promise<Section[]>} */
  async sections(page) {
    const whole = await this.texts.item(page);
    if (!whole) return [];
    return whole.split("\x1e").map((section) => {
      const [heading, anchor, body] = section.split("\x1f");
      return { heading, anchor, text: body };
    });
  }

  /** What is compared of a page; typing on asks for the same pages again. @param {number} page */
  comparable(page) {
    let whole = this.wholes.get(page);
    if (!whole) {
      if (this.wholes.size >= MOST_KEPT) this.wholes.clear();
      whole = Promise.all([this.sections(page), this.head(page)]).then(([sections, { title }]) =>
        comparable([title, ...(this.facets.of(page).tag ?? [])].join(" "), sections),
      );
      this.wholes.set(page, whole);
      whole.catch(() => this.wholes.delete(page));
    }
    return whole;
  }

  /** Of pages that are compared, the file of the text has it as well. @param {number} page */
  async head(page) {
    const isWithText = !this.heads.inline().length && this.texts.isAsked(page);
    const own = () => this.heads.item(page);
    const [url, title] = (await (isWithText ? this.texts.item(page, HEADS).catch(own) : own())).split("\t");
    return { url: new URL(url, this.site).href, title };
  }

  /** @param {number} page @param {number} score @param {Query} query */
  async result(page, score, { near, held }) {
    const { url, title } = await this.head(page);
    const isNear = Boolean(near?.has(page)) && (held?.[page] ?? 1) < HALF;
    return { near: isNear, page, url, title, whole: wholeWords(title, this.lexicon), score, meta: this.facets.of(page), excerpt: null, sections: [] };
  }

  /** @param {number} page @param {Query} query */
  async detail(page, query) {
    const [{ url }, sections] = await Promise.all([this.head(page), this.sections(page)]);
    const typed = squeezed(query.text);
    const words = query.slots.flatMap(({ variants }) => variants.flatMap(({ words, weight }) => (weight < TELLING ? [] : words.map((word) => this.lexicon.words[word]))));
    const found = sections.map((section) => {
      const hits = matches(section.text, typed, words);
      const inHeading = matches(section.heading, typed, words);
      return { section, hits, weight: Math.max(0, ...[...hits, ...inHeading].map(([, , weight]) => weight)) };
    });
    found.sort((a, b) => b.weight - a.weight);
    const shown = found.map(({ section, hits, weight }) => ({
      url: section.anchor && `${url}#${encodeURIComponent(section.anchor)}`,
      heading: section.heading,
      whole: wholeWords(section.heading, this.lexicon),
      excerpt: excerpt(section.text, hits, this.lexicon),
      weight,
    }));
    return {
      excerpt: shown[0]?.excerpt ?? { text: "", marks: [], whole: [] },
      sections: shown
        .filter(({ url: anchored, weight }) => anchored && weight)
        .slice(0, BEST_SECTIONS)
        .map(({ url: anchored, heading, whole, excerpt: piece }) => ({ url: anchored, heading, whole, excerpt: piece })),
    };
  }
}

/** @param {Uint8Array[]} blocks */
function lexiconOf([rests, prefixes, classes]) {
  return new Lexicon(text(rests).split("\n"), prefixes, classes);
}

/** The index of a site that has no pages in any language. */
class EmptyEngine {
  async search() {
    return { results: [], total: 0, facets: {}, did_you_mean: null, missing: [], related: [], partial: false, nearest: [] };
  }
}

if (typeof document === "undefined" && typeof self !== "undefined" && "postMessage" in self) {
  /** @type {any} */
  let engine;
  self.onmessage = async ({ data: { id, method, args } }) => {
    try {
      if (method === "open") engine = await Engine.open.apply(Engine, args);
      self.postMessage({ id, value: method === "open" ? null : await engine[method](...args) });
    } catch (reason) {
      self.postMessage({ id, fault: /** @type {any} */ (reason).fault ?? "broken", message: String(reason) });
    }
  };
  self.postMessage("ready");
}
