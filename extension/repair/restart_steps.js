// The steps of a restart during an experiment, which continues by itself afterwards.

import { button, make } from "../shared/dom.js";
import { heading, paragraph } from "./parts.js";
import { announceRestart } from "./restart.js";
import { message } from "../shared/i18n.js";
import { ask } from "../shared/worker_client.js";

/**
 * @param {string} why key of the message that explains the reason
 * @returns {HTMLElement[]}
 */
export function restartSteps(why) {
  const said = make("p", { class: "note", role: "status" });
  const copy = button(
    { class: "button primary", "data-act": "restart" },
    message("open_copy_restart"),
    () => announceRestart(ask, said, "bisect_restart_copied"),
  );
  const step = (/** @type {(Node | null)[]} */ ...children) => make("li", {}, ...children);
  return [
    heading(message("bisect_restart_heading")),
    paragraph(message(why)),
    make(
      "ol",
      { class: "steps" },
      step(paragraph(message("restart_save"))),
      step(paragraph(message("restart_do")), make("div", {}, copy), said),
      step(paragraph(message("bisect_restart_back"))),
    ),
  ];
}
