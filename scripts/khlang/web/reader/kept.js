/** What the reader keeps to read: on the device only, by short addresses, which outlive a renamed page. */

const KEY = "khlangKept";
const MOST = 200;
const ROOT = new URL("../../../", import.meta.url).href; // of the site

/** @typedef {{short: string, title: string, kind: string}} Kept */

/** @returns {Kept[]} */
function kept() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(found) ? found.filter((one) => typeof one?.short === "string" && typeof one.title === "string") : [];
  } catch {
    return []; // storage may be forbidden, or hold what somebody else wrote
  }
}

/** @param {Kept[]} pages */
function keep(pages) {
  try {
    localStorage.setItem(KEY, JSON.stringify(pages.slice(0, MOST)));
  } catch {} // the choice then lasts for this page
}

/** The button of an entry's page. */
function button(/** @type {HTMLButtonElement} */ button) {
  const label = /** @type {HTMLElement} */ (button.querySelector("span"));
  const free = label.textContent;
  const short = new URL(button.dataset.keep ?? "", location.href).href.slice(ROOT.length);
  const show = (/** @type {boolean} */ isKept) => {
    button.setAttribute("aria-pressed", String(isKept));
    label.textContent = (isKept ? button.dataset.done : free) ?? "";
  };
  show(kept().some((one) => one.short === short));
  button.addEventListener("click", () => {
    const others = kept().filter((one) => one.short !== short);
    const isNew = button.getAttribute("aria-pressed") !== "true";
    const title = document.querySelector("h1")?.textContent?.trim() ?? "";
    keep(isNew ? [{ short, title, kind: button.dataset.kind ?? "" }, ...others] : others);
    show(isNew);
  });
}

/** The page that lists them. */
function list(/** @type {HTMLElement} */ list) {
  const empty = /** @type {HTMLElement} */ (document.querySelector("[data-kept-none]"));
  const pages = kept();
  list.replaceChildren(
    ...pages.map((page) => {
      const row = document.createElement("li");
      const link = Object.assign(document.createElement("a"), { href: new URL(page.short, ROOT).href, textContent: page.title });
      const heading = document.createElement("h2");
      const by = Object.assign(document.createElement("p"), { className: "by" });
      const kind = Object.assign(document.createElement("span"), { textContent: page.kind });
      const away = Object.assign(document.createElement("button"), {
        type: "button",
        className: "button",
        textContent: list.dataset.away,
      });
      away.setAttribute("aria-label", `${list.dataset.away} ${page.title}`);
      away.addEventListener("click", () => {
        keep(kept().filter((one) => one.short !== page.short));
        row.remove();
        empty.hidden = list.children.length > 0;
        document.getElementById("content")?.focus();
      });
      heading.append(link);
      by.append(kind, away);
      row.append(heading, by);
      return row;
    }),
  );
  empty.hidden = pages.length > 0;
}

const [one, all] = ["[data-keep]", "[data-kept]"].map((place) => document.querySelector(place));
if (one instanceof HTMLButtonElement) button(one);
if (all instanceof HTMLElement) list(all);
