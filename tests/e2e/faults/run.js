/** Runs one cell: prepares, strikes, looks what the person meets, puts the conditions right, tries again, and looks what is left. */
import { expect } from "@playwright/test";
import { aside } from "./lost.js";
import { DONE, STRIKES } from "./strikes.js";
import { cell } from "./table.js";
import { isEnd } from "./there.js";
import { WORK } from "./work.js";

/** @typedef {import("./scene.js").Scene} Scene */
/** @typedef {import("./table.js").Fault} Fault */
/** @typedef {{row: string, fault: Fault, meets: string, ends: string, notes: string[], seconds: number}} Ran */

/** Faults after which what stood in the storage cannot be read by us. */
const UNREADABLE = ["storage_damaged", "storage_newer"];

/**
 * @param {Scene} scene
 * @param {string} row
 * @param {Fault} fault
 * @returns {Promise<Ran>}
 */
export async function runCell(scene, row, fault) {
  const began = Date.now();
  const planned = cell(row, fault);
  const work = WORK[row];
  if (!planned.runs || !work) throw new Error(`${row} × ${fault} is not to be run`);
  scene.notes = [];
  scene.row = row;
  await scene.prepare(work);
  const meets = await struck(scene, work, fault);
  // What was over before anything came in between was done.
  const over = scene.notes.some((note) => note.startsWith(DONE));
  const expected = over ? ["answered"] : planned.meets;
  expect(expected, `${row} × ${fault}: ${meets}, ${scene.notes}`).toContain(meets);
  await again(scene, work, row);
  if (UNREADABLE.includes(fault)) {
    const kept = aside(await scene.person.stored());
    if (planned.ends === "kept_aside") expect(kept, "what could not be read").not.toEqual([]);
    scene.notes.push(...kept);
  }
  const seconds = (Date.now() - began) / 1_000;
  return { row, fault, meets, ends: planned.ends, notes: scene.notes, seconds };
}

/**
 * The work, and the fault in its midst; nothing may be lost by it.
 * @param {Scene} scene
 * @param {import("./work.js").Work} work
 * @param {Fault} fault
 */
async function struck(scene, work, fault) {
  const strike = STRIKES[fault];
  const carry = await strike.before?.(scene);
  const doing = work.begin(scene).catch((/** @type {Error} */ error) => {
    // With the page goes whoever could be told.
    if (isEnd(error)) return /** @type {const} */ ("page_gone");
    throw error;
  });
  await strike.during?.(scene, doing, carry);
  const meets = await doing;
  await strike.mend(scene);
  const changes = UNREADABLE.includes(fault) ? work.changes.filter(isKey) : work.changes;
  await scene.isWhole(changes, `after ${fault}`);
  return meets;
}

/** A whole key that is to go, not a field. @param {string} path */
const isKey = (path) => !path.includes(".");

/**
 * The person tries it once more, finishes it, and has what was there before.
 * @param {Scene} scene
 * @param {import("./work.js").Work} work
 * @param {string} row
 */
async function again(scene, work, row) {
  await work.resets?.(scene);
  if (work.looks) expect((await scene.diagnose()).kind).toBe("diagnosis");
  expect(await work.begin(scene), `${row} once more (${scene.notes})`).toBe("answered");
  await work.end?.(scene);
  await scene.allOn();
  await scene.isWhole(work.changes, "at the end");
}
