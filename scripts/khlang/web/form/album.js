/** The pictures of the story that is open. Their code is loaded when there is one. */

/** @typedef {import("./drafts.js").Draft} Draft */
/** @typedef {import("../pictures/pictures.js").Pictures} Pictures */

/**
 * What an album asks of the story: its draft, and to hear that a picture came or went (`changed`) and that those of the
 * draft are all shown (`come`, which is to call `mark`).
 * @typedef {{ draft: () => Draft, changed: () => void, come: (mark: () => void) => void }} Story
 */

export class Album {
  /** @param {HTMLElement} place @param {Story} story */
  constructor(place, story) {
    this.place = place;
    this.story = story;
    /** What is shown; nothing before its code is loaded. @type {Pictures | undefined} */
    this.pictures = undefined;
    this.isRecalled = true; // whether all pictures of the draft are shown
    /** @type {Promise<void>} */
    this.recalling = Promise.resolve();
  }

  /** What shows pictures; nothing where it cannot be loaded. */
  async loaded() {
    const found = await import("../pictures/pictures.js").catch(() => null);
    if (found) this.pictures ??= new found.Pictures(this.place, () => this.story.changed());
    return found ? this.pictures : undefined;
  }

  /** Shows the pictures of the open draft, and no others. */
  recall() {
    const { code, pictures } = this.story.draft();
    this.pictures?.clear();
    this.isRecalled = !pictures;
    if (pictures) this.recalling = this.recallFrom(code, pictures);
  }

  /** @param {string} code @param {number} count */
  async recallFrom(code, count) {
    const isOpen = () => this.story.draft().code === code;
    const pictures = await this.loaded();
    await pictures?.recall(code, count, isOpen);
    if (pictures && isOpen()) this.story.come(() => (this.isRecalled = true));
  }

  /** Whether all pictures of the story are there; they are asked for once more where they were not. */
  async whole() {
    await this.recalling;
    if (!this.isRecalled) this.recall();
    await this.recalling;
    return this.isRecalled;
  }

  /** What is shown, to be compared. */
  get state() {
    return this.isRecalled && this.pictures ? this.pictures.state() : [];
  }

  /** How many the story has. */
  get count() {
    return this.isRecalled ? (this.pictures?.shown.length ?? 0) : this.story.draft().pictures;
  }

  /** Keeps them with the draft. @param {string[]} codes of all drafts: pictures of others go */
  keep(codes) {
    if (this.isRecalled) this.pictures?.keep(this.story.draft().code, codes);
  }
}
