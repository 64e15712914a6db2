// The keyboard left on the wrong language: Kedmanee (มอก. 820-2538) and US English share their keys.

const LATIN = "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./" + "~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:\"ZXCVBNM<>?";
const THAI = "_ๅ/-ภถุึคตจขชๆไำพะัีรนยบลฃฟหกดเ้่าสวงผปแอิืทมใฝ" + "%+๑๒๓๔ู฿๕๖๗๘๙๐\"ฎฑธํ๊ณฯญฐ,ฅฤฆฏโฌ็๋ษศซ.()ฉฮฺ์?ฒฬฦ";

const toThai = new Map([...LATIN].map((key, i) => [key, THAI[i]]));
const toLatin = new Map([...THAI].map((key, i) => [key, LATIN[i]]));

/**
 * Gives what the same keys would have typed in the other language.
 * @param {string} text @param {"thai" | "latin"} language
 */
export function retyped(text, language) {
  const keys = language === "thai" ? toThai : toLatin;
  return [...text].map((key) => keys.get(key) ?? key).join("");
}
