/** Somebody types in another window: no fix, no search and no restart touches what they type. */
import { expect } from "@playwright/test";
import { check } from "./lib/check.js";
import { choose } from "./lib/chooser.js";
import { PLAIN } from "./lib/correction.js";
import { test } from "./lib/test.js";
import { neighbours, on, Experiment } from "./lib/experiment.js";
import { until } from "./lib/wait.js";
import { say } from "./lib/words.js";
import { inNewWindow, TEXT, writeChart, writeInto } from "./lib/writing.js";

/** @typedef {import("./lib/pc.js").Pc} Pc */

const KARTE = "https://karte.medley.life";
const SIGN_IN = `${KARTE}/d/signin`;
const FAILING = "クライアント証明書が必要です";

/** The person signs in and types into a chart. @param {Pc} pc */
async function signInAndWrite(pc) {
  await pc.openAnd(choose, "ログイン");
  await pc.signIn();
  return writeChart(await pc.tab());
}

/** The failing page comes from the cache in another window; the server already accepts the certificate. @param {Pc} pc */
async function failInNewWindow(pc) {
  await pc.lab.set({ failing_cacheable: true, expect_clinic: "b" });
  const tab = await inNewWindow(pc.browser, SIGN_IN, FAILING);
  await pc.lab.set({ expect_clinic: "any" });
  await tab.go("about:blank");
  await tab.go(SIGN_IN);
  await tab.says(FAILING);
  return tab;
}

/** One of our pages that does nothing by itself; messages are sent from it as from the popup. @param {Pc} pc */
async function quietPage(pc) {
  const page = await pc.browser.newTab(`${pc.extension.origin}/welcome/welcome.html`);
  await until("our page", () => page.session.evaluate(() => Boolean(chrome.runtime?.id)));
  const ask = (/** @type {object} */ message) =>
    page.session.evaluate((what) => chrome.runtime.sendMessage(what), message);
  const idOf = (/** @type {string} */ url, newest = true) =>
    page.session.evaluate(
      async (pattern, last) => {
        const tabs = await chrome.tabs.query({ url: pattern });
        return (last ? tabs.at(-1) : tabs[0])?.id ?? -1;
      },
      url,
      newest,
    );
  return { page, ask, idOf };
}

test("the cache is cleared: the failing tab is loaded anew, and the chart in the other window stays", async ({
  start,
}) => {
  const pc = await start({ certificates: ["clinic-a"] });
  const chart = await signInAndWrite(pc);
  const failing = await failInNewWindow(pc);
  check(await pc.click(), { primary: "site_data", verdict: "found", reason: "from_cache" });
  await pc.popup?.click("[data-fix=clear_cache]");
  await until("its outcome", async () =>
    (await pc.popup?.text("#outcome"))?.includes(say("fixed_repaired")),
  );
  expect(await failing.text()).not.toContain(FAILING);
  expect(await chart()).toBe(TEXT);
});

test("no fix touches a tab that was not diagnosed", async ({ start }) => {
  test.setTimeout(180_000);
  const pc = await start({ certificates: ["clinic-a"] });
  const chart = await signInAndWrite(pc);
  await failInNewWindow(pc);
  const { ask, idOf } = await quietPage(pc);
  const tabId = await idOf(SIGN_IN);
  for (const fix of [
    ...["clear_cache", "clear_karte", "clear_medley", "open_sign_in", "private_window"],
    ...["restart_assistant", "extensions_off", "extensions_bisect", "correct_bookmarks"],
    "open_clock_settings",
  ]) {
    await ask({ kind: "diagnose", tabId });
    const fixed = await ask({ kind: "fix", fix, tabId });
    expect(fixed, fix).toMatchObject({ kind: "fixed", done: true });
    expect(await chart(), fix).toBe(TEXT);
  }
});

test("a diagnosed tab that has gone on, or was closed, is not touched, and that is said", async ({
  lab,
  start,
}) => {
  const pc = await start({ certificates: ["clinic-a"] });
  const chart = await signInAndWrite(pc);
  const failing = await failInNewWindow(pc);
  await pc.click();
  // The address of its own tells it from the chart: the order of windows in a list of tabs is not fixed.
  await failing.go(`${KARTE}/d/reception?failing`);
  await failing.says("受付一覧");
  await lab.forget();
  await pc.popup?.click("[data-fix=clear_cache]");
  await until("the words", async () =>
    (await pc.popup?.text("#outcome"))?.includes(say("fixed_tab_gone")),
  );
  await pc.closePopup();
  const { ask, idOf } = await quietPage(pc);
  const gone = await idOf(`${KARTE}/d/reception?failing`);
  await ask({ kind: "diagnose", tabId: gone });
  await failing.close();
  for (const fix of ["clear_cache", "clear_karte", "clear_medley"]) {
    const untouched = { kind: "fixed", done: false, reason: "tab_gone", before: null };
    expect(await ask({ kind: "fix", fix, tabId: gone })).toMatchObject(untouched);
    expect(await ask({ kind: "fix", fix, tabId: gone, dry: true })).toMatchObject(untouched);
  }
  const asked = (await lab.requests()).filter(
    ({ method, path }) => method === "GET" && path === "/d",
  );
  expect(asked, "pages that were loaded").toEqual([]);
  expect(await chart()).toBe(TEXT);
});

test("a diagnosed tab in which somebody has begun to type is not loaded anew", async ({
  start,
}) => {
  const pc = await start({ certificates: ["clinic-a"] });
  await pc.openAnd(choose, "ログイン");
  const form = await writeInto(await pc.tab(), "#email");
  const { ask, idOf } = await quietPage(pc);
  const tabId = await idOf(SIGN_IN);
  for (const fix of ["clear_cache", "clear_karte", "clear_medley"]) {
    await ask({ kind: "diagnose", tabId });
    const fixed = await ask({ kind: "fix", fix, tabId });
    expect(fixed).toMatchObject({ done: true, reason: "not_reloaded", diagnosis: null });
    expect(await form(), fix).toBe(TEXT);
  }
  expect(await ask({ kind: "fix", fix: "open_sign_in", tabId })).toMatchObject({ done: true });
  expect(await form()).toBe(TEXT);
  await until("a tab of its own", async () => (await idOf(SIGN_IN)) !== tabId);
});

test("an extension search leaves every form alone that is being filled in", async ({
  lab,
  start,
}) => {
  test.setTimeout(180_000);
  await lab.set(PLAIN);
  const others = await neighbours(["popup", "observer"]);
  const pc = await start({ others: others.folders });
  await pc.open();
  const form = await writeInto(await pc.tab(), "#email");
  const diagnosed = await inNewWindow(pc.browser, SIGN_IN, "ログイン");
  await pc.click();
  await pc.closePopup();
  await diagnosed.session.evaluate(() => void Object.assign(globalThis, { sameDocument: true }));
  const experiment = await Experiment.open(pc);
  await experiment.tell("try");
  await experiment.when("the look", ({ run }) => run?.seen === "good");
  const stands = () => diagnosed.session.evaluate(() => "sameDocument" in globalThis);
  expect(await stands(), "the diagnosed tab was led there again").toBe(false);
  await experiment.tell("good");
  await until("all on", async () => (await on(pc)).length === 2);
  expect(await form()).toBe(TEXT);
  // Now somebody types into the diagnosed tab as well, so the next check needs a tab of its own.
  await diagnosed.show();
  const second = await writeInto(diagnosed, "#email");
  await experiment.when("the end", ({ run }) => run === null, 70_000);
  await experiment.tell("try");
  await experiment.when("the look", ({ run }) => run?.seen === "good");
  expect([await form(), await second()]).toEqual([TEXT, TEXT]);
  await experiment.tell("stop");
  await others.remove();
});

test("before a restart only listed tabs are closed: one that was opened since keeps its text", async ({
  start,
}) => {
  const pc = await start({ certificates: ["clinic-a"] });
  await pc.openAnd(choose, "ログイン");
  await pc.signIn();
  const page = await pc.browser.newTab(`${pc.extension.origin}/repair/repair.html#restart`);
  await until("the list", async () => (await page.text()).includes(say("restart_tabs", ["1"])));
  // The page stays visible, as on a second screen: on becoming visible again it would refresh and list the other tab as well.
  await page.session.evaluate(() => {
    const stay = (/** @type {Event} */ event) => event.stopImmediatePropagation();
    addEventListener("visibilitychange", stay, { capture: true });
  });
  const other = await inNewWindow(pc.browser, `${KARTE}/d/reception?patient=7`, "受付一覧");
  // Chrome uses the whole address as the title of a page without one.
  await other.session.evaluate(() => void (document.title = ""));
  const chart = await writeChart(other);
  await page.click("#close-tabs");
  await until("the words", async () => (await page.text()).includes(say("restart_tabs_changed")));
  expect(await chart()).toBe(TEXT);
  expect((await (await pc.tab()).info()).url).toBe(`${KARTE}/d/reception`);
  const text = await page.text();
  expect(text).toContain(say("restart_tabs", ["2"]));
  expect(text).toContain("karte.medley.life/d/reception");
  expect(text).not.toContain("patient");
  // A listed tab that has navigated meanwhile is another page.
  await other.go(`${KARTE}/d/signin`);
  await page.click("#close-tabs");
  await until("a new list", async () => !(await page.text()).includes("/d/reception"));
  expect((await (await pc.tab()).info()).url).toBe(`${KARTE}/d/reception`);
  await page.click("#close-tabs");
  await until("nothing left", async () => (await page.text()).includes(say("restart_no_tabs")));
  const left = (await pc.browser.cdp.targets()).filter(({ url }) => url.startsWith(KARTE));
  expect(left).toEqual([]);
});
