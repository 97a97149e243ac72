/** A person has withheld the karte's address in Chrome's menu: unreadable data is not called empty, no fix is half done. */
import { expect } from "@playwright/test";
import { objections } from "./lib/axe.js";
import { choose } from "./lib/chooser.js";
import { permit } from "./lib/permission.js";
import { test } from "./lib/test.js";
import { until } from "./lib/wait.js";
import { say } from "./lib/words.js";

/** @param {import("./lib/pc.js").Pc} pc */
const cookies = (pc) =>
  pc.extension.inWorker(async () => {
    const all = await chrome.cookies.getAll({ domain: "medley.life" });
    return all.map(({ name, domain }) => `${domain} ${name}`).sort();
  });

/** @param {import("./lib/pc.js").Pc} pc */
async function kept(pc) {
  const { session } = await pc.tab();
  const count = () => ({ ...localStorage });
  return { cookies: await cookies(pc), entries: await session.evaluate(count) };
}

/**
 * A person who is signed in.
 * @param {import("./lib/test.js").Start} start
 */
async function signedIn(start) {
  const pc = await start({ certificates: ["clinic-a"] });
  await pc.openAnd(choose, "ログイン");
  await pc.signIn();
  const { session } = await pc.tab();
  await session.evaluate(() => localStorage.setItem("kept", "1"));
  return pc;
}

for (const fix of ["clear_karte", "clear_medley"]) {
  test(`${fix}: refused in words, with everything where it was`, async ({ start }) => {
    const pc = await signedIn(start);
    const before = await kept(pc);
    expect(before.cookies.length).toBeGreaterThan(0);
    const page = await pc.browser.newTab(`${pc.extension.origin}/guide/guide.html#site_data`);
    await until("the page", () => page.session.evaluate(() => Boolean(chrome.runtime?.id)));
    const ask = (/** @type {object} */ message) =>
      page.session.evaluate((what) => chrome.runtime.sendMessage(what), message);
    const tabId = await page.session.evaluate(
      async () => (await chrome.tabs.query({ url: "https://karte.medley.life/*" }))[0]?.id,
    );
    await ask({ kind: "diagnose", tabId });
    await permit(pc, "ON_CLICK");
    expect(await ask({ kind: "fix", fix, tabId, dry: true })).toMatchObject({ before: null });
    expect(await ask({ kind: "fix", fix, tabId })).toMatchObject({
      kind: "fixed",
      done: false,
      reason: "not_permitted",
    });
    await permit(pc, "ON_ALL_SITES");
    expect(await kept(pc)).toEqual(before);
  });
}

test("the restart says that it does not see the karte's tabs, and goes on", async ({ start }) => {
  const pc = await signedIn(start);
  await permit(pc, "ON_CLICK");
  const page = await pc.browser.newTab(`${pc.extension.origin}/repair/repair.html#restart`);
  await until("the tabs", async () => (await page.text()).includes(say("restart_tabs_unseen")));
  expect(await page.text()).not.toContain(say("restart_no_tabs"));
  expect(await objections(page)).toEqual([]);
  const reply = await page.session.evaluate(() =>
    chrome.runtime.sendMessage({ kind: "restart", action: "close_tabs" }),
  );
  expect(reply).toMatchObject({ kind: "error", code: "not_permitted" });
  await page.click("#announce button");
  await until("the announcement", async () => {
    const { restart } = await pc.extension.stored("local");
    return restart?.announcedAt > 0;
  });
});
