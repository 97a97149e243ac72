/** What all measurements in the browser share: the site, seats at PCs, turns, and how one of them is run alone. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { cancel } from "../e2e/lib/chooser.js";
import { Display } from "../e2e/lib/display.js";
import { Extension, idOf } from "../e2e/lib/extension.js";
import { Lab } from "../e2e/lib/lab.js";
import { Pc } from "../e2e/lib/pc.js";
import { until } from "../e2e/lib/wait.js";

/** @typedef {{rounds?: number}} Options */
/** @typedef {import("./row.mjs").Row} Row */
/** @typedef {{folder: string, remove: () => Promise<void>}} Folder */
/** @typedef {import("../e2e/lib/cdp.js").Session} Session */

/** Rounds that do not count: the first ones pay for what later ones find at hand. */
export const WARM_UP = 2;
/** Milliseconds in which what the last measurement left to do is done. */
const REST = 300;
/** The same for browsers that have just been started: in its first moments no worker can be stopped. */
const SETTLED_MS = 3_000;
const FAILING = "クライアント証明書が必要です";

/** What has to be put away at the end, the newest first. */
export class Things {
  /** @type {(() => Promise<unknown>)[]} */
  #ends = [];

  /**
   * @template T
   * @param {T} thing
   * @param {(thing: T) => Promise<unknown>} end
   * @returns {T}
   */
  keep(thing, end) {
    this.#ends.push(() => end(thing));
    return thing;
  }

  /** @param {Promise<Folder>} folder */
  async folder(folder) {
    return this.keep(await folder, (one) => one.remove()).folder;
  }

  async lab() {
    return this.keep(await Lab.start(), (lab) => lab.stop());
  }

  /**
   * A PC with a display of its own.
   * @param {Omit<import("../e2e/lib/pc.js").PcOptions, "display">} options
   */
  async pc(options) {
    const display = this.keep(await Display.start(), (one) => one.stop());
    return this.keep(await Pc.start({ ...options, display }), (pc) => pc.remove());
  }

  /** Puts everything away, whatever happens on the way. */
  async end() {
    for (const end of this.#ends.reverse()) await end().catch(() => undefined);
  }
}

/**
 * Sets up, measures, and puts everything away.
 * @template T
 * @param {(things: Things) => Promise<T>} measure
 */
export async function withThings(measure) {
  const things = new Things();
  try {
    return await measure(things);
  } finally {
    await things.end();
  }
}

/**
 * Measures every variant once per round, each round beginning with another one, so that noise falls on all alike.
 * @template V
 * @param {readonly V[]} variants
 * @param {number} rounds
 * @param {(variant: V, counts: boolean) => Promise<void>} measure
 */
export async function inTurns(variants, rounds, measure) {
  await pause(SETTLED_MS);
  for (let round = -WARM_UP; round < rounds; round += 1) {
    for (const variant of rotated(variants, round + WARM_UP)) await measure(variant, round >= 0);
  }
}

/**
 * The same list, beginning elsewhere.
 * @template T
 * @param {readonly T[]} list
 * @param {number} round
 */
export function rotated(list, round) {
  const first = round % list.length;
  return [...list.slice(first), ...list.slice(0, first)];
}

/** Lets the browsers finish what the last measurement left to do. */
export const rest = () => pause(REST);

/**
 * An extension's page in a tab behind the others; it stays open.
 * @param {import("../e2e/lib/browser.js").Browser} browser
 * @param {string} id
 * @param {string} path
 * @returns {Promise<Session>}
 */
export async function openPage(browser, id, path) {
  const url = `chrome-extension://${id}/${path}`;
  const { targetId } = await browser.cdp.send("Target.createTarget", { url, background: true });
  const page = await browser.cdp.attach(targetId);
  await until(`${url} with its interfaces`, () =>
    page.evaluate(() => document.readyState === "complete" && Boolean(chrome.runtime?.id)),
  );
  return page;
}

/**
 * Another extension in a PC's browser.
 * @param {Pc} pc
 * @param {string} folder
 */
export async function extensionIn(pc, folder) {
  return new Extension(pc.browser, await idOf(folder));
}

/** A PC's options for one where the chooser is going to be cancelled: `fail` then brings the failing page. */
export const FAILS = { certificates: ["clinic-a"], dotWorks: true };

/**
 * Gets the failing page into the tab in front: a certificate is there, and the chooser was cancelled.
 * @param {Pc} pc
 */
export async function fail(pc) {
  await (await pc.tab()).show();
  await pc.openAnd(cancel, FAILING);
}

/**
 * Asks our worker for a diagnosis as the popup does, and waits for the whole one; readings that no diagnosis waits for
 * may come later.
 * @param {Session} page one of ours
 * @param {number} tab
 * @returns {Promise<{time: number, primary: string | null}>} milliseconds by the page's own clock, and what was found
 */
export function diagnose(page, tab) {
  return page.evaluate(async (tabId) => {
    const port = chrome.runtime.connect({ name: "diagnosis" });
    const begin = performance.now();
    /** @type {any} */
    const diagnosis = await new Promise((resolve) => {
      const take = (/** @type {any} */ said) => said?.state !== "running" && resolve(said);
      port.onMessage.addListener(take);
      void chrome.runtime.sendMessage({ kind: "diagnose", tabId }).then(take);
    });
    const time = performance.now() - begin;
    port.disconnect();
    return { time, primary: diagnosis.primary };
  }, tab);
}

/**
 * The number of the tab in front.
 * @param {Session} page one of ours
 */
export function frontTab(page) {
  return page.evaluate(async () => {
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    return tab?.id ?? -1;
  });
}

/**
 * Changes a file of a copied extension; what is to be replaced has to be there.
 * @param {string} file
 * @param {readonly (readonly [string | RegExp, string])[]} changes
 */
export async function edit(file, changes) {
  let text = await readFile(file, "utf8");
  for (const [from, to] of changes) {
    const before = text;
    text = text.replace(from, to);
    if (text === before) throw new Error(`${file} has no ${from}`);
  }
  await writeFile(file, text);
}

/**
 * Makes one of the extensions a stranger to the other of the same key: its id then comes from its folder.
 * @param {string} folder
 */
export function withoutKey(folder) {
  return edit(join(folder, "manifest.json"), [[/"key": "[^"]*",/, ""]]);
}

/**
 * Runs a measurement where its file was started by itself: `node tests/bench/start.mjs --rounds 5`.
 * @param {ImportMeta} meta
 * @param {(options: Options) => Promise<Row[]>} measure
 */
export async function alone(meta, measure) {
  if (process.argv[1] !== fileURLToPath(meta.url)) return;
  const { values } = parseArgs({ options: { rounds: { type: "string" } } });
  const rows = await measure(values.rounds ? { rounds: Number(values.rounds) } : {});
  console.log(JSON.stringify(rows, null, 1));
}
