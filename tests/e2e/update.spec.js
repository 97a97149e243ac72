/** An update by the browser itself: what an older version saved is there afterwards, and shown as before. */
import { expect } from "@playwright/test";
import { readdirSync, readFileSync } from "node:fs";
import { copyOfOurs, editManifest } from "./lib/extension.js";
import { Policy } from "./lib/installed.js";
import { test } from "./lib/test.js";
import { until } from "./lib/wait.js";

// The policy is the whole machine's.
test.describe.configure({ mode: "serial" });

const STATES = new URL("../fixtures/state/", import.meta.url);
const NEWER = "99.0.0";
/** @type {Policy} */ let policy;

test.beforeAll(async () => {
  // Another file's policy may have its turn first.
  test.setTimeout(240_000);
  policy = await Policy.install();
  // The Store's versions name it as their place; a packed folder names none.
  const here = { update_url: policy.updates, override_update_url: true };
  await policy.manage(undefined, {
    ExtensionSettings: { [policy.id]: { installation_mode: "force_installed", ...here } },
  });
});
test.afterAll(() => policy.remove());

for (const file of readdirSync(STATES)) {
  test(`what ${file} holds survives the update`, async ({ start }) => {
    const saved = JSON.parse(readFileSync(new URL(file, STATES), "utf8"));
    // What is switched off names extensions that are not here.
    const state = { ...saved, repair: undefined, bisect: undefined };
    const pc = await start({ policy: policy.id });
    await pc.extension.inWorker((known) => chrome.storage.local.set(known), state);
    const newer = await copyOfOurs((folder) =>
      editManifest(folder, (manifest) => (manifest["version"] = NEWER)),
    );
    const own = policy.packages[0];
    await policy.offer(newer.folder);
    // Chrome answers "throttled" where it is asked too often.
    const asked = async () => {
      const { status } = await pc.extension.inWorker(() => chrome.runtime.requestUpdateCheck());
      return status === "update_available";
    };
    await until("the update", asked, { limit: 60_000, step: 2_000 });
    await pc.extension.inWorker(() => void setTimeout(() => chrome.runtime.reload()));
    const isNewer = async () =>
      (await pc.extension.inWorker(() => chrome.runtime.getManifest().version)) === NEWER;
    await until("the newer version", isNewer, { limit: 60_000, step: 1_000 });
    const page = await pc.browser.newTab(`${pc.extension.origin}/pages/options.html`);
    await until("the diary", () =>
      page.session.evaluate(() => document.querySelectorAll("#diary-list li").length === 2),
    );
    const text = await page.text();
    for (const { clinic } of saved.diary.entries) expect(text).toContain(clinic);
    for (const url of saved.settings.exceptions) expect(text).toContain(url);
    const rows = await page.session.evaluate(
      () => document.querySelectorAll("#history-list li").length,
    );
    expect(rows).toBe(saved.history.entries.length);
    const stored = await pc.extension.stored("local");
    for (const key of ["diary", "history", "session", "bookmarks"]) {
      expect(stored[key], key).toEqual(saved[key]);
    }
    await newer.remove();
    if (own) policy.packages[0] = own;
  });
}

test("settings that a newer version saved are set aside, not overwritten", async ({ start }) => {
  const pc = await start({ policy: policy.id });
  const settings = { v: 99, correction: { since: 1 } };
  await pc.extension.inWorker((known) => chrome.storage.local.set({ settings: known }), settings);
  const page = await pc.browser.newTab(`${pc.extension.origin}/pages/welcome.html`);
  await until("a page of ours", () => page.session.evaluate(() => !!chrome.runtime?.id));
  await page.session.evaluate(() =>
    chrome.runtime.sendMessage({ kind: "settings", set: { reminders: false } }),
  );
  const stored = await pc.extension.stored("local");
  expect(stored["settings.aside"]).toEqual(settings);
  expect(stored["settings"]).toMatchObject({ v: 2, reminders: false });
});
