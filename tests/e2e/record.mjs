/**
 * Records the corpus: brings the imitation and a PC into the state of each scenario in tests/corpus/scenarios.json, lets the
 * extension make a diagnosis in real Chromium, and stores the evidence in tests/corpus/recorded. Labels come from the scenarios.
 *
 * Usage: node tests/e2e/record.mjs [--new] [words…]
 * It records the scenarios whose names begin with one of the words, or all of them; with --new only those without a file.
 * KSD_UNPACKED and KSD_LAB are the paths of extension and imitation; see lib/paths.js and record/defaults.js.
 */
import "./record/defaults.js";
import { mkdtemp, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Display } from "./lib/display.js";
import { Lab } from "./lib/lab.js";
import { label, RECORDED, SCENARIOS } from "./record/label.js";
import { look } from "./record/look.js";
import { prepare, start } from "./record/pc.js";
import { seenBySite, shows } from "./record/proof.js";
import { scenarios } from "./record/scenario.js";
import { Person } from "./record/steps.js";

/**
 * @param {import("./record/pc.js").Room} room
 * @param {import("./record/scenario.js").Scenario} scenario
 */
async function record(room, scenario) {
  const { pc, remove } = await start(room, scenario);
  try {
    const person = new Person(pc, scenario, () => prepare(pc, scenario));
    if (!scenario.pc?.without) await prepare(pc, scenario);
    for (const step of scenario.does) await person.does(step);
    await shows(pc, scenario.shows, () => person.ended());
    await seenBySite(pc, scenario);
    return await look(pc, scenario);
  } finally {
    await remove();
  }
}

await mkdir(RECORDED, { recursive: true });
const words = process.argv.slice(2).filter((word) => word !== "--new");
const there = process.argv.includes("--new") ? await readdir(RECORDED) : [];
const wanted = (await scenarios(SCENARIOS)).filter(
  ([name]) =>
    !there.includes(`${name}.json`) &&
    (words.length === 0 || words.some((word) => name.startsWith(word))),
);
const lab = await Lab.start();
const display = await Display.start();
const failed = [];
for (const [name, scenario] of wanted) {
  const folder = await mkdtemp(join(tmpdir(), "karte-others-"));
  const began = Date.now();
  try {
    const evidence = await record({ lab, display, folder }, scenario);
    await writeFile(new URL(`${name}.json`, RECORDED), `${JSON.stringify(evidence)}\n`);
    console.log(`${name}: ${Date.now() - began} ms`);
  } catch (error) {
    failed.push(name);
    console.error(`${name}: NOT RECORDED: ${/** @type {Error} */ (error).message}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
await display.stop();
await lab.stop();
await label();
console.log(`${wanted.length - failed.length} recorded, ${failed.length} failed`);
if (failed.length > 0) process.exitCode = 1;
