/** Copies the truth of every recorded scenario into labels.json, beside the labels of the written files. */
import { readFile, readdir, writeFile } from "node:fs/promises";
import { scenarios } from "./scenario.js";

const CORPUS = new URL("../../corpus/", import.meta.url);
const LABELS = new URL("labels.json", CORPUS);
export const RECORDED = new URL("recorded/", CORPUS);
export const SCENARIOS = new URL("scenarios.json", CORPUS);

/** Writes the labels of all recorded files; a file without a scenario is an error. */
export async function label() {
  /** @type {Record<string, {truth: string[]}>} */
  const all = JSON.parse(await readFile(LABELS, "utf8"));
  for (const name of Object.keys(all)) if (name.startsWith("recorded/")) delete all[name];
  const recorded = new Set(await readdir(RECORDED));
  for (const [name, { truth }] of await scenarios(SCENARIOS)) {
    if (recorded.delete(`${name}.json`)) all[`recorded/${name}.json`] = { truth };
  }
  if (recorded.size > 0) throw new Error(`nobody asked for ${[...recorded].join(", ")}`);
  const sorted = Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
  await writeFile(LABELS, `${JSON.stringify(sorted, null, 1)}\n`);
}
