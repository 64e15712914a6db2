/** A draft in the list of those beside the open one. */

import { isSent } from "./drafts.js";
import { element } from "./fields.js";
import { oneLine } from "./text.js";
import { say, words } from "./words.js";

/** @typedef {import("./drafts.js").Draft} Draft */

/**
 * @param {Draft} draft @param {{ label: string | undefined, isThai: boolean }} shown its kind, and whether digits are Thai
 * @param {{ open: () => void, erase: () => void }} pressed
 */
export function draftRow(draft, { label, isThai }, pressed) {
  const title = oneLine(String(draft.values.title ?? "")) || words.untitled;
  const when = new Intl.DateTimeFormat(`th-TH-u-nu-${isThai ? "thai" : "latn"}`, { dateStyle: "medium", timeStyle: "short", timeZone: "Asia/Bangkok" }).format(draft.typed);
  const facts = [label, when, isSent(draft) && words.sent].filter(Boolean).join(" · ");
  const open = element("button", { type: "button", class: "drafts__open" }, element("b", {}, title), element("small", {}, facts));
  open.addEventListener("click", pressed.open);
  const erase = element("button", { type: "button", class: "button", "aria-label": say(words.erase, title) }, words.eraseShort);
  erase.addEventListener("click", () => confirm(words.clearSure) && pressed.erase());
  return element("li", {}, open, erase);
}
