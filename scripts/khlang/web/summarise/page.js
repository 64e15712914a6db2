/** สรุปแบบสอบถาม: hands a file to Python in a worker, shows what it read, gives back what may be published. */

const id = (/** @type {string} */ name) => /** @type {any} */ (document.getElementById(name));
const step = (/** @type {string} */ name) => /** @type {HTMLElement} */ (document.querySelector(`[data-step="${name}"]`));
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"; // of the ids of entries: khlang.content.ids

/** @type {Worker} */
let worker;
/** @type {File | undefined} */
let file;
let number = 0;
let data = "";
let draft = "";

id("load").addEventListener("click", () => {
  id("load").disabled = true;
  say("กำลังโหลด อาจใช้เวลาหนึ่งถึงสองนาที");
  worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
  worker.onmessage = ({ data: told }) => {
    if (told.ready) open();
    else if (told.failed) fail();
    else if (told.number === number) show(told.answer);
  };
  worker.onerror = fail;
});

/** @param {string} text */
function say(text) {
  id("status").textContent = text;
}

function fail() {
  worker.terminate();
  id("load").disabled = false;
  say("โหลดไม่สำเร็จ ให้ตรวจอินเทอร์เน็ตแล้วกดอีกครั้ง ถ้ายังไม่ได้ เบราว์เซอร์นี้อาจเก่าเกินไป ให้ใช้ Chrome, Edge, Firefox หรือ Safari รุ่นปัจจุบัน");
}

async function open() {
  draft = await (await fetch(new URL("entry.md", import.meta.url))).text();
  step("start").hidden = true;
  step("choose").hidden = false;
  say("พร้อมแล้ว เลือกไฟล์คำตอบ");
  id("answers").focus();
}

id("answers").addEventListener("click", () => {
  id("answers").value = ""; // the same file chosen again, once it was mended, is read again
});
id("answers").addEventListener("change", () => {
  file = id("answers").files[0];
  id("plan").value = "";
  id("agree").checked = false;
  ask();
});
for (const name of ["invited", "levels", "bands", "agree"]) id(name).addEventListener("change", () => file && ask());
id("again").addEventListener("click", ask);
id("change").addEventListener("click", () => {
  step("plan").hidden = false;
  id("plan").focus();
});

async function ask() {
  if (!file) return;
  say("กำลังอ่านและตรวจ ไฟล์ใหญ่อาจใช้เวลาเป็นนาที");
  step("result").setAttribute("aria-busy", "true");
  number += 1;
  const typed = { invited: id("invited").value, levels: id("levels").value, bands: id("bands").value };
  const request = { plan: id("plan").value, typed, words: id("agree").checked };
  const bytes = await file.arrayBuffer();
  worker.postMessage({ number, name: file.name, bytes, request }, [bytes]);
}

/** @param {{faults?: string[], plan?: string, text?: string, words?: string[], data?: string}} answer */
function show(answer) {
  const isRead = answer.faults === undefined;
  step("result").removeAttribute("aria-busy");
  step("result").hidden = !isRead;
  step("plan").hidden = isRead;
  list(id("faults"), answer.faults ?? []);
  if (answer.plan) id("plan").value = answer.plan;
  if (!isRead) return say("ยังสรุปไม่ได้ มีสิ่งที่ต้องตอบก่อน");
  say("อ่านได้แล้ว ยังไม่มีอะไรออกจากเครื่องนี้");
  id("text").textContent = answer.text;
  id("words").hidden = !answer.words?.length;
  list(id("words").querySelector("ul"), answer.words ?? []);
  data = answer.data ?? "";
  give();
}

/** @param {HTMLElement} place @param {string[]} lines */
function list(place, lines) {
  place.replaceChildren(...lines.map((line) => Object.assign(document.createElement("li"), { textContent: line })));
}

for (const name of ["title", "owner", "name"]) id(name).addEventListener("input", give);

/** Puts the files behind the two links. */
function give() {
  const name = id("name").value.trim();
  const isNamed = /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name);
  link(id("data"), isNamed ? `${name}.json` : "", data, "application/json");
  link(id("entry"), isNamed && id("title").value.trim() ? `${name}.md` : "", entry(name), "text/markdown");
}

/** @param {string} name */
function entry(name) {
  const key = "r" + [...crypto.getRandomValues(new Uint8Array(5))].map((byte) => ALPHABET[byte % 32]).join("");
  const today = new Intl.DateTimeFormat("sv", { timeZone: "Asia/Bangkok" }).format(new Date());
  const lines = { id: key, title: JSON.stringify(id("title").value.trim()), owner: JSON.stringify(id("owner").value), date: today, data: `data/${name}.json` };
  return Object.entries(lines).reduce((text, [field, value]) => text.replace(new RegExp(`^${field}: .*$`, "m"), () => `${field}: ${value}`), draft);
}

/** @param {HTMLAnchorElement} place @param {string} name @param {string} text @param {string} type */
function link(place, name, text, type) {
  if (place.href) URL.revokeObjectURL(place.href);
  place.removeAttribute("href");
  if (!name || !text) return place.setAttribute("aria-disabled", "true");
  place.removeAttribute("aria-disabled");
  place.download = name;
  place.href = URL.createObjectURL(new Blob([text], { type }));
}
