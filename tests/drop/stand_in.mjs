// Google Apps Script and GitHub's API in one process, for the drop box: node stand_in.mjs PROGRAM REPOSITORY TOKEN.
// Each call is held to the shape of the real service; a call of another shape ends in an error that the test sees.
import { createHash, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import vm from "node:vm";

const [program, repository, token] = process.argv.slice(2);
const wrong = []; // what was called otherwise than the services want it
const mind = (holds, words) => holds || wrong.push(words);
const signed = (bytes) => Array.from(bytes, (byte) => (byte << 24) >> 24); // Apps Script's bytes are signed

// --- Drive -----------------------------------------------------------------------------------------------------------
let made = 0;
const drive = new Map();
class Blob_ {
  constructor(bytes, type = "", name = "") { [this.bytes, this.type, this.name] = [bytes, type, name]; }
  getBytes() { return signed(this.bytes); }
  getDataAsString(charset) { mind(charset === "UTF-8", "charset"); return Buffer.from(this.bytes).toString("utf8"); }
  getName() { return this.name; }
}
const bytesOf = (data) => (typeof data === "string" ? Buffer.from(data) : Buffer.from(data.map((byte) => byte & 255)));
const iterator = (all) => { let i = 0; return { hasNext: () => i < all.length, next: () => { if (i >= all.length) throw new Error("no more"); return all[i++]; } }; };
class Node_ {
  constructor(name) { [this.name, this.id, this.files, this.folders] = [name, `id-${(made += 1)}`, [], []]; drive.set(this.id, this); }
  getId() { return this.id; }
  getUrl() { return `https://drive.google.com/drive/folders/${this.id}`; }
  createFolder(name) { const one = new Node_(name); this.folders.push(one); return one; }
  createFile(first, text, type) {
    mind(first instanceof Blob_ ? text === undefined : typeof first === "string" && typeof text === "string" && /^\w+\/\w+$/.test(type), "createFile");
    const one = new Node_(first instanceof Blob_ ? first.name : first);
    one.blob = first instanceof Blob_ ? first : new Blob_(Buffer.from(text), type, first);
    this.files.push(one);
    return one;
  }
  getBlob() { return this.blob; }
  moveTo(folder) { mind(folder instanceof Node_, "moveTo"); }
  getFilesByName(name) { return iterator(this.files.filter((one) => one.name === name)); }
  getFoldersByName(name) { return iterator(this.folders.filter((one) => one.name === name)); }
}
const byId = (id) => { const found = drive.get(id); if (!found) throw new Error(`no such file: ${id}`); return found; };

// --- the sheet -------------------------------------------------------------------------------------------------------
const rows = [];
const boxes = new Set();
const sheet = {
  getName: () => "แผ่น1",
  getLastRow: () => rows.length,
  appendRow(row) {
    mind(row.length === 9, "appendRow");
    rows.push(row.map((cell) => { mind(!(typeof cell === "string" && /^[=+]/.test(cell)), `a formula: ${cell}`); return typeof cell === "string" ? cell.replace(/^'/, "") : cell; }));
  },
  getRange(row, column, height = 1, width = 1) {
    mind(row >= 1 && column >= 1 && height >= 1 && width >= 1, "getRange");
    return {
      getRow: () => row, getColumn: () => column, getNumRows: () => height, getNumColumns: () => width, getSheet: () => sheet,
      getValue: () => rows[row - 1][column - 1],
      setValue(value) { rows[row - 1][column - 1] = value; },
      getValues: () => rows.slice(row - 1, row - 1 + height).map((one) => one.slice(column - 1, column - 1 + width)),
      insertCheckboxes() { for (let i = 0; i < width; i += 1) boxes.add(`${row},${column + i}`); },
    };
  },
};
const spreadsheet = { getId: () => "sheet-1", getSheets: () => [sheet] };
drive.set("sheet-1", new Node_("sheet"));

// --- GitHub ----------------------------------------------------------------------------------------------------------
const github = { branches: new Map([["main", new Map()]]), pulls: [], isDown: false };
const SHA = "a".repeat(40);
function gitHub(method, path, query, body) {
  if (github.isDown) return [503, {}];
  if (method === "get" && path === "git/ref/heads/main") return [200, { ref: "refs/heads/main", object: { sha: SHA, type: "commit" } }];
  if (method === "post" && path === "git/refs") {
    mind(Object.keys(body).sort().join() === "ref,sha" && /^refs\/heads\/drop\/[0-9a-z-]+$/.test(body.ref) && body.sha === SHA, "git/refs");
    const name = body.ref.slice("refs/heads/".length);
    if (github.branches.has(name)) return [422, { message: "Reference already exists" }];
    github.branches.set(name, new Map());
    return [201, { ref: body.ref }];
  }
  if (path.startsWith("contents/")) {
    const name = decodeURIComponent(path.slice("contents/".length));
    const branch = github.branches.get(method === "get" ? query.get("ref") : body.branch);
    mind(branch && /^docs\/[\w./-]+$/.test(name) && !name.includes(".."), `contents ${name}`);
    if (method === "get") return branch.has(name) ? [200, { sha: createHash("sha1").update(branch.get(name)).digest("hex") }] : [404, { message: "Not Found" }];
    mind(method === "put" && ["branch", "content", "message"].every((key) => typeof body[key] === "string"), "put contents");
    if (branch.has(name) && !body.sha) return [422, { message: "\"sha\" wasn't supplied." }];
    branch.set(name, Buffer.from(body.content, "base64"));
    return [branch.has(name) ? 200 : 201, { content: { path: name } }];
  }
  if (method === "post" && path === "pulls") {
    mind(Object.keys(body).sort().join() === "base,body,head,title" && body.base === "main" && github.branches.has(body.head), "pulls");
    if (github.pulls.some((one) => one.head === body.head)) return [422, { message: "A pull request already exists" }];
    github.pulls.push({ ...body, html_url: `https://github.com/${repository}/pull/${github.pulls.length + 1}` });
    return [201, github.pulls.at(-1)];
  }
  if (method === "get" && path === "pulls") return [200, github.pulls.filter((one) => `${repository.split("/")[0]}:${one.head}` === query.get("head"))];
  mind(false, `${method} ${path}`);
  return [404, {}];
}
const UrlFetchApp = {
  fetch(address, { method, headers, payload, contentType, muteHttpExceptions }) {
    const url = new URL(address);
    const start = `/repos/${repository}/`;
    mind(url.origin === "https://api.github.com" && url.pathname.startsWith(start), `address ${address}`);
    mind(headers.Accept === "application/vnd.github+json" && headers["X-GitHub-Api-Version"] === "2022-11-28" && muteHttpExceptions === true, "headers");
    mind((payload === undefined) === (method === "get") && (payload === undefined || contentType === "application/json"), "payload");
    const [code, said] = headers.Authorization === `Bearer ${token}` ? gitHub(method, url.pathname.slice(start.length), url.searchParams, payload && JSON.parse(payload)) : [401, { message: "Bad credentials" }];
    return { getResponseCode: () => code, getContentText: () => JSON.stringify(said) };
  },
};

// --- the rest of Apps Script -----------------------------------------------------------------------------------------
const store = new Map();
const cached = new Map();
const triggers = [];
let locked = false;
const services = {
  console,
  PropertiesService: { getScriptProperties: () => ({ getProperty: (key) => store.get(key) ?? null, setProperty: (key, value) => { mind(typeof value === "string", "setProperty"); store.set(key, value); } }) },
  CacheService: { getScriptCache: () => ({ get: (key) => { mind(key.length <= 250, "cache key"); return cached.get(key) ?? null; }, put: (key, value, seconds) => { mind(typeof value === "string" && seconds > 0 && seconds <= 21600, "cache put"); cached.set(key, value); } }) },
  LockService: { getScriptLock: () => ({ waitLock: (time) => { mind(!locked && time > 0, "lock"); locked = true; }, releaseLock: () => { locked = false; } }) },
  DriveApp: { createFolder: (name) => new Node_(name), getFolderById: byId, getFileById: byId },
  SpreadsheetApp: { create: () => spreadsheet, openById: (id) => { mind(id === "sheet-1", "openById"); return spreadsheet; } },
  ScriptApp: {
    getProjectTriggers: () => triggers.map((name) => ({ getHandlerFunction: () => name })),
    newTrigger: (name) => ({ forSpreadsheet: (one) => { mind(one === spreadsheet, "trigger"); return { onEdit: () => ({ create: () => triggers.push(name) }) }; } }),
  },
  UrlFetchApp,
  Utilities: {
    base64Decode: (text) => signed(Buffer.from(text, "base64")),
    base64Encode: (bytes) => bytesOf(bytes).toString("base64"),
    base64EncodeWebSafe: (bytes) => bytesOf(bytes).toString("base64url"),
    computeDigest: (kind, text, charset) => { mind(kind === "SHA_256" && charset === "UTF_8", "digest"); return signed(createHash("sha256").update(text).digest()); },
    DigestAlgorithm: { SHA_256: "SHA_256" }, Charset: { UTF_8: "UTF_8" },
    getUuid: randomUUID,
    newBlob: (data, type, name) => new Blob_(bytesOf(data), type, name),
    formatDate: (date, zone, form) => { mind(zone === "Asia/Bangkok" && form === "yyyy-MM-dd HH:mm", "formatDate"); return "2026-11-22 09:00"; },
  },
  ContentService: {
    MimeType: { JSON: "application/json" },
    createTextOutput: (text) => ({ text, setMimeType(type) { mind(type === "application/json", "type"); return this; } }),
  },
};
const context = vm.createContext(services);
vm.runInContext(readFileSync(program, "utf8"), context);
const call = (name, event) => { context.event = event; return vm.runInContext(`${name}(event)`, context); };
call("setUp");
call("setUp"); // twice makes nothing twice
store.set("token", token);

const server = createServer((request, response) => {
  const chunks = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => {
    const url = new URL(request.url, "http://x");
    const body = Buffer.concat(chunks).toString("utf8");
    const say = (value) => response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(value));
    if (url.pathname === "/exec") return say(JSON.parse(call(request.method === "POST" ? "doPost" : "doGet", request.method === "POST" ? { postData: { contents: body, type: "text/plain" }, parameter: {} } : { parameter: Object.fromEntries(url.searchParams) }).text));
    if (url.pathname === "/tick") { // an editor's hand, and the trigger
      const { receipt, column } = JSON.parse(body);
      const row = rows.findIndex((one) => one[1] === receipt) + 1;
      const range = sheet.getRange(row, column);
      mind(boxes.has(`${row},${column}`), "no box to tick");
      range.setValue(true);
      call("onTick", { range });
      return say(rows[row - 1]);
    }
    if (url.pathname === "/set") { const { down, forget, properties } = JSON.parse(body); if (down !== undefined) github.isDown = down; if (forget) cached.clear(); for (const [key, value] of Object.entries(properties ?? {})) value === null ? store.delete(key) : store.set(key, value); return say({}); }
    return say({ wrong, rows, triggers, pulls: github.pulls, folders: byId(store.get("folder")).folders.length, branches: Object.fromEntries([...github.branches].map(([name, files]) => [name, Object.fromEntries([...files].map(([path, data]) => [path, data.toString("base64")]))])) });
  });
});
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
