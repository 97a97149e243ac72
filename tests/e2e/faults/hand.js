/** Somebody switches one of the other extensions in Chrome's own list. */
import { expect } from "@playwright/test";

/** @typedef {import("./scene.js").Scene} Scene */

/** The state after the manual change; undefined if it may be ours. @type {WeakMap<Scene, boolean | undefined>} */
const left = new WeakMap();

/** The id of that extension. @param {Scene} scene */
const which = ({ others }) => others[0] ?? "";

/**
 * Its state, and whether a later change is certainly manual: no record names it, or Chrome's list has shown the wanted state.
 * @param {Scene} scene
 */
async function seen(scene) {
  const on = (await scene.person.on()).includes(which(scene));
  const { repair } = /** @type {any} */ (await scene.person.stored());
  const items = repair?.run?.items ?? [];
  const item = items.find((/** @type {{id: string}} */ { id }) => id === which(scene));
  return { on, known: item !== undefined, shown: item?.shown === on && item?.on === on };
}

/** @param {Scene} scene */
export async function switchByHand(scene) {
  const before = await seen(scene);
  await scene.person.turn(which(scene), !before.on);
  scene.notes.push(`switched ${before.on ? "off" : "on"} by hand${before.known ? ", known" : ""}`);
  const after = await seen(scene);
  // It may have come on record at that moment: then nobody can tell who switched it.
  const theirs = before.known ? before.shown && after.known : !after.known;
  left.set(scene, theirs ? !before.on : undefined);
  scene.offByHand = theirs && before.on ? which(scene) : undefined;
  scene.onOrOff = theirs ? undefined : which(scene);
}

/** Checks that nobody has overridden the manual change; then it is switched on again. @param {Scene} scene */
export async function leaveByHand(scene) {
  const wanted = left.get(scene);
  const on = await scene.person.on();
  if (wanted !== undefined) expect(on.includes(which(scene)), "as left by hand").toBe(wanted);
  scene.offByHand = undefined;
  scene.onOrOff = undefined;
  await scene.person.turn(which(scene), true);
}
