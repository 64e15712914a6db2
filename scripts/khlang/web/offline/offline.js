/**
 * Starts the worker that keeps pages, and says on the page when what is read was kept. Loaded by site.js where the site
 * has such a worker; a browser that refuses it, or its storage, shows the site as before.
 */

const root = new URL("../../../", import.meta.url).href;
const words =
  document.documentElement.lang === "en"
    ? { lost: "No connection: this is the copy that was kept on this device.", more: "What can be read now" }
    : { lost: "ขณะนี้ไม่มีอินเทอร์เน็ต กำลังอ่านฉบับที่เก็บไว้ในเครื่องนี้", more: "หน้าที่อ่านได้ตอนนี้" };

const notice = document.createElement("p");
notice.className = "lost-network";
notice.setAttribute("role", "status");
document.getElementById("content")?.before(notice);

/** @param {boolean} lost */
function tell(lost) {
  if (lost === Boolean(notice.firstChild)) return;
  const link = Object.assign(document.createElement("a"), { href: `${root}offline/`, textContent: words.more });
  notice.replaceChildren(...(lost ? [`${words.lost} `, link] : []));
}

const workers = navigator.serviceWorker;
workers.addEventListener("message", (event) => tell(event.data?.lost === true || !navigator.onLine));
addEventListener("offline", () => tell(true));
addEventListener("online", () => tell(false));
if (!navigator.onLine) tell(true);

try {
  await workers.register(`${root}sw.js`, { scope: root });
  workers.controller?.postMessage("lost?");
} catch {
  // refused, for instance where cookies are blocked: nothing is kept
}

export {};
