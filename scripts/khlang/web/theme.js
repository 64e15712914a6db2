/**
 * Before first paint: the colours and the size of letters that the reader chose, and "js" in place of "no-js" so that nothing moves later. On a
 * list that an address narrows, the rows wait for what is asked for. No module, as those run after the page was read.
 */

(() => {
  const page = document.documentElement;
  page.className = "js";
  try {
    page.dataset.theme = localStorage.khlangTheme || "";
    page.dataset.letters = localStorage.khlangLetters || "";
  } catch {
    // a browser that keeps nothing for this site
  }
  if (location.search && document.currentScript?.hasAttribute("data-narrows")) page.classList.add("narrowing");
})();
