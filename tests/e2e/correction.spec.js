/** Wrong addresses, really opened: the tab ends on the right one, and nothing was sent to the wrong path, host or port. */
import { expect } from "@playwright/test";
import { setTimeout as pause } from "node:timers/promises";
import { FOREIGN, RIGHT_ONES, WRONG } from "./lib/addresses.js";
import {
  arrives,
  copyWith,
  correct,
  PLAIN,
  RIGHT,
  rulesetIsOn,
  settingsTellSuspension,
  strays,
} from "./lib/correction.js";
import { byKeys, type } from "./lib/keys.js";
import { test } from "./lib/test.js";
import { until } from "./lib/wait.js";

const LOGIN = "https://karte.medley.life/login";

test.beforeEach(({ lab }) => lab.set(PLAIN));

/**
 * Opens addresses one after the other and checks what each of them has sent.
 * @param {import("./lib/pc.js").Pc} pc
 * @param {{url: string, to: string}[]} wrong
 * @param {(url: string) => Promise<unknown>} open
 */
async function openEach(pc, wrong, open) {
  const tab = await pc.tab();
  for (const { url, to } of wrong) {
    await tab.go("about:blank");
    await pc.lab.forget();
    await open(url);
    if (to === RIGHT) {
      await arrives(tab, to);
    } else {
      await until(`the end of ${url}`, async () =>
        /^https:\/\/karte\.medley\.life\/d\//.test((await tab.info()).url),
      );
    }
    await pc.lab.saw(new URL(to).pathname);
    expect(await strays(pc.lab, to), url).toEqual([]);
  }
}

test("opened by a script or another program", async ({ start }) => {
  const pc = await start();
  const tab = await pc.tab();
  await openEach(pc, WRONG, (url) => tab.begin(url));
});

test("clicked as a link", async ({ start }) => {
  const pc = await start();
  const tab = await pc.tab();
  await openEach(pc, WRONG, async (url) => {
    await tab.session.evaluate((href) => {
      const link = Object.assign(document.createElement("a"), { href, textContent: href });
      document.body.replaceChildren(link);
    }, url);
    await tab.click("a");
  });
});

test("typed into the address bar", async ({ start }) => {
  test.setTimeout(240_000);
  const pc = await start();
  await (await pc.tab()).show();
  // The tests' keyboard has only Latin letters.
  const typed = WRONG.filter(({ url }) => /^[!-~]*$/.test(url));
  await openEach(pc, typed, (url) => byKeys(pc, () => type(pc, url)));
});

test("opened from the bookmarks bar", async ({ start }) => {
  const { folder, remove } = await copyWith("bookmarks");
  const pc = await start({ ours: folder });
  await (await pc.tab()).show();
  await pc.display.press("ctrl+shift+b");
  const some = WRONG.filter((_, i) => i % 4 === 1);
  // The first item in the bar is the button of the tab groups.
  await openEach(pc, some, async (url) => {
    await bookmark(pc, url);
    await byKeys(pc, async () => {
      // No event tells when the bar has drawn the bookmark.
      await pause(400);
      await pc.display.press("alt+shift+b", "Right", "Return");
    });
  });
  await remove();
});

/**
 * Puts one bookmark, and no other, into the bar.
 * @param {import("./lib/pc.js").Pc} pc
 * @param {string} url
 */
function bookmark(pc, url) {
  return pc.extension.inWorker(async (address) => {
    for (const { id } of await chrome.bookmarks.getChildren("1")) await chrome.bookmarks.remove(id);
    await chrome.bookmarks.create({ parentId: "1", title: "カルテ", url: address });
  }, url);
}

test("restored with the last session", async ({ start, lab }) => {
  const pc = await start();
  await correct(pc, "off");
  await pc.open(LOGIN);
  await arrives(await pc.tab(), LOGIN);
  await correct(pc, "on");
  await lab.forget();
  await pc.restart({ args: ["--restore-last-session"] });
  const found = await until("the restored tab", async () =>
    (await pc.browser.cdp.targets()).find(({ url }) => url === RIGHT),
  );
  expect(found.type).toBe("page");
  expect(await strays(lab, RIGHT)).toEqual([]);
});

test("what is right stays, with its query and fragment", async ({ start, lab }) => {
  const pc = await start();
  const tab = await pc.tab();
  for (const url of RIGHT_ONES) {
    await tab.go("about:blank");
    await lab.forget();
    await tab.begin(url);
    if (url.startsWith(RIGHT)) await arrives(tab, url);
    await lab.saw(new URL(url).pathname);
    expect(await strays(lab, url)).toEqual([]);
  }
  expect((await correct(pc, "status")).last).toBe(null);
});

test("other sites of the vendor open as they are, and the worker sleeps elsewhere", async ({
  start,
}) => {
  const elsewhere = ["example.com", "clinics-app.com", "karte.example.com"];
  const pc = await start({ foreign: elsewhere });
  const tab = await pc.tab();
  const ofVendor = FOREIGN.filter((url) =>
    /^https:\/\/(clinics|www)\.medley\.life\/.*in$/.test(url),
  );
  for (const url of ofVendor) {
    await tab.begin(url);
    await arrives(tab, url);
  }
  await pc.extension.stopWorker();
  for (const url of elsewhere.map((host) => `https://${host}/d/signin`)) {
    await tab.begin(url);
    await arrives(tab, url);
  }
  expect(await pc.extension.worker()).toBe(undefined);
  await tab.begin(LOGIN);
  await until("the worker, awake again", () => pc.extension.worker());
  await arrives(tab, RIGHT);
});

test("says so once: a badge and what to undo", async ({ start }) => {
  const pc = await start();
  const tab = await pc.tab();
  await tab.begin(LOGIN);
  await arrives(tab, RIGHT);
  await until("the badge", async () => (await badge(pc)) === "✓");
  const { last, tab: sorted } = await correct(pc, "status");
  expect(last).toMatchObject({ from: LOGIN, to: RIGHT, reason: "sign_in_path" });
  expect(sorted).toEqual({ verdict: "right", to: null, reason: null });
  // Without a session the site redirects to the sign-in page: that is the same address, but another visit.
  await tab.go("https://karte.medley.life/d/reception");
  await arrives(tab, RIGHT);
  await pause(500);
  await expect.poll(() => badge(pc)).toBe("");
});

/** @param {import("./lib/pc.js").Pc} pc */
function badge(pc) {
  return pc.extension.inWorker(async () => {
    const [tab] = await chrome.tabs.query({ url: "https://karte.medley.life/*" });
    return chrome.action.getBadgeText({ tabId: tab?.id ?? -1 });
  });
}

test("off and on by a person", async ({ start, lab }) => {
  const pc = await start();
  const tab = await pc.tab();
  expect(await correct(pc, "off")).toMatchObject({ inForce: false, forced: null });
  expect(await rulesetIsOn(pc)).toBe(false);
  await tab.begin(LOGIN);
  await arrives(tab, LOGIN);
  await lab.saw("/login");
  expect(await correct(pc, "on")).toMatchObject({ inForce: true });
  expect(await rulesetIsOn(pc)).toBe(true);
  await tab.begin(LOGIN);
  await arrives(tab, RIGHT);
});

test("an address is excepted, stays so, and is forgotten again", async ({ start, lab }) => {
  const pc = await start();
  const tab = await pc.tab();
  await tab.begin(LOGIN);
  await arrives(tab, RIGHT);
  await until("the note", async () => (await correct(pc, "status")).last);
  expect((await correct(pc, "except")).exceptions).toEqual([LOGIN]);
  await arrives(tab, LOGIN);
  await lab.forget();
  await tab.reload();
  await arrives(tab, LOGIN);
  expect((await lab.requests()).map(({ path }) => path)).toContain("/login");
  const other = await pc.browser.newTab(LOGIN);
  await arrives(other, LOGIN);
  await other.close();
  expect((await correct(pc, "forget", { url: LOGIN })).exceptions).toEqual([]);
  await tab.begin(LOGIN);
  await arrives(tab, RIGHT);
});

test("undone, it opens in this tab and is corrected in every other", async ({ start, lab }) => {
  const pc = await start();
  const tab = await pc.tab();
  await tab.begin(LOGIN);
  await arrives(tab, RIGHT);
  await until("the note", async () => (await correct(pc, "status")).last);
  await lab.forget();
  expect((await correct(pc, "undo")).exceptions).toEqual([]);
  await arrives(tab, LOGIN);
  await lab.saw("/login");
  await arrives(await pc.browser.newTab(LOGIN), RIGHT);
});

/** Opens a wrong address until the site has led back to it and the correction stops. @param {import("./lib/pc.js").Pc} pc */
async function stops(pc) {
  const tab = await pc.tab();
  await tab.begin(LOGIN);
  const state = await until("the stop", async () => {
    const status = await correct(pc, "status");
    return status.suspended && status;
  });
  expect(state).toMatchObject({ inForce: true, suspended: { url: LOGIN } });
  return tab;
}

for (const latency of [0, 600]) {
  test(`a site that leads back stops the correction, answering in ${latency} ms`, async ({
    start,
    lab,
  }) => {
    await lab.set({ sign_in_leads_back: "redirect", latency_ms: latency });
    const pc = await start();
    const tab = await stops(pc);
    expect(await rulesetIsOn(pc)).toBe(true);
    // The tab shows what the site wants. The browser stops at twenty redirects; with slow answers our worker stops earlier.
    await arrives(tab, LOGIN);
    const hops = (await lab.requests()).filter(({ path }) => path === "/d/signin").length;
    expect(hops).toBeLessThanOrEqual(latency ? 10 : 20);
    await until("the badge", async () => (await badge(pc)) === "!");
    await settingsTellSuspension(pc, LOGIN);
    await lab.set({ sign_in_leads_back: null });
    expect(await correct(pc, "resume")).toMatchObject({ inForce: true, suspended: null });
    expect(await rulesetIsOn(pc)).toBe(true);
    await tab.begin(LOGIN);
    await arrives(tab, RIGHT);
  });
}

for (const how of ["script", "refresh"]) {
  test(`a page that leads back by its ${how} stops the correction`, async ({ start, lab }) => {
    await lab.set({ sign_in_leads_back: how });
    const pc = await start();
    const tab = await stops(pc);
    await arrives(tab, LOGIN);
    await until("the badge", async () => (await badge(pc)) === "!");
    const hops = (await lab.requests()).filter(({ path }) => path === "/d/signin").length;
    expect(hops).toBeLessThanOrEqual(20);
  });
}

test("a person may open the same wrong address again and again", async ({ start }) => {
  const pc = await start();
  const tab = await pc.tab();
  for (let times = 0; times < 4; times += 1) {
    await tab.begin(LOGIN);
    await arrives(tab, RIGHT);
  }
  await until("the note", async () => (await correct(pc, "status")).last);
  expect(await correct(pc, "status")).toMatchObject({ inForce: true, suspended: null });
});

test("what the browser changes by itself is not called ours", async ({ start, lab }) => {
  await lab.set({ hsts: true, http: "serve" });
  const pc = await start();
  const tab = await pc.tab();
  await tab.begin(RIGHT);
  await arrives(tab, RIGHT);
  await correct(pc, "off");
  await tab.begin("about:blank");
  await tab.begin("http://karte.medley.life/d/signin");
  await arrives(tab, RIGHT);
  await pause(500);
  expect((await correct(pc, "status")).last).toBe(null);
  await expect.poll(() => badge(pc)).toBe("");
  expect((await lab.requests()).filter(({ scheme }) => scheme === "http")).toEqual([]);
});
