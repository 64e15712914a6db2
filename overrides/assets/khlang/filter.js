/** Narrows the rows that stand on a list's page, by words and by owner or tag, without asking the server. */

const form = document.querySelector("[data-filter]");
const rows = [...document.querySelectorAll(".rows > li")].map((row) => ({
  row,
  text: row.textContent.normalize("NFC").toLowerCase(),
  owner: row.dataset.owner ? [row.dataset.owner] : [],
  tags: row.dataset.tags ? row.dataset.tags.split("|") : [],
}));
const digits = new Intl.NumberFormat(form.dataset.numerals === "thai" ? "th-u-nu-thai" : "en");
const status = form.querySelector("[role=status]");

for (const name of ["owner", "tags"]) {
  const values = [...new Set(rows.flatMap((row) => row[name]))].sort(new Intl.Collator("th").compare);
  form.elements[name].append(...values.map((value) => new Option(value, value)));
  form.querySelector(`[data-choice=${name}]`).hidden = values.length < 2;
}

function narrow() {
  const words = form.elements.text.value.normalize("NFC").toLowerCase().split(/\s+/).filter(Boolean);
  const { owner, tags } = form.elements;
  let shown = 0;
  for (const entry of rows) {
    const fits =
      words.every((word) => entry.text.includes(word)) &&
      (!owner.value || entry.owner.includes(owner.value)) &&
      (!tags.value || entry.tags.includes(tags.value));
    entry.row.hidden = !fits;
    shown += fits;
  }
  const isNarrowed = words.length || owner.value || tags.value;
  const numbers = [shown, rows.length].map(digits.format);
  status.textContent = !isNarrowed
    ? ""
    : shown
      ? form.dataset.shown.replace(/\{\}/g, () => numbers.shift())
      : form.dataset.none;
}

form.addEventListener("input", narrow);
form.addEventListener("reset", () => setTimeout(narrow)); // after the fields are empty
form.addEventListener("submit", (event) => event.preventDefault());
narrow();
