/** An update replaces the older version: what that version saved is still stored, and shown as before. */
import { expect } from "@playwright/test";
import { readdirSync, readFileSync } from "node:fs";
import { copyOfOurs, editManifest } from "./lib/extension.js";
import { test } from "./lib/test.js";
import { until } from "./lib/wait.js";

const STATES = new URL("../fixtures/state/", import.meta.url);
const NEWER = "99.0.0";

for (const file of readdirSync(STATES)) {
  test(`what ${file} holds survives the update`, async ({ start }) => {
    const saved = JSON.parse(readFileSync(new URL(file, STATES), "utf8"));
    // These two name extensions that are not installed here.
    const { repair, bisect, ...state } = saved;
    expect([repair.v, bisect.v]).toEqual([2, 1]);
    const copy = await copyOfOurs();
    const pc = await start({ ours: copy.folder });
    await pc.extension.inWorker((known) => chrome.storage.local.set(known), state);
    await editManifest(copy.folder, (manifest) => (manifest["version"] = NEWER));
    await pc.browser.load(copy.folder);
    const page = await pc.browser.newTab(`${pc.extension.origin}/options/options.html`);
    const version = () => page.session.evaluate(() => chrome.runtime.getManifest().version);
    await until("the newer version", async () => (await version()) === NEWER);
    // The page is drawn again in the chosen language.
    await until("the diary and the history", () =>
      page.session.evaluate(
        (entries, lines) =>
          document.documentElement.lang === "en" &&
          document.querySelectorAll("#diary-list li").length === entries &&
          document.querySelectorAll("#history-list > li").length === lines,
        saved.diary.entries.length,
        saved.history.entries.length,
      ),
    );
    const named = saved.diary.entries.filter((/** @type {any} */ { clinic }) => clinic);
    for (const { clinic } of named) await page.says(clinic);
    for (const url of saved.settings.exceptions) await page.says(url);
    const stored = await pc.extension.stored("local");
    for (const key of ["diary", "history", "session", "bookmarks"]) {
      expect(stored[key], key).toEqual(saved[key]);
    }
    await copy.remove();
  });
}

test("settings that a newer version saved are set aside, not overwritten", async ({ start }) => {
  const pc = await start();
  const settings = { v: 99, correction: { since: 1 } };
  await pc.extension.inWorker((known) => chrome.storage.local.set({ settings: known }), settings);
  const page = await pc.browser.newTab(`${pc.extension.origin}/welcome/welcome.html`);
  await until("a page of ours", () => page.session.evaluate(() => !!chrome.runtime?.id));
  await page.session.evaluate(() =>
    chrome.runtime.sendMessage({ kind: "settings", set: { reminders: false } }),
  );
  const stored = await pc.extension.stored("local");
  expect(stored["settings.aside"]).toEqual(settings);
  expect(stored["settings"]).toMatchObject({ v: 2, reminders: false });
});
