/** While extensions are off: somebody sets the clock, or switches one of the extensions in Chrome's own list. */
import { expect } from "@playwright/test";
import { PLAIN } from "./lib/correction.js";
import { test } from "./lib/test.js";
import { neighbours, on, Experiment } from "./lib/experiment.js";
import { until } from "./lib/wait.js";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const NAMES = ["popup", "observer"];

/** @type {Awaited<ReturnType<typeof neighbours>>} */ let others;

test.beforeAll(async () => {
  others = await neighbours(NAMES);
});
test.afterAll(() => others.remove());
test.beforeEach(({ lab }) => lab.set(PLAIN));

/**
 * Sets the worker's clock, or lets time pass, which advances its monotonic clock as well.
 * @param {import("./lib/pc.js").Pc} pc
 * @param {{ by: number, passes?: boolean }} how in milliseconds
 */
const set = (pc, how) =>
  pc.extension.inWorker(({ by, passes }) => {
    const wall = Date.now;
    Date.now = () => wall() + by;
    const steady = performance.now.bind(performance);
    if (passes) performance.now = () => steady() + by;
  }, how);

/** @param {import("./lib/pc.js").Pc} pc @returns {Promise<any>} */
const run = async (pc) => (await pc.extension.stored("local"))["repair"]?.run;
/** @param {any} deadline as it is saved */
const at = (deadline) => deadline?.at ?? deadline;

for (const { way, by } of [
  { way: "back by a day", by: -DAY },
  { way: "back by two years", by: -730 * DAY },
]) {
  test(`the clock is set ${way}: the try ends in its fifteen minutes all the same`, async ({
    start,
  }) => {
    const pc = await start({ others: others.folders });
    const experiment = await Experiment.open(pc);
    await experiment.tell("try");
    await experiment.when("the look", ({ run: r }) => r?.seen);
    const before = at((await run(pc)).deadline);
    await set(pc, { by });
    // No message is sent: the worker notices the change by itself and saves the new deadline at once.
    await until("the new deadline", async () => at((await run(pc)).deadline) !== before, {
      limit: 40_000,
    });
    expect(Math.abs(at((await run(pc)).deadline) - before - by)).toBeLessThan(1_000);
    // The alarm is set after the deadline is saved.
    const rings = () => pc.extension.inWorker(() => chrome.alarms.get("trial"));
    await until("the new alarm", async () => {
      const { scheduledTime = 0 } = (await rings()) ?? {};
      return Math.abs(scheduledTime - before - by) < 1_000;
    });
    const timer = await experiment.page.session.evaluate(
      () => document.querySelector("[role=timer]")?.textContent,
    );
    expect(timer).toMatch(/^1[0-5]:\d\d$/);
    // Fifteen minutes pass by the monotonic clock, without an alarm.
    await pc.extension.inWorker(() => chrome.alarms.clearAll());
    await experiment.page.session.evaluate(() => location.replace("about:blank"));
    await set(pc, { by: 15 * MINUTE, passes: true });
    await until("all on", async () => (await on(pc)).length === NAMES.length, { limit: 40_000 });
  });
}

test("what is switched on by hand in a try, and off by hand while it ends, stays so and is said", async ({
  start,
}) => {
  const pc = await start({ others: others.folders });
  const [first = "", second = ""] = NAMES.map((name) => others.id(name));
  /** @param {string} id @param {boolean} enabled */
  const byHand = (id, enabled) =>
    pc.extension.inWorker(
      ([one, is]) => chrome.management.setEnabled(String(one), Boolean(is)),
      [id, enabled],
    );
  const experiment = await Experiment.open(pc);
  await experiment.tell("try");
  await experiment.when("the look", ({ run: r }) => r?.seen);
  await byHand(first, true);
  // A restarted worker compares the actual states with the wanted ones.
  await pc.extension.stopWorker();
  const isTheirs = (/** @type {any} */ { run: r }) =>
    r?.items.some((/** @type {any} */ one) => one.id === first && one.by_hand);
  await experiment.when("the hand's change, seen", isTheirs);
  expect(await on(pc)).toEqual([first]);
  await experiment.page.says("途中で手で切り替えられた拡張機能は");
  await experiment.tell("stop");
  await until("all on", async () => (await on(pc)).length === NAMES.length);
  await experiment.when("what came back, seen", ({ run: r }) => r?.items.every(({ on: is }) => is));
  await byHand(second, false);
  const { notice } = await experiment.when("the end", ({ run: r }) => r === null, 90_000);
  expect(notice).toMatchObject({ left_by_hand: [{ id: second }] });
  expect(await on(pc)).toEqual([first]);
  await experiment.page.says("途中で手で切られたものは");
});
