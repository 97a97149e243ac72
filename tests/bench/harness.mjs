/** Shared by all measurements in the browser: the imitated site, PCs, rounds, clicks on the icon, and one diagnosis. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { cancel } from "../e2e/lib/chooser.js";
import { Display } from "../e2e/lib/display.js";
import { Extension, idOf } from "../e2e/lib/extension.js";
import { Lab } from "../e2e/lib/lab.js";
import { Pc } from "../e2e/lib/pc.js";
import { until } from "../e2e/lib/wait.js";

/** @typedef {import("../e2e/lib/cdp.js").Session} Session */
/** @typedef {Omit<import("../e2e/lib/pc.js").PcOptions, "display">} PcOptions */
/** When the popup showed what, in milliseconds after the key was pressed. @typedef {{paint: number, named: number, done: number}} Shown */

/** Rounds that are not counted: the first rounds fill the caches for the later ones. */
export const WARM_UP = 2;
/** Time in which the browser finishes the work of the last measurement. */
const REST_MS = 300;
/** The same for a browser that was just started: in its first moments no worker can be stopped. */
const SETTLED_MS = 3_000;
/** After a click the browser is not asked anything for this time, because answering would slow it down. */
const UNDISTURBED_MS = 1_200;
const FAILING = "クライアント証明書が必要です";
/** A PC on which `fail` shows the failing page. */
export const FAILS = { certificates: ["clinic-a"], dotWorks: true };

/** Resources to release at the end, the newest first. */
export class Things {
  /** @type {(() => Promise<unknown>)[]} */
  #ends = [];

  /** @template T @param {T} thing @param {(thing: T) => Promise<unknown>} end @returns {T} */
  keep(thing, end) {
    this.#ends.push(() => end(thing));
    return thing;
  }

  /** @param {Promise<{folder: string, remove: () => Promise<void>}>} folder */
  async folder(folder) {
    return this.keep(await folder, (one) => one.remove()).folder;
  }

  async lab() {
    return this.keep(await Lab.start(), (lab) => lab.stop());
  }

  /** A PC with a display of its own. @param {PcOptions} options */
  async pc(options) {
    const display = this.keep(await Display.start(), (one) => one.stop());
    return this.keep(await Pc.start({ ...options, display }), (pc) => pc.remove());
  }

  /** A keyboard process, started beforehand so that no process starts between time stamp and key press. @param {Pc} pc */
  keyboard({ display }) {
    const env = { ...process.env, DISPLAY: display.name };
    const keys = spawn("xdotool", ["-"], { env, stdio: ["pipe", "ignore", "inherit"] });
    return this.keep(keys, async () => {
      keys.stdin.end();
      if (keys.exitCode === null) await once(keys, "exit");
    });
  }

  async end() {
    for (const end of this.#ends.reverse()) await end().catch(() => undefined);
  }
}

/** Sets up, measures, and releases everything. @template T @param {(things: Things) => Promise<T>} measure */
export async function withThings(measure) {
  const things = new Things();
  try {
    return await measure(things);
  } finally {
    await things.end();
  }
}

/**
 * Measures every variant once per round. Each round begins with the next variant, so that noise affects all of them alike.
 * @template V
 * @param {readonly V[]} variants
 * @param {number} rounds
 * @param {(variant: V, counts: boolean) => Promise<void>} measure
 */
export async function inTurns(variants, rounds, measure) {
  await pause(SETTLED_MS);
  for (let round = 0; round < WARM_UP + rounds; round += 1) {
    const first = round % variants.length;
    for (const variant of [...variants.slice(first), ...variants.slice(0, first)]) {
      await measure(variant, round >= WARM_UP);
    }
  }
}

export const rest = () => pause(REST_MS);

/**
 * Opens an extension's page in a background tab, which stays open.
 * @param {Pc} pc
 * @param {string} id
 * @param {string} path
 * @returns {Promise<Session>}
 */
export async function openPage({ browser }, id, path = "welcome/welcome.html") {
  const url = `chrome-extension://${id}/${path}`;
  const { targetId } = await browser.cdp.send("Target.createTarget", { url, background: true });
  const page = await browser.cdp.attach(targetId);
  await until(`${url} with its interfaces`, () =>
    page.evaluate(() => document.readyState === "complete" && Boolean(chrome.runtime?.id)),
  );
  return page;
}

/** Another extension in a PC's browser. @param {Pc} pc @param {string} folder */
export async function extensionIn(pc, folder) {
  return new Extension(pc.browser, await idOf(folder));
}

/** Shows the failing page in the front tab by cancelling the certificate chooser. @param {Pc} pc */
export async function fail(pc) {
  await (await pc.tab()).show();
  await pc.openAnd(cancel, FAILING);
}

/**
 * A page of ours that asks for a diagnosis of the front tab, as the popup does.
 * @param {Pc} pc
 * @returns {Promise<() => Promise<number>>} milliseconds until the whole diagnosis, by the page's own clock
 */
export async function diagnoser(pc) {
  const page = await openPage(pc, pc.extension.id);
  const tab = await page.evaluate(async () => {
    const [front] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    return front?.id ?? -1;
  });
  return () => page.evaluate(timeOneDiagnosis, tab);
}

/** Runs in a page of ours, so it must not use anything from outside. @param {number} tabId */
async function timeOneDiagnosis(tabId) {
  const port = chrome.runtime.connect({ name: "diagnosis" });
  const begin = performance.now();
  await new Promise((resolve) => {
    const take = (/** @type {any} */ reply) => reply?.state !== "running" && resolve(reply);
    port.onMessage.addListener(take);
    void chrome.runtime.sendMessage({ kind: "diagnose", tabId }).then(take);
  });
  const time = performance.now() - begin;
  port.disconnect();
  return time;
}

/**
 * Clicks an extension's icon by its shortcut while its worker is stopped, waits for `wanted`, and closes the popup.
 * @param {import("node:child_process").ChildProcess} keyboard
 * @param {{extension: Extension, popup: string, keys: string}} icon
 * @param {keyof Shown} wanted
 * @returns {Promise<Shown>} NaN for what was not waited for and has not come
 */
export async function clickCold(keyboard, { extension, popup, keys }, wanted) {
  const { cdp } = extension.browser;
  const find = async () =>
    (await cdp.targets()).find(({ url }) => url === `${extension.origin}/${popup}`);
  await extension.stopWorker();
  await rest();
  const { at, target } = await until("the popup", async () => {
    const pressed = Date.now();
    keyboard.stdin?.write(`key --delay 0 ${keys}\n`);
    await pause(UNDISTURBED_MS);
    return { at: pressed, target: await until("its page", find, { limit: 3_000 }) };
  });
  const page = await cdp.attach(target.targetId);
  const stamps = await until(`the moment: ${wanted}`, async () => {
    /** @type {Partial<Shown>} */
    const seen = await page.evaluate(() => Reflect.get(globalThis, "stamps"));
    return seen[wanted] === undefined ? null : seen;
  });
  await cdp.send("Target.closeTarget", { targetId: target.targetId });
  await until("the popup's end", async () => !(await find()));
  const after = (/** @type {keyof Shown} */ name) => (stamps[name] ?? Number.NaN) - at;
  return { paint: after("paint"), named: after("named"), done: after("done") };
}

/** Counts the starts of our worker from now on. @param {Pc} pc */
export async function watchStarts({ browser: { cdp }, extension }) {
  let starts = 0;
  const stop = cdp.listen(({ method, params }) => {
    const { type, url } = params?.["targetInfo"] ?? {};
    const ours = type === "service_worker" && url.startsWith(extension.origin);
    if (method === "Target.targetCreated" && ours) starts += 1;
  });
  await cdp.send("Target.setDiscoverTargets", { discover: true, filter: [{}] });
  // A worker that already runs is reported first; it is not counted.
  const before = starts;
  return {
    count: () => starts - before,
    async stop() {
      await cdp.send("Target.setDiscoverTargets", { discover: false });
      stop();
    },
  };
}
