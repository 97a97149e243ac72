// The default of a switch: the administrator's value if there is one, and a button that returns to it.

import { button, byId, setText, show } from "../shared/dom.js";
import { change, onSettings } from "./settings.js";
import { message } from "../shared/i18n.js";

/** @typedef {import("../../types/messages.js").Ruled} Ruled */
/** @typedef {"correction" | "reminders" | "startCheck"} Switch */
/** @typedef {NonNullable<import("../../types/messages.js").SettingsChange["default"]>} Sent */

/**
 * For each switch: its name in the request, its id on the page, and the id of its status line.
 * @type {Record<Switch, {sent: Sent, id: string, said: string}>}
 */
const SWITCHES = {
  correction: { sent: "correction", id: "correction", said: "correction-said" },
  reminders: { sent: "reminders", id: "reminders", said: "diary-said" },
  startCheck: { sent: "start_check", id: "start-check", said: "start-check-said" },
};

/** @param {Ruled} ruled */
function inWords({ default: on, suggested }) {
  return suggested ? message(on ? "options_default_on" : "options_default_off") : "";
}

/**
 * @param {Switch} name
 * @param {() => Promise<void>} refresh redraws other parts that show the switch
 */
export function startDefault(name, refresh) {
  const { sent, id, said } = SWITCHES[name];
  const back = button({ class: "button", id: `${id}-back` }, "", async () => {
    if (!(await change({ default: sent }, said, message("options_said_default")))) return;
    await refresh();
    byId(id).focus();
  });
  byId(`${id}-default`).append(back);
  onSettings((settings) => {
    const ruled = settings[name];
    const strays = ruled.chosen && ruled.on !== ruled.default;
    setText(byId(`${id}-default-what`), inWords(ruled));
    setText(back, message(ruled.default ? "options_default_back_on" : "options_default_back_off"));
    show(back, strays);
    show(byId(`${id}-default`), !ruled.forced && (ruled.suggested || strays));
  });
}
