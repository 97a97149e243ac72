import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const read = (/** @type {string} */ path) =>
  readFileSync(new URL(`../${path}`, import.meta.url), "utf8");

/** The names under every `[…dependencies]` heading of a Cargo.toml. */
const crates = (/** @type {string} */ path) =>
  read(path)
    .split(/^(?=\[)/m)
    .filter((section) => /^\[[^\]]*dependencies\]/.test(section))
    .flatMap((section) =>
      [...section.matchAll(/^([\w-]+)(?:\.\w+)?\s*=/gm)].map(([, name = ""]) => name),
    );

test("every direct dependency has its line in docs/dependencies.md, and no other has", () => {
  const used = [
    ...["crate", "crate/fuzz", "tests/lab", "tools/bundle"].flatMap((folder) =>
      crates(`${folder}/Cargo.toml`),
    ),
    ...Object.keys(JSON.parse(read("package.json")).devDependencies),
  ];
  const explained = [...read("docs/dependencies.md").matchAll(/^\| `([^`]+)`/gm)].map(
    ([, name]) => name,
  );
  assert.deepEqual(explained.toSorted(), [...new Set(used)].toSorted());
});

test("every line has licence, size, the month of the last release, and why", () => {
  const rows = read("docs/dependencies.md")
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .map((line) => line.split(" | "));
  assert.ok(rows.length > 40);
  for (const [name, licence = "", size = "", release = "", why = ""] of rows) {
    assert.match(licence, /^[(A-Z]/, name);
    assert.match(size, /^[\d.]+ [KM]B$/, name);
    assert.match(release, /^20\d\d-[01]\d$/, name);
    assert.ok(why.length > 10, name);
  }
});
