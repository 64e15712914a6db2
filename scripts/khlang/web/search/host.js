/** Where the search box stands: on a site of khlang, or, once element.js said so, on a page of any other. */

export const host = {
  /** Address of the site. */
  root: new URL("../../../", import.meta.url).href,
  /** Whether the pages of search, of reports and of contributions are there to lead to. */
  hasPages: true,
};
