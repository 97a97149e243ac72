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

/**
 * Binds the switch of one setting. A change that cannot be saved is reverted. The switch is disabled until its state is
 * known, and while the administrator's policy enforces it.
 * @param {string} id of the switch; `<id>-forced` is the note that the administrator enforces it
 * @param {object} of
 * @param {string} of.place where success or failure is reported
 * @param {(settings: Settings) => {on: boolean, forced: boolean}} of.state
 * @param {(on: boolean) => SettingsChange} of.set
 * @param {(on: boolean) => string} of.done the words for a saved change
 */
export function bindSwitch(id, { place, state, set, done }) {
  const toggle = /** @type {HTMLInputElement} */ (byId(id));
  const save = async () => {
    const wanted = toggle.checked;
    if (!(await change(set(wanted), place, done(wanted)))) toggle.checked = !wanted;
  };
  toggle.addEventListener("change", () => void save());
  onSettings((settings) => {
    const { on, forced } = state(settings);
    toggle.checked = on;
    toggle.disabled = forced;
    const note = document.getElementById(`${id}-forced`);
    if (note) show(note, forced);
  });
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
