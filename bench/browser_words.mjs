// Which common Thai words a browser keeps whole: `node bench/browser_words.mjs > scripts/khlang/thai/kept_whole_th.txt`.
// Browsers cut Thai by ICU's dictionary (https://unicode-org.github.io/icu/userguide/boundaryanalysis/), Node has the same.
import { readFileSync } from "node:fs";

const common = readFileSync(new URL("../scripts/khlang/thai/common_words_th.tsv", import.meta.url), "utf8");
const segmenter = new Intl.Segmenter("th", { granularity: "word" });
const severalSyllables = /^(?:[ะ-ฺเ-๎]*[ก-ฮ]){2}[ก-ฺเ-๎]*$/;

// ICU looks at three words at a time, so neighbours move its cuts: a word counts that no neighbour gets cut.
const before = ["", "และ", "การ", "ความ", "ของ", "ใน", "ที่", "ด้าน", "ว่า", "ผู้", "ไม่", "มี", "เป็น", "ให้", "แล้ว", "ต้อง"];
const after = ["", "และ", "ของ", "ใน", "ที่", "ได้", "ไม่", "ว่า", "แก้", "เป็น", "ให้", "มี", "การ", "กับ", "พอ", "อะไร", "นี้"];

function isKept(word, left, right) {
  const [start, end] = [left.length, left.length + word.length];
  return ![...segmenter.segment(left + word + right)].some(({ index }) => start < index && index < end);
}

for (const line of common.split("\n")) {
  const word = line.split("\t")[0];
  const pairs = [...before.map((left) => [left, ""]), ...after.map((right) => ["", right])];
  if (severalSyllables.test(word) && word.length > 3 && pairs.every((pair) => isKept(word, ...pair))) console.log(word);
}
