/** Extensions that block the karte: listed with their power, switched off for a try, and the guilty ones found. */
import { expect } from "@playwright/test";
import { choose } from "./lib/chooser.js";
import { PLAIN } from "./lib/correction.js";
import { test } from "./lib/test.js";
import { neighbours, on, Experiment } from "./lib/experiment.js";
import { until } from "./lib/wait.js";
import { MORE, PAIR, POWERLESS, VICTIMS } from "./lib/victims.js";

/** @type {Awaited<ReturnType<typeof neighbours>>} */ let all;

test.beforeAll(async () => {
  all = await neighbours([...VICTIMS, ...PAIR, ...MORE, POWERLESS]);
});
test.afterAll(() => all.remove());

/** @param {string[]} names */
const folders = (names) =>
  names.map((name) => all.victims.find((v) => v.name === name)?.folder ?? name);
/** @param {string[]} names */
const ids = (names) => names.map((name) => all.id(name)).sort();
/** @param {string[]} names */
const titles = (names) =>
  names.map((name) => all.victims.find((v) => v.name === name)?.title ?? name).sort();
/** Those that never block the karte. */
const HARMLESS = VICTIMS.filter((name) => !["rule", "script", "proxy"].includes(name));
const NEEDED = ["insurance", "passwords", "powerful", "menu"];

/**
 * A PC with a certificate, on which the person has opened the sign-in page before.
 * @param {import("./lib/test.js").Start} start
 * @param {string[]} names
 */
async function begin(start, names) {
  const pc = await start({ certificates: ["clinic-a"], others: folders(names) });
  await pc.extension.inWorker(
    (guilty) =>
      Promise.all(
        guilty.map((/** @type {string} */ id) => chrome.management.setEnabled(id, false)),
      ),
    ids(names.filter((name) => !HARMLESS.includes(name))),
  );
  await pc.openAnd(choose, "ログイン");
  await pc.extension.inWorker(
    (guilty) =>
      Promise.all(guilty.map((/** @type {string} */ id) => chrome.management.setEnabled(id, true))),
    ids(names.filter((name) => !HARMLESS.includes(name))),
  );
  await until("all on", async () => (await on(pc)).length === names.length);
  await pc.open().catch(() => undefined);
  return pc;
}

/**
 * An extension uninstalls itself, in place of somebody at the PC who removes it meanwhile.
 * @param {import("./lib/pc.js").Pc} pc
 * @param {string} id
 */
async function leave(pc, id) {
  await pc.extension.inWorker((gone) => chrome.management.setEnabled(gone, true), id);
  await until("its end", async () => {
    const targets = await pc.browser.cdp.targets();
    const worker = targets.find(({ url }) => url.includes(id));
    const session = worker && (await pc.browser.cdp.attach(worker.targetId));
    // Its worker ends with it, so there is no answer to wait for.
    session?.evaluate(() => chrome.management.uninstallSelf()).catch(() => undefined);
    return !(await on(pc)).includes(id);
  });
}

test("each is listed with its power, and what other work may need is marked", async ({ start }) => {
  const pc = await start({ others: folders([...VICTIMS, POWERLESS]) });
  const experiment = await Experiment.open(pc);
  const { extensions } = await experiment.tell("status");
  const seen = Object.fromEntries(
    extensions.map(({ id, means, leftOn }) => [
      all.victims.find((victim) => victim.id === id)?.name,
      [means[0], leftOn],
    ]),
  );
  expect(seen).toEqual({
    ...{ rule: ["rules", null], script: ["unknown", null], proxy: ["proxy", null] },
    ...{ observer: ["requests", null], popup: ["unknown", null], omnibox: ["unknown", null] },
    ...{ elsewhere: ["unknown", null], resident: ["unknown", null] },
    insurance: ["unknown", { needed: "online_eligibility" }],
    passwords: ["nothing", { needed: "password_manager" }],
    powerful: ["pages", { needed: "e_prescription" }],
    menu: ["nothing", { needed: "screen_reader" }],
    units: ["nothing", "no_power"],
  });
});

test("switched off for one try, and all back", async ({ start }) => {
  const pc = await begin(start, ["rule", "popup", "observer", "passwords"]);
  // The try leads the tab of the last diagnosis to the sign-in page, and no other tab.
  await pc.click();
  await pc.closePopup();
  const experiment = await Experiment.open(pc);
  await experiment.tell("try");
  await experiment.when("the sign-in page", ({ run }) => run?.seen === "good");
  expect(await on(pc)).toEqual(ids(["passwords"]));
  await (await pc.tab()).says("ログイン");
  const { run } = await experiment.tell("good");
  expect(run?.phase).toBe("ending");
  await until("all on", async () => (await on(pc)).length === 4);
  // The undo record is removed only after a later check sees all extensions on.
  const { repair } = await pc.extension.stored("local");
  expect(repair.run.items.map((/** @type {{id: string}} */ item) => item.id).sort()).toEqual(
    ids(["rule", "popup", "observer"]),
  );
  const isOver = (/** @type {any} */ { run: r, notice }) => r === null && notice === "restored";
  await experiment.when("the end", isOver, 70_000);
  expect((await pc.extension.stored("local"))["repair"]).toBeUndefined();
  const history = await experiment.page.session.evaluate(() =>
    chrome.runtime.sendMessage({ kind: "history", action: "list" }),
  );
  expect(history.entries).toMatchObject([{ fix: "extensions_off", after: { missing: [] } }]);
});

for (const insists of [false, true]) {
  const what = insists ? "goes off when the person insists" : "stays on";
  test(`one without power over the karte ${what}`, async ({ start }) => {
    const pc = await start({ others: folders(["observer", POWERLESS]) });
    const { page } = await Experiment.open(pc);
    const box = `#extensions-list input[data-insist="${all.id(POWERLESS)}"]`;
    const there = (/** @type {string} */ one) => document.querySelector(one) !== null;
    await until("its choice", () => page.session.evaluate(there, box));
    if (insists) await page.click(box);
    await page.click("#extensions-now [data-event=try]");
    await until("the other off", async () => !(await on(pc)).includes(all.id("observer")));
    const experiment = new Experiment(pc, page);
    await experiment.when("the look", ({ run }) => run?.seen);
    expect(await on(pc)).toEqual(insists ? [] : ids([POWERLESS]));
    await experiment.tell("stop");
    await until("both on", async () => (await on(pc)).length === 2);
  });
}

for (const article of /** @type {const} */ (["extensions", "bisect"])) {
  test(`what Chrome sync may do is said before it begins: ${article}`, async ({ start }) => {
    const pc = await start({ others: folders(["observer"]) });
    const { page } = await Experiment.open(pc, article);
    await page.says("Chrome の同期で拡張機能をそろえている場合");
  });
}

test("one that is gone is named, and the rest go on; time can be added", async ({ start }) => {
  const pc = await begin(start, ["popup", "observer", "elsewhere"]);
  const experiment = await Experiment.open(pc);
  await experiment.tell("try");
  await until("all off", async () => (await on(pc)).length === 0);
  const before = (await experiment.tell("status")).run?.deadline ?? 0;
  expect((await experiment.tell("extend")).run?.deadline).toBeGreaterThan(before);
  await leave(pc, all.id("observer"));
  await experiment.tell("stop");
  const { run } = await experiment.when("the rest", ({ run: r }) => r?.phase === "ending");
  await until("the rest on", async () => (await on(pc)).length === 2);
  expect(await on(pc)).toEqual(ids(["popup", "elsewhere"]));
  expect(run?.items.find(({ id }) => id === all.id("observer"))?.trouble).toBe("missing");
});

test("when the time is over, all come back by themselves", async ({ start }) => {
  const pc = await start({ others: folders(["popup", "observer"]) });
  const experiment = await Experiment.open(pc);
  await experiment.tell("try");
  await experiment.when("the look", ({ run }) => run?.seen);
  await pc.extension.inWorker(async () => {
    const { repair } = /** @type {any} */ (await chrome.storage.local.get("repair"));
    repair.run.deadline = Date.now();
    await chrome.storage.local.set({ repair });
    await chrome.alarms.create("trial", { when: Date.now() });
  });
  await until("all on", async () => (await on(pc)).length === 2);
});

for (const { what, change } of [
  { what: "a newer version", change: (/** @type {any} */ state) => ({ ...state, v: 9 }) },
  { what: "damage", change: (/** @type {any} */ state) => ({ off: [JSON.stringify, state.run] }) },
]) {
  test(`the record after ${what}: what it names comes back, and it is set aside`, async ({
    start,
  }) => {
    const pc = await start({ others: folders(["popup", "observer"]) });
    const experiment = await Experiment.open(pc);
    await experiment.tell("try");
    await experiment.when("the look", ({ run }) => run?.seen);
    const { repair } = await pc.extension.stored("local");
    const changed = change(repair);
    await pc.extension.inWorker((state) => chrome.storage.local.set({ repair: state }), changed);
    await pc.extension.stopWorker();
    const { notice } = await experiment.when("the notice", (state) => state.notice);
    expect(notice).toBe("set_aside");
    await until("all on", async () => (await on(pc)).length === 2);
    expect((await pc.extension.stored("local"))["repair.aside"]).toEqual(
      JSON.parse(JSON.stringify(changed)),
    );
  });
}

test("a damaged search alone: it is set aside and said, and everything comes back", async ({
  start,
}) => {
  const pc = await start({ others: folders(["popup", "observer"]) });
  const experiment = await Experiment.open(pc, "bisect");
  await experiment.tell("start");
  await until("all off", async () => (await on(pc)).length === 0);
  await experiment.when("the look", (state) => !state.looking);
  await pc.extension.inWorker(() => chrome.storage.local.set({ bisect: { v: 1, phase: "?" } }));
  await pc.extension.stopWorker();
  const { search } = await experiment.when("the notice", ({ notice }) => notice === "set_aside");
  expect(search).toBe(null);
  await until("all on", async () => (await on(pc)).length === 2);
  expect((await pc.extension.stored("local"))["bisect.aside"]).toEqual({ v: 1, phase: "?" });
});

test("without room for the record nothing is switched off, and it is said", async ({ start }) => {
  const pc = await start({ others: folders(["popup", "observer"]) });
  const experiment = await Experiment.open(pc);
  await pc.extension.inWorker(async () => {
    const filled = chrome.storage.local.QUOTA_BYTES - (await chrome.storage.local.getBytesInUse());
    await chrome.storage.local.set({ filled: "x".repeat(filled - 20) });
  });
  await experiment.tell("try");
  const { run } = await experiment.when("the notice", (state) => state.notice === "could_not_save");
  expect(run).toBe(null);
  expect(await on(pc)).toHaveLength(2);
});

for (const { guilty, by } of [
  { guilty: ["rule"], by: "a rule without power over hosts" },
  { guilty: ["script"], by: "a script in the page" },
  { guilty: ["proxy"], by: "a proxy" },
  { guilty: ["rule", "proxy"], by: "two, each by itself" },
]) {
  test(`found among twelve: ${by}`, async ({ start }) => {
    const names = [...HARMLESS, ...MORE.slice(guilty.length - 1), ...guilty];
    expect(names).toHaveLength(12);
    const pc = await begin(start, names);
    const experiment = await Experiment.open(pc, "bisect");
    await experiment.tell("start");
    expect(await experiment.found()).toEqual(guilty.map((name) => titles([name])).sort());
    await until("all on", async () => (await on(pc)).length === names.length);
    expect(await on(pc)).toEqual(expect.arrayContaining(ids(NEEDED)));
    // The guilty extension is kept off. The page then works, and the extension can be given back.
    await experiment.tell("keep", ids(guilty));
    const { kept } = await experiment.when("the cure", ({ search }) => search?.cured);
    expect(kept.map(({ id }) => id).sort()).toEqual(ids(guilty));
    expect(await on(pc)).not.toEqual(expect.arrayContaining([all.id(guilty[0] ?? "")]));
    await experiment.tell("give_back", ids(guilty));
    await until("all on again", async () => (await on(pc)).length === names.length);
  });
}

test("two that are in the way only together are named as a pair", async ({ start }) => {
  const names = [...HARMLESS.slice(0, 4), ...PAIR];
  const pc = await begin(start, names);
  const experiment = await Experiment.open(pc, "bisect");
  await experiment.tell("start");
  expect(await experiment.found()).toEqual([titles(PAIR)]);
});

test("none of those switched off: the ones left on are named", async ({ lab, start }) => {
  await lab.set(PLAIN);
  const pc = await start({ others: folders(["observer", "powerful"]) });
  await pc.open();
  // A failure that comes after the password cannot be seen in the form, so the person is asked.
  await pc.signIn("クライアント証明書が必要です");
  await pc.click();
  const said = await pc.answer("private_window", "works");
  expect(said.diagnosis.findings.find(isOfExtensions)).toMatchObject({
    verdict: "suspected",
    reason: "power_over_karte",
  });
  await pc.closePopup();
  const experiment = await Experiment.open(pc, "bisect");
  await experiment.tell("start");
  const { search } = await experiment.when(
    "a question",
    (state) => state.search?.stage === "asking",
  );
  expect(search?.question).toMatchObject({ about: "all_off", step: 1 });
  await (await pc.tab()).says("ログイン");
  expect(await experiment.found("bad")).toEqual({
    nobody: { count: 1, left_on: [{ id: all.id("powerful"), name: titles(["powerful"])[0] }] },
  });
  // The next diagnosis uses the result: what was off is not accused again, and what stayed on is named as unknown.
  await pc.signIn("クライアント証明書が必要です");
  await (await pc.tab()).show();
  const { diagnosis } = await pc.click();
  expect(diagnosis.findings.find(isOfExtensions)).toMatchObject({
    verdict: "unknown",
    reason: "none_of_these",
    params: { count: 1, names: titles(["powerful"])[0] },
    fixes: [],
  });
});

/** @param {import("./lib/popup.js").Finding} finding */
const isOfExtensions = ({ cause }) => cause === "extensions";
