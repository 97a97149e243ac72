// All guides in the help page's order, to be read through or printed: words and small drawings, nothing to press.

import { make } from "./dom.js";
import { drawing } from "./drawings/index.js";
import { actNamed } from "./guide_buttons.js";
import { GUIDES, IN_ORDER, nameOf, numberOf } from "./guide_list.js";
import { stepText } from "./guide_step.js";
import { actOf, stepsFor } from "./guide_steps.js";
import { say } from "./words.js";

/** @typedef {import("./guide_steps.js").Platform} Platform */
/** @typedef {import("./guide_steps.js").Step} Step */

/**
 * What a step's button would open or copy, to be typed from paper.
 * @param {string | undefined} name
 */
function byHand(name) {
  const act = name === undefined ? undefined : actNamed(name);
  const address = act && ("open" in act ? act.open : "copy" in act ? act.copy : "");
  if (!address || address.startsWith("ms-")) return null;
  return make("p", { class: "note" }, say("guide_page_by_hand", [decodeURIComponent(address)]));
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
  );

/** @param {string} guide */
const headingOf = (guide) => {
  const own = guide === "certificate_missing" ? "guide_page_entry" : "guide_page_own";
  return make(
    "h3",
    {},
    make("span", { class: "number" }, `${numberOf(guide) ?? say(own)}`),
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
      make("p", {}, say(`guide_${guide}_why`)),
      make(
        "ol",
        { class: "sheet" },
        ...stepsFor(GUIDES[guide] ?? [], platform).map((step) => small(guide, step, platform)),
      ),
    ),
  );
