// The words of the index, as a tree of letters: cuts what was typed into them, mends slips, completes the last word.
//
// Cutting is a cheapest path through the letters: a word costs the fewer bits the more pages hold it, a slip
// more, letters that no word covers most.

/**
 * A part of what was typed. `word` is its number in the index, 0 if the index does not hold it;
 * it then is a common Thai word (known), a rare one of a title (`name`), or no word at all.
 * @typedef {{start: number, end: number, word: number, name?: string, cost: number, kind: "word" | "slip" | "prefix" | "known" | "unknown"}} Piece
 */

const UNKNOWN = 9;
const SLIP = 13;
const LIKELY_SLIP = 10;
const PREFIX = 5;
const LACKING = 8;
const LONG = 8; // letters: one letter off is another spelling of the same word, สมมุติฐาน of สมมติฐาน
const SHORTEST_MENDED = 3;
const SHORTEST_ALONE = 5; // of a text too short to bear one out
const ALONE = 8;
const COMPLETIONS = 3000;
const NEITHER_LETTER_NOR_DIGIT = /[^\p{L}\p{M}\p{N}]+/gu;

const TONE = /[่-์]/;
/** Letters that sound or look alike, which people mix up more often than fingers slip. */
const ALIKE = ["ซศษส", "ณนญย", "ฎฏดต", "ฐฑฒทธถ", "ขฃคฅฆ", "ลรฬฤ", "พภผ", "บป", "ชฉฌ", "ฟฝ", "ใไ", "ิี", "ึื", "ุู", "ะาั", "เแ", "็่้๊๋์"];

export class Lexicon {
  /**
   * @param {string[]} rests @param {Uint8Array} prefixes @param {Uint8Array} classes log2 of how many pages hold a word
   */
  constructor(rests, prefixes, classes) {
    /** @type {string[]} number i is words[i]; 0 is no word */
    this.words = [""];
    this.classes = classes;
    let total = 0;
    for (let i = 0; i < prefixes.length; i++) {
      this.words.push(this.words[i].slice(0, prefixes[i]) + rests[i]);
      total += 2 ** classes[i];
    }
    this.bits = Math.log2(total + 2);
    const size = this.words.reduce((sum, word, i) => sum + word.length - (i ? prefixes[i - 1] : 0), 1);
    // The tree: node n has a letter, its first child, its next sibling, and the number of the word that ends there.
    this.letter = new Uint16Array(size);
    this.child = new Uint32Array(size);
    this.sibling = new Uint32Array(size);
    this.ends = new Uint32Array(size);
    this.grow(prefixes, new Uint32Array(size));
    /** @type {Uint32Array | null} */
    this.letters = null;
  }

  /** @param {Uint8Array} prefixes @param {Uint32Array} lastChild room for every node */
  grow(prefixes, lastChild) {
    const path = [0];
    let nodes = 1;
    for (let number = 1; number < this.words.length; number++) {
      const word = this.words[number];
      path.length = prefixes[number - 1] + 1;
      for (let depth = path.length - 1; depth < word.length; depth++) {
        const parent = path[depth];
        this.letter[nodes] = word.charCodeAt(depth);
        if (lastChild[parent]) this.sibling[lastChild[parent]] = nodes;
        else this.child[parent] = nodes;
        lastChild[parent] = nodes;
        path.push(nodes++);
      }
      this.ends[path[word.length]] = number;
    }
  }

  /** @param {number} node @param {number} letter */
  step(node, letter) {
    let next = this.child[node];
    while (next && this.letter[next] !== letter) next = this.sibling[next];
    return next;
  }

  /** @param {string} text @returns {number} the node where it leads, 0 for none */
  node(text) {
    let node = 0;
    for (let i = 0; i < text.length; i++) {
      node = this.step(node, text.charCodeAt(i));
      if (!node) return 0;
    }
    return node;
  }

  /** @param {string} word @returns {number} 0 if the index does not hold it */
  number(word) {
    return this.ends[this.node(word)];
  }

  /** Bits of a word: few if many pages hold it. @param {number} word */
  cost(word) {
    return this.bits - this.classes[word - 1];
  }

  /** Words that begin with a text, the commonest first. @param {string} start @param {number} limit */
  completions(start, limit) {
    let node = this.node(start);
    if (!node) return [];
    while (!this.ends[node]) node = this.child[node];
    const found = [];
    for (let word = this.ends[node]; word < this.words.length && found.length < COMPLETIONS; word++) {
      if (!this.words[word].startsWith(start)) break;
      found.push(word);
    }
    return found.sort((a, b) => this.classes[b - 1] - this.classes[a - 1] || a - b).slice(0, limit);
  }

  /** Words inside which a text stands as a part, the commonest first. @param {string} part @param {number} limit */
  containing(part, limit) {
    const found = [];
    for (let word = 1; word < this.words.length; word++) {
      const at = this.words[word].indexOf(part);
      if (at >= 0 && mayPart(this.words[word], at) && mayPart(this.words[word], at + part.length)) found.push(word);
    }
    return found.sort((a, b) => this.classes[b - 1] - this.classes[a - 1] || a - b).slice(0, limit);
  }

  /** Whether words of the index make up a text. @param {string} text */
  spells(text) {
    return this.cut(text).every(({ word }) => word);
  }

  /**
   * Cuts a run of letters along the cheapest path.
   * @param {string} text without spaces or signs
   * @param {{mend?: boolean, complete?: boolean, without?: number, known?: (Lexicon | null)[], names?: Lexicon | null}} [how] mend slips; take the
   *   last word as begun only; do without a word; tell words of these lists that the index lacks; take rare words of titles, mended ones, too
   * @returns {Piece[]}
   */
  cut(text, { mend = false, complete = false, without = 0, known = [], names = null } = {}) {
    const length = text.length;
    const best = new Float64Array(length + 1).fill(Infinity);
    /** @type {(Piece | undefined)[]} */
    const via = new Array(length + 1);
    best[0] = 0;
    for (let start = 0; start < length; start++) {
      /** @type {(piece: Piece) => void} */
      const offer = (piece) => {
        const cost = best[start] + piece.cost;
        if (piece.word && piece.word === without) return;
        if (cost < best[piece.end]) {
          best[piece.end] = cost;
          via[piece.end] = piece;
        }
      };
      offer({ start, end: start + 1, word: 0, cost: UNKNOWN, kind: "unknown" });
      if (!mayPart(text, start)) continue;
      this.exact(text, start, offer);
      for (const list of known) list?.exact(text, start, (piece) => {
        const { end, cost } = piece;
        if (end - start > 1 && !this.spells(text.slice(start, end))) offer({ ...piece, word: 0, cost: cost + (end - start >= LONG ? SLIP : LACKING), kind: "known" });
      });
      if (mend) this.mended(text, start, offer);
      /** @type {(piece: Piece) => void} */
      const offerName = (piece) => offer({ ...piece, word: 0, name: names?.words[piece.word], cost: piece.cost + this.bits - (names?.bits ?? 0) });
      names?.exact(text, start, offerName);
      names?.mended(text, start, offerName);
      if (complete && length - start > 1) {
        const [word] = this.completions(text.slice(start), 1);
        if (word) offer({ start, end: length, word, cost: this.cost(word) + PREFIX, kind: "prefix" });
      }
    }
    return joined(via);
  }

  /** @param {string} text @param {number} start @param {(piece: Piece) => void} offer */
  exact(text, start, offer) {
    let node = 0;
    for (let end = start; end < text.length; ) {
      node = this.step(node, text.charCodeAt(end++));
      if (!node) return;
      const word = this.ends[node];
      if (word && mayPart(text, end)) offer({ start, end, word, cost: this.cost(word), kind: "word" });
    }
  }

  /**
   * Offers every word that begins here with one letter dropped, added, replaced or swapped.
   * @param {string} text @param {number} start @param {(piece: Piece) => void} offer
   */
  mended(text, start, offer) {
    const { letter, child, sibling, ends, words } = this;
    /** @type {(node: number, at: number, slip: number) => void} */
    const walk = (node, at, slip) => {
      const word = ends[node];
      if (slip && word && at > start && words[word].length >= (text.length > ALONE ? SHORTEST_MENDED : SHORTEST_ALONE) && mayPart(text, at)) {
        offer({ start, end: at, word, cost: this.cost(word) + slip, kind: "slip" });
      }
      const code = text.charCodeAt(at);
      if (slip) {
        const next = at < text.length && this.step(node, code);
        if (next) walk(next, at + 1, slip);
        return;
      }
      for (let next = child[node]; next; next = sibling[next]) {
        if (letter[next] === code) walk(next, at + 1, 0);
        else if (at < text.length) walk(next, at + 1, weight(text[at], String.fromCharCode(letter[next])));
        walk(next, at, TONE.test(String.fromCharCode(letter[next])) ? LIKELY_SLIP : SLIP);
      }
      if (at + 1 < text.length) {
        if (at > start) walk(node, at + 1, TONE.test(text[at]) ? LIKELY_SLIP : SLIP);
        const second = this.step(node, text.charCodeAt(at + 1));
        const swapped = second && this.step(second, code);
        if (swapped && text[at] !== text[at + 1]) walk(swapped, at + 2, LIKELY_SLIP);
      }
    };
    walk(0, start, 0);
  }

  /** Words nearest to one that the index does not hold, best first. @param {string} text @param {number} limit */
  nearest(text, limit) {
    const most = Math.min(3, Math.ceil(text.length / 4));
    /** @type {{word: number, rank: number}[]} */
    const found = [];
    const own = lettersOf(text);
    this.letters ??= Uint32Array.from(this.words, lettersOf);
    for (let word = 1; word < this.words.length; word++) {
      const other = this.words[word];
      if (Math.abs(other.length - text.length) > most || bitsOf(own ^ this.letters[word]) > 2 * most) continue;
      const slips = distance(text, other, most);
      if (slips <= most && slips < other.length - 1) found.push({ word, rank: slips * 6 - this.classes[word - 1] });
    }
    found.sort((a, b) => a.rank - b.rank || a.word - b.word);
    return found.slice(0, limit).map(({ word }) => word);
  }
}

/** A bit for every letter of a text; each slip changes two at most. @param {string} text */
function lettersOf(text) {
  let letters = 0;
  for (let i = 0; i < text.length; i++) letters |= 1 << (text.charCodeAt(i) & 31);
  return letters;
}

/** @param {number} letters */
function bitsOf(letters) {
  let count = 0;
  for (let rest = letters; rest; rest &= rest - 1) count++;
  return count;
}

/** Text as it is compared: Thai spaces stand where they please. @param {string} text */
export function squeezed(text) {
  return text.replace(NEITHER_LETTER_NOR_DIGIT, "");
}

/** Whether a word may end before text[at]: never between a letter and what hangs on it. @param {string} text @param {number} at */
export function mayPart(text, at) {
  if (at <= 0 || at >= text.length) return true;
  const [before, after] = [text.charCodeAt(at - 1), text.charCodeAt(at)];
  const hangs = (after >= 0xe30 && after <= 0xe3a) || after === 0xe45 || (after >= 0xe47 && after <= 0xe4e);
  return !hangs && (before < 0xe40 || before > 0xe44); // เ แ โ ใ ไ lead
}

/** @param {string} typed @param {string} meant */
function weight(typed, meant) {
  return ALIKE.some((group) => group.includes(typed) && group.includes(meant)) ? LIKELY_SLIP : SLIP;
}

/** Follows the path back; letters that no word covers become one piece. @param {(Piece | undefined)[]} via */
function joined(via) {
  /** @type {Piece[]} */
  const pieces = [];
  for (let piece = via[via.length - 1]; piece; piece = via[piece.start]) {
    const next = pieces[0];
    if (next?.kind === "unknown" && piece.kind === "unknown") {
      pieces[0] = { ...next, start: piece.start, cost: next.cost + piece.cost };
    } else pieces.unshift(piece);
  }
  return pieces;
}

/** Letters to drop, add, replace or swap (optimal alignment); above `most`, any number above it. @param {string} a @param {string} b @param {number} most */
export function distance(a, b, most) {
  let before = new Uint8Array(b.length + 1);
  let above = Uint8Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = new Uint8Array(b.length + 1);
    row[0] = i;
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      let cost = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2] + 1);
      row[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > most) return most + 1;
    [before, above] = [above, row];
  }
  return above[b.length];
}
