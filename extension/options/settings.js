// What the worker keeps of the person's wishes: asked once, drawn by every part of the page that shows some of it.

import { ask } from "../shared/worker_client.js";
import { byId, setText, show } from "../shared/dom.js";
import { whyNot } from "./bookmarks.js";

/** @typedef {import("../../types/messages.js").Settings} Settings */
/** @typedef {import("../../types/messages.js").SettingsChange} SettingsChange */

/** @type {((settings: Settings) => void)[]} */
const drawers = [];

/** @param {(settings: Settings) => void} draw called with what is set, at the start and after every change */
export function onSettings(draw) {
  drawers.push(draw);
}

/**
 * Changes something, draws what is now so, and says it; what failed is said in the same place.
 * @param {SettingsChange} set
 * @param {string} place
 * @param {string} done
 */
export async function change(set, place, done) {
  const reply = await ask({ kind: "settings", set });
  if (reply.kind === "settings") for (const draw of drawers) draw(reply);
  setText(byId(place), reply.kind === "settings" ? done : whyNot(reply));
  return reply.kind === "settings";
}

/** Asks how things are, and has it drawn. */
export async function refreshSettings() {
  const reply = await ask({ kind: "settings" });
  if (reply.kind === "settings") {
    for (const draw of drawers) draw(reply);
    return;
  }
  setText(byId("failure"), whyNot(reply));
  show(byId("failure"), true);
}
