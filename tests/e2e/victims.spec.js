/** Proves that the foreign extensions for the other tests behave as intended, and the place at which a browser is ended. */
import { expect } from "@playwright/test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PLAIN } from "./lib/correction.js";
import { stopAt } from "./lib/stop.js";
import { test } from "./lib/test.js";
import { PAIR, writeVictims } from "./lib/victims.js";
import { until } from "./lib/wait.js";

const SIGN_IN_PAGE = "ログイン";

/** @typedef {import("./lib/pc.js").Pc} Pc */
/** @typedef {import("./lib/victims.js").Victim} Victim */

let folder = "";
test.beforeEach(async ({ lab }) => {
  await lab.set(PLAIN);
  folder = await mkdtemp(join(tmpdir(), "karte-victims-"));
});
test.afterEach(() => rm(folder, { recursive: true, force: true }));

/**
 * Starts a PC with these extensions and ours.
 * @param {import("./lib/test.js").Start} start
 * @param {Victim[]} victims
 */
async function startWith(start, victims) {
  const pc = await start({ others: victims.map((victim) => victim.folder) });
  const names = victims.map(({ id, title }) => ({ id, name: title, enabled: true }));
  const all = await pc.extension.inWorker(() => chrome.management.getAll());
  expect(all).toEqual(expect.arrayContaining(names.map((one) => expect.objectContaining(one))));
  expect(all.length).toBe(victims.length + 1);
  return pc;
}

/**
 * Switches them on or off from our worker, while no page of the karte is open.
 * @param {Pc} pc
 * @param {(Victim | undefined)[]} victims
 * @param {boolean} on
 */
async function turn(pc, victims, on) {
  await pc.open("about:blank");
  const ids = victims.map((victim) => victim?.id ?? "");
  await pc.extension.inWorker(
    (each, enabled) => Promise.all(each.map((id) => chrome.management.setEnabled(id, enabled))),
    ids,
    on,
  );
}

/**
 * Opens the sign-in page until the browser shows this error, or the page this text.
 * @param {Pc} pc
 * @param {string} expected
 */
async function opens(pc, expected) {
  let seen = "";
  await until("it", async () => {
    const tab = await pc.tab();
    seen = (await pc.open()) || (await tab.text());
    return seen.includes(expected);
  }).catch(() => expect(seen).toContain(expected));
}

test("twelve, of which three are in the way, each in its own", async ({ start }) => {
  const victims = await writeVictims(folder);
  expect(victims.length).toBe(12);
  const pc = await startWith(start, victims);
  const blocking = victims.filter(({ shows }) => shows);
  expect(blocking.length).toBe(3);
  await turn(pc, blocking, false);
  await opens(pc, SIGN_IN_PAGE);
  for (const victim of blocking) {
    await turn(pc, [victim], true);
    await opens(pc, victim.shows ?? "");
    await turn(pc, [victim], false);
    await opens(pc, SIGN_IN_PAGE);
  }
});

test("a pair that is in the way only together", async ({ start }) => {
  const pair = await writeVictims(folder, PAIR);
  const pc = await startWith(start, pair);
  await opens(pc, "クライアント証明書が必要です");
  for (const one of pair) {
    await turn(pc, [one], false);
    await opens(pc, SIGN_IN_PAGE);
    await turn(pc, [one], true);
    await opens(pc, "クライアント証明書が必要です");
  }
});

test("the browser is ended at each call of the worker in turn", async ({ start }) => {
  const [victim] = await writeVictims(folder, ["popup"]);
  const pc = await startWith(start, victim ? [victim] : []);
  const work = () =>
    pc.extension.inWorker(async (id) => {
      await chrome.storage.local.set({ note: id });
      await chrome.management.setEnabled(id, false);
      await chrome.storage.local.remove("note");
    }, victim?.id ?? "");
  /** @type {Set<string>} */
  const places = new Set();
  for (const side of /** @type {const} */ (["before", "after"])) {
    // The worker's own calls may come in between, so the order is not fixed.
    for (let k = 1; ; k += 1) {
      const stop = await stopAt(pc, k, side);
      if (!(await stop.reached(work()))) break;
      const { calls } = await stop.seen();
      await pc.browser.kill();
      // About one killed Chromium in a hundred starts without the extension's worker; the next start has it.
      await pc.restart().catch(() => pc.restart());
      const done = (side === "before" ? calls.slice(0, -1) : calls).map(({ name, args }) =>
        JSON.stringify([name, ...args]),
      );
      const noted = done.includes(JSON.stringify(["set", { note: victim?.id }]));
      const removed = done.includes(JSON.stringify(["remove", "note"]));
      const { note } = await pc.extension.stored("local");
      expect(note === victim?.id, `${k} ${side}: ${done}`).toBe(noted && !removed);
      places.add(`${side} ${noted} ${removed}`);
      await pc.extension.inWorker(() => chrome.storage.local.remove("note"));
    }
    await pc.restart();
  }
  const own = ["before false false", "before true false", "after true false", "after true true"];
  expect([...places]).toEqual(expect.arrayContaining(own));
});
