/** What this reader searched for, kept on this device only; nothing where the browser forbids storage. */

const KEY = "khlangRecent";
const MOST = 6;

/** @returns {string[]} the newest first */
export function recent() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter((text) => typeof text === "string").slice(0, MOST) : [];
  } catch {
    return [];
  }
}

/** @param {string} text */
export function remember(text) {
  const typed = text.trim();
  if (!typed) return;
  try {
    localStorage.setItem(KEY, JSON.stringify([typed, ...recent().filter((other) => other !== typed)].slice(0, MOST)));
  } catch {} // storage may be full or forbidden
}

export function forget() {
  try {
    localStorage.removeItem(KEY);
  } catch {}
}
