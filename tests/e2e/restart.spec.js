/** A complete restart with a guide: the page lists what it closes, and afterwards the icon says what Chrome will do. */
import { expect } from "@playwright/test";
import { objections } from "./lib/axe.js";
import { cancel, choose } from "./lib/chooser.js";
import { test } from "./lib/test.js";
import { until } from "./lib/wait.js";
import { say } from "./lib/words.js";

const FAILING = "クライアント証明書が必要です";

/**
 * The page about the restart, in a tab of its own.
 * @param {import("./lib/pc.js").Pc} pc
 * @param {string} [repair]
 */
async function openPage(pc, repair = "restart") {
  const page = await pc.browser.newTab(`${pc.extension.origin}/repair/repair.html#${repair}`);
  await until("the windows", async () =>
    (await page.text()).includes(say("restart_windows", ["1"])),
  );
  return page;
}

/** @param {import("./lib/tab.js").Tab} page @param {string} action @param {object} [more] */
const tell = (page, action, more = {}) =>
  page.session.evaluate((message) => chrome.runtime.sendMessage(message), {
    kind: "restart",
    action,
    ...more,
  });

test("the popup leads there, the karte's tabs are listed, shown and closed after a yes", async ({
  start,
}) => {
  const pc = await start({ certificates: ["clinic-a"], dotWorks: true });
  await pc.openAnd(cancel, FAILING);
  const look = await pc.click();
  expect(look.text).toContain(say("fix_restart_assistant"));
  // The new tab closes the popup, which then gets no answer.
  pc.popup?.click("[data-fix=restart_assistant]").catch(() => undefined);
  await until("the page", async () =>
    (await pc.browser.cdp.targets()).some(({ url }) => url.endsWith("repair/repair.html#restart")),
  );
  const page = await openPage(pc);
  const { karteTabs, windows, background } = await tell(page, "status");
  expect(karteTabs).toHaveLength(1);
  expect(karteTabs[0].url).toBe("https://karte.medley.life/d/signin");
  expect([windows.length, background]).toEqual([1, []]);
  await tell(page, "show", { tabId: karteTabs[0].tabId });
  const front = await pc.extension.inWorker(async () => {
    const [tab] = await chrome.tabs.query({ active: true });
    return tab?.id;
  });
  expect(front).toBe(karteTabs[0].tabId);
  expect(await tell(page, "show", { tabId: 999_999 })).toMatchObject({ code: "no_tab" });
  await page.show();
  await page.click("#close-tabs");
  await until("closed", async () => (await tell(page, "status")).karteTabs.length === 0);
  await until("its words", async () => (await page.text()).includes(say("restart_no_tabs")));
});

test("switching to another clinic begins with signing out", async ({ start }) => {
  const pc = await start({ dotWorks: true });
  const page = await openPage(pc, "clinic");
  const text = await page.text();
  expect(text).toContain(say("clinic_heading"));
  expect(text).toContain(say("clinic_sign_out"));
  expect(text).toContain(say("profile_heading"));
});

test("what was seen after a restart is over once the karte was opened; a clinic's own words", async ({
  start,
}) => {
  const pc = await start({ certificates: ["clinic-a"], dotWorks: true });
  const seen = (/** @type {number} */ at) =>
    pc.extension.inWorker(
      (when) => chrome.storage.local.set({ restart: { v: 1, after: { at: when, will: "ask" } } }),
      at,
    );
  const page = await openPage(pc, "clinic");
  await seen(Date.now());
  await page.reload();
  await until("its words", async () => (await page.text()).includes(say("restarted_ask_heading")));
  await expect.poll(() => page.text()).toContain(say("clinic_after"));
  expect(await page.text()).not.toContain(say("restarted_ask"));
  await (await pc.tab()).show();
  await pc.openAnd(choose, "ログイン");
  expect((await tell(page, "status")).after).toBe(null);
  await seen(Date.now() - 25 * 60 * 60 * 1_000);
  expect((await tell(page, "status")).after).toBe(null);
});

test("an announcement is noted, and can be taken back", async ({ start }) => {
  const pc = await start();
  const page = await openPage(pc);
  await page.show();
  await page.click("#copy-restart");
  await until("the note", async () => (await tell(page, "status")).announcedAt !== null);
  expect((await tell(page, "finish")).announcedAt).toBe(null);
});

test("everybody can use the page, before and after the restart", async ({ start }) => {
  const pc = await start({ dotWorks: true });
  const page = await openPage(pc);
  await page.show();
  for (const will of [null, "ask", "not_ask", "unknown"]) {
    const after = will && { at: Date.now(), will };
    await pc.extension.inWorker(
      (seen) => chrome.storage.local.set({ restart: { v: 1, after: seen } }),
      after,
    );
    await page.reload();
    const words = will ? say(`restarted_${will}_heading`) : say("restart_do_heading");
    await until(words, async () => (await page.text()).includes(words));
    expect(await objections(page), String(will)).toEqual([]);
  }
});

test("how to keep clinics apart is told only where several use the PC, and for a switch", async ({
  start,
}) => {
  const pc = await start();
  const page = await openPage(pc);
  const told = () =>
    page.session.evaluate(() => document.getElementById("profiles")?.checkVisibility());
  expect(await told()).toBe(false);
  await page.session.evaluate(() => {
    location.hash = "clinic";
  });
  await until("the advice", told);
  await page.session.evaluate(() => {
    location.hash = "restart";
  });
  await until("its end", async () => !(await told()));
  await pc.remember(true, true);
  await page.reload();
  await until("the advice, again", told);
});
