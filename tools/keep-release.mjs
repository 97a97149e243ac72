/**
 * Keeps what a release asks for and what it saves, so that every later version is held against it:
 * its line in tests/fixtures/permissions.json, and tests/fixtures/state/<version>.json from a PC that is really used.
 *
 * Usage: node tools/keep-release.mjs (after ./build.sh build and cargo build --workspace --bin karte-lab; needs Chromium)
 */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = new URL("../", import.meta.url);
const file = (/** @type {string} */ path) => new URL(path, root);
const json = (/** @type {string} */ path) => JSON.parse(readFileSync(file(path), "utf8"));
const RELEASED = "tests/fixtures/permissions.json";

const { version } = json("dist/unpacked/manifest.json");
const { permissions, host_permissions, content_scripts, optional_permissions } =
  json("manifest.json");
const matches = content_scripts.flatMap((/** @type {any} */ script) => script.matches);
const released = json(RELEASED);
released[version] = {
  required: permissions,
  hosts: [...new Set([...host_permissions, ...matches])].sort(),
  optional: optional_permissions,
};
writeFileSync(file(RELEASED), `${JSON.stringify(released, null, 2)}\n`);

const dist = fileURLToPath(file("dist"));
const { status } = spawnSync("node", ["tests/e2e/record_state.mjs"], {
  cwd: fileURLToPath(root),
  env: { KSD_DIST: dist, KSD_UNPACKED: `${dist}/unpacked`, ...process.env },
  stdio: "inherit",
});
process.exitCode = status ?? 1;
