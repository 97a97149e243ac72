/** People in a hurry press again and again, and change their mind: that is no redirect loop, and what they undid stays undone. */
import { expect } from "@playwright/test";
import { setTimeout as pause } from "node:timers/promises";
import { arrives, copyWith, correct, PLAIN, RIGHT, rulesetIsOn, strays } from "./lib/correction.js";
import { lineTo } from "./lib/line.js";
import { test } from "./lib/test.js";
import { until } from "./lib/wait.js";

const MISTYPED = "https://karte.medly.life/";
const PORTAL = "portal.example";
const LINKS = ["https://karte.medley.life/login", MISTYPED];
/** One-way time in milliseconds: without a delay a page would be loaded before anybody can act. */
const NEAR = 30;
/** A mistyped host this far away answers long after the worker has asked which page the tab shows, on a busy machine too. */
const FAR = 250;
/** How often a page of the karte may lead to a mistyped host before the correction stops. */
const ROUNDS = 8;

test.beforeEach(({ lab }) => lab.set(PLAIN));

/**
 * A PC on which typing errors are corrected; other hosts lead to the lab over a connection with a realistic delay.
 * @param {import("./lib/lab.js").Lab} lab
 * @param {(options: object) => Promise<import("./lib/pc.js").Pc>} start
 * @param {number} [delay] one way, in milliseconds
 */
async function corrected(lab, start, delay = NEAR) {
  const { folder, remove } = await copyWith("webNavigation");
  const line = await lineTo(lab.ports.tls, delay);
  const rules = [
    ...[PORTAL, "karte.medly.life"].map((host) => `MAP ${host} 127.0.0.1:${line.port}`),
    `MAP *medley.life 127.0.0.1:${lab.ports.tls}`,
    ...["MAP * ~NOTFOUND", "EXCLUDE 127.0.0.1"],
  ];
  const pc = await start({ ours: folder, args: [`--host-resolver-rules=${rules.join(", ")}`] });
  expect(await correct(pc, "host_typing", { on: true })).toMatchObject({ hostTyping: true });
  const end = async () => {
    line.cut();
    await remove();
  };
  return { pc, tab: await pc.tab(), end };
}

for (const url of LINKS) {
  test(`pressed three times in a row on somebody's page, ${url} is corrected three times`, async ({
    start,
    lab,
  }) => {
    const { pc, tab, end } = await corrected(lab, start);
    for (let times = 0; times < 3; times += 1) {
      await tab.go(`https://${PORTAL}/`);
      await lab.forget();
      await tab.session.evaluate((href) => {
        const link = Object.assign(document.createElement("a"), { href, textContent: href });
        document.body.replaceChildren(link);
      }, url);
      await tab.click("a");
      await arrives(tab, RIGHT);
      const { last } = await until("the note", async () => {
        const status = await correct(pc, "status");
        return status.last?.from === url && status;
      });
      expect(last).toMatchObject({ from: url, to: RIGHT });
      expect((await lab.requests()).filter(({ path }) => path === "/login")).toEqual([]);
    }
    expect(await correct(pc, "status")).toMatchObject({ inForce: true, suspended: null });
    await end();
  });
}

test("a mistyped bookmark that is pressed three times in one tab is corrected three times", async ({
  start,
  lab,
}) => {
  const { pc, tab, end } = await corrected(lab, start);
  for (let times = 0; times < 3; times += 1) {
    await lab.forget();
    await tab.begin(MISTYPED).catch(() => "");
    await arrives(tab, RIGHT);
    await lab.saw("/d/signin");
  }
  expect(await correct(pc, "status")).toMatchObject({ inForce: true, suspended: null });
  await end();
});

test("a page that leads to a mistyped host again and again stops the correction, and nothing is sent there", async ({
  start,
  lab,
}) => {
  const { pc, tab, end } = await corrected(lab, start, FAR);
  await tab.go(RIGHT);
  // Acts as a script of the karte's page that always leads to the mistyped host. Each round waits until the last one has
  // arrived, because navigations that are still under way are not counted.
  const lead = (/** @type {string} */ url) => void (location.href = url);
  const rounds = async () => {
    const { visit } = await pc.extension.stored("session");
    return visit.corrected.filter((/** @type {any} */ one) => one.committed && one.arrived).length;
  };
  for (let round = 1; round < ROUNDS; round += 1) {
    await tab.session.evaluate(lead, MISTYPED);
    await until(`round ${round}`, async () => (await rounds()) === round);
    await arrives(tab, RIGHT);
    expect(await correct(pc, "status")).toMatchObject({ suspended: null });
  }
  await tab.session.evaluate(lead, MISTYPED);
  const state = await until("the stop", async () => {
    const status = await correct(pc, "status");
    return status.suspended && status;
  });
  expect(state).toMatchObject({ inForce: true, suspended: { url: MISTYPED } });
  expect(await rulesetIsOn(pc)).toBe(true);
  await arrives(tab, RIGHT);
  // Chrome may already have sent a request; what leads the tab elsewhere now takes some moments.
  await pause(2 * FAR);
  await lab.forget();
  await pause(1_000);
  await arrives(tab, RIGHT);
  expect(await strays(lab, RIGHT)).toEqual([]);
  await end();
});

test("a correction that happens while the core is busy is recorded before the page that it leads to", async ({
  start,
  lab,
}) => {
  const { pc, tab, end } = await corrected(lab, start, FAR);
  // Holds up the core, which reads the session's state for every event.
  await pc.extension.inWorker(() => {
    const { session } = chrome.storage;
    const get = session.get.bind(session);
    const held = new Promise((go) => Object.assign(globalThis, { go }));
    Object.assign(session, {
      get: async (/** @type {string} */ key) => {
        await held;
        return get(key);
      },
    });
  });
  await tab.begin(RIGHT);
  await arrives(tab, RIGHT);
  await lab.forget();
  await tab.session.evaluate((/** @type {string} */ url) => void (location.href = url), MISTYPED);
  await lab.saw(new URL(RIGHT).pathname);
  await arrives(tab, RIGHT);
  await pc.extension.inWorker(() => /** @type {any} */ (globalThis).go());
  const one = await until("the record", async () => {
    const { visit } = await pc.extension.stored("session");
    return visit.corrected.find((/** @type {any} */ known) => known.arrived);
  });
  expect(one).toMatchObject({ from: MISTYPED, committed: true, byKarte: true });
  await end();
});

test("all that was undone in a tab stays so, each in its own", async ({ start, lab }) => {
  const pc = await start();
  const tab = await pc.tab();
  const wrong = ["login", "signin"].map((path) => `https://karte.medley.life/${path}`);
  for (const url of wrong) {
    await tab.begin(url);
    await arrives(tab, RIGHT);
    await until("the note", async () => (await correct(pc, "status")).last?.from === url);
    await correct(pc, "undo");
    await arrives(tab, url);
  }
  await lab.forget();
  for (const url of wrong) {
    await tab.begin("about:blank");
    await tab.begin(url);
    await arrives(tab, url);
    await lab.saw(new URL(url).pathname);
  }
  const other = await pc.browser.newTab();
  for (const url of wrong) {
    await other.begin(url);
    await arrives(other, RIGHT);
  }
});
