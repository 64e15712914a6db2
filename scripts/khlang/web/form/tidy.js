/**
 * Text as people type or paste it → the Markdown that they mean. The same as khlang.content.tidy, rule by rule;
 * tests/cases/both/tidy.yml holds both to the same answers.
 */

import { cleaned } from "./text.js";

/** @typedef {{ typed: string, family: string, said: string, number: number | null }} Label */
/** @typedef {{ kind: string, indent: number }} Level an item that is open, and so may hold others */

const INDENT = 4;
const [NEAREST, FARTHEST] = [2, 5];

const DOTS = "•●▪◦‣·○■□◆◇➢➤►▶❖";
const TOLD = "✅✓✔☑☐❌❎👉📌🔹🔸";
const D = "[0-9๐-๙]{1,3}";
const CLOCK = /^\s*[0-9๐-๙]{1,2}[.:][0-9๐-๙]{2}\s*(?:น\.|[-–])/;
const LABEL = new RegExp(
  "^\\s*(?:" +
    `([-${DOTS}]|[–—](?=[\\sก-๛])|[*+](?=\\s))(?=[\\sก-๛A-Za-z“"(])` +
    `|([${TOLD}])\\ufe0f?(?=\\s*[\\p{L}\\p{N}_“"(*])` +
    `|(${D}(?:\\.${D})+)\\.?(?=\\s)` +
    `|(${D})\\.?\\)` +
    `|(${D})\\.(?![0-9๐-๙])` +
    `|\\((${D})\\)` +
    "|([ก-ฮA-Za-z])[.)](?=\\s)" +
    "|\\(([ก-ฮA-Za-z])\\)" +
    `|(ข้อ\\s*${D})(?=\\s)` +
    ")\\s*",
  "u",
);
const FAMILIES = ["bullet", "sign", "dotted", "half", "number", "round", "letter", "roundletter", "clause"]; // as its groups
const FENCE = /^[ \t]*(`{3,}|~{3,})/;
const HOLDER = /^(?:(?:!!!|\?\?\?|===)|\[\^[^\]\n]+\]:|:[ \t])/;
const RULE = /^[ \t]*(?:[-*_=][ \t]*){3,}$/;
const BLOCK_TAG = /^[ \t]*<(?:!--|\/?(?:div|details|summary|table|thead|tbody|tr|td|th|ul|ol|li|p|figure|figcaption|blockquote)\b)/i;
const ALPHABETS = ["กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ", "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
const COUNTED = ["number", "half", "round"];
const SIGNS = "-*+";

/** A text as typed → Markdown: every line break a break, every list a list, cells parted by tabs a table. @param {string} text */
export function tidy(text) {
  return parted([...shaped(cleaned(text).split("\n"))]).join("\n").replace(/^\n+|\n+$/g, "");
}

/** @param {string} text @returns {Label | null} */
function labelOf(text) {
  const found = LABEL.exec(text);
  if (!found || CLOCK.test(text)) return null;
  const group = found.findIndex((value, i) => i > 0 && value);
  const [name, said] = [FAMILIES[group - 1], found[group]];
  const family = name === "dotted" ? `dotted${said.split(".").length}` : name;
  return { typed: found[0], family, said, number: COUNTED.includes(family) ? Number(arabic(said)) : null };
}

/** @param {string} text */
const arabic = (text) => text.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0xe50));

/** @param {string} said */
const plain = (said) => arabic(said).replace(/\s/g, "");

/** What siblings have in common: the family, and for bullets the sign. @param {Label} label */
function kindOf({ family, said }) {
  if (family === "bullet") return "–—".includes(said) ? "-" : said;
  return family === "letter" ? `letter${ALPHABETS.findIndex((one, i) => one.includes(said) || i === 2)}` : family;
}

/** @param {Label} label */
function marker({ family, said, number, typed }) {
  if (COUNTED.includes(family)) return `${number}. `;
  if (family === "bullet") return `${SIGNS.includes(said) ? said : "-"} `;
  return `- ${typed.trim()} `; // ก. and ✅ say something that Markdown would not
}

/** @param {Label} label */
function isFirst({ family, said }) {
  return family.includes("letter") ? ["ก", "a", "A"].includes(plain(said)) : /(?:^|\D)1$/.test(plain(said));
}

/** What is counted after this: ข after ก, 1.3 after 1.2, ข้อ2 after ข้อ1. @param {string} said */
function next(said) {
  const alphabet = ALPHABETS.find((one) => one.includes(said));
  if (alphabet) return alphabet[alphabet.indexOf(said) + 1] ?? "";
  return said.replace(/\d+$/, (figure) => String(Number(figure) + 1));
}

/** @param {string} line */
function columns(line) {
  let count = 0;
  for (const sign of line) {
    if (sign === "\t") count += INDENT - (count % INDENT);
    else if (sign === " ") count += 1;
    else break;
  }
  return count;
}

/** @param {string} line */
const cells = (line) => (!line.startsWith("\t") && line.trim().includes("\t") ? line.replace(/^ +| +$/g, "").split("\t") : [line]);

/** @param {string[]} lines @param {number} start */
function tableEnd(lines, start) {
  const count = cells(lines[start]).length;
  let end = start;
  while (end < lines.length && count > 1 && cells(lines[end]).length === count && !labelOf(lines[end])) end += 1;
  return end - start > 1 ? end : start;
}

/** @param {string[]} lines */
function asTable(lines) {
  const rows = lines.map((line) => `| ${cells(line).map((cell) => cell.trim().replace(/\|/g, "\\|")).join(" | ")} |`);
  return [rows[0], `|${"---|".repeat(cells(lines[0]).length)}`, ...rows.slice(1)];
}

/** @param {string[]} lines */
function* shaped(lines) {
  const walk = new Walk(lines);
  let [fence, holds] = ["", false];
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i];
    const mark = FENCE.exec(line)?.[1];
    if (fence || mark) {
      fence = fence ? (mark?.startsWith(fence) ? "" : fence) : (mark ?? "");
      yield line;
      continue;
    }
    const end = line.trim() ? tableEnd(lines, i) : i;
    if (!line.trim()) yield walk.empty();
    else if (holds && /^[ \t]/.test(line)) yield line.trimEnd();
    else if (end > i) {
      walk.close();
      yield* asTable(lines.slice(i, end));
      i = end - 1;
    } else {
      holds = HOLDER.test(line);
      yield walk.line(i).trimEnd();
    }
  }
}

/** Goes through lines and keeps in mind which items are open. */
class Walk {
  /** @param {string[]} lines */
  constructor(lines) {
    this.lines = lines;
    /** @type {Level[]} */
    this.open = [];
    /** Kind of a label that Markdown does not know → the one that came last. @type {Record<string, string>} */
    this.counted = {};
    this.afterEmpty = false;
  }

  close() {
    this.open = [];
  }

  empty() {
    this.afterEmpty = true;
    return "";
  }

  /** @param {number} i */
  line(i) {
    const line = this.lines[i];
    const found = RULE.test(line) ? null : labelOf(line);
    const given = found && this.isLabel(i, found) ? this.item(line, found, columns(line)) : this.words(line, columns(line));
    this.afterEmpty = false;
    return given;
  }

  /** @param {string} line @param {Label} found @param {number} indent */
  item(line, found, indent) {
    const kind = kindOf(found);
    const [root] = this.open;
    if (this.afterEmpty && root && indent < root.indent + NEAREST && kind !== root.kind) this.close(); // another list
    while (this.open.length && indent + NEAREST <= this.open[this.open.length - 1].indent) this.open.pop();
    const same = this.open.findIndex((one) => isSibling(one, kind, indent));
    const level = same < 0 ? this.open.length : same;
    this.open = [...this.open.slice(0, level), { kind, indent }];
    return `${" ".repeat(INDENT * level)}${marker(found)}${line.slice(found.typed.length)}`;
  }

  /** @param {string} line @param {number} indent */
  words(line, indent) {
    const inside = INDENT * (this.open.length - 1);
    const last = this.open[this.open.length - 1];
    if (last && indent - Math.min(last.indent, inside) >= NEAREST && indent <= inside + FARTHEST) {
      const depth = this.afterEmpty ? Math.min(Math.floor(indent / INDENT), this.open.length) : this.open.length;
      if (depth) return `${" ".repeat(INDENT * depth)}${line.trim()}`;
    }
    this.close();
    return line.trimStart();
  }

  /** Whether a label counts: ก. and ๑.๑ begin sentences too, so others must follow, or have come before. @param {number} i @param {Label} found */
  isLabel(i, found) {
    if ([...COUNTED, "bullet", "sign"].includes(found.family)) return true;
    const [kind, said] = [kindOf(found), plain(found.said)];
    const goesOn = kind in this.counted && next(this.counted[kind]) === said;
    if (!goesOn && !(isFirst(found) && this.isFollowed(i, kind, next(said)))) return false;
    this.counted[kind] = said;
    return true;
  }

  /** @param {number} i @param {string} kind @param {string} wanted */
  isFollowed(i, kind, wanted) {
    return this.lines.slice(i + 1).some((line) => {
      const one = labelOf(line);
      return one !== null && kindOf(one) === kind && plain(one.said) === wanted;
    });
  }
}

/** @param {Level} one @param {string} kind @param {number} indent */
function isSibling(one, kind, indent) {
  return Math.abs(indent - one.indent) < NEAREST && (one.kind === kind || (SIGNS.includes(one.kind) && SIGNS.includes(kind)));
}

/** The lines with an empty one wherever Markdown would run two of them together. @param {string[]} lines */
function parted(lines) {
  const shapes = [...shapesOf(lines)];
  /** @type {string[]} */
  const given = [];
  let isInside = false; // whether the lines since the last empty one begin inside an item
  for (const [i, line] of lines.entries()) {
    given.push(line);
    if (i + 1 === lines.length) break;
    const following = lines[i + 1];
    isInside = line && (i === 0 || !lines[i - 1]) ? /^[ \t]/.test(line) : isInside && line !== "";
    const isLeft = isInside && /^[^ \t]/.test(following) && shapes[i] !== "code" && shapes[i + 1] !== "code";
    if (!areParted(shapes[i], shapes[i + 1], following) && !isLeft) continue;
    given.push("");
    isInside = false;
  }
  return given;
}

/** @param {string} shape @param {string} following @param {string} line */
function areParted(shape, following, line) {
  if ([shape, following].some((one) => one === "empty" || one === "html") || /^[ \t]/.test(line)) return false;
  return shape === "words" || shape !== following;
}

/** @param {string[]} lines */
function* shapesOf(lines) {
  let fence = "";
  for (const line of lines) {
    const mark = FENCE.exec(line)?.[1];
    if (fence) {
      if (mark?.startsWith(fence)) fence = "";
      yield "code";
    } else if (mark) {
      fence = mark;
      yield "code";
    } else yield shapeOf(line);
  }
}

/** @param {string} line */
function shapeOf(line) {
  if (!line.trim()) return "empty";
  if (/^[ \t]/.test(line) || (/^(?:[-*+]|\d{1,9}\.)[ \t]+/.test(line) && !RULE.test(line))) return "list";
  if (line.includes("|")) return "row";
  if (BLOCK_TAG.test(line)) return "html";
  return line.startsWith(">") ? "quote" : "words";
}
