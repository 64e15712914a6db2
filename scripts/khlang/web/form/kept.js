/** The draft, on this device only; nothing is kept where the browser forbids it. */

const KEY = "khlangDraft";

const DAY = 24 * 3600 * 1000; // milliseconds

/** @typedef {{ kind: string, code: string, values: Record<string, unknown>, sent?: number }} Draft `sent`: when, in milliseconds of Unix time */

/** The draft; one that was sent a day ago is done with, and goes. @returns {Draft | null} */
export function kept() {
  try {
    const draft = JSON.parse(localStorage.getItem(KEY) ?? "null");
    if (draft?.sent < Date.now() - DAY) return forget();
    return draft && typeof draft.kind === "string" && typeof draft.code === "string" && draft.values ? draft : null;
  } catch {
    return null;
  }
}

/** @param {Draft} draft @returns {boolean} whether it is kept */
export function keep(draft) {
  try {
    localStorage.setItem(KEY, JSON.stringify(draft));
    return true;
  } catch {
    return false; // storage may be full or forbidden
  }
}

export function forget() {
  try {
    localStorage.removeItem(KEY);
  } catch {}
  return null;
}
