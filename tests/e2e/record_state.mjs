/**
 * Stores all that this version saves, as a fixture for later versions: a PC is really used until every key has its content;
 * then `chrome.storage.local` becomes tests/fixtures/state/<version>.json. A test lets every later version read it.
 *
 * Usage: node tests/e2e/record_state.mjs [name]
 * The name is the version by default. KSD_UNPACKED and KSD_LAB are the paths of extension and imitation.
 */
import "./record/defaults.js";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Display } from "./lib/display.js";
import { copyOfOurs, editManifest } from "./lib/extension.js";
import { Lab } from "./lib/lab.js";
import { unpacked } from "./lib/paths.js";
import { Pc } from "./lib/pc.js";
import { neighbours } from "./lib/experiment.js";
import { use } from "./record/use.js";

const STATES = new URL("../fixtures/state/", import.meta.url);
/** The offset of the browser's clock, so that a wrong clock is recorded as well. */
const CLOCK = "-28m";

/** A copy with the optional permissions granted, because nobody would answer Chrome's own dialog. */
const allowed = () =>
  copyOfOurs((folder) =>
    editManifest(folder, (manifest) => {
      const granted = /** @type {string[]} */ (manifest["permissions"]);
      const optional = /** @type {string[]} */ (manifest["optional_permissions"]);
      manifest["permissions"] = [...granted, ...optional];
      manifest["optional_permissions"] = [];
    }),
  );

const { version } = JSON.parse(await readFile(join(unpacked, "manifest.json"), "utf8"));
const name = process.argv[2] ?? version;
const [lab, display, ours] = [await Lab.start(), await Display.start(), await allowed()];
const others = await neighbours(["rule", "popup", "observer", "elsewhere", "menu"]);
const pc = await Pc.start({
  ...{ lab, display, ours: ours.folder, others: others.folders },
  ...{ certificates: ["clinic-a"], clock: CLOCK },
});
try {
  await use(pc, others);
  const state = await pc.extension.stored("local");
  await mkdir(STATES, { recursive: true });
  await writeFile(new URL(`${name}.json`, STATES), `${JSON.stringify(state, null, 2)}\n`);
  console.log(`${name}: ${Object.keys(state).sort().join(" ")}`);
} finally {
  await pc.remove();
  await Promise.all([ours.remove(), others.remove(), display.stop(), lab.stop()]);
}
