// The switch of the check at Chrome's start, before the first patient comes. It is off until somebody wants it.

import { byId, show } from "../shared/dom.js";
import { change, onSettings } from "./settings.js";
import { message } from "../shared/i18n.js";

function toggle() {
  return /** @type {HTMLInputElement} */ (byId("start-check"));
}

async function save() {
  const wanted = toggle().checked;
  const done = wanted ? "options_said_start_check_on" : "options_said_start_check_off";
  if (!(await change({ startCheck: wanted }, "start-check-said", message(done)))) {
    toggle().checked = !wanted;
  }
}

/** The switch is disabled until its state is known, and while the administrator decides. */
export function startStartCheck() {
  toggle().addEventListener("change", () => void save());
  onSettings(({ startCheck: { on, forced } }) => {
    toggle().checked = on;
    toggle().disabled = forced;
    show(byId("start-check-forced"), forced);
  });
}
