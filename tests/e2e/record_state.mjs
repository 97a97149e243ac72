/**
 * Keeps all that this version saves, for the versions that come: a PC is really used until every key has its content, and
 * what then stands in `chrome.storage.local` becomes tests/fixtures/state/<version>.json. Every later version reads it.
 *
 * Usage: node tests/e2e/record_state.mjs [name]
 * The name is the version unless told otherwise. KSD_UNPACKED and KSD_LAB say where extension and imitation are.
 */
import "./record/defaults.js";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Display } from "./lib/display.js";
import { copyOfOurs, editManifest } from "./lib/extension.js";
import { Lab } from "./lib/lab.js";
import { unpacked } from "./lib/paths.js";
import { Pc } from "./lib/pc.js";
import { neighbours } from "./lib/trial.js";
import { use } from "./record/use.js";

const STATES = new URL("../fixtures/state/", import.meta.url);
/** Behind by this much, so that the clock was seen to be wrong, too. */
const CLOCK = "-28m";

/** With the optional permissions from the start: Chrome's own dialog would wait for a hand. */
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
