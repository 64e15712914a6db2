/** The list of what to mend, above the form: each leads to its field. */

import { element } from "./fields.js";
import { say, words } from "./words.js";

/** @typedef {{ id: string, label: string, text: string }} Fault the control, its name, and what is wrong with it */

/** Shows the list and goes to it; without faults it is hidden. @param {HTMLElement} place of the form @param {Fault[]} faults */
export function listFaults(place, faults) {
  const part = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (place.querySelector(selector));
  const box = part(".write__faults");
  box.hidden = faults.length === 0;
  if (box.hidden) return;
  part("#write-faults").textContent = say(words.faults, faults.length);
  part(".write__faults ul").replaceChildren(...faults.map((one) => element("li", {}, leading(one))));
  if (faults.some(({ id }) => document.getElementById(id)?.closest("details"))) part("details.write__more").setAttribute("open", "");
  box.focus();
}

/** @param {Fault} fault */
function leading({ id, label, text }) {
  const link = element("a", { href: `#${id}` }, `${label}: ${text}`);
  link.addEventListener("click", (event) => {
    event.preventDefault(); // the address keeps the kind
    document.getElementById(id)?.focus();
  });
  return link;
}
