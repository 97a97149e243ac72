/** The end-to-end tests: real Chromium in a window, native dialogs, an imitation of the sign-in site. */
import { defineConfig } from "@playwright/test";
import { join } from "node:path";
import { dist } from "./lib/paths.js";

export default defineConfig({
  testDir: ".",
  outputDir: "results",
  // A test that passes only at the second try is a defect, so there are no retries.
  retries: 0,
  // Each worker has its own display, site and browsers. One worker more than the two processors, because many tests wait
  // for the browser's own timers.
  workers: 3,
  fullyParallel: true,
  // Some tests wait half a minute for the browser itself; this limit ends those that are stuck.
  timeout: 180_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env["CI"]),
  reporter: [["list"], ["json", { outputFile: join(dist, "logs", "e2e.json") }]],
});
