/** All our pages with each of their articles: tests and screenshots use this list. */
import { GUIDES } from "../../../extension/guide/list.js";

/** Pages and their articles, as addresses below `extension/`. */
export const PAGES = [
  "welcome/welcome.html",
  "options/options.html",
  "report/report.html",
  ...["restart", "clinic", "extensions", "bisect", "private_window", "other_network"].map(
    (article) => `repair/repair.html#${article}`,
  ),
  "guide/guide.html",
  ...["all", "products", ...Object.keys(GUIDES)].map((name) => `guide/guide.html#${name}`),
];

/** Widths in CSS pixels; 320 is also the width of a window of 640 at a zoom of 200 %. */
export const SIZES = [320, 1000];
/** Widths of the popup. */
export const POPUP_SIZES = [320, 420];
export const SCHEMES = /** @type {const} */ (["light", "dark"]);
