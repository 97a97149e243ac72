/** The power fails, or somebody closes Chrome, at any step while extensions are off: afterwards all are on again. */
import { expect } from "@playwright/test";
import { PLAIN } from "./lib/correction.js";
import { stopAt } from "./lib/stop.js";
import { test } from "./lib/test.js";
import { neighbours, on, Experiment } from "./lib/experiment.js";
import { until } from "./lib/wait.js";

/** A try makes a dozen calls and a search some forty. With KSD_SOAK every call is tested, otherwise a part of them. */
const SOAK = Boolean(process.env["KSD_SOAK"]);
const EVERY = SOAK ? 1 : 9;
const NAMES = ["rule", "popup", "observer"];

/** @type {Awaited<ReturnType<typeof neighbours>>} */ let others;

test.beforeAll(async () => {
  others = await neighbours(NAMES);
});
test.afterAll(() => others.remove());
test.beforeEach(({ lab }) => lab.set(PLAIN));

/** @param {import("./lib/pc.js").Pc} pc */
const allOn = (pc) =>
  until("all on", async () => (await on(pc)).length === NAMES.length, { limit: 15_000 });

/**
 * Begins, and ends the browser at the `k`-th call; false if there is no such call any more.
 * @param {import("./lib/pc.js").Pc} pc
 * @param {number} k
 * @param {"try" | "start"} event
 * @param {import("./lib/stop.js").Side} side
 */
async function failAt(pc, k, event, side) {
  await pc.extension.inWorker(() => chrome.storage.local.clear());
  const experiment = await Experiment.open(pc, event === "try" ? "extensions" : "bisect");
  const stop = await stopAt(pc, k, side);
  const work = (async () => {
    await experiment.tell(event);
    if (event === "start") return experiment.found();
    await experiment.when("the look", ({ run }) => run?.seen);
    await experiment.tell("good");
    return experiment.when("all back", ({ run }) => run?.items.every((item) => item.on));
  })();
  // While the worker is held, its caller gets no answer.
  work.catch(() => undefined);
  const reached = await stop.reached(work);
  // An orderly end writes to the disk what is off; a power failure may come before that.
  if (k % 3 === 0) await pc.browser.close();
  else await pc.browser.kill();
  return reached;
}

/**
 * @param {import("./lib/pc.js").Pc} pc
 * @param {number} k
 */
async function comesBack(pc, k) {
  if (k % 2 === 0) {
    // Nobody does anything until the time limit is over.
    await pc.restart({ clock: `+${20 * k}m` });
    return allOn(pc);
  }
  await pc.restart();
  const experiment = await Experiment.open(pc);
  await experiment.tell("stop");
  return allOn(pc);
}

for (const side of /** @type {const} */ (["before", "after"])) {
  test(`a try, the power fails ${side} each call`, async ({ start }) => {
    test.setTimeout(SOAK ? 600_000 : 180_000);
    const pc = await start({ others: others.folders });
    let k = SOAK || side === "before" ? 1 : 2;
    while (await failAt(pc, k, "try", side)) {
      await comesBack(pc, k);
      expect(await on(pc), `killed ${side} ${k}`).toHaveLength(NAMES.length);
      k += SOAK ? 1 : 2;
    }
    expect(k).toBeGreaterThan(9);
  });
}

test("a search, the power fails now and then", async ({ start }) => {
  test.setTimeout(SOAK ? 1_200_000 : 180_000);
  const pc = await start({ others: others.folders });
  let k = 1;
  while (await failAt(pc, k, "start", "before")) {
    await comesBack(pc, k);
    expect(await on(pc), `killed before ${k}`).toHaveLength(NAMES.length);
    k += EVERY;
  }
  expect(k).toBeGreaterThan(25);
});
