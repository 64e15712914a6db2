/**
 * The frame of every page: colours, the two fold-outs of the header, sharing, wide tables.
 * Everything that reading needs works without this file.
 */

const root = document.documentElement;
const dark = matchMedia("(prefers-color-scheme: dark)");

/** Colours: the device decides until the reader does; a choice equal to the device's is no longer remembered. */
document.querySelector("[data-theme-switch]")?.addEventListener("click", () => {
  const isDark = root.dataset.theme ? root.dataset.theme === "dark" : dark.matches;
  const chosen = isDark ? "light" : "dark";
  root.dataset.theme = chosen;
  try {
    if ((chosen === "dark") === dark.matches) delete localStorage.khlangTheme;
    else localStorage.khlangTheme = chosen;
  } catch {} // storage may be forbidden: the choice then lasts for this page
});

/** Letters in three sizes; theme.js sets the one chosen before the next page is seen. */
const letters = document.querySelector("button[data-letters]");
if (letters) {
  const sizes = letters.dataset.letters.split(" ");
  const show = () => (letters.querySelector("small").textContent = sizes[root.dataset.letters || 0]);
  show();
  letters.addEventListener("click", () => {
    const size = (Number(root.dataset.letters || 0) + 1) % sizes.length;
    root.dataset.letters = size || "";
    show();
    try {
      if (size) localStorage.khlangLetters = size;
      else delete localStorage.khlangLetters;
    } catch {} // as above
  });
}

/** Fold-outs of the header: Escape or a press elsewhere closes them; opening search puts the cursor into it. */
const toggles = [...document.querySelectorAll(".toggle, .top .readers details")];
const close = (except) => toggles.forEach((toggle) => toggle !== except && toggle.removeAttribute("open"));
for (const toggle of toggles) {
  toggle.addEventListener("toggle", () => {
    if (!toggle.open) return;
    close(toggle);
    if (toggle.matches(".toggle--find")) document.getElementById("q")?.focus();
  });
}
addEventListener("keydown", (event) => {
  const open = toggles.find((toggle) => toggle.open);
  if (event.key !== "Escape" || !open) return;
  close();
  open.querySelector("summary").focus();
});
addEventListener("click", (event) => {
  if (!event.target.closest?.(".top")) close();
});

/** Sharing, by the short address, which outlives a renamed page. */
for (const share of document.querySelectorAll(".share")) {
  const address = new URL(share.dataset.short, location.href).href;
  const button = (name) => share.querySelector(`[data-share=${name}]`);
  const line = button("line");
  line.href = `https://social-plugins.line.me/lineit/share?url=${encodeURIComponent(address)}`;
  button("print")?.addEventListener("click", () => print());
  copying(button("copy"), () => address);
}
for (const button of document.querySelectorAll("[data-copies]")) {
  copying(button, () => document.getElementById(button.dataset.copies).textContent);
}

/** A button that puts a text on the clipboard, and says so for a while. */
function copying(button, text) {
  const label = button.querySelector("span");
  const words = label.textContent;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text());
      label.textContent = button.dataset.done;
    } catch {
      label.textContent = text(); // no clipboard here: show what to copy
    }
    setTimeout(() => (label.textContent = words), 4000);
  });
}
for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => print());
for (const link of document.querySelectorAll("a.short")) {
  if (!link.textContent.includes(":")) link.textContent = link.href; // the build did not know where the site lives
}

/** A table or a listing wider than the screen can be scrolled by keyboard too. */
for (const box of document.querySelectorAll(".table, pre")) {
  if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
}

/** Reading without a network, on sites that have the worker for it. */
if (navigator.serviceWorker && document.querySelector("link[rel=manifest]")) {
  addEventListener("load", () => setTimeout(() => import("./offline/offline.js"), 500));
}

/** Tools of the reader: fetched where a page has them, the voice only when it is asked for. */
if (document.querySelector("[data-keep], [data-kept]")) import("./reader/kept.js");
if (document.querySelector("[data-newest]")) import("./reader/news.js");
const voice = document.querySelector("[data-aloud]");
voice?.addEventListener(
  "click",
  async () => {
    (await import("./reader/aloud.js")).aloud(voice);
    voice.click();
  },
  { once: true },
);
