/** Every word of the search box, in the languages of the site; `{}` is the place of a value. */

const th = {
  search: "ค้นหา",
  results: "ผลการค้นหา",
  found: "พบ {} เรื่อง",
  foundThai: "พบในหน้าภาษาไทย {} เรื่อง",
  searching: "กำลังค้นหา",
  all: "ดูผลทั้งหมด {} เรื่อง",
  changed: 'แสดงผลของ "{}"',
  unquoted: 'ไม่มีหน้าใดมีข้อความในเครื่องหมายคำพูดครบตามตัว แสดงผลของ "{}"',
  missing: "ไม่มีหน้าใดมีคำว่า {}",
  related: "แสดงผลของคำที่ใกล้เคียง: {}",
  near: "เนื้อหาใกล้เคียง อาจไม่มีคำที่พิมพ์",
  partial: "ไม่มีหน้าใดมีครบทุกคำ",
  exact: "ค้นหาคำเดิม",
  close: "ปิดการค้นหา",
  more: "แสดงเพิ่มอีก {} เรื่อง",
  shown: "แสดง {} จาก {} เรื่อง",
  page: "หน้าเว็บ",
  example: "ตัวอย่าง",
  recent: "คำที่ค้นล่าสุดในเครื่องนี้",
  clearRecent: "ล้างคำที่ค้นล่าสุด",
  unanswered: "คำที่ค้นแล้วไม่พบ",
  unansweredHint: "เก็บในเครื่องนี้เท่านั้น ไม่มีใครอื่นเห็น ถ้าคลังมีเรื่องนั้นอยู่แต่ใช้คำอื่น ผู้ดูแลเติมคำในเอกสารหลัง official: แล้วคัดลอกแถวไปใส่ใน docs/_data/thesaurus.yml",
  copyRows: "คัดลอกแถว",
  copied: "คัดลอกแล้ว",
  clearUnanswered: "ล้างคำที่ค้นไม่พบ",
  hint: "พิมพ์คำ คำย่อ หรือทั้งคำถาม",
  filters: "ตัวกรอง",
  clearFilters: "ล้างตัวกรอง",
  allValues: "แสดงทั้งหมด {}",
  facets: { kind: "ประเภท", group: "กลุ่มงาน", school: "โรงเรียน", "fiscal-year": "ปีงบประมาณ", tag: "หัวข้อ", grade: "ระดับชั้น", skill: "ทักษะการคิด", component: "องค์ประกอบ", subject: "กลุ่มสาระ", time: "เวลา", cost: "ค่าใช้จ่าย", evidence: "หลักฐาน" },
  kinds: {},
  nothing: 'ไม่พบเรื่องที่ตรงกับ "{}"',
  nothingFiltered: "ไม่พบเรื่องที่ตรงกับตัวกรองที่เลือก",
  loosen: "ถ้าไม่เลือก {} พบ {} เรื่อง",
  drop: "ไม่เลือก {}",
  see: "ดู {} เรื่อง",
  nearest: "คำใกล้เคียงที่มีในคลัง",
  shorter: "ลองใช้คำสั้นลง หรือคำอื่นที่ความหมายใกล้กัน",
  ask: "ยังไม่มีเรื่องที่ต้องการ",
  report: "แจ้งสำนักงาน",
  contribute: "ฝากความรู้เรื่องนี้",
  browse: "เลือกดูจากรายการ",
  faults: {
    network: "ค้นหาไม่ได้ เพราะเชื่อมต่ออินเทอร์เน็ตไม่สำเร็จ",
    version: "ค้นหาไม่ได้ชั่วคราว เพราะหน้านี้กับดัชนีค้นหาเป็นคนละรุ่น ให้โหลดหน้าใหม่",
    missing: "ค้นหาไม่ได้ชั่วคราว เพราะกำลังปรับปรุงดัชนีค้นหา อีกสักครู่ให้ลองใหม่",
    broken: "ค้นหาไม่ได้ชั่วคราว เพราะดัชนีค้นหายังไม่ครบ อีกสักครู่ให้ลองใหม่",
  },
  retry: "ลองใหม่",
  reload: "โหลดหน้าใหม่",
  inThai: "",
  highlighted: "เน้นคำที่ค้น {} แห่ง",
  next: "แห่งถัดไป",
  unmark: "เลิกเน้น",
};

/** @type {typeof th} */
const en = {
  search: "Search",
  results: "Results",
  found: "{} found",
  foundThai: "{} found in the Thai pages",
  searching: "Searching",
  all: "See all {} results",
  changed: 'Showing results for "{}"',
  unquoted: 'No page has the quoted words exactly. Showing results for "{}"',
  missing: "No page has {}",
  related: "Showing results for a related word: {}",
  near: "Near in meaning, perhaps without these words",
  partial: "No page has all the words",
  exact: "Search as typed",
  close: "Close search",
  more: "Show {} more",
  shown: "Showing {} of {}",
  page: "Page",
  example: "Example",
  recent: "Recent searches on this device",
  clearRecent: "Clear recent searches",
  unanswered: "Searches that found nothing",
  unansweredHint: "Kept on this device only; nobody else sees them. If the library has the matter under another word, an editor adds that word after official: and copies the row into docs/_data/thesaurus.yml",
  copyRows: "Copy the rows",
  copied: "Copied",
  clearUnanswered: "Clear",
  hint: "Type a word, an abbreviation or a question",
  filters: "Filters",
  clearFilters: "Clear filters",
  allValues: "Show all {}",
  facets: { kind: "Kind", group: "Work group", school: "School", "fiscal-year": "Fiscal year (B.E.)", tag: "Tag", grade: "Grade", skill: "Thinking skill", component: "Component of the school botanical garden", subject: "Subject", time: "Time", cost: "Cost", evidence: "Evidence" },
  kinds: { knowledge: "Knowledge", exchange: "Exchange", research: "Research", practice: "Good practice" },
  nothing: 'Nothing found for "{}"',
  nothingFiltered: "Nothing matches the filters",
  loosen: "Without {}: {} found",
  drop: "Without {}",
  see: "See {}",
  nearest: "Similar words in the library",
  shorter: "Try a shorter or a different word",
  ask: "Not what you need?",
  report: "Tell the office (in Thai)",
  contribute: "Contribute (in Thai)",
  browse: "Browse the lists",
  faults: {
    network: "Search is not available: the connection failed",
    version: "Search is not available: this page and the index are of different versions. Please reload.",
    missing: "Search is being updated. Please try again in a moment.",
    broken: "The search index is incomplete. Please try again in a moment.",
  },
  retry: "Try again",
  reload: "Reload the page",
  inThai: "Search the Thai pages",
  highlighted: "{} highlighted",
  next: "Next",
  unmark: "Clear",
};

/** Language of the page's frame. */
export const language = document.documentElement.lang.startsWith("en") ? "en" : "th";

export const words = language === "en" ? en : th;

/** @param {string} pattern @param {...(string | number)} values */
export function say(pattern, ...values) {
  return pattern.replace(/\{\}/g, () => {
    const value = values.shift() ?? "";
    return typeof value === "number" ? digits(value) : value;
  });
}

const isThaiNumerals =
  language === "th" && document.querySelector("[data-numerals]")?.getAttribute("data-numerals") === "thai";
const locale = isThaiNumerals ? "th-u-nu-thai" : "en";

/** @param {number} number a count */
export const digits = (number) => number.toLocaleString(locale);

/** A number that names something, such as a year. @param {string} number */
export const name = (number) => number.replace(/[0-9]/g, (digit) => (isThaiNumerals ? "๐๑๒๓๔๕๖๗๘๙"[+digit] : digit));

/** ISO 8601 day → as readers see it: ๒๒ พ.ย. ๒๕๖๙ @param {string} day */
export function date(day) {
  const shown = language === "th" ? `th-TH-u-ca-buddhist-nu-${isThaiNumerals ? "thai" : "latn"}` : "en-GB";
  return new Date(day).toLocaleDateString(shown, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
}
