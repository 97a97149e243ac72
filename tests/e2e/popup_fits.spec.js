/**
 * The popup in every state that it can show, at the size that Chrome gives it: headline, primary action, question and the row
 * of links are seen without scrolling, one button stands out, and it is the one that the table names for the headline.
 */
import { expect } from "@playwright/test";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { dist, unpacked } from "./lib/paths.js";
import { everyResult, primaryOf, wanted } from "./lib/popup_states.js";
import { test } from "./lib/test.js";
import { until } from "./lib/wait.js";

/** @typedef {import("./lib/tab.js").Tab} Tab */
/** @typedef {import("./lib/popup_states.js").Result} Result */

/** CSS pixels: the popup's own width, and the most that Chrome shows of its height. */
const SIZE = { width: 390, height: 600, deviceScaleFactor: 1, mobile: false };
const PICTURES = join(dist, "states", "fits");
/** Every state has to fit with the administrator's contact, too. */
const CONTACT = { kind: "policy", policy: { supportText: "IT 担当 田中（内線 123）" } };

/**
 * Answers the page in place of the worker; what has no reply here is never answered.
 * @param {Record<string, unknown>} replies
 */
function imitateWorker(replies) {
  const never = new Promise(() => undefined);
  chrome.runtime.connect = /** @type {any} */ (
    () => ({ onMessage: { addListener() {} }, onDisconnect: { addListener() {} } })
  );
  chrome.runtime.sendMessage = /** @type {any} */ (
    (/** @type {{kind: string}} */ { kind }) => replies[kind] ?? never
  );
}

/** What stands where; runs in the popup. */
function measure() {
  const visible = (/** @type {Element} */ one) => one.checkVisibility();
  const all = (/** @type {string} */ selector) =>
    [...document.querySelectorAll(selector)].filter(visible);
  const seen = ["#headline", "#because", ".primary", "#question", "#outcome", "#ways"];
  const ways = document.querySelector("#ways");
  const above = [...(ways?.parentElement?.children ?? [])].filter(visible).slice(0, -1);
  return {
    state: document.body.dataset["state"] ?? "",
    headline: document.querySelector("#headline")?.textContent ?? "",
    primary: all(".primary").map((one) => ({
      label: one.textContent ?? "",
      fix: one.getAttribute("data-fix") ?? one.getAttribute("data-plan"),
      guide: one.getAttribute("href")?.split("#")[1] ?? null,
    })),
    links: all("#guide, #retry, #report").map(({ id }) => id),
    bottom: Math.max(...seen.flatMap(all).map((one) => one.getBoundingClientRect().bottom)),
    hole:
      (ways?.getBoundingClientRect().top ?? 0) -
      Math.max(...above.map((one) => one.getBoundingClientRect().bottom)),
    scrolled: scrollY,
  };
}

/**
 * @param {import("./lib/pc.js").Pc} pc
 * @param {Tab} page
 * @param {Result} result
 */
async function arrive({ extension }, page, { name, replies, press }) {
  const source = `(${imitateWorker})(${JSON.stringify({ policy: CONTACT, ...replies })})`;
  const { session } = page;
  const once = await session.send("Page.addScriptToEvaluateOnNewDocument", { source });
  await page.go(`${extension.origin}/popup/popup.html?tab=1`);
  await session.send("Page.removeScriptToEvaluateOnNewDocument", once);
  const state = () => session.evaluate(() => document.body.dataset["state"]);
  await until("the start button", async () => (await state()) === "waiting");
  if (name === "waiting") return measure;
  await session.evaluate(() => document.getElementById("retry")?.click());
  if (name === "running") return measure;
  await until(name, async () => !["waiting", "running"].includes((await state()) ?? ""));
  if (press) {
    const there = (/** @type {string} */ selector) => document.querySelector(selector) !== null;
    await until(press, () => session.evaluate(there, press));
    await session.evaluate((selector) => {
      /** @type {HTMLElement | null} */ (document.querySelector(selector))?.click();
    }, press);
    const answered = () => !document.getElementById("outcome")?.hidden;
    await until("the result", () => session.evaluate(answered));
  }
  const contact = () =>
    document.body.dataset["primary"] === "" || !document.getElementById("contact")?.hidden;
  if (replies["diagnose"]) await until("the contact", () => session.evaluate(contact));
  return measure;
}

/** @param {string} language @returns {Promise<Record<string, {message: string}>>} */
const words = async (language) =>
  JSON.parse(await readFile(join(unpacked, "_locales", language, "messages.json"), "utf8"));

/**
 * @param {import("../../types/messages.js").Diagnosis} diagnosis
 * @param {ReturnType<typeof measure>} seen
 * @param {Record<string, {message: string}>} messages
 */
function agrees(diagnosis, seen, messages) {
  const action = wanted(diagnosis);
  const finding = primaryOf(diagnosis);
  const key =
    finding &&
    [
      `headline_${finding.cause}_${finding.reason}`,
      `headline_${finding.cause}_${finding.verdict}`,
    ].find((one) => one in messages);
  if (key) expect(seen.headline).toBe(messages[key]?.message);
  if (!action) return expect(seen.primary).toEqual([]);
  const fix = action.kind === "fix" ? action.fix : null;
  const label =
    action.kind !== "fix"
      ? action.label
      : action.fix === "private_window"
        ? "popup_enter_now"
        : `fix_${action.fix}`;
  const guide = action.kind === "guide" ? action.guide : null;
  return expect(seen.primary).toEqual([{ label: messages[label]?.message, fix, guide }]);
}

for (const language of ["ja", "en"]) {
  test(`every state of the popup fits and agrees in ${language}`, async ({ start }) => {
    test.setTimeout(600_000);
    await mkdir(PICTURES, { recursive: true });
    const messages = await words(language);
    const pc = await start({ language });
    const page = await pc.browser.newTab("about:blank");
    await page.session.send("Page.enable");
    await page.session.send("Emulation.setDeviceMetricsOverride", SIZE);
    await page.session.send("Emulation.setScrollbarsHidden", { hidden: true });
    /** @type {string[]} */
    const wrong = [];
    for (const result of [{ name: "waiting", replies: {} }, ...everyResult()]) {
      const seen = await page.session.evaluate(await arrive(pc, page, result));
      const { data } = await page.session.send("Page.captureScreenshot", {});
      const file = `${result.name} ${language}`.replace(/\W+/g, "-");
      await writeFile(join(PICTURES, `${file}.png`), Buffer.from(data, "base64"));
      if (seen.bottom > SIZE.height) wrong.push(`${result.name}: ends at ${seen.bottom}`);
      if (seen.hole > 24) wrong.push(`${result.name}: a hole of ${seen.hole}`);
      if (seen.primary.length > 1) wrong.push(`${result.name}: ${JSON.stringify(seen.primary)}`);
      if (seen.scrolled > 0) wrong.push(`${result.name}: scrolled by ${seen.scrolled}`);
      expect(seen.links.toSorted(), result.name).toEqual(["guide", "report", "retry"]);
      if (result.diagnosis) agrees(result.diagnosis, seen, messages);
    }
    expect(wrong).toEqual([]);
  });
}
