// A complete restart in the middle of a try or a search, which goes on by itself afterwards.

import { button, make } from "../shared/dom.js";
import { heading, line } from "./parts.js";
import { announce } from "./restart.js";
import { message } from "../shared/i18n.js";
import { ask } from "../shared/worker_client.js";

/**
 * @param {string} why key of the words that say what it is good for
 * @returns {HTMLElement[]}
 */
export function restartSteps(why) {
  const said = make("p", { class: "note", role: "status" });
  const copy = button(
    { class: "button primary", "data-act": "restart" },
    message("open_copy_restart"),
    () => announce(ask, said, "bisect_restart_copied"),
  );
  const step = (/** @type {(Node | null)[]} */ ...children) => make("li", {}, ...children);
  return [
    heading(message("bisect_restart_heading")),
    line(message(why)),
    make(
      "ol",
      { class: "steps" },
      step(line(message("restart_save"))),
      step(line(message("restart_do")), make("div", {}, copy), said),
      step(line(message("bisect_restart_back"))),
    ),
  ];
}
