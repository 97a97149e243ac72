/**
 * Holds our worker at one of its calls that change something, so that a test can end the browser exactly there.
 * It counts `management.setEnabled`, `browsingData.remove`, `cookies.remove`, `storage.local.set` and
 * `storage.local.remove`, all in one sequence from 1. With `reads` it also counts calls that read, session storage, and new
 * tabs and windows, so that work that changes nothing else can be interrupted, too.
 * At the chosen call the worker is held: that call never returns and no later one is made, as if the power had failed.
 *
 * What survives a kill of the browser (Chromium 156, measured; the same for extensions loaded by a switch and installed by a
 * policy): each `storage.local.set` that has returned, but of `setEnabled` only changes older than some ten seconds.
 * Killed 0, 2.5, 6 and 9 s after switching off: on again. After 11 and 15 s, and after an orderly end: off.
 * Switching on is written with the same delay: off for 13 s, on again, killed 0 and 5 s later: off for good. After 12 s: on.
 * The ten seconds begin with the first unwritten change, so of several calls only the first ones may be kept: of six calls,
 * two seconds apart, killed 2 s after the last one, five were kept.
 */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { copyOfOurs } from "./extension.js";
import { until } from "./wait.js";

/** @typedef {import("./pc.js").Pc} Pc */
/** @typedef {"before" | "after"} Side is the worker held before the call is made, or when it has been made? */
/** @typedef {{name: string, args: unknown[]}} Call */
/** @typedef {{calls: Call[], held: boolean}} Seen */

/** The held worker; it stays alive while this is attached. */
export class Stop {
  /** @param {import("./cdp.js").Session} session */
  constructor(session) {
    this.session = session;
  }

  /** @returns {Promise<Seen>} the calls so far, and whether the worker is held at the last of them */
  seen() {
    return this.session.evaluate(() => Reflect.get(globalThis, "karteStop"));
  }

  /**
   * Waits until the worker is held (true), or until the work is done (false): then there is no `k`-th call.
   * @param {Promise<unknown>} work makes the worker call; it never ends if the worker is held
   */
  async reached(work) {
    let done = false;
    const end = () => {
      done = true;
    };
    work.then(end, end);
    const either = async () => (await this.seen()).held || done;
    await until("the call, or the end of the work", either, { limit: 60_000, step: 10 });
    const { held } = await this.seen();
    if (!held) await work;
    return held;
  }

  /** Detaches from the worker, which stays held. */
  end() {
    return this.session.detach();
  }
}

/**
 * Holds the running worker at its `k`-th call from now on; a worker that starts later is not affected.
 * @param {Pc} pc
 * @param {number} k
 * @param {Side} [side]
 * @param {boolean} [reads] whether the further calls (see above) count, too
 */
export async function stopAt(pc, k, side = "before", reads = false) {
  const stop = await stopOf(pc);
  await stop.session.evaluate(watch, { k, side, reads });
  return stop;
}

/**
 * Holds the next worker that starts, and only that one, at its `k`-th call; our extension must be `copyThatStops`.
 * With this a test can end the browser while the worker repairs the result of an earlier end; `stopOf` returns the result.
 * @param {Pc} pc
 * @param {number} k
 * @param {Side} [side]
 */
export async function stopNextAt(pc, k, side = "before") {
  await pc.extension.inWorker((plan) => chrome.storage.local.set({ karteStop: plan }), { k, side });
}

/** @param {Pc} pc whose worker is, or may be, held */
export async function stopOf(pc) {
  const { targetId } = await until("the extension's worker", () => pc.extension.worker());
  return new Stop(await pc.browser.cdp.attach(targetId));
}

/** A copy of our extension whose worker first checks whether it is to be held: DevTools attach too late for its start. */
export function copyThatStops() {
  return copyOfOurs(async (folder) => {
    const worker = join(folder, "service_worker.js");
    await writeFile(join(folder, "stop.js"), `(${watch})();\n`);
    await writeFile(worker, `import "./stop.js";\n${await readFile(worker, "utf8")}`);
  });
}

/**
 * Runs in the worker.
 * @param {{k: number, side: Side, reads?: boolean}} [asked] default: what `stopNextAt` left in the storage, which is used once
 */
function watch(asked) {
  const storage = chrome.storage.local;
  const remove = storage.remove.bind(storage);
  const seen = { calls: /** @type {Call[]} */ ([]), held: false };
  const plan = asked ?? left();
  /** @type {Promise<never>} */
  const never = new Promise(() => undefined);
  Reflect.set(globalThis, "karteStop", seen);
  wrap(chrome.management, "setEnabled");
  wrap(chrome.browsingData, "remove");
  wrap(chrome.cookies, "remove");
  wrap(storage, "set");
  wrap(storage, "remove");
  if (asked?.reads) {
    wrap(storage, "get");
    for (const name of ["get", "set"]) wrap(chrome.storage.session, name);
    for (const owner of [chrome.management, chrome.cookies, chrome.windows]) wrap(owner, "getAll");
    for (const name of ["query", "create"]) wrap(chrome.tabs, name);
    wrap(chrome.windows, "create");
  }

  async function left() {
    const { karteStop } = await storage.get("karteStop");
    if (karteStop) await remove("karteStop");
    return /** @type {{k: number, side: Side}} */ (karteStop ?? { k: Infinity, side: "before" });
  }

  /**
   * @param {object} owner
   * @param {string} name
   */
  function wrap(owner, name) {
    const call = Reflect.get(owner, name).bind(owner);
    const wrapped = async (/** @type {unknown[]} */ ...args) => {
      const { k, side } = await plan;
      const already = seen.calls.length;
      if (already >= k) return never;
      seen.calls.push({ name, args });
      if (already + 1 < k) return call(...args);
      if (side === "after") await call(...args);
      seen.held = true;
      return never;
    };
    Reflect.set(owner, name, wrapped);
    if (Reflect.get(owner, name) !== wrapped) throw new Error(`${name} cannot be watched`);
  }
}
