import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const place = mkdtempSync(join(tmpdir(), "karte-ci-"));
after(() => rmSync(place, { recursive: true }));

/** A stub of build.sh that prints its arguments, its environment and the caches that it can see. */
const BUILD = `#!/usr/bin/env bash
echo "arguments=$*"
for name in CI CARGO_HOME npm_config_cache XDG_CACHE_HOME CARGO_TARGET_DIR PATH; do echo "$name=\${!name-}"; done
echo "warm=$(ls -d target/warm dist/old node_modules/old 2>/dev/null)"
echo "cached=$(find "$CARGO_HOME" "$npm_config_cache" "$XDG_CACHE_HOME" -type f | grep -v config)"
exit 3
`;

/** Runs .ci/run with that stub, in a folder with the files of an earlier run. */
function runCi() {
  for (const part of [".ci", "tools"]) {
    cpSync(join(ROOT, part), join(place, part), { recursive: true });
  }
  for (const left of ["target/warm", "dist/old", "node_modules/old"]) {
    mkdirSync(join(place, left), { recursive: true });
  }
  writeFileSync(join(place, "build.sh"), BUILD, { mode: 0o755 });
  const env = { ...process.env, CARGO_TARGET_DIR: "/elsewhere" };
  return spawnSync(join(place, ".ci/run"), { env, encoding: "utf8" });
}

test("the continuous integration starts cold, and fails when the build fails", () => {
  const { stdout, status } = runCi();
  const said = new Map(
    [...stdout.matchAll(/^(\w+)=(.*)$/gm)].map(([, name = "", value = ""]) => [name, value]),
  );
  assert.equal(status, 3);
  assert.equal(said.get("arguments"), "test");
  assert.equal(said.get("CI"), "true");
  const cold = `${place}/target/cold/`;
  for (const name of ["CARGO_HOME", "npm_config_cache", "XDG_CACHE_HOME"]) {
    assert.ok(said.get(name)?.startsWith(cold), `${name}: ${said.get(name)}`);
  }
  assert.equal(said.get("CARGO_TARGET_DIR"), "");
  assert.equal(said.get("warm"), "");
  assert.equal(said.get("cached"), "");
  assert.equal(existsSync(cold), false, "removed at the end");
});

const debian = existsSync("/usr/bin/dpkg-query") ? false : "Debian's packages are not known here";

test("commands that no package of the table has cannot be found", { skip: debian }, () => {
  const folder = join(place, "bin");
  execFileSync("tools/bare_path.sh", [folder], { cwd: ROOT });
  const commands = readdirSync(folder);
  for (const wanted of ["cc", "ld", "awk", "git", "node", "npm", "chromium", "Xvfb", "faketime"]) {
    assert.ok(commands.includes(wanted), wanted);
  }
  // Commands of packages that the table does not name.
  for (const unwanted of ["htpdate", "javac", "gdb", "valgrind", "docker"]) {
    assert.ok(!commands.includes(unwanted), unwanted);
  }
});
