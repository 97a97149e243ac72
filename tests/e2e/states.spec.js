/** Every page in every article, language, width and colour scheme is accessible. The popup is in popup_fits.spec.js. */
import { expect } from "@playwright/test";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { objections } from "./lib/axe.js";
import { hangingOver, show } from "./lib/layout.js";
import { dist } from "./lib/paths.js";
import { PAGES, SCHEMES, SIZES } from "./lib/states.js";
import { test } from "./lib/test.js";
import { neighbours } from "./lib/experiment.js";
import { until } from "./lib/wait.js";

/** @typedef {import("./lib/tab.js").Tab} Tab */

/** Screenshots for people to look at. */
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
 * Colours differ between schemes, the layout differs between widths: each is checked once where it matters. All other
 * properties are the same in both schemes.
 * @param {Tab} page
 * @param {string} name
 * @param {number[]} sizes
 * @param {number} asked the width at which axe runs
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
  // One browser for all of them: a start takes as long as three pages.
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
