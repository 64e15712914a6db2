/** Pictures of drafts, on this device only: IndexedDB, as the storage of texts holds no pictures. */

/** @typedef {import("./pictures.js").Picture} Picture */

const [NAME, TABLE] = ["khlangPictures", "drafts"]; // one row a draft, under its code

/** @type {Promise<IDBDatabase> | undefined} */
let opened;

function database() {
  opened ??= new Promise((done, failed) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(TABLE);
    request.onsuccess = () => done(request.result);
    request.onerror = request.onblocked = () => failed(request.error);
  });
  opened.catch(() => (opened = undefined));
  return opened;
}

/** @template Found @param {IDBTransactionMode} mode @param {(table: IDBObjectStore) => IDBRequest<Found>} what @returns {Promise<Found>} */
async function ask(mode, what) {
  const work = (await database()).transaction(TABLE, mode);
  const request = what(work.objectStore(TABLE));
  return new Promise((done, failed) => {
    work.oncomplete = () => done(request.result);
    work.onabort = work.onerror = () => failed(work.error);
  });
}

/** @param {string} code of the draft @param {Picture[]} pictures all that it has @returns {Promise<boolean>} whether they are kept */
export function put(code, pictures) {
  const isKept = pictures.length ? ask("readwrite", (table) => table.put(pictures, code)) : ask("readwrite", (table) => table.delete(code));
  return isKept.then(() => true, () => false); // storage may be full or forbidden
}

/** @param {string} code @returns {Promise<Picture[]>} */
export async function get(code) {
  const found = await ask("readonly", (table) => table.get(code)).catch(() => null);
  return Array.isArray(found) ? found.filter(({ blob }) => blob instanceof Blob) : [];
}

/** Takes away the pictures of drafts that there are no more. @param {string[]} codes of those that there are */
export async function sweep(codes) {
  const kept = await ask("readonly", (table) => table.getAllKeys()).catch(() => []);
  for (const code of kept) if (!codes.includes(String(code))) await put(String(code), []);
}
