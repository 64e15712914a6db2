/**
 * Searches the sites of other offices, after a press: nobody is asked before. Their index files are read by the code of this
 * site, in a worker of its own each, so that nothing of another host runs here and a slow one holds nobody up.
 */

import { host } from "./host.js";

const room = /** @type {HTMLElement | null} */ (document.querySelector("[data-neighbours]"));
const PATIENCE = 8000; // ms for one office
const WANTED = 10;

/** @typedef {{name: string, address: string}} Office */
/** @typedef {{url: string, title: string, score: number, office: Office}} Found */

/**
 * Merges answers by their scores. Each office's index weighs its words by its own pages; offices write about the same
 * things, so the weights differ little: tests hold the loss against one joint index (nDCG@10) to 0.02.
 * @param {Found[][]} answers @returns {Found[]}
 */
export function merged(answers) {
  return answers
    .flat()
    .sort((one, other) => other.score - one.score || (one.url < other.url ? -1 : 1))
    .slice(0, WANTED);
}

/** What to say of an office that gave no answer. @param {string} fault */
const why = (fault) =>
  ({ version: "ใช้การค้นหารุ่นอื่น จึงค้นจากที่นี่ไม่ได้", missing: "ไม่มีดัชนีการค้นหา", slow: "ตอบช้าเกินไป" })[fault] ?? "ติดต่อไม่ได้";

/** @param {string} url @param {AbortSignal} signal @returns {Promise<any>} */
async function json(url, signal) {
  const response = await fetch(url, { cache: "no-cache", signal });
  if (!response.ok) throw new Error("missing");
  return response.json();
}

/** Searches one office. Rejects with an Error whose message is a fault. @param {Office} office @param {string} text @returns {Promise<Found[]>} */
async function ask(office, text) {
  const abort = new AbortController();
  /** @type {Worker | undefined} */
  let worker;
  let timer = 0;
  const late = new Promise((_, fail) => {
    timer = window.setTimeout(() => fail(new Error("slow")), PATIENCE);
  });
  const answer = async () => {
    const own = await json(`${host.root}search/manifest.json`, abort.signal);
    const theirs = await json(`${office.address}search/manifest.json`, abort.signal);
    if (theirs?.version !== own.version) throw new Error("version");
    worker = new Worker(`${host.root}search/${own.code}`, { type: "module" });
    const call = calls(worker);
    await call("open", office.address, theirs, "th");
    return call("search", text, { limit: WANTED, offset: 0, facets: {}, exact: false });
  };
  try {
    const { results } = /** @type {any} */ (await Promise.race([answer(), late]));
    return results
      .filter((/** @type {any} */ one) => String(one.url).startsWith(office.address) && Number.isFinite(one.score))
      .map((/** @type {any} */ one) => ({ url: one.url, title: String(one.title), score: one.score, office }));
  } finally {
    clearTimeout(timer);
    abort.abort();
    worker?.terminate();
  }
}

/** The methods of an engine in a worker; see engine.js. @param {Worker} worker */
function calls(worker) {
  /** @type {(value: any) => void} */
  let done;
  /** @type {(reason: Error) => void} */
  let fail;
  worker.onerror = () => fail?.(new Error("broken"));
  const ready = new Promise((begin) => {
    worker.onmessage = ({ data }) => {
      if (data === "ready") begin(undefined);
      else if (data.fault) fail(new Error(data.fault));
      else done(data.value);
    };
  });
  return async (/** @type {string} */ method, /** @type {unknown[]} */ ...args) => {
    await ready;
    return new Promise((resolve, reject) => {
      [done, fail] = [resolve, reject];
      worker.postMessage({ id: 0, method, args });
    });
  };
}

/** @param {Found} found */
function row(found) {
  const item = document.createElement("li");
  const link = Object.assign(document.createElement("a"), { href: found.url, textContent: found.title, rel: "noopener" });
  item.append(link, Object.assign(document.createElement("p"), { className: "by", textContent: found.office.name }));
  return item;
}

/** @param {HTMLElement} place */
function start(place) {
  const offices = [...place.querySelectorAll("[data-office]")].map((one) => ({
    name: one.textContent ?? "",
    address: /** @type {HTMLElement} */ (one).dataset.office ?? "",
  }));
  const button = /** @type {HTMLButtonElement} */ (place.querySelector("button"));
  const status = /** @type {HTMLElement} */ (place.querySelector("[role=status]"));
  const list = /** @type {HTMLElement} */ (place.querySelector("ul.rows"));
  button.addEventListener("click", async () => {
    const text = (new URLSearchParams(location.search).get("q") ?? "").trim();
    if (!text) {
      status.textContent = "พิมพ์คำค้นก่อน";
      return;
    }
    button.disabled = true;
    status.textContent = "กำลังค้นในคลังของสำนักงานอื่น";
    const answers = await Promise.allSettled(offices.map((office) => ask(office, text)));
    const rows = merged(answers.map((one) => (one.status === "fulfilled" ? one.value : [])));
    list.replaceChildren(...rows.map(row));
    const silent = answers.flatMap((one, i) => (one.status === "rejected" ? [`${offices[i].name} ${why(one.reason.message)}`] : []));
    status.textContent = [rows.length ? `พบ ${rows.length} เรื่องแรกจากสำนักงานอื่น` : "ไม่พบในสำนักงานอื่น", ...silent].join(" · ");
    button.disabled = false;
  });
}

if (room) start(room);
