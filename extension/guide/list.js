// All guides: their names, their order on the vendor's help page, links to them.

import { CAUSE_TABLE } from "../shared/cause_table.js";
import { make } from "../shared/dom.js";
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

/** @type {Record<string, { number: number | null } | undefined>} */
const TABLE = CAUSE_TABLE;

/** The number that a guide has on the vendor's help page. @param {string} guide */
export const numberOf = (guide) => TABLE[guide]?.number || undefined;

/** The order of the vendor's help page: its precondition (0), its ten numbers, then the causes it does not list. */
export const HELP_PAGE_ORDER = Object.keys(CAUSE_TABLE).sort(
  (a, b) => (TABLE[a]?.number ?? Infinity) - (TABLE[b]?.number ?? Infinity) || 0,
);

/**
 * Procedures that belong to an item of the vendor's help page but are separate guides here. The printed sheet shows them
 * below that item.
 * @type {Record<string, string[] | undefined>}
 */
export const SHEET_PARTS = { site_data: ["clear_all"], clinic_switch: ["quit"] };

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
