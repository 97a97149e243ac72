/** The end-to-end tests: real Chromium in a window, native dialogs, an imitation of the sign-in site. */
import { defineConfig } from "@playwright/test";
import { statfsSync } from "node:fs";
import { join } from "node:path";
import { dist } from "./lib/paths.js";

/** Linux keeps this folder in memory. */
const MEMORY = "/dev/shm";
/** Bytes that the profiles of all tests that run at a time may need. */
const NEEDED = 4e9;

/** Free bytes of a folder's disk. @param {string} folder */
function free(folder) {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return 0;
  }
}

// In memory no browser waits for the disk while it writes the databases of a new profile.
if (free(MEMORY) > NEEDED) process.env["TMPDIR"] ??= MEMORY;

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
