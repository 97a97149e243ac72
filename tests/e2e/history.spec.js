/** The history says what was seen to be done and undone, not what was intended or refused. */
import { expect } from "@playwright/test";
import { copyWith, correct } from "./lib/correction.js";
import { test } from "./lib/test.js";
import { neighbours } from "./lib/experiment.js";
import { until } from "./lib/wait.js";
import { say } from "./lib/words.js";

const WRONG = "https://karte.medley.life/login";

/** @param {import("./lib/pc.js").Pc} pc */
async function settings(pc) {
  const page = await pc.browser.newTab(`${pc.extension.origin}/options/options.html`);
  await page.show();
  return page;
}

/**
 * @param {import("./lib/tab.js").Tab} page
 * @param {string} words
 */
const says = (page, words) => until(words, async () => (await page.text()).includes(words));

/**
 * Makes Chrome refuse to change one bookmark, as it does for bookmarks that an administrator has set.
 * @param {import("./lib/pc.js").Pc} pc
 * @param {string | null} refused
 */
function refuse(pc, refused) {
  return pc.extension.inWorker((id) => {
    const here = /** @type {any} */ (globalThis);
    here.realUpdate ??= chrome.bookmarks.update.bind(chrome.bookmarks);
    Object.assign(chrome.bookmarks, {
      update: (/** @type {string} */ one, /** @type {object} */ what) =>
        one === id ? Promise.reject(new Error("refused")) : here.realUpdate(one, what),
    });
  }, refused);
}

/** @param {import("./lib/pc.js").Pc} pc */
async function noted(pc) {
  const { history } = await pc.extension.stored("local");
  return history.entries[0];
}

test("a bookmark that refuses is named; the line is there before the first one is changed", async ({
  start,
}) => {
  const { folder, remove } = await copyWith("bookmarks");
  const pc = await start({ ours: folder });
  const [first, second] = await pc.extension.inWorker(async (url) => {
    const made = [];
    for (const title of ["カルテ", "頑固な印"]) {
      made.push((await chrome.bookmarks.create({ title, url, parentId: "1" })).id);
    }
    return made;
  }, WRONG);
  await refuse(pc, String(second));
  const page = await settings(pc);
  await page.click("#look");
  await says(page, say("options_said_wrong", [2]));
  await page.click("#repair-all");
  await says(page, say("options_said_repaired_partly", [1, "「頑固な印」"]));
  expect(await noted(pc)).toMatchObject({
    before: { bookmarks: expect.arrayContaining(["カルテ", "頑固な印"]) },
    after: { outcome: "partly", unchanged: ["頑固な印"] },
    undo: { ids: [first], doneAt: null },
  });
  await undoRefused(pc, page, String(first));
  await remove();
});

/**
 * @param {import("./lib/pc.js").Pc} pc
 * @param {import("./lib/tab.js").Tab} page
 * @param {string} id
 */
async function undoRefused(pc, page, id) {
  const row = "#history-list > li[data-fix=correct_bookmarks] button";
  await refuse(pc, id);
  await page.reload();
  await until("the row", () => page.session.evaluate((one) => !!document.querySelector(one), row));
  await page.click(row);
  await says(page, say("history_said_not_undone"));
  expect((await noted(pc)).undo.doneAt).toBe(null);
  expect(await correct(pc, "undo_bookmarks")).toMatchObject({ undoable: 1 });
  await refuse(pc, null);
  await page.click(row);
  await says(page, say("history_said_undone"));
  expect((await noted(pc)).undo.doneAt).toBeGreaterThan(0);
  expect(await correct(pc, "bookmarks")).toMatchObject({ undoable: 0 });
}

test("interrupted before the first bookmark was changed, the line says so and not that it was done", async ({
  start,
}) => {
  const { folder, remove } = await copyWith("bookmarks");
  const pc = await start({ ours: folder });
  await pc.extension.inWorker(async (url) => {
    await chrome.bookmarks.create({ title: "カルテ", url, parentId: "1" });
    Object.assign(chrome.bookmarks, { update: () => new Promise(() => undefined) });
  }, WRONG);
  const page = await settings(pc);
  await page.click("#look");
  await says(page, say("options_said_wrong", [1]));
  await page.click("#bookmarks button");
  await until("the line", () => noted(pc));
  expect(await noted(pc)).toMatchObject({ before: { bookmarks: ["カルテ"] }, after: {} });
  await pc.extension.stopWorker();
  await page.reload();
  await says(page, say("history_outcome_interrupted"));
  await remove();
});

test("an extension that stays off is not called undone", async ({ start }) => {
  const others = await neighbours(["popup"]);
  const pc = await start({ others: others.folders });
  const id = others.id("popup");
  await pc.extension.inWorker(async (off) => {
    const at = Date.now();
    await chrome.management.setEnabled(off, false);
    const undo = { ids: [off], doneAt: null };
    const entry = { at, fix: "extensions_bisect", before: { on: ["x"] }, after: {}, undo };
    const repair = { v: 2, rev: 1, run: null, kept: [{ id: off, name: "x", at }] };
    await chrome.storage.local.set({ history: { v: 1, entries: [entry] }, repair });
    const real = chrome.management.setEnabled.bind(chrome.management);
    // As if a person had said no in Chrome's dialog.
    const no = () => Promise.reject(new Error("The user did not accept the re-enable dialog."));
    Object.assign(chrome.management, { setEnabled: no });
    Object.assign(globalThis, { real });
  }, id);
  const page = await settings(pc);
  const row = "#history-list > li[data-fix=extensions_bisect] button";
  await until("the row", () => page.session.evaluate((one) => !!document.querySelector(one), row));
  await page.click(row);
  await says(page, say("history_said_not_undone"));
  expect((await noted(pc)).undo.doneAt).toBe(null);
  await pc.extension.inWorker((off) => /** @type {any} */ (globalThis).real(off, true), id);
  await page.click(row);
  await says(page, say("history_said_undone"));
  await others.remove();
});
