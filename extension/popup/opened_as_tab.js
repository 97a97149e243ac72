// The popup opened as a tab: any extension can open it so, without a person; then a press is needed before anything is asked.

import { byId, setText } from "../shared/dom.js";
import { say } from "../shared/i18n.js";
import { drawNoChecks } from "./checks.js";

/** Chrome shows the true popup in no tab. Where it does not say, a press is needed. */
export const isTab = () =>
  chrome.tabs.getCurrent().then(
    (tab) => tab !== undefined,
    () => true,
  );

/** Says that nothing was asked yet, and which button begins. */
export function drawWaitingForPress() {
  document.body.dataset.state = "waiting";
  byId("answer").dataset.tone = "waiting";
  byId("chip-mark").classList.remove("turning");
  byId("chip-mark").querySelector("use")?.setAttribute("href", "#mark-unknown");
  setText(byId("chip-text"), say("popup_chip_waiting"));
  setText(byId("headline"), say("popup_waiting_headline"));
  setText(byId("because"), say("popup_waiting_note"));
  setText(byId("retry"), say("popup_begin"));
  drawNoChecks();
}
