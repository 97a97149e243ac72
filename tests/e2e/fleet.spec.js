/** Policies in Chromium's real policy folder: the samples work, defaults can be changed, errors are reported. */
import { expect } from "@playwright/test";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { idFrom } from "../../tools/crx.mjs";
import { objections } from "./lib/axe.js";
import { cancel } from "./lib/chooser.js";
import { correct, rulesetIsOn } from "./lib/correction.js";
import { copyOfOurs, editManifest } from "./lib/extension.js";
import { Policy, policyArrives } from "./lib/installed.js";
import { root } from "./lib/paths.js";
import { test } from "./lib/test.js";
import { until } from "./lib/wait.js";
import { keyOf } from "./lib/word_key.js";
import { say } from "./lib/words.js";

/** @typedef {import("./lib/pc.js").Pc} Pc */
/** @typedef {import("./lib/tab.js").Tab} Tab */

// The policy applies to the whole machine.
test.describe.configure({ mode: "serial" });

const FAILING = "クライアント証明書が必要です";
const CONTACT = "院内ヘルプデスク 内線 1234";
const IDS = ["abcdefghijklmnopabcdefghijklmnop", "ponmlkjihgfedcbaponmlkjihgfedcba"];
/** @type {Policy} */ let policy;

test.beforeAll(async () => {
  // The policy of another test file may come first.
  test.setTimeout(240_000);
  policy = await Policy.install();
});
test.afterAll(() => policy.remove());

/** @param {Pc} pc @param {string} path */
async function open(pc, path) {
  const page = await pc.browser.newTab(`${pc.extension.origin}/${path}`);
  await page.show();
  await until("a page of ours", () => page.session.evaluate(() => !!chrome.runtime?.id));
  return page;
}

/** @param {Tab} page @param {object} message @returns {Promise<any>} */
const tell = (page, message) =>
  page.session.evaluate((what) => chrome.runtime.sendMessage(what), message);

/** @param {Tab} page @param {(said: any) => boolean} stands */
const arrives = (page, stands) =>
  policyArrives(async () => {
    const { policy: said } = await tell(page, { kind: "policy" });
    return stands(said);
  });

/** Whether the popup shows the administrator's contact. @param {import("./lib/popup.js").Popup | undefined} popup */
const shown = async (popup) => (await popup?.text())?.includes(CONTACT);

/** @param {Tab} page @param {string} id */
const stateOf = (page, id) =>
  page.session.evaluate((which) => {
    const input = /** @type {HTMLInputElement} */ (document.getElementById(which));
    return { checked: input.checked, disabled: input.disabled };
  }, id);

test("the sample installs it, pins it, and every value of it works", async ({ start }) => {
  await policy.put(await readFile(join(root, "docs/admin/policy.json"), "utf8"));
  const pc = await start({ policy: policy.id, certificates: ["clinic-a"], dotWorks: true });
  const page = await open(pc, "options/options.html");
  await arrives(page, ({ supportText }) => supportText === CONTACT);
  const { isOnToolbar } = await pc.extension.inWorker(() => chrome.action.getUserSettings());
  expect(isOnToolbar).toBe(true);
  // The correction is enforced, whatever a person presses.
  expect(await correct(pc, "off")).toMatchObject({ forced: true, inForce: true });
  expect(await rulesetIsOn(pc)).toBe(true);
  // Extensions that are never switched off; reminders that are suggested but stay off until a person wants them.
  const { neverTouch, reminders, startCheck } = await tell(page, { kind: "settings" });
  expect(neverTouch.map((/** @type {{id: string}} */ { id }) => id)).toEqual(IDS);
  expect(reminders).toMatchObject({ on: false, forced: false, chosen: false, suggested: true });
  expect(startCheck).toMatchObject({ on: true, forced: false, chosen: false, suggested: true });
  // The report and the administrator's contact.
  await (await pc.tab()).show();
  await pc.openAnd(cancel, FAILING);
  const { primary } = await pc.click();
  expect(primary?.cause).toBe("choice_remembered");
  // The contact is shown whatever the cause is.
  await until("the contact", () => shown(pc.popup));
  await pc.closePopup();
  const { report } = await tell(page, { kind: "report", withExtensionNames: true });
  expect(report).toMatchObject({ windows: null, leftOut: ["extension_names", "windows"] });
  expect(report.siteData).not.toBeNull();
  expect(report.extensions?.names ?? null).toBeNull();
  for (const path of ["report/report.html", "guide/guide.html", "repair/repair.html"]) {
    const other = await open(pc, path);
    await until(`the contact on ${path}`, () =>
      other.session.evaluate(
        (contact) => document.getElementById("contact-text")?.textContent === contact,
        CONTACT,
      ),
    );
    expect(await objections(other), path).toEqual([]);
    if (path.endsWith("report.html")) {
      await expect.poll(() => other.text()).toContain(say("report_names_forbidden"));
      await expect.poll(() => stateOf(other, "names")).toMatchObject({ checked: false });
    }
    await other.close();
  }
});

test("the sample for the zip reaches an extension that was loaded by hand", async ({ start }) => {
  // A separate key: with the zip's key the policy would apply to every other test on this machine.
  const { open: key } = keyOf("by hand");
  const copy = await copyOfOurs((folder) =>
    editManifest(folder, (manifest) => (manifest["key"] = key.toString("base64"))),
  );
  await policy.put(await readFile(join(root, "docs/admin/zip/policy.json"), "utf8"), idFrom(key));
  const pc = await start({ ours: copy.folder });
  const page = await open(pc, "options/options.html");
  await arrives(page, ({ supportText }) => supportText === CONTACT);
  expect(await correct(pc, "off")).toMatchObject({ forced: true, inForce: true });
  const { neverTouch } = await tell(page, { kind: "settings" });
  expect(neverTouch.map((/** @type {{id: string}} */ { id }) => id)).toEqual(IDS);
  await copy.remove();
});

test("a default can be changed and come back; what is enforced is locked", async ({ start }) => {
  await policy.manage({
    reminders: true,
    defaults: { correction: false, reminders: false, extensionNames: true },
  });
  const pc = await start({ policy: policy.id });
  const page = await open(pc, "options/options.html");
  await arrives(page, ({ defaults }) => defaults.correction === false);
  await page.session.send("Page.reload");
  await until("the switches", async () => {
    const { checked, disabled } = await stateOf(page, "correction").catch(() => ({
      checked: true,
      disabled: true,
    }));
    return !checked && !disabled;
  });
  await expect.poll(() => stateOf(page, "reminders")).toEqual({ checked: true, disabled: true });
  await page.says(say("options_default_off"));
  await page.says(say("policy_is_default"));
  expect(await objections(page)).toEqual([]);
  expect(await rulesetIsOn(pc)).toBe(false);
  await page.click("#correction");
  await until("the rules", () => rulesetIsOn(pc));
  await page.click("#correction-back");
  await page.says(say("options_said_default"));
  await until("no rules", async () => !(await rulesetIsOn(pc)));
  await expect.poll(() => stateOf(page, "correction")).toEqual({ checked: false, disabled: false });
  const report = await open(pc, "report/report.html");
  await until("the tick", async () => (await stateOf(report, "names")).checked);
});

test("a wrong value is said with its reason, and the others count", async ({ start }) => {
  await policy.manage({
    // A text in place of a boolean never gets here: Chrome drops it.
    correction: "perhaps",
    neverTouch: ["no id", IDS[0]],
    supportText: "内線\u202e4321",
    reportContents: { windows: false, clock: false },
  });
  const pc = await start({ policy: policy.id });
  const page = await open(pc, "options/options.html");
  await arrives(page, ({ errors }) => errors.length > 0);
  const { policy: said } = await tell(page, { kind: "policy" });
  expect(said).toMatchObject({ correction: null, neverTouch: [IDS[0]], supportText: null });
  expect(said.leftOut).toEqual(["windows"]);
  expect(said.errors).toHaveLength(3);
  expect(said.errors).toEqual(
    expect.arrayContaining([
      { key: "neverTouch", why: "not_ids", found: ["no id"] },
      { key: "supportText", why: "invisible", found: [] },
      { key: null, why: "unknown_key", found: ["reportContents.clock"] },
    ]),
  );
  expect(await correct(pc, "status")).toMatchObject({ inForce: true, forced: null });
  await page.session.send("Page.reload");
  await page.says(say("policy_why_not_ids"));
  await page.says(say("policy_why_invisible"));
  await page.says(say("policy_why_unknown_key"));
  await expect.poll(() => page.text()).toContain("reportContents.clock");
  expect(await objections(page)).toEqual([]);
});
