/** The other parts of the settings page: language, extensions that are never switched off, the backup file, erasing. */
import { expect } from "@playwright/test";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { objections } from "./lib/axe.js";
import { answerYes } from "./lib/permission.js";
import { test } from "./lib/test.js";
import { neighbours } from "./lib/experiment.js";
import { until } from "./lib/wait.js";
import { say } from "./lib/words.js";

/** @typedef {import("./lib/pc.js").Pc} Pc */
/** @typedef {import("./lib/tab.js").Tab} Tab */

/** @param {Pc} pc @param {string} [place] */
async function open(pc, place = "") {
  const page = await pc.browser.newTab(`${pc.extension.origin}/options/options.html${place}`);
  await page.show();
  await ready(page);
  return page;
}

/** @param {Tab} page */
const ready = (page) =>
  until("the settings", () =>
    page.session.evaluate(
      () =>
        document.querySelectorAll("#correction:enabled, #reminders:enabled").length === 2 &&
        document.querySelector("#version")?.textContent !== "",
    ),
  );

/** @param {Tab} page @param {object} message @returns {Promise<any>} */
const tell = (page, message) =>
  page.session.evaluate((what) => chrome.runtime.sendMessage(what), message);

/** @param {Tab} page @param {string} text */
async function choose(page, text) {
  const folder = await mkdtemp(join(tmpdir(), "karte-file-"));
  const file = join(folder, "settings.json");
  await writeFile(file, text);
  const { result } = await page.session.send("Runtime.evaluate", {
    expression: 'document.getElementById("backup-file")',
  });
  await page.session.send("DOM.setFileInputFiles", { files: [file], objectId: result.objectId });
  return () => rm(folder, { recursive: true, force: true });
}

/** @param {Pc} pc */
async function savedFile(pc) {
  const found = await until("the file", async () =>
    (await readdir(pc.profile.home, { recursive: true })).find(
      (file) => file.includes("karte-signin-doctor-settings") && file.endsWith(".json"),
    ),
  );
  return until("its end", async () => {
    const text = await readFile(join(pc.profile.home, found), "utf8");
    return text.endsWith("}\n") ? text : null;
  });
}

test("the chosen language holds on every page, in the popup and on the icon", async ({ start }) => {
  const pc = await start();
  const page = await open(pc);
  await page.click("#language-en");
  await page.says("Certificate expiry");
  await ready(page);
  expect(await objections(page)).toEqual([]);
  for (const path of [
    "guide/guide.html",
    "welcome/welcome.html",
    "repair/repair.html",
    "options/options.html",
  ]) {
    const other = await pc.browser.newTab(`${pc.extension.origin}/${path}`);
    await until(`${path} in English`, () =>
      other.session.evaluate(() => document.documentElement.lang === "en"),
    );
    const left = await other.session.evaluate(() =>
      [...document.querySelectorAll("[data-i18n]")]
        .map((element) => element.textContent ?? "")
        .filter((text) => /[\u3040-\u30ff]/.test(text)),
    );
    // The names of the languages themselves and quoted texts of the vendor's screens stay in Japanese.
    expect(left.filter((text) => !/[「“]|ことば/.test(text))).toEqual([]);
    await other.close();
  }
  // With a page of ours in front the click is about the karte's tab.
  await (await pc.tab()).show();
  expect((await pc.click()).text).toContain("Nothing to diagnose");
  await pc.closePopup();
  const title = () => pc.extension.inWorker(() => chrome.action.getTitle({}));
  expect(await title()).not.toMatch(/[\u3040-\u30ff]/);
  await page.show();
  await page.click("#language-browser");
  await page.says(say("diary_heading"));
  await until("the icon's title", async () => (await title()) === say("action_title"));
});

test("Japanese holds where Chrome is English", async ({ start }) => {
  const pc = await start({ language: "en" });
  const page = await open(pc);
  await page.says("Certificate expiry");
  await page.click("#language-ja");
  await page.says(say("diary_heading"));
  await until("the icon's title", async () => {
    const title = await pc.extension.inWorker(() => chrome.action.getTitle({}));
    return title === say("action_title");
  });
});

test("what is on the person's list is left on in a try", async ({ start }) => {
  const others = await neighbours(["rule", "popup"]);
  const pc = await start({ others: others.folders });
  const page = await open(pc);
  const spare = async () => {
    await page.session.evaluate((id) => {
      const list = /** @type {HTMLSelectElement} */ (document.getElementById("spare-choice"));
      list.value = id;
    }, others.id("rule"));
    await page.click("#spare");
    await until("the row", () =>
      page.session.evaluate(() => document.querySelector("#spared li") !== null),
    );
  };
  const leftOn = async () => {
    const { extensions } = await tell(page, { kind: "bisect", event: "status" });
    return extensions.find((/** @type {any} */ one) => one.id === others.id("rule"))?.leftOn;
  };
  expect(await leftOn()).toBeNull();
  await spare();
  expect(await leftOn()).toBe("never_touch");
  expect(await objections(page)).toEqual([]);
  await page.click("#spared button");
  await page.says(say("options_exceptions_none"));
  expect(await leftOn()).toBeNull();
  expect(await tell(page, { kind: "settings", set: { spare: "no id" } })).toMatchObject({
    code: "malformed",
  });
  await others.remove();
});

test("saved, erased, read again: everything is as it was", async ({ start }) => {
  const pc = await start();
  const page = await open(pc);
  await tell(page, { kind: "diary", action: "add", clinic: "みどり医院", issued: "2026-01-31" });
  await tell(page, { kind: "settings", set: { severalClinics: true, reminders: false } });
  await tell(page, { kind: "correct", action: "off" });
  const before = await tell(page, { kind: "backup", action: "export" });
  await page.click("#backup-save");
  const text = await savedFile(pc);
  expect(text).not.toContain("history");
  await page.click("#erase");
  expect(await objections(page)).toEqual([]);
  await page.click("#erase-yes");
  await page.says(say("options_said_erased"));
  await ready(page);
  const stored = await pc.extension.stored("local");
  for (const key of ["diary", "session", "history"]) expect(stored[key], key).toBeUndefined();
  expect(await pc.extension.inWorker(() => chrome.alarms.getAll())).toEqual([]);
  expect((await tell(page, { kind: "correct", action: "status" })).inForce).toBe(true);
  const done = await choose(page, text);
  await page.says(say("options_backup_sure", [4]));
  expect(await objections(page)).toEqual([]);
  await expect.poll(() => page.text()).toContain("みどり医院");
  expect((await tell(page, { kind: "diary", action: "list" })).entries).toEqual([]);
  await page.click("#backup-yes");
  await page.says(say("options_said_restored"));
  const after = await tell(page, { kind: "backup", action: "export" });
  expect({ ...after.now, at: 0 }).toEqual({ ...before.now, at: 0 });
  expect((await tell(page, { kind: "correct", action: "status" })).inForce).toBe(false);
  await done();
});

test("an address alone does not say that everything was erased", async ({ start }) => {
  const pc = await start();
  const page = await open(pc, "?erased#erase-heading");
  expect(await page.text()).not.toContain(say("options_said_erased"));
});

test("what Chrome was asked to allow is given back when everything is erased", async ({
  start,
}) => {
  const pc = await start();
  const page = await open(pc);
  const held = () =>
    pc.extension.inWorker(async () => {
      const { permissions = [] } = await chrome.permissions.getAll();
      const optional = chrome.runtime.getManifest().optional_permissions ?? [];
      return permissions.filter((name) => optional.some((one) => one === name)).sort();
    });
  await answerYes(pc, "bookmarks", page.click("#look"));
  await page.says(say("options_said_none_wrong"));
  await answerYes(pc, "webNavigation", page.click("#typing"));
  await page.says(say("options_said_typing_on"));
  expect(await held()).toEqual(["bookmarks", "webNavigation"]);
  await page.click("#erase");
  await expect.poll(() => page.text()).toContain(say("options_erase_what"));
  await page.click("#erase-yes");
  await page.says(say("options_said_erased"));
  expect(await held()).toEqual([]);
  await ready(page);
  await until("off", () =>
    page.session.evaluate(
      () => /** @type {HTMLInputElement} */ (document.querySelector("#typing")).checked === false,
    ),
  );
});

test("a file that is not as we write it changes nothing, and says why", async ({ start }) => {
  const pc = await start();
  const page = await open(pc);
  const { now } = await tell(page, { kind: "backup", action: "export" });
  const before = await pc.extension.stored("local");
  for (const [text, code] of [
    ["no file of ours", "backup_not_ours"],
    ["{}", "backup_not_ours"],
    ["x".repeat(1_000_001), "backup_not_ours"],
    [JSON.stringify({ ...now, schema: 2 }), "backup_other_version"],
    [JSON.stringify({ ...now, settings: {} }), "backup_damaged"],
    [
      JSON.stringify({
        ...now,
        diary: { v: 1, entries: [{ clinic: "", issued: "2199-01-01", confirmed: 1 }] },
      }),
      "diary_future",
    ],
  ]) {
    const done = await choose(page, text ?? "");
    await page.says(say(`options_error_${code}`));
    await done();
  }
  expect(await objections(page)).toEqual([]);
  await expect.poll(() => pc.extension.stored("local")).toEqual(before);
  const done = await choose(page, JSON.stringify(now));
  await page.says(say("options_backup_same"));
  await done();
});

for (const [what, repair] of /** @type {[string, Record<string, unknown>][]} */ ([
  [
    "off for a try",
    {
      run: {
        ...{ started: 1, deadline: 9_999_999_999_999, purpose: "try", phase: "trying" },
        items: [{ id: "a".repeat(32), name: "x", on: false, tries: 0, trouble: null }],
        ...{ seen: null, patience: "untold" },
      },
      kept: [],
    },
  ],
  ["kept off", { run: null, kept: [{ id: "a".repeat(32), name: "x", at: 1 }] }],
])) {
  test(`nothing is erased while extensions are ${what}`, async ({ start }) => {
    const pc = await start();
    const page = await open(pc);
    await pc.extension.inWorker(
      (state) => chrome.storage.local.set({ repair: { v: 2, rev: 1, ...state } }),
      repair,
    );
    await page.click("#erase");
    await page.click("#erase-yes");
    await page.says(say("options_erase_extensions"));
    expect(await objections(page)).toEqual([]);
    expect((await pc.extension.stored("local"))["repair"]).toMatchObject(repair);
  });
}
