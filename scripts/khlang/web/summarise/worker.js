/** Python beside the page: `khlang.survey.door` summarises a file that never leaves this device. */

import { loadPyodide } from "../pyodide/pyodide.mjs";

const PLACE = new URL("../pyodide/", import.meta.url).href;

/** @type {Promise<(file: string, request: string) => string>} */
const ready = begin();
ready.then(
  () => postMessage({ ready: true }),
  (error) => postMessage({ failed: String(error) }),
);

let python;

async function begin() {
  const [packages, ours] = await Promise.all(["packages.zip", "khlang.zip"].map(bytes));
  python = await loadPyodide({ indexURL: PLACE });
  const place = python.runPython("import site; site.getsitepackages()[0]");
  python.unpackArchive(packages, "zip", { extractDir: place });
  python.unpackArchive(ours, "zip", { extractDir: place });
  const door = python.runPython("from khlang.survey import door; door.answer");
  shut();
  return door;
}

/** @param {string} name */
async function bytes(name) {
  const answer = await fetch(PLACE + name);
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}

/** Before a file is read, all ways out are closed: nothing that runs here can send anything anywhere. */
function shut() {
  const ways = ["fetch", "XMLHttpRequest", "WebSocket", "WebSocketStream", "WebTransport", "EventSource", "Worker", "BroadcastChannel", "importScripts", "caches", "indexedDB"];
  for (const name of ways) Object.defineProperty(globalThis, name, { value: undefined });
}

onmessage = async ({ data }) => {
  const door = await ready;
  const ending = /\.[a-z]{2,5}$/i.exec(data.name)?.[0] ?? "";
  const path = `/answers${ending}`;
  python.FS.writeFile(path, new Uint8Array(data.bytes));
  try {
    postMessage({ number: data.number, answer: JSON.parse(door(path, JSON.stringify(data.request))) });
  } catch (error) {
    postMessage({ number: data.number, answer: { faults: ["โปรแกรมหยุดกลางคัน ไฟล์อาจใหญ่เกินหน่วยความจำของเบราว์เซอร์ ให้โหลดหน้านี้ใหม่ หรือส่งให้ผู้ดูแลคลังสรุป"], plan: "" } });
  } finally {
    python.FS.unlink(path);
  }
};
