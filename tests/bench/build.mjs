/** How long a developer waits: a build after one changed line, and what a second run of everything installs. */
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../e2e/lib/paths.js";
import { run } from "../e2e/lib/run.js";
import { median } from "./numbers.mjs";
import { measured } from "./row.mjs";

/** @typedef {import("./row.mjs").Row} Row */

const ROUNDS = 20;
/** A line of the core that changes what is shipped. */
const LINE = /^(const NEAR: usize = )\d+;$/m;
const FILE = "crate/src/url_correction/lookalike.rs";
const INSTALLS = /npm ci|apt-get|cargo install|rustup/;
const BUILD_MS = 10_000;

/**
 * @param {{rounds?: number}} [options]
 * @returns {Promise<Row[]>}
 */
export async function measureBuild({ rounds = ROUNDS } = {}) {
  return [await incremental(rounds), await again()];
}

/** In a copy with a target folder of its own. @param {number} rounds @returns {Promise<Row>} */
async function incremental(rounds) {
  const folder = await mkdtemp(join(tmpdir(), "karte-build-"));
  try {
    await copySources(folder);
    await build(folder);
    const times = [];
    for (let round = 0; round < rounds; round += 1) {
      const text = await readFile(join(folder, FILE), "utf8");
      if (!LINE.test(text)) throw new Error(`${FILE} has no such line`);
      await writeFile(join(folder, FILE), text.replace(LINE, `$1${3 + (round % 2)};`));
      times.push(await build(folder));
    }
    return {
      id: "build",
      what: "./build.sh build after one changed line of the core",
      unit: "ms",
      measured: [measured("ours", times)],
      bars: [{ text: "median ≤ 10 s", value: median(times), limit: BUILD_MS }],
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @param {string} folder */
async function copySources(folder) {
  const listed = await run("git", ["ls-files", "-z"], { cwd: root });
  for (const file of listed.split("\0").filter(Boolean)) {
    await cp(join(root, file), join(folder, file), { recursive: true }).catch((error) => {
      // Listed, and deleted since.
      if (error.code !== "ENOENT") throw error;
    });
  }
  await symlink(join(root, "node_modules"), join(folder, "node_modules"));
}

/** Milliseconds of a build. @param {string} folder */
async function build(folder) {
  const begin = performance.now();
  await run("./build.sh", ["build"], { cwd: folder, env: alone() });
  return performance.now() - begin;
}

/** Without what this run was told of its own folders. */
function alone() {
  const told = ["CARGO_TARGET_DIR", "SOURCE_DATE_EPOCH"];
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !told.includes(name)));
}

/** The first step of `./build.sh test` is what could install anything. @returns {Promise<Row>} */
async function again() {
  await run("./build.sh", ["tools"], { cwd: root });
  const begin = performance.now();
  const said = await run("./build.sh", ["tools"], { cwd: root });
  const time = performance.now() - begin;
  const installs = said.split("\n").filter((line) => INSTALLS.test(line)).length;
  return {
    id: "second-test",
    what: "What a second ./build.sh test looks for and installs",
    unit: "ms",
    measured: [measured("looking for every tool", [time])],
    bars: [{ text: "nothing is installed", value: installs, limit: 0 }],
  };
}
