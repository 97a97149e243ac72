/** Every page in every article, language, width and colour scheme: usable by everybody, and nothing hangs over. */
import { expect } from "@playwright/test";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { objections } from "./lib/axe.js";
import { cancel } from "./lib/chooser.js";
import { PLAIN } from "./lib/correction.js";
import { hangingOver, show } from "./lib/layout.js";
import { dist } from "./lib/paths.js";
import { addresses, SCHEMES, SIZES } from "./lib/states.js";
import { test } from "./lib/test.js";
import { neighbours } from "./lib/trial.js";
import { until } from "./lib/wait.js";

/** Kept to be looked at. */
const PICTURES = join(dist, "states");

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
      const drawn = (/** @type {string} */ wanted) =>
        document.querySelector("main")?.checkVisibility() === true &&
        document.documentElement.lang === wanted;
      await until(`${address} in ${language}`, () => page.session.evaluate(drawn, language));
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

for (const language of ["ja", "en"]) {
  test(`the popup in its states in ${language}`, async ({ lab, start }) => {
    test.setTimeout(120_000);
    await mkdir(PICTURES, { recursive: true });
    const pc = await start({ certificates: ["clinic-a"], dotWorks: true, language });
    const page = await pc.browser.newTab("about:blank");
    /** @param {string} state */
    const look = async (state) => {
      const tabs = await pc.extension.inWorker(() => chrome.tabs.query({ index: 0 }));
      const address = `${pc.extension.origin}/popup/popup.html?tab=${tabs[0]?.id}`;
      await page.show();
      await page.go("about:blank");
      await page.go(address);
      const shown = () => document.body.dataset["state"] ?? "";
      const stands = async () => (await page.session.evaluate(shown)) === state;
      await until(`the popup: ${state}`, stands, { limit: 20_000 });
      for (const scheme of SCHEMES) {
        for (const width of [320, 420]) {
          await show(page, width, scheme);
          const where = `${state} ${language} ${width} ${scheme}`;
          if (width === 320) expect(await objections(page), where).toEqual([]);
          expect(await hangingOver(page), where).toEqual([]);
          const { data } = await page.session.send("Page.captureScreenshot", {
            captureBeyondViewport: true,
          });
          const name = `popup-${state}-${language}-${width}-${scheme}.png`;
          await writeFile(join(PICTURES, name), Buffer.from(data, "base64"));
        }
      }
      await (await pc.tab()).show();
    };
    await look("elsewhere");
    await pc.openAnd(cancel, "クライアント証明書が必要です");
    await look("certificate_required");
    await lab.set({ ...PLAIN });
    await pc.open();
    await look("sign_in_page");
    await lab.set({ reset: "accept" });
    await pc.open();
    await look("unreachable");
  });
}
