// All guides: their names, their order on the vendor's help page, links to them.

import { make } from "../shared/dom.js";
import { NUMBERS } from "./buttons.js";
import { CAUSES } from "./causes.js";
import { OTHERS, PRODUCTS } from "./others.js";
import { message } from "../shared/i18n.js";

/** @typedef {import("./steps.js").Step} Step */

/** @type {Record<string, Step[]>} */
export const GUIDES = { ...CAUSES, ...OTHERS };

/** @param {string} guide */
export const isCause = (guide) => guide in CAUSES;

/** @param {string} guide */
export const nameOf = (guide) =>
  message(isCause(guide) ? `cause_${guide}` : `guide_${guide}_title`);

/** The number that a guide has on the vendor's help page. @param {string} guide */
export const numberOf = (guide) => /** @type {Record<string, number>} */ (NUMBERS)[guide];

/** The order of the vendor's help page: its precondition, its ten numbers, then the causes it does not list. */
export const HELP_PAGE_ORDER = [
  "certificate_missing",
  ...Object.keys(NUMBERS).sort((a, b) => (numberOf(a) ?? 0) - (numberOf(b) ?? 0)),
  ...Object.keys(CAUSES).filter((cause) => !(cause in NUMBERS) && cause !== "certificate_missing"),
];

/**
 * A link to another guide.
 * @param {string | undefined} guide
 */
export const guideLink = (guide) =>
  guide === undefined
    ? null
    : make("p", {}, make("a", { href: `#${guide}` }, message("guide_page_go", [nameOf(guide)])));

/**
 * @param {string[]} guides
 */
export const guideLinks = (guides) =>
  guides.map((guide) => make("li", {}, make("a", { href: `#${guide}` }, nameOf(guide))));

/** The security products, each as a `<details>` element. */
export const productList = () =>
  PRODUCTS.map((product) =>
    make(
      "details",
      { class: "product" },
      make("summary", {}, message(`guide_product_${product}`)),
      make("p", {}, message(`guide_product_${product}_how`)),
    ),
  );
