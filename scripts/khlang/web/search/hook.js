/** All of search that every page loads: it waits until the reader wants to search, or comes from a result. */

const box = /** @type {HTMLInputElement | null} */ (document.querySelector("[data-khlang-search] [name=q]"));

async function load() {
  if (!box?.form || document.querySelector("[data-khlang-search-page]")) return;
  import("./finder.js").then(({ warm }) => warm()); // the index is on its way while the box still is
  const { attach } = await import("./box.js");
  attach(box.form);
}

function call() {
  const fold = document.querySelector(".toggle--find");
  if (!box?.offsetParent) fold?.setAttribute("open", "");
  box?.focus();
  box?.select();
}

box?.addEventListener("focus", load);
if (box && document.activeElement === box) load();

addEventListener("keydown", (event) => {
  const at = /** @type {HTMLElement} */ (event.target);
  const isTyping = at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName);
  // By the key's place for K, as the Thai layout has า there.
  const isCalled = event.ctrlKey || event.metaKey ? event.code === "KeyK" && !event.shiftKey : event.key === "/" && !isTyping;
  if (!isCalled || event.altKey) return;
  event.preventDefault();
  call();
});

try {
  if (sessionStorage.khlangFound) import("./arrive.js").then(({ arrive }) => arrive());
} catch {} // storage may be forbidden

export {};
