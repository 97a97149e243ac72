/** A try of extensions where Chrome remembers "no certificate", or where no answer comes: nothing is concluded from it. */
import { expect } from "@playwright/test";
import { objections } from "./lib/axe.js";
import { cancel } from "./lib/chooser.js";
import { PLAIN } from "./lib/correction.js";
import { test } from "./lib/test.js";
import { neighbours, on, Experiment } from "./lib/experiment.js";
import { until } from "./lib/wait.js";
import { say } from "./lib/words.js";

const FAILING = "クライアント証明書が必要です";
/** @type {Awaited<ReturnType<typeof neighbours>>} */ let others;

test.beforeAll(async () => {
  others = await neighbours(["rule", "popup"]);
});
test.afterAll(() => others.remove());

/** @param {Experiment} experiment @param {string} words */
const shows = (experiment, words) =>
  until(words, async () => (await experiment.page.text()).includes(words), { limit: 15_000 });

test("a search: who closes the certificate dialog is asked to restart, and nobody is blamed", async ({
  start,
}) => {
  const pc = await start({ certificates: ["clinic-a"], others: others.folders });
  const experiment = await Experiment.open(pc, "bisect");
  await experiment.tell("start");
  await cancel(pc.display);
  const { search } = await experiment.when("the restart", (s) => s.search?.stage === "restarting");
  // The one answer is the failure with which the search began.
  expect(search?.answers).toBe(1);
  expect(await on(pc)).toEqual([]);
  await experiment.tell("stop");
  await until("all on", async () => (await on(pc)).length === 2);
});

test("a try where that is remembered already: a restart is offered, and nobody is cleared", async ({
  start,
}) => {
  const pc = await start({ certificates: ["clinic-a"], others: [others.folders[1] ?? ""] });
  await pc.openAnd(cancel, FAILING);
  const experiment = await Experiment.open(pc);
  await experiment.page.show();
  await experiment.tell("try");
  const { run } = await experiment.when("the doubt", (state) => state.run?.doubt);
  expect(run).toMatchObject({ seen: "unsure", doubt: "remembered" });
  await shows(experiment, say("ext_restart_why"));
  expect(await objections(experiment.page)).toEqual([]);
  // If the person still says that the page fails, that clears no extension either.
  await experiment.tell("bad");
  const again = await experiment.when("the doubt", (state) => state.run?.doubt !== "said");
  expect(again.run).toMatchObject({ seen: "unsure", doubt: "remembered" });
  expect(await experiment.page.text()).not.toContain(say("ext_bad_text", ["1"]));
  await experiment.tell("stop");
  await until("all on", async () => (await on(pc)).length === 1);
});

test("a try: the dialog is closed only now, and nobody is cleared", async ({ start }) => {
  const pc = await start({ certificates: ["clinic-a"], others: [others.folders[1] ?? ""] });
  const experiment = await Experiment.open(pc);
  await experiment.tell("try");
  await cancel(pc.display);
  const { run } = await experiment.when("the doubt", (state) => state.run?.doubt);
  expect(run).toMatchObject({ seen: "unsure", doubt: "remembered" });
});

test("where nothing is remembered, that it fails is believed", async ({ lab, start }) => {
  await lab.set(PLAIN);
  const pc = await start({ others: [others.folders[1] ?? ""] });
  const experiment = await Experiment.open(pc);
  await experiment.page.show();
  await experiment.tell("try");
  await experiment.when("the sign-in page", ({ run }) => run?.seen === "good");
  await experiment.tell("bad");
  const { run } = await experiment.when("the probe", (state) => state.run?.seen === "bad");
  expect(run?.doubt).toBe(null);
  await shows(experiment, say("ext_bad_text", ["1"]));
});

test("no answer comes: neither a search nor a try says anything about extensions", async ({
  lab,
  start,
}) => {
  const pc = await start({ certificates: ["clinic-a"], others: [others.folders[1] ?? ""] });
  await lab.set({ reset: "client_hello" });
  const experiment = await Experiment.open(pc, "bisect");
  await experiment.page.show();
  await experiment.tell("start");
  const { search } = await experiment.when("the end", (state) => state.search?.phase === "over");
  expect(search?.outcome).toMatchObject({ cannot_tell: { why: "no_answer" } });
  expect(search?.answers).toBe(1);
  await shows(experiment, say("bisect_cannot_no_answer"));
  await until("all on", async () => (await on(pc)).length === 1);
  const once = await Experiment.open(pc);
  await once.page.show();
  await once.tell("try");
  const { run } = await once.when("the doubt", (state) => state.run?.doubt);
  expect(run).toMatchObject({ seen: "unsure", doubt: "no_answer" });
  await shows(once, say("ext_doubt_no_answer"));
  expect(await objections(once.page)).toEqual([]);
});
