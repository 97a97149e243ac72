/** Stores the results, one file per part, for `tools/faults.mjs`, which makes one table of them. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { dist } from "../lib/paths.js";
import { SEED } from "../../random.js";

/**
 * @param {string} name of the part
 * @param {object[]} ran
 * @param {string[]} failed
 */
export async function keep(name, ran, failed) {
  const folder = join(dist, "faults");
  await mkdir(folder, { recursive: true });
  await writeFile(
    join(folder, `${name}.json`),
    JSON.stringify({ seed: SEED, ran, failed }, null, 1),
  );
}
