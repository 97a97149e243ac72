/** A click on an extension's icon, by its shortcut on a true keyboard, and when the popup showed what. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { until } from "../e2e/lib/wait.js";
import { rest } from "./seats.mjs";

/**
 * In milliseconds after the key was pressed. Both clocks count from 1970 on one machine: the popup's own one, of which
 * its paints are told, and ours, which is whole milliseconds.
 * @typedef {object} Shown
 * @property {number} born the browser begins to get the popup's page
 * @property {number} parsed its markup is there, and styles and scripts are asked for
 * @property {number} loaded with all its styles and scripts, which have begun to run
 * @property {number} paint the first text or picture
 * @property {number} named the headline names the cause
 * @property {number} done everything that is waited for
 */
/** @typedef {import("../e2e/lib/extension.js").Extension} Extension */
/** @typedef {{extension: Extension, popup: string, keys: string}} Icon */

/** So long nobody asks the browser anything, because being asked takes time from it. */
const UNDISTURBED_MS = 1_200;

/** A keyboard at a display; it is there before it is needed, so that nothing is started between stamp and key. */
export class Keyboard {
  /** @param {import("../e2e/lib/display.js").Display} display */
  constructor(display) {
    this.process = spawn("xdotool", ["-"], {
      env: { ...process.env, DISPLAY: display.name },
      stdio: ["pipe", "ignore", "inherit"],
    });
  }

  /**
   * @param {string} keys such as `alt+shift+k`
   * @returns {number} when, in milliseconds since 1970
   */
  press(keys) {
    const at = Date.now();
    this.process.stdin.write(`key --delay 0 ${keys}\n`);
    return at;
  }

  async end() {
    this.process.stdin.end();
    if (this.process.exitCode === null) await once(this.process, "exit");
  }
}

/**
 * Clicks while the extension's worker is stopped, waits for what is wanted, and closes the popup.
 * @param {Keyboard} keyboard
 * @param {Icon} icon
 * @param {keyof Shown} wanted
 * @returns {Promise<Shown>} what was not waited for may be missing: NaN
 */
export async function clickCold(keyboard, { extension, popup, keys }, wanted) {
  const { cdp } = extension.browser;
  const find = async () =>
    (await cdp.targets()).find(({ url }) => url === `${extension.origin}/${popup}`);
  await extension.stopWorker();
  await rest();
  const { at, target } = await until("the popup", async () => {
    const pressed = keyboard.press(keys);
    await pause(UNDISTURBED_MS);
    return { at: pressed, target: await until("its page", find, { limit: 3_000 }) };
  });
  const page = await cdp.attach(target.targetId);
  /** @type {Partial<Shown>} */
  let stamps = {};
  await until(`the moment: ${wanted}`, async () => {
    stamps = await page.evaluate(momentsOf);
    return wanted in stamps;
  });
  await cdp.send("Target.closeTarget", { targetId: target.targetId });
  await until("the popup's end", async () => !(await find()));
  const after = (/** @type {keyof Shown} */ name) => (stamps[name] ?? Number.NaN) - at;
  return {
    ...{ born: after("born"), parsed: after("parsed"), loaded: after("loaded") },
    ...{ paint: after("paint"), named: after("named"), done: after("done") },
  };
}

/** In the popup: what it noted by itself and what the browser noted of it; stands alone. */
function momentsOf() {
  const [entry] = performance.getEntriesByType("navigation");
  const { domInteractive, loadEventStart } = /** @type {PerformanceNavigationTiming} */ (entry);
  const born = performance.timeOrigin;
  /** @type {Partial<Shown>} */
  const stamps = Reflect.get(globalThis, "stamps");
  return { born, parsed: born + domInteractive, loaded: born + loadEventStart, ...stamps };
}
