/**
 * Records the permissions and the saved state of a release. Tests compare every later version with them:
 * a line in tests/fixtures/permissions.json, and tests/fixtures/state/<version>.json from a real browser session.
 *
 * Usage: node tools/record-fixtures.mjs (after ./build.sh build and cargo build --workspace --bin karte-lab; needs Chromium)
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
