// A complete restart in the middle of a try or a search, which goes on by itself afterwards.

import { button, make } from "../shared/dom.js";
import { heading, line } from "./parts.js";
import { announce } from "./restart.js";
import { say } from "../shared/i18n.js";
import { ask } from "../shared/worker_client.js";

/**
 * @param {string} why key of the words that say what it is good for
 * @returns {HTMLElement[]}
 */
export function restartSteps(why) {
  const said = make("p", { class: "note", role: "status" });
  const copy = button(
    { class: "button primary", "data-act": "restart" },
    say("open_copy_restart"),
    () => announce(ask, said, "bisect_restart_copied"),
  );
  const step = (/** @type {(Node | null)[]} */ ...children) => make("li", {}, ...children);
  return [
    heading(say("bisect_restart_heading")),
    line(say(why)),
    make(
      "ol",
      { class: "steps" },
      step(line(say("restart_save"))),
      step(line(say("restart_do")), make("div", {}, copy), said),
      step(line(say("bisect_restart_back"))),
    ),
  ];
}
