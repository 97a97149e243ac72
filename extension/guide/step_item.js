// Draws one step of a guide: text, drawing, button, "done", and what to do if the screen looks different.

import { button, make, show } from "../shared/dom.js";
import { drawing } from "./drawings/index.js";
import { guideLink } from "./list.js";
import { copyableText, stepButton } from "./step_button.js";
import { actionOf, messageKey, platformKeys } from "./steps.js";
import { message, firstMessage } from "../shared/i18n.js";

/** @typedef {import("./steps.js").Platform} Platform */
/** @typedef {import("./steps.js").Step} Step */

/**
 * @param {string} guide
 * @param {Step} step
 * @param {Platform} platform
 */
export const stepText = (guide, step, platform) =>
  firstMessage(platformKeys(messageKey(guide, step), platform));

/**
 * What to do if the screen looks different; hidden until requested.
 * @param {string} guide
 * @param {Step} step
 * @param {Platform} platform
 */
function otherWay(guide, step, platform) {
  const words = firstMessage(platformKeys(`${messageKey(guide, step)}_else`, platform));
  return make(
    "div",
    { class: "other", id: `other-${step.id}`, hidden: "" },
    make("p", {}, words),
    guideLink(step.otherGo === guide ? undefined : step.otherGo),
    make("p", { class: "note" }, message("guide_page_still")),
  );
}

/**
 * @param {string} guide
 * @param {Step} step
 * @param {Platform} platform
 * @param {(item: HTMLElement) => void} pressed handler of the "done" button
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
      stepButton(actionOf(step, platform)),
      copyableText(step.copy),
      guideLink(step.go),
      make("div", { class: "choice" }, done, different),
      other,
    ),
  );
  return item;
}

/**
 * Shows a step as done or not done.
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
