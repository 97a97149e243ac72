// The popup page opened as a tab. Any extension can do that without a person, so nothing is requested before a button
// is pressed.

import { byId, setText } from "../shared/dom.js";
import { message } from "../shared/i18n.js";
import { endRunningChecks } from "./checks.js";

/** The real popup has no tab. If Chrome does not answer, assume a tab, which requires the button. */
export const isTab = () =>
  chrome.tabs.getCurrent().then(
    (tab) => tab !== undefined,
    () => true,
  );

/** Says that nothing was checked yet, and which button starts it. */
export function drawStartButton() {
  document.body.dataset.state = "waiting";
  byId("answer").dataset.tone = "waiting";
  byId("chip-mark").classList.remove("turning");
  byId("chip-mark").querySelector("use")?.setAttribute("href", "#mark-unknown");
  setText(byId("chip-text"), message("popup_chip_waiting"));
  setText(byId("headline"), message("popup_waiting_headline"));
  setText(byId("because"), message("popup_waiting_note"));
  setText(byId("retry"), message("popup_begin"));
  endRunningChecks();
}
