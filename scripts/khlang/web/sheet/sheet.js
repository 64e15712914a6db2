const press = document.querySelector("button");
if (press) {
  press.hidden = false;
  press.addEventListener("click", () => print());
}
const short = document.querySelector("[data-short]"); // the site's address, which a build for any place does not know
if (short instanceof HTMLElement && location.protocol !== "file:") {
  short.textContent = new URL(short.dataset.short ?? "", location.href).href;
}
