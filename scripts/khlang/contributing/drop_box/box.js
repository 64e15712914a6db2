// ตู้รับฝากของคลังความรู้ สร้างด้วยคำสั่ง khlang generate --drop-box อย่าแก้ที่นี่ ให้สร้างใหม่
// วิธีติดตั้งสิบขั้นอยู่ในคู่มือของเว็บไซต์ที่ guide/drop-box/
//
// Whatever arrives was written by a stranger. It is checked, kept in a private folder, and leaves it only when an editor
// ticks its row; then it becomes a pull request, which the site's own checks and a person look at once more.

const LIMITS = {
  parcel: 6000000, // characters of a whole post
  text: 200000, // characters of the entry
  pictures: 8,
  picture: 700000, // bytes
  tenMinutes: 20, // parcels
  day: 200,
};
const COLUMNS = ["วันที่รับ", "เลขรับ", "ประเภท", "ชื่อเรื่อง", "โฟลเดอร์", "อนุมัติ", "ไม่รับ", "สถานะ", "pull request"];
const [RECEIPT, TITLE, APPROVED, REFUSED, STATE, REQUEST] = [2, 4, 6, 7, 8, 9]; // columns, from 1
const STATES = { waiting: "รออ่าน", proposed: "ส่งต่อแล้ว", refused: "ไม่รับ", failed: "ส่งต่อไม่สำเร็จ" };
const RECEIPT_SHAPE = /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/;

class Refusal extends Error {}

/** Run once, by hand: makes the folder, the sheet and the trigger. */
function setUp() {
  const store = PropertiesService.getScriptProperties();
  if (!store.getProperty("folder")) store.setProperty("folder", DriveApp.createFolder("ตู้รับฝาก").getId());
  if (!store.getProperty("sheet")) {
    const made = SpreadsheetApp.create("ตู้รับฝาก");
    made.getSheets()[0].appendRow(COLUMNS);
    DriveApp.getFileById(made.getId()).moveTo(DriveApp.getFolderById(store.getProperty("folder")));
    store.setProperty("sheet", made.getId());
  }
  if (!ScriptApp.getProjectTriggers().some((one) => one.getHandlerFunction() === "onTick")) {
    ScriptApp.newTrigger("onTick").forSpreadsheet(SpreadsheetApp.openById(store.getProperty("sheet"))).onEdit().create();
  }
}

/** A draft arrives. */
function doPost(event) {
  return answer(() => {
    if (PropertiesService.getScriptProperties().getProperty("closed")) throw new Refusal("ตู้รับฝากปิดอยู่ ให้ใช้ทางอื่น");
    const parcel = opened(event);
    const lock = LockService.getScriptLock();
    lock.waitLock(20000);
    try {
      return { ok: true, receipt: kept(parcel) };
    } finally {
      lock.releaseLock();
    }
  });
}

/** What became of a draft, for whoever has its receipt number. */
function doGet(event) {
  return answer(() => {
    const receipt = String((event.parameter ?? {}).receipt ?? "");
    if (!RECEIPT_SHAPE.test(receipt)) throw new Refusal("เลขรับไม่ถูกรูป");
    const row = rowOf(receipt);
    if (!row) throw new Refusal("ไม่พบเลขรับนี้");
    const [state, request] = sheet().getRange(row, STATE, 1, 2).getValues()[0].map(String);
    return { ok: true, state, request: /^https:\/\/github\.com\//.test(request) ? request : "" };
  });
}

/** An editor ticked a box. */
function onTick(event) {
  const { range } = event;
  const row = range.getRow();
  if (row < 2 || range.getSheet().getName() !== sheet().getName() || range.getNumRows() !== 1 || range.getNumColumns() !== 1) return;
  if (range.getValue() !== true || String(sheet().getRange(row, STATE).getValue()) === STATES.proposed) return;
  if (range.getColumn() === REFUSED) {
    sheet().getRange(row, STATE).setValue(STATES.refused);
  } else if (range.getColumn() === APPROVED) {
    const lock = LockService.getScriptLock();
    lock.waitLock(20000);
    try {
      sheet().getRange(row, REQUEST).setValue(proposed(String(sheet().getRange(row, RECEIPT).getValue())));
      sheet().getRange(row, STATE).setValue(STATES.proposed);
    } catch (error) {
      sheet().getRange(row, APPROVED).setValue(false);
      sheet().getRange(row, STATE).setValue(`${STATES.failed}: ${String(error.message).slice(0, 200)}`);
    } finally {
      lock.releaseLock();
    }
  }
}

function answer(work) {
  let said;
  try {
    said = work();
  } catch (error) {
    said = { ok: false, message: error instanceof Refusal ? error.message : "รับเรื่องไม่ได้ในขณะนี้ ลองใหม่ภายหลัง หรือใช้ทางอื่น" };
    if (!(error instanceof Refusal)) console.error(error.name); // never the words of a parcel
  }
  return ContentService.createTextOutput(JSON.stringify(said)).setMimeType(ContentService.MimeType.JSON);
}

/** A post as a draft of ours. Throws for everything else. */
function opened(event) {
  const typed = event.postData ? String(event.postData.contents) : "";
  if (!typed || typed.length > LIMITS.parcel) throw new Refusal("เรื่องนี้ใหญ่เกินไป ให้ลดจำนวนภาพ หรือใช้ทางอื่น");
  let parcel;
  try {
    parcel = JSON.parse(typed);
  } catch {
    throw new Refusal("ไม่ใช่เรื่องจากแบบฟอร์มนี้");
  }
  checkShape(parcel);
  checkWords(parcel.text);
  return parcel;
}

function checkShape(parcel) {
  const isText = (value, most) => typeof value === "string" && value.length <= most;
  const isOurs = parcel && typeof parcel === "object" && parcel.format === "khlang-drop" && Object.keys(parcel).sort().join() === "format,path,pictures,text";
  if (!isOurs || !isText(parcel.path, 200) || !isText(parcel.text, LIMITS.text) || !Array.isArray(parcel.pictures)) throw new Refusal("ไม่ใช่เรื่องจากแบบฟอร์มนี้");
  const { alphabet, length } = RULES.id;
  const found = RULES.kinds.map((kind) => ({ kind, match: parcel.path.match(new RegExp(`^docs/${kind.folder}/\\d{4}-\\d\\d-\\d\\d-(${kind.letter}[${alphabet}]{${length}})\\.md$`)) })).find(({ match }) => match);
  if (!found) throw new Refusal("ไม่ใช่ไฟล์ของคลังนี้");
  const id = found.match[1];
  const head = parcel.text.match(/^---\n([^]*?)\n---\n/);
  if (!head || !head[1].split("\n").includes(`id: ${id}`) || !/^status: (?:published|draft)$/m.test(head[1])) throw new Refusal("ส่วนหัวของเรื่องไม่ถูกรูป");
  if (parcel.pictures.length > LIMITS.pictures) throw new Refusal(`ใส่ได้ไม่เกิน ${LIMITS.pictures} ภาพ`);
  parcel.pictures.forEach((picture, i) => {
    const isPicture = picture && typeof picture === "object" && Object.keys(picture).sort().join() === "data,name" && picture.name === `images/${id}-${i + 1}.jpg`;
    if (!isPicture || !isText(picture.data, LIMITS.picture * 1.4) || !/^[A-Za-z0-9+/]+={0,2}$/.test(picture.data)) throw new Refusal("ภาพไม่ถูกรูป");
    const bytes = Utilities.base64Decode(picture.data);
    const isJpeg = bytes.length <= LIMITS.picture && [0xff, 0xd8, 0xff].every((value, place) => (bytes[place] & 255) === value);
    if (!isJpeg || !parcel.text.includes(picture.name)) throw new Refusal("ภาพไม่ถูกรูป");
  });
}

/** What may never become public is not even kept. */
function checkWords(text) {
  if (personalData(text, RULES).size) throw new Refusal("มีข้อมูลส่วนบุคคล ให้ลบออกแล้วส่งใหม่");
  const { tags, attributes } = RULES.active;
  const isActive = new RegExp(`<\\s*/?(?:${tags.join("|")})(?![A-Za-z0-9-])`, "i").test(text) || new RegExp(`(?:<[A-Za-z][^>]*|\\{[^}\\n]*)[\\s/"'{:](?:${attributes})\\s*=`, "i").test(text);
  if (isActive) throw new Refusal("มีคำสั่งที่ทำงานในหน้าเว็บ ให้ลบออกแล้วส่งใหม่");
  if (new RegExp(RULES.roster, "m").test(text)) throw new Refusal("มีตารางรายชื่อนักเรียน ให้ลบคอลัมน์ชื่อแล้วส่งใหม่");
  if (/[\0-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]/.test(text)) throw new Refusal("มีอักขระที่มองไม่เห็น ให้พิมพ์ใหม่แล้วส่งอีกครั้ง");
}

/** Puts a parcel into Drive and a row into the sheet; the same parcel again gets the same number. */
function kept(parcel) {
  const cache = CacheService.getScriptCache();
  const digest = Utilities.base64EncodeWebSafe(Utilities.computeDigest(Utilities.DigestAlgorithm.SHA_256, JSON.stringify(parcel), Utilities.Charset.UTF_8));
  const known = cache.get(digest);
  if (known) return known;
  count(cache, "tenMinutes", 600);
  count(cache, "day", 21600); // seconds: the longest that the cache keeps; four such spans make a day
  const receipt = newReceipt();
  const folder = DriveApp.getFolderById(PropertiesService.getScriptProperties().getProperty("folder")).createFolder(receipt);
  folder.createFile(parcel.path.slice(parcel.path.lastIndexOf("/") + 1), parcel.text, "text/markdown");
  folder.createFile("parcel.json", JSON.stringify({ path: parcel.path, pictures: parcel.pictures.map(({ name }) => name) }), "application/json");
  for (const { name, data } of parcel.pictures) folder.createFile(Utilities.newBlob(Utilities.base64Decode(data), "image/jpeg", name.slice(name.lastIndexOf("/") + 1)));
  const kind = RULES.kinds.find(({ folder: place }) => parcel.path.startsWith(`docs/${place}/`));
  const today = Utilities.formatDate(new Date(), "Asia/Bangkok", "yyyy-MM-dd HH:mm");
  const row = [today, receipt, kind.label, asText(titleOf(parcel.text)), folder.getUrl(), false, false, STATES.waiting, ""];
  sheet().appendRow(row);
  sheet().getRange(sheet().getLastRow(), APPROVED, 1, 2).insertCheckboxes();
  cache.put(digest, receipt, 21600);
  return receipt;
}

function count(cache, span, seconds) {
  const parcels = Number(cache.get(span) ?? 0) + 1;
  if (parcels > (span === "day" ? LIMITS.day / 4 : LIMITS[span])) throw new Refusal("มีผู้ส่งมากในขณะนี้ ลองใหม่ภายหลัง หรือใช้ทางอื่น");
  cache.put(span, String(parcels), seconds);
}

function newReceipt() {
  const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  for (;;) {
    const bytes = Utilities.computeDigest(Utilities.DigestAlgorithm.SHA_256, Utilities.getUuid(), Utilities.Charset.UTF_8).slice(0, 8);
    const code = bytes.map((byte) => letters[byte & 31]).join("");
    const receipt = `${code.slice(0, 4)}-${code.slice(4)}`;
    if (!rowOf(receipt)) return receipt;
  }
}

function titleOf(text) {
  const found = text.match(/^title: (.*)$/m);
  return found ? found[1].replace(/^"(.*)"$/, "$1").slice(0, 150) : "";
}

/** A cell that begins with = would be a formula. */
const asText = (words) => (/^[=+\-@\t]/.test(words) ? `'${words}` : words);

const sheet = () => SpreadsheetApp.openById(PropertiesService.getScriptProperties().getProperty("sheet")).getSheets()[0];

function rowOf(receipt) {
  const last = sheet().getLastRow();
  if (last < 2) return 0;
  const place = sheet().getRange(2, RECEIPT, last - 1, 1).getValues().findIndex(([value]) => String(value) === receipt);
  return place < 0 ? 0 : place + 2;
}

/** Opens a pull request with a kept parcel; gives its address. What a first try had done already is no fault. */
function proposed(receipt) {
  const folders = DriveApp.getFolderById(PropertiesService.getScriptProperties().getProperty("folder")).getFoldersByName(receipt);
  if (!folders.hasNext()) throw new Error("ไม่พบโฟลเดอร์ของเรื่องนี้");
  const folder = folders.next();
  const file = (name) => folder.getFilesByName(name).next().getBlob();
  const { path, pictures } = JSON.parse(file("parcel.json").getDataAsString("UTF-8"));
  const text = file(path.slice(path.lastIndexOf("/") + 1)).getDataAsString("UTF-8"); // as the editor left it
  const branch = `drop/${receipt.toLowerCase()}`;
  const { object } = gitHub("GET", "git/ref/heads/main");
  gitHub("POST", "git/refs", { ref: `refs/heads/${branch}`, sha: object.sha }, [422]);
  put(path, Utilities.newBlob(text, "text/markdown").getBytes(), branch);
  for (const name of pictures) put(`${path.slice(0, path.lastIndexOf("/"))}/${name}`, file(name.slice(name.lastIndexOf("/") + 1)).getBytes(), branch);
  const title = `รับฝาก ${receipt}`; // no words of a stranger
  const body = `เรื่องจากตู้รับฝาก เลขรับ ${receipt} บรรณาธิการอ่านและอนุมัติในแผ่นงานแล้ว ผลตรวจอยู่ด้านล่าง`;
  const made = gitHub("POST", "pulls", { title, head: branch, base: "main", body }, [422]);
  if (made.html_url) return made.html_url;
  const [first] = gitHub("GET", `pulls?state=open&head=${RULES.repository.split("/")[0]}:${branch}`);
  if (!first) throw new Error("เปิด pull request ไม่ได้");
  return first.html_url;
}

function put(path, bytes, branch) {
  const place = `contents/${path.split("/").map(encodeURIComponent).join("/")}`;
  const before = gitHub("GET", `${place}?ref=${encodeURIComponent(branch)}`, null, [404]);
  const change = { message: `Add ${path}`, content: Utilities.base64Encode(bytes), branch };
  gitHub("PUT", place, before.sha ? { ...change, sha: before.sha } : change);
}

/** A call of GitHub's REST API; `allowed` are answers of fault that the caller can live with. */
function gitHub(method, place, body = null, allowed = []) {
  const token = PropertiesService.getScriptProperties().getProperty("token");
  if (!token) throw new Error("ยังไม่ได้ใส่ token ในคุณสมบัติของสคริปต์");
  const options = {
    method: method.toLowerCase(),
    headers: { Authorization: `Bearer ${token}`, Accept: "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28" },
    muteHttpExceptions: true,
    ...(body ? { contentType: "application/json", payload: JSON.stringify(body) } : {}),
  };
  const said = UrlFetchApp.fetch(`https://api.github.com/repos/${RULES.repository}/${place}`, options);
  const code = said.getResponseCode();
  if (code >= 300 && !allowed.includes(code)) throw new Error(code === 401 || code === 403 ? "GitHub ไม่รับ token อาจหมดอายุ" : `GitHub ตอบ ${code}`);
  return JSON.parse(said.getContentText() || "{}");
}
