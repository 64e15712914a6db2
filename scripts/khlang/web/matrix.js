/** The matrix of practices by grade: the numbers of the table, and where they lead, follow the choice and the address. */

import { digits, say } from "./search/words.js";

const select = /** @type {HTMLSelectElement} */ (document.getElementById("grade"));
const status = /** @type {HTMLElement} */ (document.querySelector("[role=status]"));
const cells = [.../** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(".matrix td a"))].map((link) => ({
  link,
  of: (link.getAttribute("aria-label") ?? "").split(":")[0], // skill and component
  whole: link.textContent ?? "",
  href: link.href,
  isNone: link.matches(".none"),
  counts: Object.fromEntries((link.dataset.grades ?? "").split(" ").map((pair) => pair.split(":"))),
}));
const empty = new URL("../../contribute/#practice", import.meta.url).href;

/** Shows what is for a grade. @param {string} grade its key; empty for all */
function show(grade) {
  const name = select.selectedOptions[0].text;
  let filled = 0;
  for (const { link, of, whole, href, isNone, counts } of cells) {
    const count = grade ? Number(counts[grade] ?? 0) : Number(!isNone);
    const target = new URL(count || isNone ? href : empty);
    if (grade) target.searchParams.set(count ? "grade" : "grades", count ? grade : name);
    link.href = target.href;
    link.textContent = !count ? "+" : grade ? digits(count) : whole;
    link.classList.toggle("none", !count);
    link.setAttribute("aria-label", `${of}: ${count ? say("{} เรื่อง", link.textContent) : "ยังไม่มี เขียนเรื่องแรก"}`);
    filled += Number(count > 0);
  }
  status.textContent = grade ? say("{} มีแล้ว {} จาก {} ช่อง", name, filled, cells.length) : "";
}

function follow() {
  select.value = new URLSearchParams(location.search).get("grade") ?? "";
  if (select.selectedIndex < 0) select.value = "";
  show(select.value);
}

select.addEventListener("change", () => {
  history.replaceState(null, "", select.value ? `?grade=${select.value}` : location.pathname);
  show(select.value);
});
follow();
