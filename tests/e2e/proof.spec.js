/** Proves that the found extension is the cause, over real restarts, on a PC where Chrome remembers "no certificate". */
import { expect } from "@playwright/test";
import { objections } from "./lib/axe.js";
import { cancel, choose } from "./lib/chooser.js";
import { PLAIN } from "./lib/correction.js";
import { Policy } from "./lib/installed.js";
import { test } from "./lib/test.js";
import { neighbours, on, Experiment } from "./lib/experiment.js";
import { until } from "./lib/wait.js";
import { say } from "./lib/words.js";

/** @typedef {import("./lib/pc.js").Pc} Pc */

// The policy applies to the whole machine.
test.describe.configure({ mode: "serial" });

const GUILTY = "広告ブロッカー";
/** @type {Policy} */ let policy;
/** @type {Awaited<ReturnType<typeof neighbours>>} */ let others;

test.beforeAll(async () => {
  // The policy of another test file may come first.
  test.setTimeout(240_000);
  policy = await Policy.install();
  others = await neighbours(["rule", "popup"]);
});
test.afterAll(async () => {
  await others.remove();
  await policy.remove();
});

/** @param {Pc} pc */
async function find(pc) {
  const experiment = await Experiment.open(pc, "bisect");
  await experiment.tell("start");
  expect(await experiment.found()).toEqual([[GUILTY]]);
  await until("all on", async () => (await on(pc)).length === 2);
}

/** The page of the search, in front. @param {Pc} pc */
async function open(pc) {
  const experiment = await Experiment.open(pc, "bisect");
  await experiment.page.show();
  return experiment;
}

/** @param {Experiment} experiment @param {string} scene */
const shows = (experiment, scene) =>
  until(scene, () =>
    experiment.page.session.evaluate(
      (wanted) => document.getElementById("bisect-now")?.dataset["scene"] === wanted,
      scene,
    ),
  );

/** Only a restart helps: the page says why and how, and the culprit stays off. @param {Experiment} experiment */
async function wantsRestart(experiment) {
  const { search } = await experiment.when("the restart", (s) => s.search?.stage === "restarting");
  expect(search).toMatchObject({ phase: "proving", cured: false });
  await shows(experiment, "restarting");
  const text = await experiment.page.text();
  expect(text).toContain(say("bisect_restart_heading"));
  expect(text).toContain(say("bisect_restart_why"));
  expect(text).toContain(say("bisect_no_restart"));
  expect(text).not.toContain(say("bisect_cured_heading"));
  expect(await objections(experiment.page)).toEqual([]);
  expect(await on(experiment.pc)).toEqual([others.id("popup")]);
}

test("the dialog is closed in the proof: it goes on after a restart, and only then it is cured", async ({
  start,
}) => {
  const options = { others: others.folders, certificates: ["clinic-a"] };
  const pc = await start({ policy: policy.id, ...options });
  const answering = choose(pc.display);
  await find(pc);
  await answering;
  // After the restart of the next morning Chrome asks for a certificate again.
  await pc.restart();
  const before = await open(pc);
  await shows(before, "guilty");
  await before.page.click("#bisect-now [data-event=keep]");
  await cancel(pc.display);
  await wantsRestart(before);
  await pc.restart();
  const again = choose(pc.display);
  const after = await open(pc);
  await after.when("the cure", ({ search }) => search?.cured);
  await again;
  await shows(after, "cured");
  expect(await on(pc)).toEqual([others.id("popup")]);
});

test("remembered after the restart, too: it ends, stays off, and is called no cure", async ({
  lab,
  start,
}) => {
  await lab.set(PLAIN);
  const pc = await start({ policy: policy.id, others: others.folders });
  await find(pc);
  // From now on the karte wants a certificate, and this PC has none.
  await lab.reset();
  const before = await open(pc);
  await before.tell("keep", [others.id("rule")]);
  await wantsRestart(before);
  await pc.restart();
  const after = await open(pc);
  const { search, kept } = await after.when("the end", (state) => state.search?.phase === "over");
  expect(search?.cured).toBe(false);
  expect(kept.map(({ id }) => id)).toEqual([others.id("rule")]);
  await shows(after, "kept");
  const text = await after.page.text();
  expect(text).toContain(say("bisect_kept", [`「${GUILTY}」`]));
  expect(text).not.toContain(say("bisect_cured_heading"));
  // A link leads to the other possible causes.
  const leads = () => document.querySelector("#bisect-now a")?.getAttribute("href");
  expect(await after.page.session.evaluate(leads)).toBe("../guide/guide.html");
  expect(await objections(after.page)).toEqual([]);
  expect(await on(pc)).toEqual([others.id("popup")]);
});
