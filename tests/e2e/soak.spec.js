/**
 * Ends the worker or the whole browser at hundreds of random moments of random work; afterwards nothing is lost.
 * Runs only if KSD_SOAK is set, because it takes a quarter of an hour; KSD_SEED selects other moments.
 */
import { expect } from "@playwright/test";
import { random } from "../random.js";
import { NO_CORE } from "./faults/meets.js";
import { keep } from "./faults/results.js";
import { runCell } from "./faults/run.js";
import { Scene } from "./faults/scene.js";
import { DONE } from "./faults/strikes.js";
import { rows } from "./faults/table.js";
import { test } from "./lib/test.js";
import { neighbours } from "./lib/experiment.js";

const PARTS = process.env["KSD_SOAK"]
  ? /** @type {const} */ ([
      { fault: "worker_terminated", parts: 6, kills: 35 },
      { fault: "browser_killed", parts: 8, kills: 14 },
    ])
  : [];
/** A try makes some dozens of calls. */
const CALLS = 30;
/** Time limit of a kill, in milliseconds. */
const LIMIT = 60_000;
/** Pages that never make the worker call anything cannot be interrupted. */
const busy = rows.filter((row) => !NO_CORE.includes(row));

/** @type {Awaited<ReturnType<typeof neighbours>>} */ let others;

test.beforeAll(async () => {
  others = await neighbours(["popup", "observer"]);
});
test.afterAll(() => others.remove());

for (const { fault, parts, kills } of PARTS) {
  for (let part = 1; part <= parts; part += 1) {
    test(`soak: ${fault}, part ${part}`, async ({ start }) => {
      test.setTimeout(kills * LIMIT);
      const name = `kill-${fault}-${part}`;
      const numbers = random(name);
      const scene = await Scene.open(start, others, numbers);
      scene.calls = CALLS;
      /** @type {import("./faults/run.js").Ran[]} */ const ran = [];
      while (ran.length < kills) {
        const row = numbers.one(busy);
        const one = await runCell(scene, row, fault).catch(async (/** @type {Error} */ error) => {
          const what = `${row} × ${fault} (${scene.notes}), kill ${ran.length + 1}: ${error.message}`;
          await keep(name, ran, [what]);
          throw new Error(what);
        });
        // If the work was over before the kill, another moment is drawn. A kill of the browser always counts.
        const over = one.notes.some((note) => note.startsWith(DONE));
        if (!over || fault === "browser_killed") ran.push(one);
        await keep(name, ran, []);
      }
      await scene.remove();
      expect(ran).toHaveLength(kills);
    });
  }
}
