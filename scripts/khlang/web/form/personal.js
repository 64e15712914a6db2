/** Personal data in what was typed, by the patterns of `khlang.privacy.patterns`. Nothing of it leaves the page. */

/** @typedef {import("./model.js").Model} Model */

/** @type {WeakMap<Model, RegExp[]>} */
const compiled = new WeakMap();

/** The kinds of personal data in a text, each with the first place. @param {string} text @param {Model} model */
export function personalData(text, model) {
  if (!compiled.has(model)) compiled.set(model, model.personal.map(({ pattern }) => new RegExp(pattern, "g")));
  const expressions = /** @type {RegExp[]} */ (compiled.get(model));
  /** @type {Map<string, string>} */
  const found = new Map();
  model.personal.forEach(({ kind, check }, i) => {
    for (const one of matches(expressions[i], text, check)) {
      if (!found.has(kind) && !model.public_contacts.includes(contact(one))) found.set(kind, one);
    }
  });
  return found;
}

/** @param {RegExp} expression @param {string} text @param {string} [check] */
function* matches(expression, text, check) {
  expression.lastIndex = 0;
  for (let match; (match = expression.exec(text)); ) {
    const start = match.index + match[1].length;
    const isRight = check !== "thai-pin" || isIdentityNumber(match[2]);
    expression.lastIndex = isRight ? Math.max(start + match[2].length, match.index + 1) : start + 1; // what is refused may hide what is not
    if (isRight) yield match[2];
  }
}

/** @param {string} text */
const western = (text) => text.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0xe50));

/** The thirteenth digit is (11 − (d1×13 + … + d12×2) mod 11) mod 10. @param {string} typed */
function isIdentityNumber(typed) {
  const digits = Array.from(western(typed).replace(/[^0-9]/g, ""), Number);
  const sum = digits.slice(0, 12).reduce((total, digit, i) => total + digit * (13 - i), 0);
  return digits.length === 13 && (11 - (sum % 11)) % 10 === digits[12];
}

/** The one form in which contacts are compared: `contact()` of khlang.privacy.patterns. @param {string} typed */
export function contact(typed) {
  const text = western(typed);
  if (!/[A-Za-z@]/.test(text)) {
    const digits = text.replace(/[^0-9]/g, "");
    return /^([(]?\+|[(]66|00)/.test(text) ? digits.replace(/^(?:00)?66(?:0(?=[0-9]{8}))?/, "0") : digits;
  }
  return text
    .replace(/^(?:LINE|Line|line|ไลน์|ไลน)\s*(?:ID|Id|id|ไอดี)?\s*(?:[:=：]|คือ)?\s*/, "")
    .toLowerCase()
    .replace("＠", "@");
}
