/** The size that a PC has to load: the core and the package. */
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { dist, unpacked } from "../e2e/lib/paths.js";
import { measured } from "./rows.mjs";

/** Gzipped wasm of other extensions in KB, from their published packages of 2026. */
const PEERS = [measured("Bitwarden (its wasm)", [380]), measured("Harper (its wasm)", [8_150])];

/** @returns {Promise<import("./rows.mjs").Row[]>} */
export async function measureSize() {
  const wasm = await readFile(join(unpacked, "wasm", "karte_signin_doctor_bg.wasm"));
  const core = gzipSync(wasm, { level: 9 }).length / 1_000;
  const [name, ...more] = (await readdir(dist)).filter((file) => file.endsWith(".zip"));
  if (!name || more.length > 0) throw new Error("exactly one zip is needed in dist");
  const zip = (await readFile(join(dist, name))).length / 1_000;
  return [
    {
      id: "core-size",
      what: "The core, gzipped (level 9)",
      unit: "KB",
      measured: [measured("ours", [core]), ...PEERS],
      bars: [{ text: "≤ 350 KB", value: core, limit: 350 }],
      note: "The others' numbers are their published packages', not measured in this run.",
    },
    {
      id: "package-size",
      what: "The package (zip)",
      ...{ unit: "KB", measured: [measured("ours", [zip])] },
      bars: [{ text: "≤ 600 KB", value: zip, limit: 600 }],
    },
  ];
}
