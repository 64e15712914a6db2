/** What the button says that reads a page aloud, in the languages of the site. */

const th = {
  stop: "หยุดฟัง",
  goOn: "ฟังต่อ",
  none: "อุปกรณ์นี้ยังไม่มีเสียงอ่านภาษาไทย ติดตั้งได้ในการตั้งค่าของเครื่อง หัวข้อการอ่านออกเสียงข้อความ",
};

/** @type {typeof th} */
const en = {
  stop: "Stop",
  goOn: "Go on",
  none: "This device has no voice of its own for this language",
};

export const words = document.documentElement.lang.startsWith("en") ? en : th;
