// One step of a guide: its words, its drawing, its button, and whether it worked or looks different.

import { button, make, show } from "../shared/dom.js";
import { drawing } from "./drawings/index.js";
import { wayTo } from "./list.js";
import { copyableText, stepButton } from "./step_button.js";
import { actOf, keyOf, keysFor } from "./steps.js";
import { message, firstMessage } from "../shared/i18n.js";

/** @typedef {import("./steps.js").Platform} Platform */
/** @typedef {import("./steps.js").Step} Step */

/**
 * @param {string} guide
 * @param {Step} step
 * @param {Platform} platform
 */
export const stepText = (guide, step, platform) =>
  firstMessage(keysFor(keyOf(guide, step), platform));

/**
 * The other way of a step, hidden until it is wanted.
 * @param {string} guide
 * @param {Step} step
 * @param {Platform} platform
 */
function otherWay(guide, step, platform) {
  const words = firstMessage(keysFor(`${keyOf(guide, step)}_else`, platform));
  return make(
    "div",
    { class: "other", id: `other-${step.id}`, hidden: "" },
    make("p", {}, words),
    wayTo(step.otherGo === guide ? undefined : step.otherGo),
    make("p", { class: "note" }, message("guide_page_still")),
  );
}

/**
 * @param {string} guide
 * @param {Step} step
 * @param {Platform} platform
 * @param {(item: HTMLElement) => void} pressed on "done", to tick it or to take the tick away
 */
export function stepItem(guide, step, platform, pressed) {
  const said = `said-${step.id}`;
  const other = otherWay(guide, step, platform);
  const done = button(
    { class: "button done", "aria-pressed": "false", "aria-describedby": said },
    message("guide_page_done"),
    () => pressed(item),
  );
  const different = button(
    { class: "button different", "aria-expanded": "false", "aria-describedby": said },
    message("guide_page_different"),
    () => {
      show(other, Boolean(other.hidden));
      different.setAttribute("aria-expanded", `${!other.hidden}`);
    },
  );
  different.setAttribute("aria-controls", other.id);
  const item = make(
    "li",
    { "data-step": `${step.id}` },
    make("p", { class: "said", id: said, tabindex: "-1" }, stepText(guide, step, platform)),
    drawing(step.draw, platform),
    make(
      "div",
      { class: "does" },
      stepButton(actOf(step, platform)),
      copyableText(step.copy),
      wayTo(step.go),
      make("div", { class: "choice" }, done, different),
      other,
    ),
  );
  return item;
}

/**
 * Shows a step as done, or as still to be done.
 * @param {HTMLElement} item
 * @param {boolean} done
 */
export function showDone(item, done) {
  item.classList.toggle("ticked", done);
  item.querySelector(".done")?.setAttribute("aria-pressed", `${done}`);
  if (done && item.querySelector(".different[aria-expanded='true']")) {
    /** @type {HTMLElement} */ (item.querySelector(".different")).click();
  }
}
