/** The certificate diary in a real browser: entries, reminders, putting them off, the calendar file, and no loss of entries. */
import { expect } from "@playwright/test";
import { readdir, readFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { objections } from "./lib/axe.js";
import { test } from "./lib/test.js";
import { until } from "./lib/wait.js";
import { say } from "./lib/words.js";

/** @typedef {import("./lib/pc.js").Pc} Pc */
/** @typedef {import("./lib/tab.js").Tab} Tab */

const LIFE = 825;
const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;
/** The runner's limit: no test takes longer. */
const LONGEST = 3 * 60 * 1000;

// A day that is counted from today changes at midnight in Tokyo: a test that might run past midnight starts after it.
test.beforeEach(async () => {
  const left = DAY - ((Date.now() + 9 * HOUR) % DAY);
  if (left > LONGEST) return;
  test.setTimeout(2 * LONGEST);
  await pause(left);
});

/** The date `days` days from today in the browser's time zone, in the diary's format. @param {number} days */
function day(days) {
  const at = Date.now() + days * DAY;
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Tokyo" }).format(at);
}

/** A certificate with `left` days left. @param {number} left @param {string} [clinic] */
const entry = (left, clinic = "") => ({ clinic, issued: day(left - LIFE), confirmed: left + 1 });

/** @param {Pc} pc @param {unknown[]} entries */
const keep = (pc, ...entries) =>
  pc.extension.inWorker(
    (all) => chrome.storage.local.set({ diary: { v: 1, entries: all } }),
    entries,
  );

/** @param {Pc} pc */
const alarms = (pc) =>
  pc.extension.inWorker(async () => (await chrome.alarms.getAll()).map(({ name }) => name));

/** @param {Pc} pc */
const badge = (pc) => pc.extension.inWorker(() => chrome.action.getBadgeText({}));

/** @param {Pc} pc */
async function open(pc) {
  const page = await pc.browser.newTab(`${pc.extension.origin}/options/options.html#diary`);
  await page.show();
  await until("the diary", () =>
    page.session.evaluate(() => document.querySelector("#reminders:enabled") !== null),
  );
  return page;
}

/** @param {Tab} page @param {string} issued @param {string} [clinic] */
async function write(page, issued, clinic = "") {
  await page.session.evaluate(
    (values) => {
      for (const [id, value] of Object.entries(values)) {
        const field = /** @type {HTMLInputElement} */ (document.getElementById(id));
        field.value = value;
        field.dispatchEvent(new Event("input"));
      }
    },
    { "diary-issued": issued, "diary-clinic": clinic },
  );
  await page.click("#diary-write");
}

/** @param {Tab} page @param {object} message @returns {Promise<any>} */
const tell = (page, message) =>
  page.session.evaluate((what) => chrome.runtime.sendMessage(what), message);

/** @param {Pc} pc @param {string} part of its name */
const saved = (pc, part) =>
  until("the file", async () => {
    const files = await readdir(pc.profile.home, { recursive: true });
    const found = files.find((file) => file.includes(part) && !file.endsWith(".crdownload"));
    return found && readFile(`${pc.profile.home}/${found}`, "utf8");
  });

test("written down, kept with one alarm, saved as a calendar, and taken out again", async ({
  start,
}) => {
  const pc = await start();
  expect(await alarms(pc)).toEqual([]);
  const page = await open(pc);
  await expect.poll(() => page.text()).toContain(say("diary_none"));
  expect(await objections(page)).toEqual([]);
  await write(page, day(-100), "みどり医院");
  await page.says(say("diary_left", [LIFE - 100]));
  await expect.poll(() => page.text()).toContain("みどり医院");
  expect(await objections(page)).toEqual([]);
  expect(await alarms(pc)).toEqual(["diary"]);
  const { diary } = await pc.extension.stored("local");
  expect(diary).toMatchObject({ v: 1, entries: [{ clinic: "みどり医院", issued: day(-100) }] });
  const [alarm] = await pc.extension.inWorker(() => chrome.alarms.getAll());
  const first = new Date(`${day(LIFE - 100 - 90)}T00:00:00+09:00`);
  expect(alarm?.scheduledTime).toBe(first.getTime());
  await page.click("#diary-save");
  const ics = await saved(pc, "karte-signin-doctor-diary");
  for (const before of [90, 60, 30, 15, 7, 0]) {
    const on = day(LIFE - 100 - before).replaceAll("-", "");
    expect(ics, `${before} days before`).toContain(`DTSTART;VALUE=DATE:${on}\r\n`);
  }
  expect(ics.replaceAll("\r\n ", "")).toContain(
    `SUMMARY:${say("diary_ics_title")}: みどり医院\r\n`,
  );
  for (const line of ics.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  await page.click("#diary-list button");
  // The history has the same sentence about itself, so the page's text does not show when the diary is empty.
  await expect.poll(() => alarms(pc)).toEqual([]);
  await expect.poll(() => badge(pc)).toBe("");
  await page.says(say("diary_none"));
  expect((await pc.extension.stored("local"))["diary"]).toBeUndefined();
});

test("the alarm follows the diary, also where it is read while an entry is removed", async ({
  start,
}) => {
  const pc = await start();
  const page = await open(pc);
  const list = { kind: "diary", action: "list" };
  const add = { ...list, action: "add", issued: day(-100), clinic: "" };
  const { entries } = await tell(page, add);
  expect(await alarms(pc)).toEqual(["diary"]);
  // Delays the alarm, so that the list still has to set it when the entry is gone.
  await pc.extension.inWorker(() => {
    const { create } = chrome.alarms;
    chrome.alarms.create = async (/** @type {any} */ ...values) => {
      await new Promise((resolve) => setTimeout(resolve, 500));
      return create.apply(chrome.alarms, values);
    };
  });
  const remove = { ...list, action: "remove", confirmed: entries[0].confirmed };
  await page.session.evaluate(
    (all) => Promise.all(all.map((one) => chrome.runtime.sendMessage(one))),
    [list, remove],
  );
  expect(await alarms(pc)).toEqual([]);
});

test("what cannot be right is refused with a sentence", async ({ start }) => {
  const pc = await start();
  const page = await open(pc);
  await write(page, "");
  await page.says(say("options_error_diary_no_day"));
  await write(page, day(3));
  await page.says(say("options_error_diary_future"));
  await write(page, day(-3));
  await page.says(say("diary_left", [LIFE - 3]));
  await write(page, day(-3));
  await page.says(say("options_error_diary_twice"));
  expect(await objections(page)).toEqual([]);
  const odd = { kind: "diary", action: "add", issued: day(-1), clinic: "a\u202eb" };
  expect(await tell(page, odd)).toMatchObject({ kind: "error", code: "diary_odd_name" });
  const long = { ...odd, clinic: "あ".repeat(41) };
  expect(await tell(page, long)).toMatchObject({ kind: "error", code: "diary_long_name" });
});

test("due: the icon and one line in the popup, put off until the next reminder", async ({
  start,
}) => {
  const pc = await start();
  await keep(pc, entry(30, "東医院"), entry(58), entry(400));
  const look = await pc.click();
  await until("the line", async () => (await pc.popup?.text("#reminder")) !== "");
  expect(look.diagnosis.findings).toHaveLength(13);
  const line = (await pc.popup?.text("#reminder")) ?? "";
  expect(line).toContain("東医院");
  expect(line).toContain("30");
  expect(line).toContain(say("diary_popup_others", [1]));
  // The line is stored and drawn before the icon changes.
  await until("the icon", async () => (await badge(pc)) === "!");
  expect(pc.popup && (await objections(/** @type {any} */ (pc.popup)))).toEqual([]);
  await pc.popup?.click("#reminder-later");
  await until("its end", async () => (await pc.popup?.text("#reminder")) === "");
  await until("the icon's end", async () => (await badge(pc)) === "");
  expect(await alarms(pc)).toEqual(["diary"]);
  const { diary } = await pc.extension.stored("local");
  expect(diary.entries.map((/** @type {any} */ one) => one.dismissed)).toEqual([30, 60, null]);
  await pc.closePopup();
  // Days later, at the next threshold.
  await keep(pc, { ...entry(15, "東医院"), dismissed: 30 });
  await pc.extension.inWorker(() => chrome.alarms.create("diary", { when: Date.now() }));
  await until("the icon", async () => (await badge(pc)) === "!");
  await pc.click();
  await until("the line", async () => (await pc.popup?.text("#reminder"))?.includes("15"));
  // The new tab closes the popup, which then gets no answer.
  pc.popup?.click("#reminder-more").catch(() => undefined);
  const url = `${pc.extension.origin}/options/options.html#diary`;
  await until("the page", async () => (await pc.browser.cdp.targets()).some((t) => t.url === url));
});

test("without reminders there is neither alarm nor mark, and the diary stays", async ({
  start,
}) => {
  const pc = await start();
  await keep(pc, entry(5));
  const page = await open(pc);
  await until("the icon", async () => (await badge(pc)) === "!");
  await page.click("#reminders");
  await page.says(say("options_said_reminders_off"));
  await expect.poll(() => badge(pc)).toBe("");
  expect(await alarms(pc)).toEqual([]);
  await expect.poll(() => page.text()).toContain(say("diary_left", [5]));
  await page.click("#reminders");
  await until("the icon again", async () => (await badge(pc)) === "!");
});

for (const [what, damaged] of /** @type {[string, unknown][]} */ ([
  ["damaged", { v: 1, entries: [{ issued: "soon" }] }],
  ["of another version", { v: 7, certificates: ["2026-01-31"] }],
])) {
  test(`a diary that is ${what} is set aside and said`, async ({ start }) => {
    const pc = await start();
    await pc.extension.inWorker((diary) => chrome.storage.local.set({ diary }), damaged);
    const page = await open(pc);
    await page.says(say("diary_aside"));
    expect(await objections(page)).toEqual([]);
    const stored = await pc.extension.stored("local");
    expect(stored["diary.aside"]).toEqual(damaged);
    expect(stored["diary"]).toBeUndefined();
    await write(page, day(-3));
    await page.says(say("diary_left", [LIFE - 3]));
    expect((await pc.extension.stored("local"))["diary.aside"]).toEqual(damaged);
    await page.click("#diary-drop");
    await page.says(say("diary_said_dropped"));
    expect((await pc.extension.stored("local"))["diary.aside"]).toBeUndefined();
  });
}
