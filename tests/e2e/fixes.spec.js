/** What the buttons do, and that each result is proven or reported as not proven; also a core that breaks. */
import { expect } from "@playwright/test";
import { check } from "./lib/check.js";
import { choose } from "./lib/chooser.js";
import { Popup } from "./lib/popup.js";
import { test } from "./lib/test.js";
import { until } from "./lib/wait.js";
import { say } from "./lib/words.js";

/** @typedef {import("./lib/pc.js").Pc} Pc */

const FAILING = "クライアント証明書が必要です";

test("clearing the cache is proven by a page from the server", async ({ lab, start }) => {
  await lab.set({ failing_cacheable: true, expect_clinic: "b" });
  const pc = await start({ certificates: ["clinic-a"] });
  await pc.openFromCache(choose, FAILING);
  await lab.set({ expect_clinic: "any" });
  check(await pc.click(), { primary: "site_data", verdict: "found", reason: "from_cache" });
  const fixed = await pc.popup?.fix("clear_cache");
  expect(fixed).toMatchObject({ kind: "fixed", done: true, reason: null });
  const siteData = fixed.diagnosis.findings.find(
    (/** @type {{cause: string}} */ finding) => finding.cause === "site_data",
  );
  expect(siteData.verdict).toBe("clear");
  expect(fixed.diagnosis).toMatchObject({ primary: null, state: "sign_in_page" });
});

test("a look that goes on while something is repaired does not bring the old state back", async ({
  lab,
  start,
}) => {
  // With a frozen date the clock measurement needs several answers.
  await lab.set({ failing_cacheable: true, expect_clinic: "b", date_mode: "frozen" });
  const pc = await start({ certificates: ["clinic-a"] });
  await pc.openFromCache(choose, FAILING);
  await lab.set({ expect_clinic: "any" });
  await pc.click();
  const popup = /** @type {Popup} */ (pc.popup);
  const tabId = await popup.tabId();
  await lab.forget();
  /** @type {import("./lib/popup.js").Diagnosis[]} */ const said = [];
  const late = popup.ask({ kind: "diagnose", tabId }).then((found) => said.push(found));
  const clock = async () => (await lab.requests()).some(({ method }) => method === "HEAD");
  await until("the clock, which goes on", clock, { step: 5 });
  const fixed = popup.fix("clear_cache");
  await Promise.all([late, fixed.then(({ diagnosis }) => said.push(diagnosis))]);
  expect(said.at(-1), "whatever is said last").toMatchObject({ state: "sign_in_page" });
  await until("the popup shows it", async () =>
    (await popup.text("#headline")).includes(say("state_sign_in_page")),
  );
});

/** Chrome loads an error page of the network again by itself; here the person is to do it. */
const NO_RELOAD = { args: ["--disable-auto-reload"] };

/**
 * The popup of an error page that is outdated, after its button opened the sign-in page again.
 * @param {import("./lib/pc.js").Pc} pc
 */
async function opensAgain(pc) {
  const { session } = await pc.tab();
  const offline = async (/** @type {boolean} */ is) => {
    const speed = { latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
    await session.send("Network.emulateNetworkConditions", { offline: is, ...speed });
  };
  await session.send("Network.enable");
  await offline(true);
  await pc.open();
  await offline(false);
  const { primary } = await pc.click();
  expect(primary).toMatchObject({ cause: "network", reason: "reached_now" });
  const popup = /** @type {Popup} */ (pc.popup);
  await popup.click("[data-fix=open_sign_in]");
  await until("the result", async () => (await popup.text("#outcome")) !== "");
  expect(await popup.chips()).toContain(say("popup_chip_recent"));
  return popup;
}

test("opening the sign-in page again is proven in the same popup", async ({ start }) => {
  const pc = await start({ certificates: ["clinic-a"], ...NO_RELOAD });
  await pc.openAnd(choose, "ログイン");
  const popup = await opensAgain(pc);
  expect(await popup.text("#headline")).toBe(say("fixed_heading_well"));
  expect(await popup.diagnosis()).toMatchObject({ primary: null, state: "sign_in_page" });
});

test("opening the sign-in page again shows what else is in the way, with its own action", async ({
  start,
}) => {
  const popup = await opensAgain(await start(NO_RELOAD));
  expect(await popup.text("#outcome-heading")).toBe(say("fixed_heading_partly"));
  expect(await popup.diagnosis()).toMatchObject({ primary: "certificate_missing" });
  expect(await popup.text("#headline")).toBe(say("headline_certificate_missing_suspected"));
  expect(await popup.text("#promoted")).not.toBe("");
});

test("clearing the karte's data leaves the domain's cookies, and says what it could not cure", async ({
  lab,
  start,
}) => {
  const pc = await start({ certificates: ["clinic-a"] });
  await pc.openAnd(choose, "ログイン");
  await pc.signIn();
  const tab = await pc.tab();
  await tab.session.evaluate(() => localStorage.setItem("x", "1"));
  await lab.set({ redirect_loop: true, faults_only_with_cookie: true });
  await pc.open();
  check(await pc.click(), { primary: "site_data", verdict: "suspected", rivals: ["network"] });
  const fixed = await pc.popup?.fix("clear_karte");
  expect(fixed).toMatchObject({ kind: "fixed", done: true, reason: "not_proven" });
  expect(fixed.before.karteCookies).toBeGreaterThan(0);
  expect(fixed.after.karteCookies).toBe(0);
  expect(fixed.after.domainCookies).toBe(fixed.before.domainCookies);
  await lab.set({ redirect_loop: false });
  await pc.open();
  expect(await tab.session.evaluate(() => localStorage.getItem("x"))).toBe(null);
});

/** The cookies of the vendor's domain and of all hosts below it. @param {Pc} pc */
const cookies = (pc) =>
  pc.extension.inWorker(async () =>
    (await chrome.cookies.getAll({ domain: "medley.life" })).map(({ domain, path, name, value }) =>
      [domain, path, name, value].join(" "),
    ),
  );

/**
 * Waits for so many cookies: what a page sets reaches the browser some moments later.
 * @param {Pc} pc
 * @param {number} count
 */
const cookiesCome = (pc, count) =>
  until(`${count} cookies`, async () => {
    const found = await cookies(pc);
    return found.length === count ? found : null;
  });

test("clearing the karte's data leaves a cookie of the whole domain with the same name", async ({
  start,
}) => {
  const pc = await start({ certificates: ["clinic-a"] });
  await pc.openAnd(choose, "ログイン");
  await pc.signIn();
  const tab = await pc.tab();
  await tab.show();
  await tab.session.evaluate(() => {
    const wide = "domain=medley.life; path=/; max-age=9999; secure";
    document.cookie = `karte_preferences=wide; ${wide}`;
    document.cookie = "karte_preferences=deep; path=/d; max-age=9999; secure";
    document.cookie = "__Host-own=1; path=/; secure; samesite=strict";
    document.cookie = "below=1; domain=karte.medley.life; path=/";
    document.cookie = "no name; path=/";
  });
  const before = await cookiesCome(pc, 8);
  await pc.click();
  const fixed = await pc.popup?.fix("clear_karte");
  expect(fixed).toMatchObject({ done: true, before: { karteCookies: 6 } });
  expect(fixed.after).toMatchObject({ karteCookies: 0, domainCookies: 2 });
  const wide = before.filter((cookie) => cookie.startsWith(".medley.life "));
  expect(wide).toContain(".medley.life / karte_preferences wide");
  expect((await cookies(pc)).filter((cookie) => cookie.startsWith(".medley.life "))).toEqual(wide);
});

test("clearing everything of medley.life is asked first, and leaves other sites as they are", async ({
  start,
}) => {
  const pc = await start({ certificates: ["clinic-a"], foreign: ["example.com"] });
  await pc.openAnd(choose, "ログイン");
  await pc.signIn();
  const tab = await pc.tab();
  const others = await pc.browser.newTab();
  await others.go("https://example.com/d/signin");
  const kept = () =>
    others.session.evaluate(() => [document.cookie, localStorage.getItem("kept")].join());
  await others.session.evaluate(() => {
    document.cookie = "kept=1; path=/; max-age=9999";
    localStorage.setItem("kept", "1");
  });
  await tab.show();
  await tab.session.evaluate(() => {
    document.cookie = "wide=1; domain=medley.life; path=/; max-age=9999";
    localStorage.setItem("x", "1");
    return new Promise((done) => Object.assign(indexedDB.open("y"), { onsuccess: done }));
  });
  await cookiesCome(pc, 4);
  await pc.click();
  const planned = await pc.popup?.fix("clear_medley", { dry: true });
  expect(planned).toMatchObject({ kind: "planned", fix: "clear_medley" });
  expect(planned.before.stored.local).toBeGreaterThan(0);
  expect(planned.before.stored.databases).toBe(1);
  expect(planned.before.cookies.map((/** @type {any} */ { host }) => host)).toEqual(
    expect.arrayContaining(["karte.medley.life", "medley.life"]),
  );
  const fixed = await pc.popup?.fix("clear_medley");
  expect(fixed).toMatchObject({ kind: "fixed", done: true });
  expect(fixed.before).toEqual(planned.before);
  expect(fixed.after).toMatchObject({ karteCookies: 0, domainCookies: 0, cookies: [] });
  expect(fixed.after.stored).toMatchObject({ local: 0, databases: 0 });
  await expect.poll(() => kept()).toContain("kept=1,1");
});

test("what signs somebody out is shown first, and may be given up", async ({ lab, start }) => {
  const pc = await start({ certificates: ["clinic-a"] });
  await pc.openAnd(choose, "ログイン");
  await pc.signIn();
  await lab.set({ redirect_loop: true, faults_only_with_cookie: true });
  await pc.open();
  await pc.click();
  const popup = /** @type {Popup} */ (pc.popup);
  await popup.click("#first-step [data-fix=clear_karte]");
  await until("the plan", async () => (await popup.text("#outcome")).includes("karte.medley.life"));
  await expect.poll(() => popup.text("#outcome")).toContain(say("plan_clear_karte"));
  const standingOut = () =>
    popup.session.evaluate(() =>
      [...document.querySelectorAll(".primary")]
        .filter((one) => one.checkVisibility())
        .map((one) => one.getAttribute("data-plan") ?? one.getAttribute("data-fix")),
    );
  expect(await standingOut(), "the yes alone stands out").toEqual(["go"]);
  await popup.click("[data-plan=cancel]");
  await until("the first step", async () => String(await standingOut()) === "clear_karte");
  const left = await popup.fix("clear_karte", { dry: true });
  expect(left.before.karteCookies).toBeGreaterThan(0);
  await popup.click("#first-step [data-fix=clear_karte]");
  await until("the plan", async () => (await popup.text("#outcome")).includes(say("plan_heading")));
  await popup.click("[data-plan=go]");
  await until("the next level", async () =>
    (await popup.text("#outcome")).includes(say("fix_clear_medley")),
  );
});

test("the address of the clock settings is one that Chrome opens", async ({ start }) => {
  const pc = await start({ dotWorks: true });
  await pc.open();
  await pc.click();
  // The tests' system has no such settings. The test sees which address Chrome is asked to open, and that Chrome accepts it.
  await pc.extension.inWorker(() => {
    /** @type {(string | undefined)[]} */
    const opened = [];
    const real = chrome.tabs.create.bind(chrome.tabs);
    const noting = async (/** @type {chrome.tabs.CreateProperties} */ what) => {
      const tab = await real(what);
      opened.push(what.url);
      return tab;
    };
    const { brands } = /** @type {any} */ (navigator).userAgentData;
    Object.defineProperty(navigator, "userAgentData", { value: { brands, platform: "Windows" } });
    Object.assign(chrome.tabs, { create: noting });
    Object.assign(globalThis, { opened });
  });
  // The new tab closes the popup, which then gets no answer.
  pc.popup?.fix("open_clock_settings").catch(() => undefined);
  const url = await until("the tab", () =>
    pc.extension.inWorker(() => /** @type {any} */ (globalThis).opened[0]),
  );
  expect(url).toBe("ms-settings:dateandtime");
});

test("a core that breaks is told of and built anew", async ({ start }) => {
  const pc = await start({ dotWorks: true });
  await pc.open();
  // A trap inside the core is an exception that passes through its frames; any import can throw one.
  await pc.extension.inWorker(() => {
    const real = Date.now;
    const mend = () => void (Date.now = real);
    Object.assign(globalThis, { mend });
    Date.now = () => {
      throw new WebAssembly.RuntimeError("unreachable");
    };
  });
  const popup = await Popup.open(pc.extension);
  expect(await popup.state()).toBe("error");
  await expect.poll(() => popup.text("#headline")).toBe(say("popup_error_headline"));
  await pc.extension.inWorker(() => /** @type {any} */ (globalThis).mend());
  await popup.click("#retry");
  await popup.waitForState("certificate_required");
});

test("where WebAssembly is switched off that is said, and not to install it anew", async ({
  start,
}) => {
  const pc = await start({ args: ["--js-flags=--jitless"] });
  await pc.open();
  const popup = await Popup.open(pc.extension);
  expect(await popup.state()).toBe("error");
  await expect.poll(() => popup.text("#because")).toBe(say("error_no_webassembly"));
});
