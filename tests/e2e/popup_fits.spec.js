/**
 * Every state of the popup, drawn once in each language. At the size that Chrome gives the popup, headline, primary action,
 * question and the row of links are visible without scrolling. One button is highlighted: the one that the table names for the
 * headline. In every width and in both colour schemes the popup is accessible.
 */
import { expect } from "@playwright/test";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PRIMARY_ACTIONS, STATE_ACTIONS } from "../../extension/popup/primary_action.js";
import { objections } from "./lib/axe.js";
import { hangingOver, show } from "./lib/layout.js";
import { dist, unpacked } from "./lib/paths.js";
import {
  everyResult,
  guideWanted,
  hurryWanted,
  primaryOf,
  questionOf,
  wanted,
} from "./lib/popup_states.js";
import { arrive, measure } from "./lib/popup_walk.js";
import { POPUP_SIZES } from "./lib/states.js";
import { test } from "./lib/test.js";

/** @typedef {import("./lib/tab.js").Tab} Tab */
/** @typedef {import("./lib/popup_states.js").Result} Result */
/** @typedef {Record<string, {message: string}>} Messages */

/** CSS pixels: the popup's own width, and the greatest height that Chrome shows. */
const SIZE = { width: 390, height: 600, deviceScaleFactor: 1, mobile: false };
/** Screenshots for people to look at. */
const PICTURES = join(dist, "states", "fits");

/** @param {string} language @returns {Promise<Messages>} */
const words = async (language) =>
  JSON.parse(await readFile(join(unpacked, "_locales", language, "messages.json"), "utf8"));

/** @param {Tab} page @param {string} name */
async function picture({ session }, name) {
  const { data } = await session.send("Page.captureScreenshot", { optimizeForSpeed: true });
  await writeFile(join(PICTURES, `${name.replace(/\W+/g, "-")}.png`), Buffer.from(data, "base64"));
}

/**
 * @param {import("../../types/messages.js").Diagnosis} diagnosis
 * @param {ReturnType<typeof measure>} seen
 * @param {Messages} messages
 */
function agrees(diagnosis, seen, messages) {
  const action = wanted(diagnosis);
  expect(seen.question).toBe(questionOf(diagnosis));
  const hurry = hurryWanted(diagnosis).map((word) => messages[word]?.message ?? word);
  const inAHurry = (messages["popup_hurry"]?.message ?? "").slice(0, 5);
  const said = seen.lines.filter((line) => line.startsWith(inAHurry));
  expect(said).toEqual(hurry.length > 0 ? [hurry.join("")] : []);
  const finding = primaryOf(diagnosis);
  const key =
    finding &&
    [
      `headline_${finding.cause}_${finding.reason}`,
      `headline_${finding.cause}_${finding.verdict}`,
    ].find((one) => one in messages);
  if (key) expect(seen.headline).toBe(messages[key]?.message);
  if (finding) expect(seen.guide).toBe(guideWanted(finding));
  if (!action) return expect(seen.primary).toEqual([]);
  const fix = action.kind === "fix" ? action.fix : null;
  const label = action.kind === "fix" ? (action.label ?? `fix_${action.fix}`) : action.label;
  const guide = action.kind === "guide" ? action.guide : null;
  return expect(seen.primary).toEqual([{ label: messages[label]?.message, fix, guide }]);
}

/**
 * What is wrong at the popup's own size.
 * @param {ReturnType<typeof measure>} seen
 */
function faults({ bottom, hole, primary, scrolled, unnamed }) {
  return [
    bottom > SIZE.height ? `ends at ${bottom}` : "",
    hole > 24 ? `a hole of ${hole}` : "",
    primary.length > 1 ? JSON.stringify(primary) : "",
    scrolled > 0 ? `scrolled by ${scrolled}` : "",
    unnamed.length > 0 ? `no name for ${unnamed.join()}` : "",
  ].filter(Boolean);
}

/**
 * Accessibility problems: axe runs in the light scheme at the narrowest width; every width is checked for overflow.
 * @param {Tab} page
 */
async function usable(page) {
  /** @type {string[]} */
  const found = [];
  for (const width of POPUP_SIZES.toReversed()) {
    await show(page, width);
    for (const over of await hangingOver(page)) found.push(`${width}: ${over}`);
  }
  return [...found, ...(await objections(page))];
}

/**
 * In the dark scheme only the colours differ, so only they are checked.
 * @param {Tab} page
 */
async function usableInTheDark(page) {
  await show(page, 320, "dark");
  return (await objections(page, ["cat.color"])).map((/** @type {string} */ one) => `dark: ${one}`);
}

/**
 * Selects results whose colours differ from all others: each one without a question, and each question once.
 * @param {Result[]} results
 */
function differInColours(results) {
  const questions = results.map(({ diagnosis }) => JSON.stringify(diagnosis?.next ?? null));
  return results.filter(
    (_, at) => questions[at] === "null" || questions.indexOf(questions[at] ?? "") === at,
  );
}

/** @param {Tab} page */
async function ownSize({ session }) {
  const features = [{ name: "prefers-color-scheme", value: "light" }];
  await session.send("Emulation.setEmulatedMedia", { features });
  await session.send("Emulation.setDeviceMetricsOverride", SIZE);
}

/** What the walk leaves out: target_tab.js draws `closed` for a page of ours in front; popup.spec.js tests that. */
const ELSEWHERE = ["closed"];

/** The states of a tab, and the rows of the table of actions, that no result shows. @param {Result[]} results */
function missing(results) {
  const states = results.map(({ name, replies }) => {
    const diagnosis = /** @type {{state?: string} | undefined} */ (replies?.["diagnose"]);
    return diagnosis?.state ?? name;
  });
  const reasons = results.map(({ diagnosis }) => {
    const finding = diagnosis && primaryOf(diagnosis);
    return `${finding?.cause} ${finding?.reason}`;
  });
  const rows = Object.entries(PRIMARY_ACTIONS).flatMap(([cause, advice]) =>
    Object.keys(advice).flatMap((reason) => (reason === "default" ? [] : `${cause} ${reason}`)),
  );
  return [
    ...Object.keys(STATE_ACTIONS).filter((state) => !states.includes(state)),
    ...rows.filter((row) => !reasons.includes(row)),
  ];
}

for (const language of ["ja", "en"]) {
  test(`every state of the popup fits, agrees and can be used in ${language}`, async ({
    start,
  }) => {
    test.setTimeout(900_000);
    await mkdir(PICTURES, { recursive: true });
    const messages = await words(language);
    const pc = await start({ language });
    const page = await pc.browser.newTab("about:blank");
    await page.show();
    await page.session.send("Page.enable");
    await page.session.send("Emulation.setScrollbarsHidden", { hidden: true });
    /** @type {string[]} */
    const wrong = [];
    const results = everyResult();
    expect(missing(results)).toEqual(ELSEWHERE);
    const coloured = new Set(differInColours(results));
    for (const result of results) {
      await ownSize(page);
      await arrive(pc, page, result);
      const seen = await page.session.evaluate(measure);
      if (!result.isRedrawn || coloured.has(result)) {
        await picture(page, `${result.name} ${language}`);
      }
      expect(seen.links.toSorted(), result.name).toEqual(["guide", "report", "retry"]);
      if (result.diagnosis) agrees(result.diagnosis, seen, messages);
      const all = [...faults(seen), ...(await usable(page))];
      if (coloured.has(result)) {
        all.push(...(await usableInTheDark(page)));
        await picture(page, `${result.name} ${language} dark`);
      }
      wrong.push(...all.map((fault) => `${result.name}: ${fault}`));
    }
    expect(wrong).toEqual([]);
  });
}
