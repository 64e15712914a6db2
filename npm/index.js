/**
 * Defines `<khlang-search>` from the site's own index: index, engine and box are of one version, as one `khlang index`
 * wrote them. Call it in the browser; it rejects where the site has no index.
 * @param {string} [base] address of the site, unless it lies at the root of its host
 */
export async function defineSearch(base = "/") {
  const site = new URL(base.endsWith("/") ? base : `${base}/`, document.baseURI);
  await import(/* @vite-ignore */ /* webpackIgnore: true */ new URL("search/element.js", site).href);
}

/**
 * Opens the index of a site, for a box of one's own: see search/api.js there.
 * @param {string} [base] @param {{language?: string}} [options]
 */
export async function openIndex(base = "/", options) {
  const site = new URL(base.endsWith("/") ? base : `${base}/`, document.baseURI);
  const { open } = await import(/* @vite-ignore */ /* webpackIgnore: true */ new URL("search/api.js", site).href);
  return open(site.href, options);
}
