/**
 * A page read aloud by a voice of the device itself. Voices that speak over the network are left alone: the text of a
 * page and what its reader listens to stay on the device.
 */

const PATIENCE = 1500; // milliseconds until voices that come late count as missing
const BLOCKS = "h1, .lead, .text :is(h2, h3, h4, p, li, dt, dd, figcaption)";

/** The button that starts, stops and goes on; what it says stands in its data. */
export function aloud(/** @type {HTMLButtonElement} */ button) {
  const label = /** @type {HTMLElement} */ (button.querySelector("span"));
  const start = label.textContent;
  const blocks = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(BLOCKS))].filter(
    (block) => block.closest("article") && !block.querySelector(BLOCKS) && block.innerText.trim(),
  );
  let place = 0;
  let reading = false;

  /** @param {string | null | undefined} words */
  function stop(words) {
    reading = false;
    speechSynthesis.cancel();
    blocks[place]?.classList.remove("is-read");
    label.textContent = words ?? "";
  }

  /** @param {SpeechSynthesisVoice} voice */
  function read(voice) {
    const block = blocks[place];
    if (!block) {
      place = 0;
      return stop(start);
    }
    const words = new SpeechSynthesisUtterance(block.innerText);
    words.voice = voice;
    words.lang = voice.lang.replace("_", "-");
    words.onend = () => {
      if (!reading) return;
      block.classList.remove("is-read");
      place += 1;
      read(voice);
    };
    words.onerror = () => reading && stop(start);
    block.classList.add("is-read");
    speechSynthesis.speak(words);
  }

  button.addEventListener("click", async () => {
    if (reading) return stop(button.dataset.goOn);
    const voice = await ownVoice(document.documentElement.lang.slice(0, 2));
    if (!voice) {
      label.textContent = button.dataset.none ?? "";
      button.disabled = true;
      return;
    }
    reading = true;
    label.textContent = button.dataset.stop ?? "";
    read(voice);
  });
  addEventListener("pagehide", () => reading && stop(start));
}

/** The device's own voice of a language, or null. */
async function ownVoice(/** @type {string} */ language) {
  if (!("speechSynthesis" in window)) return null;
  const find = () =>
    speechSynthesis.getVoices().find((one) => one.localService && one.lang.toLowerCase().startsWith(language)) ?? null;
  if (!speechSynthesis.getVoices().length) {
    await new Promise((resolve) => {
      speechSynthesis.addEventListener("voiceschanged", resolve, { once: true });
      setTimeout(resolve, PATIENCE);
    });
  }
  return find();
}
