// The default of a switch: the administrator's value if there is one, and a button that returns to it.

import { button, byId, setText, show } from "../shared/dom.js";
import { change, onSettings } from "./settings.js";
import { message } from "../shared/i18n.js";

/** @typedef {import("../../types/messages.js").Ruled} Ruled */
/** @typedef {"correction" | "reminders"} Switch */

/** Id of the status line of each switch. @type {Record<Switch, string>} */
const STATUS_IDS = { correction: "correction-said", reminders: "diary-said" };

/** @param {Ruled} ruled */
function inWords({ default: on, suggested }) {
  return suggested ? message(on ? "options_default_on" : "options_default_off") : "";
}

/**
 * @param {Switch} name
 * @param {() => Promise<void>} refresh redraws other parts that show it
 */
export function startDefault(name, refresh) {
  const back = button({ class: "button", id: `${name}-back` }, "", async () => {
    if (!(await change({ default: name }, STATUS_IDS[name], message("options_said_default")))) {
      return;
    }
    await refresh();
    byId(name).focus();
  });
  byId(`${name}-default`).append(back);
  onSettings((settings) => {
    const ruled = settings[name];
    const strays = ruled.chosen && ruled.on !== ruled.default;
    setText(byId(`${name}-default-what`), inWords(ruled));
    setText(back, message(ruled.default ? "options_default_back_on" : "options_default_back_off"));
    show(back, strays);
    show(byId(`${name}-default`), !ruled.forced && (ruled.suggested || strays));
  });
}
