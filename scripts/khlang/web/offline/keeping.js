/**
 * The page of reading without a network: which pages are kept, and keeping all of them after a press that says how much
 * that is. What is kept lies in a cache of this browser, under the names that sw.js knows.
 */

const root = new URL("../../../", import.meta.url).href;
const room = /** @type {HTMLElement} */ (document.querySelector("[data-keeping]"));
const button = /** @type {HTMLButtonElement} */ (room.querySelector("[data-keep-all]"));
const forget = /** @type {HTMLButtonElement} */ (room.querySelector("[data-forget]"));
const status = /** @type {HTMLElement} */ (room.querySelector("[role=status]"));
const list = /** @type {HTMLElement} */ (room.querySelector("[data-pages]"));
const WHOLE = `${root} whole`;
const PAGES = `${root} pages`;
const AT_ONCE = 6;

/** @typedef {{bytes: number, zip: number, files: Record<string, [hash: string, bytes: number]>}} Contents */

/** @param {number} bytes */
const size = (bytes) =>
  bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;

/** @returns {Promise<Contents>} */
async function contents() {
  const response = await fetch(`${root}offline.json`, { cache: "no-cache" });
  if (!response.ok) throw new Error(`${response.status}`);
  return response.json();
}

/** What is not kept as it is today: the address below the root of each such file. @param {Contents} wanted @param {Cache} cache */
async function missing(wanted, cache) {
  const kept = new Map();
  for (const request of await cache.keys()) {
    const response = await cache.match(request);
    kept.set(decodeURI(request.url).slice(root.length), response?.headers.get("x-khlang-hash"));
  }
  for (const path of kept.keys()) if (!wanted.files[path]) await cache.delete(root + encodeURI(path));
  return Object.keys(wanted.files).filter((path) => kept.get(path) !== wanted.files[path][0]);
}

/** @param {Cache} cache @param {string} path @param {string} hash */
async function keep(cache, path, hash) {
  const response = await fetch(root + encodeURI(path), { cache: "no-cache" });
  if (!response.ok) throw new Error(`${response.status} ${path}`);
  const headers = new Headers(response.headers);
  headers.set("x-khlang-hash", hash);
  headers.delete("content-encoding"); // the body is unpacked already
  await cache.put(root + encodeURI(path), new Response(await response.blob(), { headers }));
}

/** @param {string} text */
const say = (text) => (status.textContent = text);

async function keepAll() {
  button.disabled = true;
  try {
    const wanted = await contents();
    const cache = await caches.open(WHOLE);
    const left = await missing(wanted, cache);
    const bytes = left.reduce((sum, path) => sum + wanted.files[path][1], 0);
    const { quota = Infinity, usage = 0 } = (await navigator.storage?.estimate?.()) ?? {};
    if (bytes > quota - usage) {
      say(`เครื่องนี้เหลือที่ไม่พอ ต้องใช้ ${size(bytes)} เหลือ ${size(quota - usage)} ลองลบแอปหรือภาพที่ไม่ใช้ หรือดาวน์โหลดไฟล์ ZIP แทน`);
      return;
    }
    await navigator.storage?.persist?.();
    const all = left.length;
    let done = 0;
    const ways = await Promise.allSettled(
      Array.from({ length: AT_ONCE }, async () => {
        for (let path = left.pop(); path !== undefined; path = left.pop()) {
          await keep(cache, path, wanted.files[path][0]);
          done += 1;
          say(`กำลังเก็บ ${done} จาก ${all} ไฟล์`);
        }
      }),
    );
    const failed = ways.find((way) => way.status === "rejected");
    if (failed) throw failed.reason;
    say("เก็บครบแล้ว เปิดอ่านและค้นหาได้แม้ไม่มีอินเทอร์เน็ต");
  } catch (reason) {
    const isFull = reason instanceof DOMException && reason.name === "QuotaExceededError";
    say(isFull ? "ที่เก็บของเบราว์เซอร์เต็ม ส่วนที่เก็บได้แล้วยังอ่านได้" : "เก็บไม่ครบเพราะอินเทอร์เน็ตขาดหรือเบราว์เซอร์ไม่ให้เก็บ ส่วนที่เก็บได้แล้วยังอ่านได้ กดอีกครั้งเพื่อเก็บต่อ");
  } finally {
    button.disabled = false;
    await show();
  }
}

/** Lists the pages that are kept, by their titles. */
async function show() {
  const found = new Map();
  for (const name of [PAGES, WHOLE]) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      if (!request.url.endsWith("/") || found.has(request.url)) continue;
      const html = (await (await cache.match(request))?.text()) ?? "";
      const title = new DOMParser().parseFromString(html, "text/html").title.split(" · ")[0];
      if (title) found.set(request.url, title);
    }
  }
  const rows = [...found].sort(([, one], [, other]) => one.localeCompare(other, "th"));
  list.replaceChildren(
    ...rows.map(([href, title]) => {
      const row = document.createElement("li");
      row.append(Object.assign(document.createElement("a"), { href, textContent: title }));
      return row;
    }),
  );
  const heading = /** @type {HTMLElement} */ (room.querySelector("[data-pages-heading]"));
  heading.hidden = !rows.length;
  forget.hidden = !rows.length;
}

async function start() {
  if (new URLSearchParams(location.search).has("from")) {
    say("ขณะนี้ไม่มีอินเทอร์เน็ต และหน้าที่ท่านเปิดยังไม่ได้เก็บไว้ในเครื่องนี้");
  }
  try {
    await show();
  } catch {
    say("เบราว์เซอร์นี้ไม่ให้เก็บข้อมูล จึงเก็บหน้าไว้อ่านไม่ได้ ให้ดาวน์โหลดไฟล์ ZIP แทน");
    return;
  }
  try {
    const { bytes, zip } = await contents();
    button.textContent = `เก็บทั้งคลังไว้อ่าน (${size(bytes)})`;
    button.hidden = false;
    const link = room.querySelector("[data-zip-size]");
    if (link) link.textContent = `(${size(zip)})`;
  } catch {
    // no network: what is kept can be read, nothing more can be kept
  }
}

button.addEventListener("click", keepAll);
forget.addEventListener("click", async () => {
  await caches.delete(WHOLE);
  await caches.delete(PAGES);
  say("ลบที่เก็บไว้ในเครื่องนี้แล้ว");
  await show();
});
await start();

export {};
