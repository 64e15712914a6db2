/** Days as people type them and the weeks they lie in: a part of what khlang.thai.dates reads, never more. */

/** @typedef {Pick<import("./model.js").Model, "months" | "years">} Calendar */

/** Whether a text writes out a day that the calendar knows: 15 ธ.ค. 2569, 15/12/2569, 2026-12-15. @param {string} text @param {Calendar} calendar */
export function dayIn(text, { months, years }) {
  const typed = text.trim().replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0xe50));
  const first = typed.match(/^(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})$/);
  if (first) return isDay(Number(first[1]), Number(first[2]), Number(first[3]), years);
  const names = months.flat().map((name) => name.replace(/\./g, "\\.?"));
  const written = new RegExp(`(?:^|[^\\d])(\\d{1,2})(?:\\s*(?:เดือน\\s*)?(${names.join("|")})\\s*(?:พ\\.?\\s?ศ\\.?\\s*)?(\\d{4}|\\d{2})|[/.-](\\d{1,2})[/.-](\\d{4}))(?!\\d)`);
  const found = typed.match(written);
  if (!found) return false;
  const month = found[4] ? Number(found[4]) : monthOf(found[2], months);
  return isDay(Number(found[3] ?? found[5]), month, Number(found[1]), years);
}

/** @param {string} name @param {string[][]} months */
function monthOf(name, months) {
  const plain = (/** @type {string} */ one) => one.replace(/\./g, "");
  return months.findIndex((names) => names.some((one) => plain(one) === plain(name))) + 1;
}

/** @param {number} typed year of either era @param {number} month from 1 @param {number} day @param {Calendar["years"]} years */
function isDay(typed, month, day, { buddhist_from, apart }) {
  const year = typed < 100 ? typed + 2500 : typed; // of two figures: พ.ศ. 25xx

  const date = new Date(Date.UTC(2000, month - 1, 1));
  date.setUTCFullYear(year >= buddhist_from ? year - apart : year, month - 1, day); // leap years are the common era's
  return month >= 1 && month <= 12 && day >= 1 && date.getUTCDate() === day;
}

/** The Monday of a day's week. @param {string} day ISO 8601 */
export function mondayOf(day) {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  return date.toISOString().slice(0, 10);
}
