/** House rules for every file: size, header comment, a reason for each exception, an issue for each open task. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const MOST_LINES = 300;
/** Longer files, each with its reason. A file that is short again must be removed from the list. */
const LONGER = new Map([
  ["build.sh", "the one script that everybody runs; a table of tools and a function per command"],
  ["extension/guide/guide.css", "one sheet for one page, with every drawing's colours"],
  ["tests/corpus/write.mjs", "a table of cases, one or two lines each"],
  ["types/generated.d.ts", "generated: every type that crosses between the core and JavaScript"],
]);

/** The files in git and new ones that git does not ignore; in an unpacked archive, all source files. */
function files() {
  if (existsSync(join(ROOT, ".git"))) {
    const all = ["ls-files", "--cached", "--others", "--exclude-standard"];
    const listed = execFileSync("git", all, { cwd: ROOT, encoding: "utf8" });
    return listed.split("\n").filter((file) => file && existsSync(join(ROOT, file)));
  }
  const found = readdirSync(ROOT, { recursive: true, encoding: "utf8" });
  return found.filter((file) => !/(^|\/)(node_modules|target|dist|\.git)\//.test(file));
}

const sources = files()
  .filter((file) => /\.(rs|js|mjs|ts|sh|css|html|toml)$|^\.ci\/run$/.test(file))
  .map((file) => ({ file, text: readFileSync(join(ROOT, file), "utf8") }));
const written = sources.filter(({ file }) => /\.(rs|js|mjs|ts|sh|css)$/.test(file));
const code = sources.filter(({ file }) => /\.(rs|js|mjs|ts)$/.test(file));

test("the sources were found", () => assert.ok(code.length > 250, String(code.length)));

test("no file of code is longer than a screen can be scrolled through, or it says why", () => {
  const long = written
    .filter(({ text }) => text.split("\n").length - 1 > MOST_LINES)
    .map(({ file }) => file);
  assert.deepEqual(long, [...LONGER.keys()]);
});

test("the karte's host is spelled in one script only", () => {
  // rules/hosts.js is generated from the core's table of addresses.
  const scripts = written.filter(({ file }) => /^extension\/(?!rules\/).*\.js$/.test(file));
  const named = scripts.filter(({ text }) => /karte(\.|%2E)medley\.life/i.test(text));
  assert.deepEqual(
    named.map(({ file }) => file),
    ["extension/shared/addresses.js"],
  );
});

test("functions are kept short by clippy and ESLint", () => {
  const limit = (/** @type {string} */ file, /** @type {RegExp} */ pattern) =>
    pattern.exec(readFileSync(join(ROOT, file), "utf8"))?.[1];
  assert.equal(limit("clippy.toml", /^too-many-lines-threshold = (\d+)$/m), "40");
  assert.equal(
    limit("eslint.config.js", /"max-lines-per-function": \["error", \{ max: (\d+)/),
    "40",
  );
});

test("every module begins with what it is for", () => {
  const silent = code.filter(({ file, text }) => {
    if (file.endsWith(".rs")) return !text.startsWith("//! ");
    const begins = text.replace(/^#!.*\n/, "");
    return !/^(\/\*\*?|\/\/|\/\*! |import |export )/.test(begins);
  });
  assert.deepEqual(
    silent.map(({ file }) => file),
    [],
  );
});

test("every exception from a rule has its reason", () => {
  const without = code.flatMap(({ file, text }) =>
    text
      .split("\n")
      .filter((line) => /eslint-disable|@ts-(ignore|expect-error|nocheck)/.test(line))
      .filter((line) => !/ -- \S|@ts-expect-error \S/.test(line) && !line.includes("filter((line)"))
      .map((line) => `${file}: ${line.trim()}`),
  );
  assert.deepEqual(without, []);
});

test("what is left to do names its issue", () => {
  const word = new RegExp(
    `\\b(${["TO", "FIX"].map((half) => `${half}(DO|ME)`).join("|")}|XXX|HACK)\\b(?!-X)`,
  );
  const unnamed = sources
    .filter(({ file }) => !file.endsWith("house.test.mjs"))
    .flatMap(({ file, text }) => text.split("\n").map((line, at) => ({ file, line, at: at + 1 })))
    .filter(({ line }) => word.test(line) && !/#\d+/.test(line) && !line.includes("XXXX"))
    .map(({ file, line, at }) => `${file}:${at} ${line.trim()}`);
  assert.deepEqual(unnamed, []);
});

test("each row of the threat model names a test, and every file that it names exists", () => {
  const text = readFileSync(join(ROOT, "SECURITY.md"), "utf8");
  const rows = text
    .split("\n")
    .filter((line) => line.startsWith("| ") && !line.includes("shown by"));
  assert.ok(rows.length > 15, String(rows.length));
  const shown = rows.map((row) => {
    const last = row.split("|").at(-2) ?? "";
    return [...last.matchAll(/`((?:tests|crate|tools)\/[^`]+)`/g)].map(([, file = ""]) => file);
  });
  assert.deepEqual(
    rows.filter((_, place) => shown[place]?.length === 0),
    [],
  );
  assert.deepEqual(
    shown.flat().filter((file) => !existsSync(join(ROOT, file))),
    [],
  );
  for (const attack of [1, 2, 3, 4, 5, 6, 7, 8, 9, 12]) {
    assert.ok(text.includes(`(J${attack})`), `J${attack}`);
  }
});
