/** The `test` function of all specs: each worker has a display, a site and a copy of the extension; each test has its own PCs. */
import { test as base } from "@playwright/test";
import { writeFile } from "node:fs/promises";
import { Display } from "./display.js";
import { copyOfOurs } from "./extension.js";
import { Lab } from "./lab.js";
import { Pc } from "./pc.js";

/* eslint no-empty-pattern: "off" -- the runner demands a pattern where a fixture needs no other */

/** @typedef {Partial<import("./pc.js").PcOptions>} Options */
/** @typedef {(options?: Options) => Promise<Pc>} Start */
/** @typedef {{display: Display, site: Lab, ours: string}} PerWorker */
/** @typedef {{lab: Lab, start: Start}} PerTest */

export const test = base.extend(
  /** @type {import("@playwright/test").Fixtures<PerTest, PerWorker>} */ ({
    display: [
      async ({}, use) => {
        const display = await Display.start();
        await use(display);
        await display.stop();
      },
      { scope: "worker" },
    ],
    site: [
      async ({}, use) => {
        const lab = await Lab.start();
        await use(lab);
        await lab.stop();
      },
      { scope: "worker" },
    ],
    ours: [
      async ({}, use) => {
        const copy = await copyOfOurs();
        await use(copy.folder);
        await copy.remove();
      },
      { scope: "worker" },
    ],
    lab: async ({ site }, use) => {
      await site.reset();
      await use(site);
    },
    start: async ({ lab, display, ours }, use, info) => {
      /** @type {Pc[]} */
      const pcs = [];
      await use(async (options = {}) => {
        const pc = await Pc.start({ lab, display, ours, ...options });
        pcs.push(pc);
        return pc;
      });
      if (info.status !== info.expectedStatus) {
        const picture = info.outputPath("screen.png");
        await display.screen.save(picture);
        await info.attach("screen", { path: picture, contentType: "image/png" });
        /** @type {Record<string, unknown>} */
        const seen = { log: await lab.log() };
        for (const pc of pcs) {
          seen[pc.profile.home] = await pc.extension.stored("session").catch(String);
        }
        await writeFile(info.outputPath("seen.json"), JSON.stringify(seen, null, 1));
      }
      for (const pc of pcs) await pc.remove();
    },
  }),
);
