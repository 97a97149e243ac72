/** What foreign pages can do to the correction and to the clock: nothing lasting, and nothing to other addresses. */
import { expect } from "@playwright/test";
import { OMITTED } from "./lib/browser.js";
import { arrives, copyWith, correct, PLAIN, RIGHT, rulesetIsOn, strays } from "./lib/correction.js";
import { test } from "./lib/test.js";
import { until } from "./lib/wait.js";
import { say } from "./lib/words.js";

const LOGIN = "https://karte.medley.life/login";
const MISTYPED = "https://karte.medly.life/";
const TRAINING = "https://training.medley.life/d/signin";
const PORTAL = "https://portal.example/";
const HTTPS_FIRST = ["HttpsUpgrades", "HttpsFirstBalancedModeAutoEnable"];
/** Switches off Chrome's own change to https, because a page over plain http could not be the attacker's otherwise. */
const PLAIN_HTTP = [`--disable-features=${[...OMITTED, ...HTTPS_FIRST].join()}`];

test.beforeEach(({ lab }) => lab.set(PLAIN));

/**
 * A page navigates its own tab to an address, as any page can.
 * @param {import("./lib/tab.js").Tab} tab
 * @param {string} page
 * @param {string} url
 */
async function leads(tab, page, url) {
  await tab.go(page);
  expect(await tab.session.evaluate(() => location.href)).toBe(page);
  await tab.session.evaluate((to) => void (location.href = to), url);
}

/** The correction is not suspended, and each kind of wrong address is still corrected. @param {import("./lib/pc.js").Pc} pc */
async function correctsAll(pc) {
  expect(await correct(pc, "status")).toMatchObject({ inForce: true, suspended: null });
  expect(await rulesetIsOn(pc)).toBe(true);
  const other = await pc.browser.newTab();
  for (const url of [LOGIN, "http://karte.medley.life/d/signin"]) {
    await other.begin(url);
    await arrives(other, RIGHT);
  }
  await other.close();
}

for (const page of ["https://clinics.medley.life/", "http://clinics.medley.life/", PORTAL]) {
  test(`a page at ${page} that leads to wrong addresses again and again stops nothing`, async ({
    start,
    lab,
  }) => {
    await lab.set({ ...PLAIN, http: "serve" });
    const pc = await start({ foreign: ["portal.example"], args: PLAIN_HTTP });
    const tab = await pc.tab();
    for (let times = 0; times < 4; times += 1) {
      await leads(tab, page, LOGIN);
      await arrives(tab, RIGHT);
      await until("the note", async () => (await correct(pc, "status")).last?.from === LOGIN);
    }
    await correctsAll(pc);
  });
}

test("nor does one that leads to a mistyped host eight times", async ({ start }) => {
  const { folder, remove } = await copyWith("webNavigation");
  const foreign = ["portal.example", new URL(MISTYPED).host];
  const pc = await start({ ours: folder, foreign });
  expect(await correct(pc, "host_typing", { on: true })).toMatchObject({ hostTyping: true });
  const tab = await pc.tab();
  for (let times = 0; times < 9; times += 1) {
    await leads(tab, PORTAL, MISTYPED);
    await arrives(tab, RIGHT);
  }
  await until("the note", async () => (await correct(pc, "status")).last?.from === MISTYPED);
  await correctsAll(pc);
  await remove();
});

test("the karte's own page that leads back lets that page rest, and nothing else", async ({
  start,
  lab,
}) => {
  await lab.set({ sign_in_leads_back: "script" });
  const pc = await start();
  const tab = await pc.tab();
  await tab.begin(LOGIN);
  await arrives(tab, LOGIN);
  const { suspended, inForce } = await correct(pc, "status");
  expect([suspended.url, inForce, await rulesetIsOn(pc)]).toEqual([LOGIN, true, true]);
  expect(suspended.until - suspended.at).toBeLessThanOrEqual(15 * 60_000);
  const alarm = await pc.extension.inWorker(() => chrome.alarms.get("correction"));
  expect(alarm?.scheduledTime).toBeCloseTo(suspended.until, -3);
  await lab.set({ sign_in_leads_back: null });
  for (const wrong of ["https://karte.medley.life/signin", "http://karte.medley.life/d/signin"]) {
    await tab.begin(wrong);
    await arrives(tab, RIGHT);
  }
  await tab.begin(`${LOGIN}?1`);
  await arrives(tab, `${LOGIN}?1`);
  // The worker's answer comes after everything that it had to record. Then the time of the suspension is set to be over.
  await correct(pc, "status");
  await pc.extension.inWorker(async () => {
    const { visit } = /** @type {any} */ (await chrome.storage.session.get("visit"));
    for (const known of visit.suspended) known.at -= 15 * 60_000;
    await chrome.storage.session.set({ visit });
    await chrome.alarms.create("correction", { when: Date.now() });
  });
  const rules = () => pc.extension.inWorker(() => chrome.declarativeNetRequest.getSessionRules());
  await until("the end", async () => (await rules()).length === 0);
  await tab.begin(LOGIN);
  await arrives(tab, RIGHT);
});

test("what 0.1.0 stopped for good is corrected again", async ({ start }) => {
  const pc = await start();
  await pc.extension.inWorker(
    (url) => chrome.storage.local.set({ settings: { v: 2, suspended: { at: 1, url } } }),
    LOGIN,
  );
  expect(await correct(pc, "on")).toMatchObject({ inForce: true, suspended: null });
  await correctsAll(pc);
});

for (const page of [TRAINING, "http://training.medley.life/", "http://karte.medley.life/d"]) {
  test(`a false date at ${page} accuses no clock, and is not remembered`, async ({
    start,
    lab,
  }) => {
    await lab.set({ ...PLAIN, http: "serve", date_shift_ms: 28 * 60_000 });
    const pc = await start({ args: PLAIN_HTTP });
    if (page.includes("karte")) await correct(pc, "off");
    await pc.open(page);
    const { diagnosis } = await pc.click();
    const clock = diagnosis.findings.find(({ cause }) => cause === "clock");
    expect(clock).toMatchObject({ verdict: "unknown" });
    const { session } = await pc.extension.stored("local");
    expect(session?.clockOff ?? []).toEqual([]);
  });
}

test("a page that hides its address behind a user name is not called another page", async ({
  start,
}) => {
  const pc = await start({ dotWorks: true, foreign: ["portal.example"] });
  const tab = await pc.tab();
  await leads(tab, PORTAL, "https://a@portal.example/d/signin");
  await until("the address", async () => (await tab.info()).url.includes("/d/signin"));
  const { headline, text, diagnosis } = await pc.click();
  expect(headline).toBe(say("popup_withheld"));
  expect(text).toContain("https://karte.medley.life/");
  expect(diagnosis.findings.find(({ cause }) => cause === "url")?.reason).toBe("not_visible");
});

test("a training site opens as it is, and the karte is offered", async ({ start, lab }) => {
  const pc = await start({ dotWorks: true });
  const tab = await pc.tab();
  for (const url of [TRAINING, "https://demo.medley.life/d/signin?clinic=3"]) {
    await tab.begin(url);
    await arrives(tab, url);
    await lab.saw("/d/signin");
  }
  await pc.click();
  const { reason, verdict } = (await correct(pc, "status")).tab ?? {};
  expect([reason, verdict]).toEqual(["other_host", "offer"]);
});

test("a bookmark of a training site is changed alone, or not at all", async ({ start }) => {
  const { folder, remove } = await copyWith("bookmarks");
  const pc = await start({ ours: folder });
  const wrong = [`${LOGIN}?clinic=3`, "http://karte.medley.life/d/signin?next=%2Fd"];
  await pc.extension.inWorker(
    async (urls) => {
      for (const url of urls) await chrome.bookmarks.create({ title: url, url });
    },
    [...wrong, TRAINING],
  );
  const tab = await pc.tab();
  await tab.go(`${pc.extension.origin}/options/options.html`);
  await until("the settings", () =>
    tab.session.evaluate(() => !!document.querySelector("#typing:enabled")),
  );
  await tab.click("#look");
  await until("the list", () =>
    tab.session.evaluate(() => document.querySelectorAll("#bookmarks li").length === 3),
  );
  await tab.click("#repair-all");
  const kept = async () =>
    (await pc.extension.inWorker(() => chrome.bookmarks.search({}))).flatMap(
      ({ url }) => url ?? [],
    );
  const right = [`${RIGHT}?clinic=3`, `${RIGHT}?next=%2Fd`];
  await expect.poll(async () => (await kept()).sort()).toEqual([...right, TRAINING].sort());
  await until("one left", () =>
    tab.session.evaluate(() => document.querySelectorAll("#bookmarks li").length === 1),
  );
  // A bookmark that must be confirmed alone stays if it is named together with others.
  const { items } = await correct(pc, "bookmarks");
  const [{ id }] = items;
  await correct(pc, "repair_bookmarks", { ids: [id, "0"] });
  expect(await kept()).toContain(TRAINING);
  await tab.click("#bookmarks li button");
  await expect.poll(async () => (await kept()).sort()).toEqual([...right, RIGHT].sort());
  await remove();
});

test("an exception with a star in a file frees that address alone", async ({ start, lab }) => {
  const pc = await start({ args: PLAIN_HTTP });
  const HTTP = "http://karte.medley.life";
  const PORT = "https://karte.medley.life:8443";
  const stars = [`${HTTP}/*`, `${PORT}/d/a*b`, `${PORT}/d/${"*d".repeat(800)}`];
  const page = await pc.browser.newTab(`${pc.extension.origin}/options/options.html`);
  await until("the page", () => page.session.evaluate(() => Boolean(chrome.runtime?.id)));
  const taken = await page.session.evaluate(async (exceptions) => {
    const ask = (/** @type {object} */ message) => chrome.runtime.sendMessage(message);
    const { now } = await ask({ kind: "backup", action: "export" });
    const text = JSON.stringify({ ...now, settings: { ...now.settings, exceptions } });
    return ask({ kind: "backup", action: "restore", text });
  }, stars);
  expect(taken.kind).not.toBe("error");
  expect((await correct(pc, "status")).exceptions).toEqual(stars);
  const tab = await pc.tab();
  await lab.forget();
  for (const path of ["/d/reception", "/d/signin", "/d/a", "/d/d"]) {
    await tab.begin(`${HTTP}${path}`);
    await until("https", async () =>
      (await tab.info()).url.startsWith("https://karte.medley.life/"),
    );
    await lab.saw(path);
  }
  expect((await lab.requests()).filter(({ scheme }) => scheme === "http")).toEqual([]);
  // An address that the `*` would match if it were a wildcard is corrected as before.
  await tab.begin(`${PORT}/d/a1b`);
  await arrives(tab, "https://karte.medley.life/d/a1b");
  for (const url of stars.slice(1)) {
    await tab.begin("about:blank");
    await tab.begin(url);
    await arrives(tab, url);
  }
});

/**
 * Holds workers at their start until they are released.
 * @param {import("./lib/cdp.js").Connection} cdp
 */
async function holdWorkers(cdp) {
  /** @type {string[]} */
  const held = [];
  const stop = cdp.listen(({ method, params }) => {
    if (method === "Target.attachedToTarget" && params["waitingForDebugger"]) {
      held.push(params["sessionId"]);
    }
  });
  const how = { waitForDebuggerOnStart: true, flatten: true };
  const filter = [{ type: "service_worker" }];
  await cdp.send("Target.setAutoAttach", { autoAttach: true, ...how, filter });
  return {
    held,
    async letGo() {
      stop();
      for (const session of held) await cdp.send("Runtime.runIfWaitingForDebugger", {}, session);
      await cdp.send("Target.setAutoAttach", { ...how, autoAttach: false });
    },
  };
}

test("whoever goes elsewhere before a sleeping worker is awake is not led back", async ({
  start,
}) => {
  const { folder, remove } = await copyWith("webNavigation");
  const pc = await start({ ours: folder, foreign: ["portal.example", new URL(MISTYPED).host] });
  const tab = await pc.tab();
  expect(await correct(pc, "host_typing", { on: true })).toMatchObject({ hostTyping: true });
  for (let times = 0; times < 5; times += 1) {
    await tab.go("about:blank");
    await pc.extension.stopWorker();
    const workers = await holdWorkers(pc.browser.cdp);
    void tab.begin(MISTYPED);
    await until("the worker, woken", () => workers.held.length > 0);
    await tab.begin(PORTAL);
    await arrives(tab, PORTAL);
    await workers.letGo();
    // When the worker answers, it has handled the navigation.
    const { last } = await correct(pc, "status");
    expect([last, await tab.session.evaluate(() => location.href)]).toEqual([null, PORTAL]);
  }
  await tab.begin(MISTYPED);
  await arrives(tab, RIGHT);
  await remove();
});

test("what was asked of a wrong address is asked of the right one", async ({ start, lab }) => {
  const pc = await start();
  const tab = await pc.tab();
  for (const wrong of [
    LOGIN,
    "https://www.karte.medley.life/d/signin/",
    "https://kalte.medley.life/d/signin",
  ]) {
    await tab.begin(`${wrong}?next=%2Fd%2Freception#top`);
    await arrives(tab, `${RIGHT}?next=%2Fd%2Freception#top`);
  }
  expect(await strays(lab, RIGHT)).toEqual([]);
});
