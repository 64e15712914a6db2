/**
 * A page read aloud by a voice of the device itself. Voices that speak over the network are left alone: the text of a
 * page and what its reader listens to stay on the device.
 */

import { words } from "./words.js";

const PATIENCE = 1500; // milliseconds until voices that come late count as missing
const BLOCKS = "h1, .lead, .text :is(h2, h3, h4, p, li, dt, dd, figcaption)";

/** The button that starts, stops and goes on. */
export function aloud(/** @type {HTMLButtonElement} */ button) {
  const label = /** @type {HTMLElement} */ (button.querySelector("span"));
  const start = label.textContent;
  const blocks = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(BLOCKS))].filter(
    (block) => block.closest("article") && !block.querySelector(BLOCKS) && block.innerText.trim(),
  );
  let place = 0;
  let reading = false;

  /** @param {string | null} said */
  function stop(said) {
    reading = false;
    speechSynthesis.cancel();
    blocks[place]?.classList.remove("is-read");
    label.textContent = said;
  }

  /** @param {SpeechSynthesisVoice} voice */
  function read(voice) {
    const block = blocks[place];
    if (!block) {
      place = 0;
      return stop(start);
    }
    const spoken = new SpeechSynthesisUtterance(block.innerText);
    spoken.voice = voice;
    spoken.lang = voice.lang.replace("_", "-");
    spoken.onend = () => {
      if (!reading) return;
      block.classList.remove("is-read");
      place += 1;
      read(voice);
    };
    spoken.onerror = () => reading && stop(start);
    block.classList.add("is-read");
    speechSynthesis.speak(spoken);
  }

  button.addEventListener("click", async () => {
    if (reading) return stop(words.goOn);
    const voice = await ownVoice(document.documentElement.lang.slice(0, 2));
    if (!voice) {
      label.textContent = words.none;
      button.disabled = true;
      return;
    }
    reading = true;
    label.textContent = words.stop;
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
