/** Drafts, on this device only: one record a story, so that no story ever writes over another. */

/**
 * `typed`: when it was last changed; `sent`: what its answers were when the ways to send it were last shown, and when one was taken (0: none); milliseconds of Unix time. `pictures`: how many lie beside it (`pictures/store.js`).
 * @typedef {{ code: string, kind: string, values: Record<string, unknown>, pictures: number, typed: number, sent?: { at: number, values: Record<string, unknown> } }} Draft
 */

const KEY = "khlangDraft"; // with a colon and the code of the id; alone, of the one draft that there once was
const FORMAT = "khlang-draft";
const DAY = 24 * 3600 * 1000; // milliseconds

/** The letters of a new id after the first. @param {import("./model.js").Model["id"]} rule @param {Iterable<string>} taken ids */
export function newCode({ alphabet, length }, taken) {
  const codes = new Set([...taken].map((id) => id.slice(1)));
  for (;;) {
    const bytes = crypto.getRandomValues(new Uint8Array(length));
    const code = Array.from(bytes, (byte) => alphabet[byte % alphabet.length]).join(""); // 256 is a multiple of 32
    if (!codes.has(code)) return code;
  }
}

/** Whether it was sent and nothing was typed since. @param {Draft} draft */
export const isSent = (draft) => draft.sent !== undefined && draft.typed <= draft.sent.at;

/**
 * Whether what was typed since the ways to send were shown is another story: another title over another text; where there is
 * no title, another day. One story told twice is a nuisance; two under one name are a loss.
 * @param {Draft} draft
 */
export function isOther({ values, sent }) {
  if (!sent) return false;
  const [now, then] = [values, sent.values].map(({ title, date }) => String(title || date || "").trim());
  const isText = (/** @type {string} */ name) => name === "text" || name.startsWith("section-");
  return now !== then && (!values.title || Object.keys(values).some((name) => isText(name) && values[name] !== sent.values[name]));
}

/** All drafts, the newest first. What was sent goes a day after the last typing; the rest goes when the writer says so. @returns {Draft[]} */
export function all() {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(`${KEY}:`));
    const found = keys.map((key) => read(localStorage.getItem(key))).filter((draft) => draft !== null);
    const done = found.filter((draft) => isSent(draft) && draft.typed < Date.now() - DAY);
    for (const { code } of done) remove(code);
    return found.filter((draft) => !done.includes(draft)).sort((a, b) => b.typed - a.typed);
  } catch {
    return []; // storage may be forbidden
  }
}

/** What this device keeps; nothing where that is forbidden. @returns {Storage | {}} */
export function storage() {
  try {
    return localStorage;
  } catch {
    return {};
  }
}

/** @param {string | null} code @returns {Draft | null} */
export function get(code) {
  return all().find((draft) => draft.code === code) ?? null;
}

/** @param {Draft} draft @returns {boolean} whether it is kept */
export function put(draft) {
  try {
    localStorage.setItem(`${KEY}:${draft.code}`, JSON.stringify(draft));
    sessionStorage.setItem(KEY, draft.code);
    return true;
  } catch {
    return false; // storage may be full or forbidden
  }
}

/** @param {string} code */
export function remove(code) {
  try {
    if (read(localStorage.getItem(`${KEY}:${code}`))?.pictures) import("../pictures/store.js").then(({ put }) => put(code, [])).catch(() => {}); // they go with the next
    localStorage.removeItem(`${KEY}:${code}`);
    if (sessionStorage.getItem(KEY) === code) sessionStorage.removeItem(KEY);
  } catch {}
}

/** The code of the draft that was open in this tab. @returns {string | null} */
export function here() {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** Whether a change of the storage, as another tab made it, is about a draft. @param {StorageEvent} event */
export const isAbout = ({ key }, /** @type {string} */ code) => key === `${KEY}:${code}`;

/** The one draft of earlier versions of this page becomes a record. @param {string} code */
export function adopt(code) {
  try {
    const old = read(localStorage.getItem(KEY), code);
    if (old) put(old);
    localStorage.removeItem(KEY);
  } catch {}
}

/** A draft as a file to keep. @param {Draft} draft @param {object[]} pictures as text */
export const asFile = ({ kind, values }, pictures) => JSON.stringify({ format: FORMAT, kind, values, pictures });

/**
 * The draft that a file holds, under a code of its own, and its pictures as text; null where it holds none.
 * @param {string} text @param {string} code @returns {{ draft: Draft, pictures: unknown[] } | null}
 */
export function fromFile(text, code) {
  try {
    const { format, pictures } = JSON.parse(text);
    const draft = format === FORMAT ? read(text, code) : null;
    return draft && { draft, pictures: Array.isArray(pictures) ? pictures : [] };
  } catch {
    return null;
  }
}

/** A draft out of a text that anything may have changed. @param {string | null} text @param {string} [code] in place of its own @returns {Draft | null} */
function read(text, code) {
  try {
    const { kind, values, ...rest } = JSON.parse(text ?? "null") ?? {};
    const own = code ?? rest.code;
    if (typeof kind !== "string" || typeof own !== "string" || !/^[0-9a-z]+$/.test(own) || !values || typeof values !== "object") return null;
    const sent = rest.sent && typeof rest.sent.at === "number" && rest.sent.values ? rest.sent : undefined;
    const pictures = Number.isInteger(rest.pictures) ? rest.pictures : 0;
    return { code: own, kind, values, pictures, typed: Number(rest.typed) || Date.now(), sent };
  } catch {
    return null;
  }
}
