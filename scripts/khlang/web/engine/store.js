// Fetches the files of an index, tries again where the network fails, and unpacks them (codec.py packs).

/** Of the format that this code reads. */
export const VERSION = 5;

const PAUSES = [250, 1000];
const HASH_BYTES = 5;
const GROUP = 8; // files that share a hash in their names

/** @typedef {"missing" | "network" | "version" | "broken"} Fault */

/** `fault` says why, for the search box to say it in the reader's language. */
export class IndexError extends Error {
  /** @param {Fault} fault @param {string} message */
  constructor(fault, message) {
    super(message);
    this.name = "IndexError";
    this.fault = fault;
  }
}

/** @param {number} ms */
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** Get a file; a network that fails is asked again twice. @param {string} url */
export async function get(url) {
  for (let turn = 0; ; turn++) {
    /** @type {IndexError} */
    let error;
    try {
      const response = await fetch(url);
      if (response.ok) return response;
      error = new IndexError(response.status < 500 ? "missing" : "network", `${response.status} ${url}`);
      if (response.status < 500 && response.status !== 429) throw error;
    } catch (reason) {
      if (reason instanceof IndexError) throw reason;
      error = new IndexError("network", `${reason} ${url}`);
    }
    if (turn === PAUSES.length) throw error;
    await pause(PAUSES[turn]);
  }
}

/** Reads varints: numbers in groups of seven bits, the lowest first. @param {Uint8Array} bytes */
export function numbers(bytes) {
  const found = [];
  for (let at = 0; at < bytes.length; ) {
    let value = 0;
    let scale = 1;
    let byte;
    do {
      byte = bytes[at++];
      value += (byte & 127) * scale;
      scale *= 128;
    } while (byte > 127);
    found.push(value);
  }
  return found;
}

const letters = new TextDecoder("windows-874");

/** @param {Uint8Array} bytes */
export function text(bytes) {
  return letters.decode(bytes).replace(/\x1b([0-9a-f]+);/g, (_, code) => String.fromCodePoint(parseInt(code, 16)));
}

/** What names the files of a kind by their places. @param {Uint8Array} hashes one of each group @param {string} kind @returns {(place: number) => string} */
export function names(hashes, kind) {
  return (place) => {
    const at = Math.floor(place / GROUP) * HASH_BYTES;
    const hash = [...hashes.subarray(at, at + HASH_BYTES)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return `${kind}-${hash}${place % GROUP}.bin`;
  };
}

/** @param {Uint8Array} file */
function blocks(file) {
  let at = 0;
  const next = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = file[at++];
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
  };
  const lengths = Array.from({ length: next() }, () => 0).map(next);
  return lengths.map((length) => file.subarray(at, (at += length)));
}

/** The files of one index. What was fetched is kept; what failed is asked again at the next need. */
export class Store {
  /** @param {string} base address of the folder of the index, with a slash at its end */
  constructor(base) {
    this.base = base;
    /** @type {Map<string, Promise<Uint8Array[]>>} */
    this.kept = new Map();
  }

  /** @param {string} name @returns {Promise<Uint8Array[]>} its blocks */
  file(name) {
    let file = this.kept.get(name);
    if (!file) {
      file = this.read(name);
      this.kept.set(name, file);
      file.catch(() => this.kept.delete(name));
    }
    return file;
  }

  /** Takes a file that was fetched already. @param {string} name @param {ArrayBuffer} packed */
  keep(name, packed) {
    this.kept.set(name, unpacked(new Response(packed), name));
  }

  /** @param {string} name */
  async read(name) {
    return unpacked(await get(this.base + name), name);
  }
}

/** @param {Response} response @param {string} name @returns {Promise<Uint8Array[]>} */
async function unpacked(response, name) {
  try {
    const packed = /** @type {ReadableStream<Uint8Array<ArrayBuffer>>} */ (response.body);
    const plain = packed.pipeThrough(new DecompressionStream("deflate-raw"));
    return blocks(new Uint8Array(await new Response(plain).arrayBuffer()));
  } catch (reason) {
    throw new IndexError("broken", `${reason} ${name}`);
  }
}

/** One text of every page; some pages a file, or all of them inline while that is little. */
export class Files {
  /**
   * @param {Store} store @param {string} kind @param {Uint8Array} counts pages of each file @param {Uint8Array} hashes
   * @param {((whole: string) => string[])[]} splits how to part each block of a file into the texts of its pages @param {Uint8Array} [inline] the only file
   */
  constructor(store, kind, counts, hashes, splits, inline) {
    this.store = store;
    this.splits = splits;
    this.nameOf = names(hashes, kind);
    let end = 0;
    this.ends = numbers(counts).map((count) => (end += count));
    /** @type {Map<string, string[][]>} */
    this.read = new Map(inline?.length ? [["", [splits[0](text(inline))]]] : []);
  }

  /** @param {number} page */
  place(page) {
    return this.ends.findIndex((end) => page < end);
  }

  /** All items, if they are inline. @returns {string[]} */
  inline() {
    return this.read.get("")?.[0] ?? [];
  }

  /** The file that holds a page; empty for inline. @param {number} page */
  of(page) {
    return this.ends.length ? this.nameOf(this.place(page)) : "";
  }

  /** Whether the file that holds a page was asked for. @param {number} page */
  isAsked(page) {
    return this.store.kept.has(this.of(page));
  }

  /** @param {number} page @param {number} [block] @returns {Promise<string>} */
  async item(page, block = 0) {
    const file = this.of(page);
    let items = this.read.get(file);
    if (!items) {
      const blocks = await this.store.file(file);
      items = this.splits.map((split, i) => split(text(blocks[i])));
      this.read.set(file, items);
    }
    return items[block][page - (this.ends[this.place(page) - 1] ?? 0)]; // by place: alike files have one name
  }
}

/** Address and title of each page; an address begins with as much of the one before as its first sign says. @param {string} whole */
export function linesOf(whole) {
  let url = "";
  return whole.split("\n").map((line) => {
    const [rest, title] = line.slice(1).split("\t");
    url = url.slice(0, line.charCodeAt(0) - 32) + rest;
    return `${url}\t${title}`;
  });
}

/** Gives something else for a text that cannot be read: titles are an answer. @template T @param {T} otherwise */
export function unread(otherwise) {
  return (/** @type {unknown} */ reason) => {
    if (reason instanceof IndexError) return otherwise;
    throw reason;
  };
}
