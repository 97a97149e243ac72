/** Addresses given by hand: what a person's keys do, and again where a busy browser did not take them. */
import { setTimeout as pause } from "node:timers/promises";
import { until } from "./wait.js";

/**
 * Presses keys until the tab goes to the vendor: a busy browser may not have drawn yet what they are for,
 * and what is left of an address without its first letters is searched for, elsewhere.
 * @param {import("./pc.js").Pc} pc
 * @param {() => Promise<void>} press
 */
export async function byKeys(pc, press) {
  const tab = await pc.tab();
  const gone = async () => /^https?:\/\/[^/]*medley\.life/.test((await tab.info()).url);
  for (let once = 1; once < 4; once += 1) {
    // A menu that the last keys have opened by mistake would take the next ones.
    if (once > 1) await pc.display.press("Escape");
    await press();
    if (await until("the vendor's page", gone, { limit: 4_000 }).catch(() => false)) return;
  }
}

/**
 * @param {import("./pc.js").Pc} pc
 * @param {string} text
 */
export async function type(pc, text) {
  await pc.display.press("ctrl+l");
  // A busy browser loses letters that come faster than anybody types.
  await pause(200);
  await pc.display.xdotool("type", "--delay", "20", text);
  // What the bar would add by itself from the history goes away.
  await pc.display.press("Delete", "Return");
}
