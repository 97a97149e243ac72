// The saved settings: loaded once and passed to every part of the page that shows some of them.

import { ask } from "../shared/worker_client.js";
import { byId, setText, show } from "../shared/dom.js";
import { failureText } from "./failure_text.js";

/** @typedef {import("../../types/messages.js").Settings} Settings */
/** @typedef {import("../../types/messages.js").SettingsChange} SettingsChange */

/** @type {((settings: Settings) => void)[]} */
const listeners = [];

/** @param {(settings: Settings) => void} draw called with the settings after loading and after every change */
export function onSettings(draw) {
  listeners.push(draw);
}

/**
 * Saves a change, redraws, and reports success or failure in the same place.
 * @param {SettingsChange} set
 * @param {string} place
 * @param {string} done
 */
export async function change(set, place, done) {
  const reply = await ask({ kind: "settings", set });
  if (reply.kind === "settings") for (const draw of listeners) draw(reply);
  setText(byId(place), reply.kind === "settings" ? done : failureText(reply));
  return reply.kind === "settings";
}

/** Loads the settings and calls the listeners. */
export async function refreshSettings() {
  const reply = await ask({ kind: "settings" });
  if (reply.kind === "settings") {
    for (const draw of listeners) draw(reply);
    return;
  }
  setText(byId("failure"), failureText(reply));
  show(byId("failure"), true);
}
