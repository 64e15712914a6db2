/** Practices side by side: only those chosen are shown; the choice stands in the address, so that it can be sent. */

const choices = /** @type {HTMLFieldSetElement} */ (document.querySelector(".compare__choose"));
const most = Number(choices.dataset.most);
const boxes = [.../** @type {NodeListOf<HTMLInputElement>} */ (choices.querySelectorAll("input"))];
const cells = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".compare [data-id]"))];
const status = /** @type {HTMLElement} */ (document.querySelector("[role=status]"));

/** Shows what is chosen; nothing chosen shows all. */
function show() {
  const chosen = boxes.filter((box) => box.checked).map((box) => box.value);
  for (const box of boxes) box.disabled = chosen.length >= most && !box.checked;
  for (const cell of cells) cell.hidden = chosen.length > 0 && !chosen.includes(cell.dataset.id ?? "");
  status.textContent = chosen.length === 1 ? "เลือกอีกหนึ่งเรื่องเพื่อเทียบ" : "";
  return chosen;
}

function follow() {
  const asked = new URLSearchParams(location.search).getAll("p").slice(0, most);
  for (const box of boxes) box.checked = asked.includes(box.value);
  show();
}

choices.addEventListener("change", () => {
  const address = new URLSearchParams(show().map((id) => ["p", id]));
  history.replaceState(null, "", address.size ? `?${address}` : location.pathname);
});
addEventListener("popstate", follow);
follow();
