/** Every page in every article, and the popup in every state, in language, width and colours: usable by everybody. */
import { expect } from "@playwright/test";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { objections } from "./lib/axe.js";
import { hangingOver, show } from "./lib/layout.js";
import { dist } from "./lib/paths.js";
import { PAGES, POPUP, POPUP_SIZES, SCHEMES, SIZES } from "./lib/states.js";
import { test } from "./lib/test.js";
import { neighbours } from "./lib/trial.js";
import { until } from "./lib/wait.js";

/** @typedef {import("./lib/tab.js").Tab} Tab */

/** Kept to be looked at. */
const PICTURES = join(dist, "states");

/** @param {Tab} page @param {string} name */
async function picture({ session }, name) {
  await mkdir(PICTURES, { recursive: true });
  const { data } = await session.send("Page.captureScreenshot", {
    ...{ captureBeyondViewport: true, optimizeForSpeed: true },
  });
  const file = `${name.replace(/\W+/g, "-")}.png`;
  await writeFile(join(PICTURES, file), Buffer.from(data, "base64"));
}

/**
 * Colours differ between schemes, places between widths: each is asked once where it matters. What is no matter of colour
 * is the same in both schemes.
 * @param {Tab} page
 * @param {string} name
 * @param {number[]} sizes
 * @param {number} asked the width at which axe looks
 */
async function everywhere(page, name, sizes, asked) {
  for (const width of sizes) {
    for (const scheme of SCHEMES) {
      await show(page, width, scheme);
      const where = `${name} ${width} ${scheme}`;
      if (width === asked) {
        const tags = scheme === "light" ? undefined : ["cat.color"];
        expect(await objections(page, tags), where).toEqual([]);
      }
      expect(await hangingOver(page), where).toEqual([]);
      await picture(page, where);
    }
  }
}

for (const language of ["ja", "en"]) {
  // One browser for all of them: starting it takes as long as looking at three pages.
  test(`all pages in ${language}`, async ({ start }) => {
    test.setTimeout(600_000);
    const others = await neighbours(["rule", "passwords", "popup"]);
    const pc = await start({ others: others.folders, language });
    const page = await pc.browser.newTab("about:blank");
    await page.show();
    for (const address of PAGES) {
      await page.go("about:blank");
      await page.go(`${pc.extension.origin}/${address}`);
      const drawn = (/** @type {string} */ wanted) =>
        document.querySelector("main")?.checkVisibility() === true &&
        document.documentElement.lang === wanted;
      await until(`${address} in ${language}`, () => page.session.evaluate(drawn, language));
      await everywhere(page, `${address} ${language}`, SIZES, 1_000);
    }
    await others.remove();
  });
}

/** A worker that cannot be reached. */
const MUTE = "chrome.runtime.sendMessage = () => Promise.reject(new Error('no worker'));";

/**
 * In a tab, the popup asks nothing before this press.
 * @param {Tab} page
 */
async function press(page) {
  const waits = () => document.body.dataset["state"] === "waiting";
  await until("the popup's button", () => page.session.evaluate(waits));
  await page.click("#retry");
}

/**
 * @param {import("./lib/pc.js").Pc} pc
 * @param {Tab} page
 * @param {import("./lib/states.js").Shown} shown
 */
async function arrive(pc, page, { name, state = name, tab, mute, first, then }) {
  await (await pc.tab()).show();
  await first?.(pc);
  const [looked] = await pc.extension.inWorker(() => chrome.tabs.query({ index: 0 }));
  await page.show();
  await page.go("about:blank");
  await page.session.send("Page.enable");
  const source = mute ? MUTE : "";
  const once = await page.session.send("Page.addScriptToEvaluateOnNewDocument", { source });
  await page.go(`${pc.extension.origin}/popup/popup.html?tab=${tab ?? looked?.id}`);
  if (state !== "waiting") await press(page);
  const shows = () => document.body.dataset["state"] ?? "";
  const stands = async () => (await page.session.evaluate(shows)) === state;
  await until(`the popup: ${state}`, stands, { limit: 20_000 });
  await page.session.send("Page.removeScriptToEvaluateOnNewDocument", once);
  await then?.(page);
}

for (const language of ["ja", "en"]) {
  for (const [group, states] of Object.entries(POPUP)) {
    test(`the popup ${group} in ${language}`, async ({ start }) => {
      test.setTimeout(120_000);
      const pc = await start({ certificates: ["clinic-a"], dotWorks: true, language });
      const page = await pc.browser.newTab("about:blank");
      for (const shown of states) {
        await arrive(pc, page, shown);
        await everywhere(page, `popup-${shown.name} ${language}`, POPUP_SIZES, 320);
      }
    });
  }
}
