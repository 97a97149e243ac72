/** Runs one cell: prepares, applies the fault, checks what the person meets, ends the fault, tries again, checks the rest. */
import { expect } from "@playwright/test";
import { aside } from "./lost.js";
import { DONE, STRIKES } from "./strikes.js";
import { cell } from "./table.js";
import { isEnd } from "./there.js";
import { WORK } from "./work.js";

/** @typedef {import("./scene.js").Scene} Scene */
/** @typedef {import("./table.js").Fault} Fault */
/** @typedef {{row: string, fault: Fault, meets: string, ends: string, notes: string[], seconds: number}} Ran */

/** Faults after which we cannot read what was in the storage. */
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
  // Work that was over before the fault struck must have been done.
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
 * Does the work and applies the fault meanwhile; nothing may be lost.
 * @param {Scene} scene
 * @param {import("./work.js").Work} work
 * @param {Fault} fault
 */
async function struck(scene, work, fault) {
  const strike = STRIKES[fault];
  const carry = await strike.before?.(scene);
  const doing = work.begin(scene).catch((/** @type {Error} */ error) => {
    // If the page is closed, there is nobody to tell.
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

/** Whether a path is a whole key and not a field. @param {string} path */
const isKey = (path) => !path.includes(".");

/**
 * The person does the work once more and finishes it; afterwards everything that was there before is there.
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
