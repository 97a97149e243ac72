/** Key presses that open an address; they are repeated if a busy browser did not take them. */
import { setTimeout as pause } from "node:timers/promises";
import { until } from "./wait.js";

/**
 * Presses keys until the tab goes to the vendor's site. A busy browser may not have drawn the target of the keys yet,
 * and an address that has lost its first letters becomes a search on another site.
 * @param {import("./pc.js").Pc} pc
 * @param {() => Promise<void>} press
 */
export async function byKeys(pc, press) {
  const tab = await pc.tab();
  const gone = async () => /^https?:\/\/[^/]*medley\.life/.test((await tab.info()).url);
  for (let once = 1; once < 4; once += 1) {
    // A menu that the last keys opened by mistake would take the next ones.
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
  // A busy browser loses letters that come faster than a person types.
  await pause(200);
  await pc.display.xdotool("type", "--delay", "20", text);
  // Delete removes what the address bar would add from the history.
  await pc.display.press("Delete", "Return");
}
