// All guides in the help page's order, to be read through or printed: words, texts to send and small drawings, nothing to press.

import { make } from "../shared/dom.js";
import { drawing } from "./drawings/index.js";
import { actNamed } from "./buttons.js";
import { GUIDES, IN_ORDER, nameOf, numberOf } from "./list.js";
import { stepText } from "./step_item.js";
import { actOf, stepsFor } from "./steps.js";
import { message } from "../shared/i18n.js";

/** @typedef {import("./steps.js").Platform} Platform */
/** @typedef {import("./steps.js").Step} Step */

/**
 * What a step's button would open or copy, to be typed from paper; in words where nobody can type it.
 * @param {string | undefined} name
 */
function byHand(name) {
  const act = name === undefined ? undefined : actNamed(name);
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
const small = (guide, step, platform) =>
  make(
    "li",
    {},
    drawing(step.draw, platform),
    make("p", {}, stepText(guide, step, platform)),
    byHand(actOf(step, platform)),
    step.copy
      ? make("blockquote", { class: "message" }, message(`guide_message_${step.copy}`))
      : null,
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

/** @param {Platform} platform */
export const everything = (platform) =>
  IN_ORDER.map((guide) =>
    make(
      "section",
      { class: "whole" },
      headingOf(guide),
      make("p", {}, message(`guide_${guide}_why`)),
      make(
        "ol",
        { class: "sheet" },
        ...stepsFor(GUIDES[guide] ?? [], platform).map((step) => small(guide, step, platform)),
      ),
    ),
  );
