/** A really installed extension over restarts of the browser: only then does it know the history of a session. */
import { expect } from "@playwright/test";
import { check } from "./lib/check.js";
import { cancel, choose } from "./lib/chooser.js";
import { WRONG } from "./lib/addresses.js";
import { arrives, correct, PLAIN, RIGHT, rulesetIsOn, strays } from "./lib/correction.js";
import { Policy, policyArrives } from "./lib/installed.js";
import { test } from "./lib/test.js";
import { neighbours, on, Experiment } from "./lib/experiment.js";
import { until } from "./lib/wait.js";

// The policy applies to the whole machine.
test.describe.configure({ mode: "serial" });

/** One of each kind: path, host, port, full-width letters, a mistyped host. Chrome itself changes `http`. */
const AT_START = WRONG.filter(({ url }) =>
  [
    "https://karte.medley.life/login",
    "https://www.karte.medley.life/d/signin",
    "https://karte.medley.life:8443/d/signin",
    "https://karte.medley.life/ｄ／ｓｉｇｎｉｎ",
    "https://kalte.medley.life/d/signin",
  ].includes(url),
);
const LOGIN = "https://karte.medley.life/login";
/** The address in the browser's spelling. @param {string} url */
const shown = (url) => new URL(url).href;
const FAILING = "クライアント証明書が必要です";
/** @type {Policy} */ let policy;

test.beforeAll(async () => {
  // The policy of another test file may come first.
  test.setTimeout(240_000);
  policy = await Policy.install();
});
test.afterAll(() => policy.remove());

test("the first visit after a true start, without a certificate", async ({ lab, start }) => {
  await lab.set({ dot: "refuses" });
  const pc = await start({ policy: policy.id });
  await pc.restart();
  const { visit } = await pc.extension.stored("session");
  expect(visit.startedAt).toEqual(expect.any(Number));
  await pc.open();
  check(await pc.click(), {
    primary: "certificate_missing",
    verdict: "suspected",
    reason: "none_at_first_visit",
    rivals: ["security_software"],
  });
});

test("installed while Chrome ran is seen, and a restart cures it", async ({ lab, start }) => {
  await lab.set({ dot: "refuses" });
  const pc = await start({ policy: policy.id });
  await pc.restart();
  await pc.open();
  await pc.profile.install(lab.certificate("clinic-a"));
  await lab.set({ dot: "asks" });
  await (await pc.tab()).reload();
  check(await pc.click(), {
    primary: "choice_remembered",
    verdict: "found",
    reason: "installed_while_running",
  });
  await pc.closePopup();
  await pc.restart();
  await pc.openAnd(choose, "ログイン");
  check(await pc.click(), { primary: null, state: "sign_in_page" });
});

test("a restart forgets the choice, and what was learned of the dot host stays", async ({
  start,
}) => {
  const pc = await start({ policy: policy.id, certificates: ["clinic-a"] });
  await pc.openAnd(cancel, FAILING);
  check(await pc.click(), {
    primary: "choice_remembered",
    verdict: "suspected",
    rivals: ["certificate_revoked", "account_deleted", "clinic_switch"],
  });
  await pc.closePopup();
  await pc.restart();
  const { session } = await pc.extension.stored("local");
  expect(session.dotWorks).toBe(true);
  await pc.openAnd(choose, "ログイン");
  check(await pc.click(), { primary: null, state: "sign_in_page" });
});

test("after an announced restart the icon says whether Chrome will ask", async ({ lab, start }) => {
  const pc = await start({ policy: policy.id, dotWorks: true });
  for (const { text, will } of [
    { text: "!", will: "not_ask" },
    { text: "✓", will: "ask" },
  ]) {
    if (will === "ask") await pc.profile.install(lab.certificate("clinic-a"));
    await restart(pc, "announce");
    await pc.restart();
    const badge = () => pc.extension.inWorker(() => chrome.action.getBadgeText({}));
    await until(`the badge ${text}`, async () => (await badge()) === text);
    expect((await restart(pc, "status")).after).toMatchObject({ will });
    // The next start counts as another day.
    await pc.restart();
    expect((await restart(pc, "status")).after).toBe(null);
  }
});

/**
 * @param {import("./lib/pc.js").Pc} pc
 * @param {string} action
 * @returns {Promise<any>}
 */
async function restart(pc, action) {
  const page = await pc.browser.newTab(`${pc.extension.origin}/repair/repair.html`);
  await until("a page of ours", () => page.session.evaluate(() => !!chrome.runtime?.id));
  const reply = await page.session.evaluate(
    (what) => chrome.runtime.sendMessage({ kind: "restart", action: what }),
    action,
  );
  await page.close();
  return reply;
}

/**
 * At its start the browser may load a page before it has read the extensions' rules. Then the worker corrects the address, and
 * the wrong address was requested once.
 * @param {import("./lib/lab.js").Lab} lab
 * @param {string} to
 * @param {string} url
 */
async function atMostOne(lab, to, url) {
  const pages = (await strays(lab, to)).filter(({ path }) => path !== "/favicon.ico");
  expect(pages.length, url).toBeLessThanOrEqual(1);
}

test("a wrong address that the browser is started with is left at once", async ({ lab, start }) => {
  await lab.set(PLAIN);
  const pc = await start({ policy: policy.id });
  for (const { url, to } of AT_START) {
    await lab.forget();
    await pc.restart({ url });
    await arrives(await pc.tab(), to);
    await atMostOne(lab, to, url);
    await until("the note", async () => (await correct(pc, "status")).last);
    expect((await correct(pc, "status")).last, url).toMatchObject({ from: shown(url), to });
  }
});

test("a wrong address that a true start restores is corrected", async ({ lab, start }) => {
  await lab.set(PLAIN);
  const pc = await start({ policy: policy.id });
  await correct(pc, "off");
  await pc.open(LOGIN);
  await arrives(await pc.tab(), LOGIN);
  await correct(pc, "on");
  await lab.forget();
  await pc.restart({ args: ["--restore-last-session"] });
  await until("the restored tab", async () =>
    (await pc.browser.cdp.targets()).find(({ url }) => url === RIGHT),
  );
  await atMostOne(lab, RIGHT, LOGIN);
});

test("the administrator's word wins over a person's, and over the file's", async ({
  lab,
  start,
}) => {
  await policy.manage({ correction: false });
  await lab.set(PLAIN);
  const pc = await start({ policy: policy.id });
  const off = { forced: false, inForce: false };
  await policyArrives(async () => (await correct(pc, "status")).forced === false);
  await pc.restart({ url: LOGIN });
  await arrives(await pc.tab(), LOGIN);
  expect(await correct(pc, "on")).toMatchObject(off);
  expect(await rulesetIsOn(pc)).toBe(false);
  await pc.open("https://karte.medley.life/signin");
  await arrives(await pc.tab(), "https://karte.medley.life/signin");
  await policy.manage({ correction: "perhaps" });
  await pc.restart({ url: "about:blank" });
  await until("a value that says nothing", async () => (await correct(pc, "status")).inForce);
  await until("the rules", () => rulesetIsOn(pc));
});

test("an administrator who wants no reminders has the last word", async ({ start }) => {
  await policy.manage({ reminders: false });
  const pc = await start({ policy: policy.id });
  const page = await pc.browser.newTab(`${pc.extension.origin}/options/options.html`);
  /** @param {object} message @returns {Promise<any>} */
  const tell = (message) =>
    page.session.evaluate((what) => chrome.runtime.sendMessage(what), message);
  await policyArrives(async () => (await tell({ kind: "settings" })).reminders.forced);
  await tell({ kind: "diary", action: "add", clinic: "", issued: "2024-01-01" });
  expect(await tell({ kind: "diary", action: "list" })).toMatchObject({ due: null });
  expect(await pc.extension.inWorker(() => chrome.alarms.getAll())).toEqual([]);
  await tell({ kind: "settings", set: { reminders: true } });
  expect(await tell({ kind: "diary", action: "list" })).toMatchObject({ due: null });
  await policy.manage({ reminders: true });
  await pc.restart({ url: "about:blank" });
  await until("the reminder", () =>
    pc.extension.inWorker(async () => (await chrome.action.getBadgeText({})) === "!"),
  );
});

test("extensions that the administrator names are never switched off", async ({ lab, start }) => {
  const others = await neighbours(["popup", "observer"]);
  await policy.manage({ neverTouch: [others.id("observer"), "no id"] });
  await lab.set(PLAIN);
  const pc = await start({ policy: policy.id, others: others.folders });
  const experiment = await Experiment.open(pc);
  const state = await experiment.when("the list", ({ extensions }) =>
    extensions.some(({ leftOn }) => leftOn === "never_touch"),
  );
  expect(state.extensions.map(({ id, leftOn }) => [id, leftOn])).toEqual([
    [others.id("observer"), "never_touch"],
    [others.id("popup"), null],
  ]);
  // Not even if the person insists.
  await experiment.tell("try", [others.id("observer")]);
  await experiment.when("the try", ({ run }) => run?.seen);
  expect(await on(pc)).toEqual([others.id("observer")]);
  await experiment.tell("stop");
  await others.remove();
});

test("a search that needs a restart survives it and goes on", async ({ start }) => {
  await policy.manage();
  const others = await neighbours(["rule", "popup", "elsewhere"]);
  const pc = await start({ policy: policy.id, others: others.folders, certificates: ["clinic-a"] });
  const rule = others.id("rule");
  await pc.extension.inWorker((id) => chrome.management.setEnabled(id, false), rule);
  await pc.openAnd(cancel, FAILING);
  await pc.extension.inWorker((id) => chrome.management.setEnabled(id, true), rule);
  await pc.open().catch(() => undefined);
  const before = await Experiment.open(pc, "bisect");
  await before.tell("start");
  // Chrome remembers the cancelled dialog. Without the rule the failing page shows that, so the page proves nothing.
  await before.when("the restart", ({ search }) => search?.stage === "restarting");
  expect(await on(pc)).toEqual([]);
  await pc.restart();
  const answering = choose(pc.display);
  const after = await Experiment.open(pc, "bisect");
  expect(await after.found()).toEqual([["広告ブロッカー"]]);
  await answering;
  await until("all on", async () => (await on(pc)).length === 3);
  await others.remove();
});

test("a try that needs a restart survives it and goes on", async ({ start }) => {
  await policy.manage();
  const others = await neighbours(["rule", "popup"]);
  const pc = await start({ policy: policy.id, others: others.folders, certificates: ["clinic-a"] });
  const rule = others.id("rule");
  await pc.extension.inWorker((id) => chrome.management.setEnabled(id, false), rule);
  await pc.openAnd(cancel, FAILING);
  await pc.extension.inWorker((id) => chrome.management.setEnabled(id, true), rule);
  const before = await Experiment.open(pc);
  await before.tell("try");
  await before.when("the doubt", ({ run }) => run?.doubt === "remembered");
  await pc.restart();
  const answering = choose(pc.display);
  const after = await Experiment.open(pc);
  const { run } = await after.when("the look", (state) => state.run?.seen === "good");
  expect(run?.doubt).toBe(null);
  await answering;
  expect(await on(pc)).toEqual([]);
  await after.tell("good");
  await until("all on", async () => (await on(pc)).length === 2);
  await others.remove();
});
