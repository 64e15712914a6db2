// Dates as people type them: 22/11/2569, 22 พ.ย. 69 and 2026-11-22 are the same day. Loaded where one may stand.

import { otherEra } from "./parts.js";

/**
 * A date in a text: where it stands, the ways to say each of its parts (day, month, year), and the whole as others write it.
 * @typedef {{start: number, end: number, parts: string[][], said: string[]}} Dated
 */

const MONTHS = "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม".split(" ");
const SHORT = "มค กพ มีค เมย พค มิย กค สค กย ตค พย ธค".split(" ");
const NAMES = [...MONTHS, ...SHORT];

const NUMERIC = /(^|[^0-9/.-])([0-9]{1,2})([/.-])([0-9]{1,2})\3([0-9]{4}|[0-9]{2})(?![0-9]|[/.-][0-9])/g;
const ISO = /(^|[^0-9-])([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?![0-9])/g;
const NAMED = new RegExp(`(^|[^0-9ก-๎])(?:([0-9]{1,2})\\s*)?(${NAMES.join("|")})(?![ก-๎])(?:[\\s.]*(?:[พค]ศ\\.?\\s*)?([0-9]{4}|[0-9]{2})(?![0-9]))?`, "g");

/** @param {string} text folded, without dots inside Thai abbreviations @returns {Dated[]} by start, without overlap */
export function datesIn(text) {
  /** @type {Dated[]} */
  const found = [];
  const add = (/** @type {RegExpMatchArray} */ { 0: all, 1: before, index = 0 }, /** @type {string} */ day, /** @type {number} */ month, /** @type {string} */ year) => {
    if (!(month >= 1 && month <= 12) || Number(day || 1) > 31 || (!day && !year)) return;
    const [start, end] = [index + before.length, index + all.length];
    if (!found.some((other) => start < other.end && end > other.start)) found.push({ start, end, ...ways(day, month, year) });
  };
  for (const match of text.matchAll(ISO)) add(match, match[4], Number(match[3]), match[2]);
  for (const match of text.matchAll(NUMERIC)) add(match, match[2], Number(match[4]), match[5]);
  for (const match of text.matchAll(NAMED)) add(match, match[2] ?? "", (NAMES.indexOf(match[3]) % 12) + 1, match[4] ?? "");
  return found.sort((a, b) => a.start - b.start);
}

/** @param {string} day @param {number} month @param {string} year either may be empty */
function ways(day, month, year) {
  const days = both(day);
  const months = [MONTHS[month - 1], SHORT[month - 1], ...both(String(month))];
  const years = year.length === 2 ? [`25${year}`, `20${year}`].flatMap((full) => [full, ...otherEra(full)]) : [year, ...otherEra(year)];
  const last = years[0].slice(-2);
  const written = [months[0], months[1], months[2]].map((name) => (days[0] ?? "") + name);
  if (days[1] || months[3]) written.push((days[1] ?? days[0] ?? "") + (months[3] ?? months[2])); // 05/06
  const said = written.flatMap((text) => [...years.slice(0, 2), ...(year ? [last] : [])].map((y) => text + y));
  return { parts: [day ? days : [], months, year ? [...years, last] : []].filter((forms) => forms.length), said };
}

/** A number with and without a leading zero. @param {string} digits */
function both(digits) {
  const plain = digits.replace(/^0/, "");
  return plain.length === 1 ? [plain, `0${plain}`] : [plain];
}
