/** The worker is ended in the middle of each fix; strangers and refused permissions start no fix. */
import { expect } from "@playwright/test";
import { PLAIN } from "./lib/correction.js";
import { Popup } from "./lib/popup.js";
import { stopAt } from "./lib/stop.js";
import { test } from "./lib/test.js";
import { neighbours, on, Experiment } from "./lib/experiment.js";
import { until } from "./lib/wait.js";

test.beforeEach(({ lab }) => lab.set(PLAIN));

/** @param {import("./lib/pc.js").Pc} pc @returns {any} */
const history = (pc) => pc.popup?.ask({ kind: "history", action: "list" });

for (const fix of ["clear_cache", "clear_karte", "clear_medley"]) {
  test(`the worker ends in the middle of ${fix}: it is seen in the history, and done at the next try`, async ({
    start,
  }) => {
    const pc = await start();
    await pc.open();
    let k = 1;
    for (; ; k += 1) {
      await pc.click();
      const stop = await stopAt(pc, k, "after");
      const work = pc.popup?.fix(fix).catch(() => undefined);
      const reached = await stop.reached(Promise.resolve(work));
      await stop.end();
      if (!reached) break;
      await pc.extension.stopWorker();
      await pc.closePopup();
      await pc.click();
      const { entries } = await history(pc);
      const last = entries.at(-1);
      expect(last.fix).toBe(fix);
      // The last call records the outcome.
      const over = last.after.outcome !== undefined;
      if (!over) expect(last).toMatchObject({ before: {}, after: {} });
      const again = await pc.popup?.fix(fix);
      expect(again).toMatchObject({ kind: "fixed", done: true });
      await pc.closePopup();
      if (over) break;
    }
    expect(k).toBeGreaterThan(2);
  });
}

test("the worker ends at each step of a try: it goes on, and all come back", async ({ start }) => {
  const others = await neighbours(["popup", "observer"]);
  const pc = await start({ others: others.folders });
  for (let k = 1, reached = true; reached; k += 2) {
    await pc.extension.inWorker(() => chrome.storage.local.clear());
    const experiment = await Experiment.open(pc);
    const stop = await stopAt(pc, k);
    const work = (async () => {
      await experiment.tell("try");
      await experiment.when("the look", ({ run }) => run?.seen);
    })();
    work.catch(() => undefined);
    reached = await stop.reached(work);
    await stop.end();
    await pc.extension.stopWorker();
    if (k > 1) await experiment.when("the try goes on", ({ run }) => run?.seen === "good");
    if (k > 1) expect(await on(pc)).toEqual([]);
    await experiment.tell("stop");
    await until("all on", async () => (await on(pc)).length === 2);
  }
  await others.remove();
});

test("strangers cannot start anything", async ({ start }) => {
  const pc = await start();
  await pc.open();
  for (const message of [
    { kind: "fix", fix: "clear_medley" },
    { kind: "bisect", event: "try" },
    { kind: "undo", at: 1, fix: "extensions_bisect" },
    { kind: "history", action: "erase" },
  ]) {
    expect(await pc.fromContentScript(message)).toMatchObject({ code: "forbidden_sender" });
  }
  expect(await pc.extension.stored("local")).not.toHaveProperty("history");
});

test("what cannot be undone is refused in words, and nothing is changed", async ({ start }) => {
  const pc = await start();
  pc.popup = await Popup.open(pc.extension);
  for (const message of [
    { kind: "undo", at: 1, fix: "extensions_bisect" },
    { kind: "undo", at: 1, fix: "correct_bookmarks" },
  ]) {
    expect(await pc.popup.ask(message)).toMatchObject({ code: "nothing_to_undo" });
  }
  for (const message of [
    { kind: "bisect", event: "explode" },
    { kind: "bisect" },
    { kind: "undo", at: "now", fix: 3 },
    { kind: "history", action: "list", more: 1 },
  ]) {
    const reply = await pc.popup.ask(message);
    expect(["error", "history"]).toContain(reply.kind);
  }
  expect(await pc.extension.stored("local")).not.toHaveProperty("repair");
});
