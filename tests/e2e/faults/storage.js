/** Faults of the storage: no room left, values of another form or of a newer version, a read that fails. */
import { expect } from "@playwright/test";
import { FLEETING, UNDO } from "./belongings.js";

/** @typedef {import("./scene.js").Scene} Scene */

const BALLAST = "ballast";

/** Fills the storage to the last byte of the quota. @param {Scene} scene */
export async function fillUp(scene) {
  const page = await scene.person.page();
  const left = await page.evaluate(async (key) => {
    const { local } = chrome.storage;
    await local.set({ [key]: "" });
    const size = local.QUOTA_BYTES - (await local.getBytesInUse(null));
    await local.set({ [key]: "x".repeat(size) });
    return local.QUOTA_BYTES - (await local.getBytesInUse(null));
  }, BALLAST);
  expect(left, "bytes left").toBe(0);
}

/** @param {Scene} scene */
export async function makeRoom(scene) {
  const page = await scene.person.page();
  await page.evaluate((key) => chrome.storage.local.remove(key), BALLAST);
}

/** Values in a form that no version has ever written. */
const DAMAGED = ["損", 7, true, [1, ["損"]], { v: "one", entries: 3 }, { entries: [{}] }, [], {}];

/** @param {Scene} scene */
export const damageAll = (scene) => replaceAll(scene, () => scene.random.one(DAMAGED));

/** @param {Scene} scene */
export const leaveNewer = (scene) =>
  replaceAll(scene, (item) => ({ ...Object(item), v: 99, since: "a later version" }));

/**
 * Replaces the value under every key while no worker runs. Everything but the fleeting keys must be kept.
 * @param {Scene} scene
 * @param {(item: unknown) => unknown} change
 */
async function replaceAll(scene, change) {
  const keys = [...Object.keys(scene.owned), ...UNDO, ...FLEETING];
  const all = Object.fromEntries(keys.map((key) => [key, change(scene.owned[key])]));
  await scene.pc.extension.stopWorker();
  await scene.person.store(all);
  scene.had = Object.fromEntries(Object.entries(all).filter(([key]) => !FLEETING.includes(key)));
}

/** Most work reads at most so often before it saves something. */
const READS = 6;

/** Makes one read fail, as on a broken disk; those before and after it work. @param {Scene} scene */
export async function failToRead(scene) {
  await scene.person.ask({ kind: "history", action: "list" });
  const before = scene.random.below(1 + scene.random.below(READS));
  scene.notes.push(`read ${before + 1}`);
  await scene.pc.extension.inWorker((left) => {
    const { local } = chrome.storage;
    const get = local.get.bind(local);
    const reads = { left, mend: () => void (local.get = get) };
    Object.assign(globalThis, { reads });
    local.get = /** @type {any} */ (
      (/** @type {any[]} */ ...what) => {
        reads.left -= 1;
        if (reads.left === -1) return Promise.reject(new Error("IO error"));
        return Reflect.apply(get, local, what);
      }
    );
  }, before);
}

/** @param {Scene} scene */
export async function readAgain({ pc }) {
  await pc.extension.inWorker(() => /** @type {any} */ (globalThis).reads?.mend());
}
