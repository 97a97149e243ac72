/** `./build.sh bench`: measures the core and the navigations, prints the tables and keeps them in docs/measurements.md. */
import { readFile, writeFile } from "node:fs/promises";
import { availableParallelism, loadavg } from "node:os";
import { join } from "node:path";
import { root } from "../e2e/lib/paths.js";
import { describeNavigations, measureNavigations } from "./browser.mjs";
import { describeCore, measureCore } from "./native.mjs";
import { short } from "./numbers.mjs";

async function system() {
  const text = await readFile("/etc/os-release", "utf8").catch(() => "");
  const field = (/** @type {string} */ name) =>
    new RegExp(`^${name}="?([^"\\n]*)`, "m").exec(text)?.[1] ?? "";
  return `${field("NAME").replace(" GNU/Linux", "")} ${field("VERSION_ID")}`;
}

const core = await measureCore();
const navigations = await measureNavigations();
const machine = `${availableParallelism()} cores, ${await system()}, Chromium ${navigations.chromium}`;
const page = `# Measurements of the correction

Written by \`./build.sh bench\` (\`tests/bench\`) on: ${machine}.
Numbers of another machine differ; ratios of one run can be compared.
The load was ${loadavg().map(short).join(", ")} at the end, over 1, 5 and 15 minutes: the higher, the longer are the tails.

${describeCore(core)}
${describeNavigations(navigations)}`;
console.log(`\n${page}`);
await writeFile(join(root, "docs", "measurements.md"), page);
