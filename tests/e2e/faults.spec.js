/** The table of faults in a real browser: a seeded part that covers every row and fault; the whole table with KSD_SOAK. */
import { expect } from "@playwright/test";
import { keep } from "./faults/results.js";
import { random } from "../random.js";
import { runCell } from "./faults/run.js";
import { Scene } from "./faults/scene.js";
import { cell, faults, few, rows } from "./faults/table.js";
import { copyWith } from "./lib/correction.js";
import { Policy } from "./lib/installed.js";
import { test } from "./lib/test.js";
import { neighbours } from "./lib/experiment.js";

const SOAK = Boolean(process.env["KSD_SOAK"]);
/** A pattern for the rows to run alone. */
const ONLY = process.env["KSD_ROW"];
const CHOSEN = few(random("small"));
/** Number of rows for which one test holds the machine-wide policy. */
const IN_TURN = 8;
/** Time limit of a cell, in milliseconds. */
const LIMIT = 60_000;

/** @type {Awaited<ReturnType<typeof neighbours>>} */ let others;

test.beforeAll(async () => {
  others = await neighbours(["popup", "observer"]);
});
test.afterAll(() => others.remove());

/**
 * Runs the cells of one fault one after the other; after a failed one the next cell gets a new PC.
 * @param {import("./lib/test.js").Start} start
 * @param {import("./faults/table.js").Fault} fault
 * @param {string[]} chosen
 * @param {Policy} [policy]
 * @param {string} [part] of the fault's rows
 */
async function runColumn(start, fault, chosen, policy, part = "") {
  const numbers = random(`${fault}${part}`);
  /** @type {Scene | undefined} */ let scene;
  /** @type {import("./faults/run.js").Ran[]} */ const ran = [];
  /** @type {string[]} */ const failed = [];
  for (const row of chosen) {
    scene ??= await Scene.open(start, others, numbers, policy);
    try {
      ran.push(await runCell(scene, row, fault));
    } catch (error) {
      failed.push(`${row} × ${fault} (${scene.notes}): ${/** @type {Error} */ (error).message}`);
      await scene.remove();
      scene = undefined;
    }
    await keep(`${fault}${part}`, ran, failed);
  }
  await scene?.remove();
  expect(failed).toEqual([]);
}

/** @param {import("./faults/table.js").Fault} fault */
function chosenFor(fault) {
  const wanted = (SOAK || ONLY ? rows : CHOSEN[fault]).filter((row) => cell(row, fault).runs);
  return ONLY ? wanted.filter((row) => new RegExp(ONLY).test(row)) : wanted;
}

for (const fault of faults.filter((one) => one !== "policy_changed")) {
  test(`faults: ${fault}`, async ({ start }) => {
    const chosen = chosenFor(fault);
    test.setTimeout(60_000 + chosen.length * LIMIT);
    await runColumn(start, fault, chosen);
  });
}

// The policy applies to the whole machine, so other tests must wait while a test holds it: each test runs a few rows only.
const policyRows = chosenFor("policy_changed");
for (let from = 0; from < policyRows.length; from += IN_TURN) {
  test(`faults: policy_changed, from row ${from}`, async ({ start }) => {
    const chosen = policyRows.slice(from, from + IN_TURN);
    test.setTimeout(300_000 + chosen.length * LIMIT);
    const { folder, remove } = await copyWith("bookmarks");
    const policy = await Policy.install([], folder);
    try {
      await runColumn(start, "policy_changed", chosen, policy, `-${from}`);
    } finally {
      await policy.remove();
      await remove();
    }
  });
}
