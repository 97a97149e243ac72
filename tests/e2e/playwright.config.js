/** The end-to-end tests: real Chromium in a window, native dialogs, an imitation of the sign-in site. */
import { defineConfig } from "@playwright/test";
import { join } from "node:path";
import { dist } from "./lib/paths.js";

export default defineConfig({
  testDir: ".",
  outputDir: "results",
  // A test that passes at the second try is a fault: no retries.
  retries: 0,
  // Each worker has a display, a site and browsers of its own. One more than the two processors, because many tests wait
  // for the browser's own timers.
  workers: 3,
  fullyParallel: true,
  // Some wait half a minute for the browser itself; what is stuck ends here all the same.
  timeout: 180_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env["CI"]),
  reporter: [["list"], ["json", { outputFile: join(dist, "logs", "e2e.json") }]],
});
