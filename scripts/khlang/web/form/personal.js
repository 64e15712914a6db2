/** Personal data in what was typed, by the rules of `khlang.privacy.patterns`. Nothing of it leaves the page. */

/** @typedef {import("./model.js").Personal} Personal */
/** @typedef {import("./model.js").Pattern} Pattern */

/** @type {WeakMap<Pattern, RegExp>} */
const compiled = new WeakMap();

/**
 * The kinds of personal data in a text, each with the first place.
 * @param {string} text @param {{ personal: Personal, public_contacts: string[] }} model
 */
export function personalData(text, { personal, public_contacts }) {
  /** @type {Map<string, string>} */
  const found = new Map();
  for (const { kind, words } of findings(text, personal)) {
    if (!found.has(kind) && !public_contacts.includes(contact(words, personal))) found.set(kind, words);
  }
  return found;
}

/**
 * What the patterns find in a text, in their order; of two in one place the first. Places are those of the plain form.
 * @param {string} text @param {Personal} personal
 */
export function findings(text, personal) {
  const typed = plain(text, personal);
  /** @type {{ kind: string, words: string, start: number, end: number }[]} */
  const found = [];
  for (const pattern of personal.patterns) {
    for (const [start, end] of matches(pattern, typed, personal.near)) {
      if (found.some((other) => start < other.end && other.start < end)) continue;
      found.push({ kind: pattern.kind, words: typed.slice(start, end), start, end });
    }
  }
  for (const one of belowHeads(typed, personal)) {
    if (!found.some((other) => one.start < other.end && other.start < one.end)) found.push(one);
  }
  return found;
}

/** What cells of tables hold when read with the head of their column: โทร over 812345678. @param {string} text @param {Personal} personal */
function* belowHeads(text, personal) {
  const head = new RegExp(personal.told_by_head);
  /** @type {string[]} */
  let heads = [];
  for (const line of text.matchAll(/^[ >]*\|[^\n]*$/gm)) {
    const cells = Array.from(line[0].matchAll(/\|([^|\n]*)/g), (cell) => ({ start: line.index + cell.index + 1, words: cell[1].trim() }));
    const isHead = cells.some(({ words }) => head.test(words)) && !cells.some(({ words }) => /[0-9]{4}/.test(words));
    if (!heads.length || isHead) {
      heads = isHead ? cells.map(({ words }) => words) : [];
      continue;
    }
    for (const [i, { start, words }] of cells.slice(0, heads.length).entries()) {
      const said = heads[i].includes("คำนำหน้า") ? `${words} ${cells[i + 1]?.words ?? ""}` : words; // the name stands beside its title
      const one = said && head.test(heads[i]) && headed(`${heads[i].slice(0, 60)}: `, said, personal);
      if (one) yield { ...one, start, end: start + said.length + 1 };
    }
  }
}

/** @param {string} head @param {string} cell @param {Personal} personal */
function headed(head, cell, { patterns, near }) {
  for (const pattern of patterns) {
    for (const [start, end] of matches(pattern, head + cell, near)) {
      if (end > head.length) return { kind: pattern.kind, words: (head + cell).slice(start, end) };
    }
  }
}

/**
 * A text in plain form: digits of all scripts as 0-9, one dash, nothing unseen, compatibility forms as plain letters.
 * @param {string} text @param {Personal} personal
 */
function plain(text, { folding: { zeros, dashes, unseen } }) {
  return text.replace(/[^\t\n\r -~ก-๏๚๛]/gu, (letter) => {
    const point = /** @type {number} */ (letter.codePointAt(0));
    if (unseen.some(([first, last]) => first <= point && point <= last)) return "";
    if (dashes.includes(letter)) return "-";
    const zero = zeros.find((one) => one <= point && point < one + 10);
    return zero === undefined ? letter.normalize("NFKC") : String(point - zero);
  });
}

/** Where a pattern finds something in a text in plain form. @param {Pattern} pattern @param {string} text @param {number} near */
function* matches(pattern, text, near) {
  if (!compiled.has(pattern)) compiled.set(pattern, new RegExp(pattern.pattern, "g"));
  const expression = /** @type {RegExp} */ (compiled.get(pattern));
  expression.lastIndex = 0;
  for (let match; (match = expression.exec(text)); ) {
    const start = match.index + match[1].length;
    const end = start + match[2].length;
    const isRight = counts(match[2], pattern, text.slice(Math.max(0, start - near), start), text.slice(end, end + near));
    expression.lastIndex = isRight ? Math.max(end, match.index + 1) : start + 1; // what is refused may hide what is not
    if (isRight) yield [start, end];
  }
}

/** @param {string} text @param {Pattern} pattern @param {string} before @param {string} after */
function counts(text, { check, unless, unless_near }, before, after) {
  if (check && !checks[check](text)) return false;
  if (unless && new RegExp(unless).test(before)) return false;
  return !(unless_near && new RegExp(unless_near).test(before + after));
}

/** @param {string} text */
const hasOneBreak = (text) => (text.match(/[\n|\t]/g) ?? []).length <= 1;

/** The same as CHECKS of khlang.privacy.patterns. @type {Record<string, (text: string) => boolean>} */
const checks = {
  "one-break": hasOneBreak,
  telephone: (text) => hasOneBreak(text) && !/[.,].*\n|\n.*[.,]|\/2[45][0-9]{2}$/.test(text),
  "thai-pin": (text) => hasOneBreak(text) && isIdentityNumber(text.replace(/[Oo]/g, "0").replace(/[Il]/g, "1")),
  "thai-pin-boxes": (text) => isIdentityNumber(text) && /[6-9]/.test(text),
};

/** The thirteenth digit is (11 − (d1×13 + … + d12×2) mod 11) mod 10; offices have 0994. @param {string} typed */
function isIdentityNumber(typed) {
  const digits = Array.from(typed.replace(/[^0-9]/g, ""), Number);
  const sum = digits.slice(0, 12).reduce((total, digit, i) => total + digit * (13 - i), 0);
  return digits.length === 13 && (11 - (sum % 11)) % 10 === digits[12] && digits.slice(0, 4).join("") !== "0994";
}

/** The one form in which contacts are compared: `contact()` of khlang.privacy.patterns. @param {string} typed @param {Personal} personal */
export function contact(typed, personal) {
  const text = plain(typed, personal);
  if (!/[A-Za-z@]/.test(text)) {
    const digits = text.replace(/[^0-9]/g, "");
    const isAbroad = /^([(]?\+|[(]66|00)/.test(text) || /^66(?:0?[2-9][0-9]{7,8})$/.test(digits);
    return (isAbroad ? digits.replace(/^(?:00)?66(?:0(?=[0-9]{8}))?/, "0") : digits).replace(/^(?=[689][0-9]{8}$)/, "0");
  }
  return text.replace(/^(?:LINE|Line|line|ไลน์|ไลน) *(?:ID|Id|id|ไอดี)? *(?:[:=]|คือ)? */, "").toLowerCase();
}
