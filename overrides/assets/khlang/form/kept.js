/** The draft, on this device only; nothing is kept where the browser forbids it. */

const KEY = "khlangDraft";

/** @typedef {{ kind: string, code: string, values: Record<string, unknown> }} Draft */

/** @returns {Draft | null} */
export function kept() {
  try {
    const draft = JSON.parse(localStorage.getItem(KEY) ?? "null");
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
}
