// Keeps what was read for when there is no network. The network comes first, so that nobody reads an old page who could
// read the new one; what is kept is read where the network fails, or is slower than PATIENCE (ms). Three caches: "files"
// what every page needs, each by its hash; "pages" what was read, MOST of them; "whole" what a reader asked to keep
// (keeping.js). The build fills in LISTED and GONE (khlang.publishing.offline).
const LISTED = {}; // folder → "name hash name hash …"
const GONE = []; // what is withdrawn leaves this device
const PATIENCE = 4000;
const MOST = 300;
const LASTING = /\/search\/[a-z]+-[0-9a-f]{10}|\/fonts\//; // named by their content
const NEVER = /\.(?:zip|ics|atom|mp4|mp3)$|\/(?:sw\.js|offline\.json|feed\.json|index\.md)$/;

const scope = registration.scope;
const cache = (name) => caches.open(`${scope} ${name}`); // sites of one host share their storage
const FILES = {};
for (const folder in LISTED) {
  const parts = LISTED[folder].split(" ");
  for (let i = 0; i < parts.length; i += 2) FILES[folder + parts[i]] = parts[i + 1];
}
const filed = (path) => `${scope}${path}?${FILES[path]}`;

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));
addEventListener("message", (event) => event.source?.postMessage({ lost }));
addEventListener("fetch", (event) => {
  const { request } = event;
  const address = request.url.split(/[?#]/)[0];
  if (request.method !== "GET" || !address.startsWith(scope) || request.headers.has("range") || NEVER.test(address)) return;
  event.respondWith(answer(event, address));
});

async function install() {
  const files = await cache("files");
  for (const path of Object.keys(FILES)) {
    if (await files.match(filed(path))) continue;
    const response = await fetch(scope + path, { cache: "no-cache" });
    if (!response.ok || response.redirected) throw new Error(path); // all or nothing: the older worker goes on
    await files.put(filed(path), response);
  }
  await skipWaiting();
}

async function activate() {
  const files = await cache("files");
  const wanted = new Set(Object.keys(FILES).map(filed));
  for (const { url } of await files.keys()) if (!wanted.has(decodeURI(url)) && !wanted.has(url)) await files.delete(url);
  for (const name of ["pages", "whole"]) {
    const read = await cache(name);
    for (const path of GONE) await read.delete(scope + path);
  }
  await registration.navigationPreload?.enable();
  await clients.claim();
}

async function answer(event, address) {
  const kept = await find(address).catch(() => undefined); // storage may be refused
  if (kept && LASTING.test(address)) return kept;
  const fresh = ask(event, address);
  const late = fresh.catch(() => kept || instead(event.request));
  event.waitUntil(late);
  return kept ? Promise.race([late, new Promise((done) => setTimeout(done, PATIENCE, kept))]) : late;
}

async function find(address) {
  const path = address.slice(scope.length);
  for (const [name, key] of [["pages", address], ["files", filed(path)], ["whole", address]]) {
    if (name === "files" && !FILES[path]) continue;
    const response = await (await cache(name)).match(key);
    if (response) return response;
  }
}

async function ask(event, address) {
  let response;
  try {
    response = (await event.preloadResponse) || (await fetch(event.request));
  } catch (reason) {
    tell(true);
    throw reason;
  }
  tell(false);
  event.waitUntil(keep(address, response.clone()).catch(() => {})); // storage may be full
  return response;
}

async function keep(address, response) {
  const pages = await cache("pages");
  if (response.status === 404 || response.status === 410) {
    await Promise.all([pages.delete(address), (await cache("whole")).delete(address)]);
  }
  if (response.status !== 200 || response.type !== "basic" || response.redirected || FILES[address.slice(scope.length)]) return;
  await pages.put(address, response);
  const read = await pages.keys();
  for (const old of read.slice(0, Math.max(0, read.length - MOST))) await pages.delete(old);
}

function instead(request) {
  if (request.mode !== "navigate") return Response.error();
  return Response.redirect(`${scope}offline/?from=${encodeURIComponent(request.url)}`);
}

let lost = false;
async function tell(now) {
  if (now === lost) return;
  lost = now;
  for (const client of await clients.matchAll()) client.postMessage({ lost });
}
