/** What a PC has to load: the core and the package, beside others of their kind; and what the core's parts weigh. */
import { readFile, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { dist, root, unpacked } from "../e2e/lib/paths.js";
import { run } from "../e2e/lib/run.js";
import { script } from "./machine.mjs";
import { measured } from "./row.mjs";
import { weigh } from "./weigh.mjs";

/** @typedef {import("./row.mjs").Row} Row */
/** @typedef {import("./weigh.mjs").Weight} Weight */

/** Gzipped wasm of other extensions, in KB, as it was in their published packages in 2026. */
const PEERS = { "Bitwarden (its wasm)": 380, "Harper (its wasm)": 8_150 };
const CORE = "karte_signin_doctor_bg.wasm";

/** @param {Uint8Array} bytes */
const gzipped = (bytes) => gzipSync(bytes, { level: 9 }).length / 1e3;

/** @returns {Promise<Row[]>} */
export async function measureSizes() {
  const core = gzipped(await readFile(join(unpacked, "wasm", CORE)));
  const zips = (await readdir(dist)).filter((name) => name.endsWith(".zip"));
  const [zip] = await Promise.all(zips.map((name) => readFile(join(dist, name))));
  if (!zip || zips.length > 1) throw new Error(`one zip is needed in dist, not ${zips.length}`);
  const package_ = zip.length / 1e3;
  const peers = Object.entries(PEERS).map(([name, size]) => measured(name, [size]));
  return [
    {
      id: "core-size",
      what: "The core, gzipped (level 9)",
      unit: "KB",
      measured: [measured("ours", [core]), ...peers],
      bars: [{ text: "≤ 350 KB", value: core, limit: 350 }],
      note: "The others' numbers are their published packages', not measured in this run.",
    },
    {
      id: "package-size",
      what: "The package (zip)",
      unit: "KB",
      measured: [measured("ours", [package_])],
      bars: [{ text: "≤ 600 KB", value: package_, limit: 600 }],
    },
  ];
}

/** What the parts of the core weigh: built as it is shipped, but with its names. @returns {Promise<Weight>} */
export async function weighCore() {
  const target = process.env["CARGO_TARGET_DIR"] ?? join(root, "target");
  const out = join(target, "named");
  const core = join(target, "wasm32-unknown-unknown", "release", "karte_signin_doctor.wasm");
  const flags = /^WASM_OPT=\(([^)]*)\)/m
    .exec(await script())?.[1]
    ?.trim()
    .split(/\s+/);
  if (!flags) throw new Error("build.sh does not say how it calls wasm-opt");
  await rm(out, { recursive: true, force: true });
  await run(join(target, "debug", "karte-bundle"), ["bind", core, out, "--names"]);
  const wasm = join(out, CORE);
  await run(join(root, "node_modules", ".bin", "wasm-opt"), [...flags, "-g", wasm, "-o", wasm]);
  return weigh(await readFile(wasm));
}
