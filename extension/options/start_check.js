// The switch of the check before opening hours, which runs when Chrome starts. It is off by default.

import { message } from "../shared/i18n.js";
import { bindSwitch } from "./settings.js";

export function startStartCheck() {
  bindSwitch("start-check", {
    place: "start-check-said",
    state: ({ startCheck }) => startCheck,
    set: (startCheck) => ({ startCheck }),
    done: (on) => message(on ? "options_said_start_check_on" : "options_said_start_check_off"),
  });
}
