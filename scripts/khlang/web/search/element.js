/**
 * `<khlang-search>`: the search box of khlang's own sites, for the page of any other. `khlang index` writes it beside the
 * index; search/element.js leads here.
 *
 *     <script type="module" src="/search/element.js"></script>
 *     <khlang-search></khlang-search>
 *
 * Attributes: `placeholder`, `label` (of the box, for screen readers), `base` (address of the site that was indexed, unless
 * this module lies in it). Parts: form, input, button, panel. Custom properties: element.css.
 */

import { attach } from "./box.js";
import { host } from "./host.js";
import { element } from "./show.js";
import { words } from "./words.js";

host.root = new URL("../../", import.meta.url).href;
host.hasPages = false;

class KhlangSearch extends HTMLElement {
  async connectedCallback() {
    if (this.shadowRoot) return;
    const base = this.getAttribute("base");
    if (base) host.root = new URL(base.endsWith("/") ? base : `${base}/`, document.baseURI).href;
    const root = this.attachShadow({ mode: "open", delegatesFocus: true });
    const placeholder = this.getAttribute("placeholder") ?? words.search;
    const input = element("input", { type: "search", id: "q", name: "q", part: "input", placeholder, autocomplete: "off", enterkeyhint: "search" });
    const label = element("label", { class: "vh", for: "q" }, this.getAttribute("label") ?? words.search);
    const send = element("button", { type: "submit", part: "button", "aria-label": words.search }, element("i", { class: "i i-search" }));
    const form = element("form", { class: "find", role: "search", part: "form" }, label, input, send);
    form.addEventListener("submit", (event) => {
      event.preventDefault(); // the list below the box is the page of results
      input.focus();
    });
    const sheet = element("link", { rel: "stylesheet", href: new URL("element.css", import.meta.url).href });
    form.hidden = true; // until its letters have their size
    const dressed = new Promise((done) => ["load", "error"].forEach((name) => sheet.addEventListener(name, done)));
    root.append(sheet, form);
    await dressed;
    form.hidden = false;
    input.addEventListener("focus", () => attach(form), { once: true });
    if (root.activeElement === input) attach(form);
  }
}

customElements.define("khlang-search", KhlangSearch);
