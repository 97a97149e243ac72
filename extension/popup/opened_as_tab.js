// The popup page opened as a tab. Any extension can open it without a person, so nothing is requested before a button
// is pressed.

import { message } from "../shared/i18n.js";
import { endRunningChecks } from "./checks.js";
import { drawState } from "./result.js";

/** The real popup has no tab. If Chrome does not answer, assume a tab, which requires the button. */
export const isTab = () =>
  chrome.tabs.getCurrent().then(
    (tab) => tab !== undefined,
    () => true,
  );

/**
 * Says that nothing was checked yet, and which button starts it.
 * @param {import("./action.js").Actions} actions
 */
export function drawStartButton(actions) {
  const [chip, headline] = [message("popup_chip_waiting"), message("popup_waiting_headline")];
  const note = message("popup_waiting_note");
  drawState({ state: "waiting", tone: "waiting", chip, headline, note }, actions);
  endRunningChecks();
}
