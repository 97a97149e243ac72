/** Every page in every article, language, width and colour scheme: usable by everybody, and nothing hangs over. */
import { expect } from "@playwright/test";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { objections } from "./lib/axe.js";
import { dist } from "./lib/paths.js";
import { addresses, SCHEMES, SIZES } from "./lib/states.js";
import { test } from "./lib/test.js";
import { neighbours } from "./lib/trial.js";
import { until } from "./lib/wait.js";

/** Kept to be looked at. */
const PICTURES = join(dist, "states");

/**
 * What stands wider than the window, or is cut off where it stands.
 * @param {import("./lib/tab.js").Tab} page
 */
function hangingOver({ session }) {
  return session.evaluate(() => {
    const wide = document.documentElement.scrollWidth > innerWidth ? ["the page"] : [];
    const cut = [...document.body.querySelectorAll("*")].filter((element) => {
      const { overflowX, textOverflow } = getComputedStyle(element);
      const hides = overflowX === "hidden" || overflowX === "clip" || textOverflow === "ellipsis";
      return hides && element.scrollWidth > element.clientWidth + 1 && element.textContent?.trim();
    });
    return [...wide, ...cut.map((element) => element.outerHTML.slice(0, 120))];
  });
}

/**
 * @param {import("./lib/tab.js").Tab} page
 * @param {number} width
 * @param {"light" | "dark"} scheme
 */
async function show({ session }, width, scheme) {
  const size = { width, height: 800, deviceScaleFactor: 1, mobile: false };
  await session.send("Emulation.setDeviceMetricsOverride", size);
  const features = [{ name: "prefers-color-scheme", value: scheme }];
  await session.send("Emulation.setEmulatedMedia", { features });
}

for (const language of ["ja", "en"]) {
  test(`all pages in ${language}`, async ({ start }) => {
    test.setTimeout(180_000);
    await mkdir(PICTURES, { recursive: true });
    const others = await neighbours(["rule", "passwords", "popup"]);
    const pc = await start({ others: others.folders, language });
    const page = await pc.browser.newTab("about:blank");
    await page.show();
    for (const address of await addresses()) {
      await page.go("about:blank");
      await page.go(`${pc.extension.origin}/pages/${address}`);
      const drawn = () =>
        page.session.evaluate(() => document.querySelector("main")?.checkVisibility() === true);
      await until("its words", drawn);
      expect(await page.session.evaluate(() => document.documentElement.lang)).toBe(language);
      for (const width of SIZES) {
        for (const scheme of SCHEMES) {
          await show(page, width, scheme);
          const where = `${address} ${language} ${width} ${scheme}`;
          // Colours differ between schemes, places between widths: each is asked once where it matters.
          if (width !== SIZES[0]) expect(await objections(page), where).toEqual([]);
          expect(await hangingOver(page), where).toEqual([]);
          const picture = { captureBeyondViewport: true };
          const { data } = await page.session.send("Page.captureScreenshot", picture);
          const name = `${address.replace(/\W+/g, "-")}-${language}-${width}-${scheme}.png`;
          await writeFile(join(PICTURES, name), Buffer.from(data, "base64"));
        }
      }
    }
    await others.remove();
  });
}
