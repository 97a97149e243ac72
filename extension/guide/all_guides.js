// All guides on one page, in the order of the vendor's help page, for reading and printing. It has no buttons.

import { make } from "../shared/dom.js";
import { drawing } from "./drawings/index.js";
import { actionNamed } from "./buttons.js";
import { GUIDES, HELP_PAGE_ORDER, SHEET_PARTS, nameOf, numberOf } from "./list.js";
import { preparedMessage } from "./step_button.js";
import { stepText } from "./step_item.js";
import { actionOf, stepsFor } from "./steps.js";
import { message } from "../shared/i18n.js";

/** @typedef {import("./steps.js").Platform} Platform */
/** @typedef {import("./steps.js").Step} Step */

/**
 * The address that the step's button opens or copies, to type from the printed page; a description if it cannot be typed.
 * @param {string | undefined} name
 */
function addressToType(name) {
  const act = name === undefined ? undefined : actionNamed(name);
  if (!act) return null;
  const address = "open" in act ? act.open : "copy" in act ? act.copy : "";
  const words =
    message(`guide_hand_${name}`) || message("guide_page_by_hand", [decodeURIComponent(address)]);
  return make("p", { class: "note" }, words);
}

/**
 * @param {string} guide
 * @param {Step} step
 * @param {Platform} platform
 */
const compactStep = (guide, step, platform) =>
  make(
    "li",
    {},
    drawing(step.draw, platform),
    make("p", {}, stepText(guide, step, platform)),
    addressToType(actionOf(step, platform)),
    step.copy ? make("blockquote", { class: "message" }, preparedMessage(step.copy)) : null,
  );

/** @param {string} guide */
const headingOf = (guide) => {
  const own = guide === "certificate_missing" ? "guide_page_entry" : "guide_page_own";
  return make(
    "h3",
    {},
    make("span", { class: "number" }, `${numberOf(guide) ?? message(own)}`),
    " ",
    make("a", { href: `#${guide}` }, nameOf(guide)),
  );
};

/**
 * @param {string} guide
 * @param {Platform} platform
 */
const sheet = (guide, platform) => [
  make("p", {}, message(`guide_${guide}_why`)),
  make(
    "ol",
    { class: "sheet" },
    ...stepsFor(GUIDES[guide] ?? [], platform).map((step) => compactStep(guide, step, platform)),
  ),
];

/** @param {Platform} platform */
export const allGuides = (platform) =>
  HELP_PAGE_ORDER.map((guide) =>
    make(
      "section",
      { class: "whole" },
      headingOf(guide),
      ...sheet(guide, platform),
      ...(SHEET_PARTS[guide] ?? []).flatMap((part) => [
        make("h4", {}, nameOf(part)),
        ...sheet(part, platform),
      ]),
    ),
  );
