/** The columns of the table: how each fault is caused, and how the normal conditions are restored. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { editManifest } from "../lib/extension.js";
import { permit } from "../lib/permission.js";
import { stopAt } from "../lib/stop.js";
import { until } from "../lib/wait.js";
import { isKept, write } from "./second_window.js";
import { fillUp, damageAll, failToRead, leaveNewer, makeRoom, readAgain } from "./storage.js";
import { leaveByHand, switchByHand } from "./hand.js";
import { armPanic, disarmPanic, setClock } from "./worker.js";

/** @typedef {import("./scene.js").Scene} Scene */
/** @typedef {Promise<unknown>} Doing the row's work, which is under way */

/**
 * A fault.
 * @typedef {object} Strike
 * @property {(scene: Scene) => Promise<unknown>} [before] just before the work is begun
 * @property {(scene: Scene, doing: Doing, carry: any) => Promise<unknown>} [during] while it goes on; `carry` is what `before` gave
 * @property {(scene: Scene) => Promise<unknown>} mend
 */

/** Wakes the worker and prepares to hold it at one of its calls, including those that only read. @param {Scene} scene */
async function hold(scene) {
  await scene.person.ask({ kind: "history", action: "list" });
  // Most work makes a few calls only, so the first ones are drawn more often.
  const k = 1 + scene.random.below(1 + scene.random.below(scene.calls));
  const side = scene.random.one(/** @type {const} */ (["before", "after"]));
  return { stop: await stopAt(scene.pc, k, side, true), where: `${side} call ${k}` };
}

/** Prefix of the note if the work was over before the worker could be held. */
export const DONE = "after all";

/**
 * Waits until the worker is held, or until the work is done with fewer calls.
 * @param {Scene} scene
 * @param {Doing} doing
 * @param {Awaited<ReturnType<typeof hold>>} held
 */
async function reached(scene, doing, { stop, where }) {
  const there = await stop.reached(doing);
  const calls = (await stop.seen()).calls.map(({ name }) => name);
  scene.notes.push(there ? `${where}: ${calls.at(-1)}` : `${DONE} ${calls.length} calls`);
}

/** @type {Strike} */
const workerTerminated = {
  before: hold,
  during: async (scene, doing, held) => {
    await reached(scene, doing, held);
    await held.stop.end();
    await scene.pc.extension.stopWorker();
  },
  mend: () => Promise.resolve(),
};

/** @type {Strike} */
const browserKilled = {
  before: hold,
  during: async (scene, doing, held) => {
    await reached(scene, doing, held);
    await scene.pc.browser.kill();
  },
  mend: async (scene) => {
    await scene.pc.restart();
    await scene.back();
  },
};

/** @param {Scene} scene */
const wasmOf = ({ folder }) => join(folder, "wasm", "karte_signin_doctor_bg.wasm");

/**
 * Changes the core's file on the disk; the worker reads it at its next start.
 * @param {(whole: Buffer) => Buffer} change
 * @returns {Strike}
 */
function wasm(change) {
  /** @type {Buffer} */ let whole;
  return {
    before: async (scene) => {
      whole = await readFile(wasmOf(scene));
      await writeFile(wasmOf(scene), change(whole));
      await scene.pc.extension.stopWorker();
    },
    mend: async (scene) => {
      await writeFile(wasmOf(scene), whole);
      await scene.pc.extension.stopWorker();
    },
  };
}

/** The same bytes with the name of another build. @param {Buffer} whole */
function ofAnotherBuild(whole) {
  const changed = Buffer.from(whole);
  const [name = ""] = /\d+\.\d+\.\d+\+[0-9a-f]{10}/.exec(whole.toString("latin1")) ?? [];
  const at = whole.indexOf(name);
  expect(name, "the build's name in the core").not.toBe("");
  changed.write(name.replace(/.{10}$/, "0123456789"), at, "latin1");
  return changed;
}

let versions = 0;
/** @type {Strike} */
const updated = {
  during: async (scene) => {
    versions += 1;
    const { folder, pc, notes } = scene;
    await editManifest(folder, (manifest) => {
      const [major, minor, patch] = String(manifest["version"]).split(".");
      manifest["version"] = [major, minor, patch, versions].join(".");
      notes.push(`updated to ${manifest["version"]}`);
    });
    await pc.browser.load(folder);
  },
  mend: async (scene) => {
    scene.person.forget();
    await scene.back();
    const page = await scene.person.page();
    const version = await page.evaluate(() => chrome.runtime.getManifest().version);
    expect(version.split(".")[3]).toBe(String(versions));
  },
};

/**
 * A fault that comes either just before the work or during it.
 * @param {(scene: Scene) => Promise<unknown>} strike
 */
function soonerOrLater(strike) {
  return {
    /** @param {Scene} scene */
    before: async (scene) => {
      const sooner = scene.random.below(2) === 0;
      scene.notes.push(sooner ? "before it" : "in its midst");
      if (sooner) await strike(scene);
      return sooner;
    },
    /** @param {Scene} scene @param {Doing} _doing @param {boolean} sooner */
    during: async (scene, _doing, sooner) => {
      if (!sooner) await strike(scene);
    },
  };
}

/** @type {Strike} */
const networkCut = {
  ...soonerOrLater(({ lab }) => lab.set({ reset: "accept" })),
  mend: async (scene) => {
    await scene.lab.set({ reset: null });
    await scene.karte();
  },
};

/** @type {Strike} */
const permissionWithdrawn = {
  ...soonerOrLater((scene) => permit(scene.pc, "ON_CLICK")),
  mend: async (scene) => {
    await permit(scene.pc, "ON_ALL_SITES");
    await scene.karte();
  },
};

/** @param {"back" | "ahead"} way @returns {Strike} */
const clockSet = (way) => ({
  ...soonerOrLater(setClock(way)),
  mend: ({ pc }) => pc.extension.stopWorker(),
});

/** @type {Strike} */
const changedByHand = { ...soonerOrLater(switchByHand), mend: leaveByHand };

/** The refusals ask the person to check whether any extension is off; this does it. @param {Scene} scene */
async function lookAtExtensions({ person }) {
  const state = () => person.ask({ kind: "bisect", event: "status" });
  const settled = (/** @type {any} */ { run }) => run === null || run?.phase === "trying";
  await until("nothing to be switched on", async () => settled(await state()));
}

/** Two sets of an administrator's values, with opposite settings. */
const POLICIES = [
  {
    correction: false,
    reminders: false,
    neverTouch: ["a".repeat(32)],
    supportText: "情報室 内線 12",
  },
  { correction: true, reminders: true, neverTouch: [] },
];
let changes = 0;

/** @type {Strike} */
const policyChanged = {
  ...soonerOrLater(async (scene) => {
    changes += 1;
    const next = POLICIES[changes % 2];
    await scene.policy?.manage(next);
    const asked = () => scene.person.ask({ kind: "correct", action: "status" });
    // Chromium reads its policies some seconds after the file has changed.
    const known = async () => (await asked()).forced === next?.correction;
    await until("the administrator's word", known, { limit: 60_000, step: 200 });
    scene.notes.push(`correction: ${next?.correction}`);
  }),
  mend: () => Promise.resolve(),
};

/** @type {Strike} */
const secondWindow = { ...soonerOrLater(write), mend: isKept };

/** @type {Record<import("./table.js").Fault, Strike>} */
export const STRIKES = {
  worker_terminated: workerTerminated,
  browser_killed: browserKilled,
  storage_full: { before: fillUp, mend: makeRoom },
  storage_damaged: { before: damageAll, mend: lookAtExtensions },
  storage_newer: { before: leaveNewer, mend: lookAtExtensions },
  storage_unread: { before: failToRead, mend: readAgain },
  wasm_truncated: wasm((whole) => whole.subarray(0, whole.length / 2)),
  wasm_of_another_build: wasm(ofAnotherBuild),
  core_panicked: { before: armPanic, mend: disarmPanic },
  updated,
  network_cut: networkCut,
  permission_withdrawn: permissionWithdrawn,
  clock_set_back: clockSet("back"),
  clock_set_ahead: clockSet("ahead"),
  changed_by_hand: changedByHand,
  policy_changed: policyChanged,
  second_window: secondWindow,
};
