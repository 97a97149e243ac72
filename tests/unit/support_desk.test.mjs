/** docs/support-desk.md: its SQL is the SQL that runs, the answers match the simulated data, the list of fields is complete. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { parse } from "yaml";
import { example } from "../example.mjs";
import { expectedAnswers, sorted, withNumbers } from "../bench/support_desk/expected.mjs";
import { decode, query, simulate } from "../bench/support_desk/simulate.mjs";

/** `./build.sh bench` does the same with a million lines. */
const LINES = 50_000;
const CODE = "240B-DA62-01S9";

const read = (/** @type {string} */ path) =>
  readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const page = read("docs/support-desk.md");
/** @type {string} */
let folder;
/** @type {string} */
let program;
/** @type {import("../bench/support_desk/simulate.mjs").Expected} */
let expected;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "support-desk-"));
  program = example("decode");
  expected = await simulate({ program: example("support_desk"), folder, lines: LINES });
});

after(() => rmSync(folder, { recursive: true }));

/** The names in the first column of the tables in a section. @param {string} heading */
function listed(heading) {
  const part = page.split(/^##+ /m).find((one) => one.startsWith(heading)) ?? "";
  return [...part.matchAll(/^\| `(\w+)` \|/gm)].map(([, name = ""]) => name);
}

/** @param {string} input @returns {Record<string, unknown>} the first row that `decode` writes */
function row(input) {
  return JSON.parse(spawnSync(program, { input, encoding: "utf8" }).stdout.split("\n")[0] ?? "");
}

test("the page quotes the SQL files as they are", () => {
  const files = readdirSync(new URL("../../docs/support-desk", import.meta.url));
  const kept = files
    .filter((file) => file.endsWith(".sql"))
    .map((file) => read(`docs/support-desk/${file}`));
  const quoted = [...page.matchAll(/^```sql\n([\s\S]*?)^```$/gm)].map(([, sql = ""]) => sql);
  assert.equal(kept.length, 5);
  assert.deepEqual(quoted.toSorted(), kept.toSorted());
});

test("the page has every field that decode writes, and every error, and no other", () => {
  assert.deepEqual(listed("項目 / Fields"), Object.keys(row(CODE)));
  const source = read("crate/examples/decode/ndjson/error.rs");
  const variants = /pub enum LineError \{([\s\S]*?)\n\}/.exec(source)?.[1] ?? "";
  const keys = [...variants.matchAll(/^ {4}(\w+),$/gm)].map(([, name = ""]) =>
    name.replace(/\B[A-Z]/g, (letter) => `_${letter}`).toLowerCase(),
  );
  assert.ok(keys.length > 10, String(keys.length));
  assert.deepEqual(listed("読めない行 / Errors"), keys);
});

test("DuckDB answers each question with the numbers that the lines were made with", async () => {
  const decoded = await decode({ program, folder, output: "decoded.ndjson" });
  assert.equal(decoded.status, 1, "some codes have a slip");
  const { answers, errors } = await query(folder);
  const wanted = expectedAnswers(expected);
  assert.deepEqual(Object.keys(answers), Object.keys(wanted));
  for (const [question, rows] of Object.entries(wanted)) {
    assert.ok(rows.length > 0, question);
    assert.deepEqual(sorted(withNumbers(answers[question] ?? [])), sorted(rows), question);
  }
  const slips = expected.counts["errors"]?.["code_check"] ?? 0;
  assert.ok(slips > 0);
  assert.deepEqual(withNumbers([errors]), [{ errors: slips, lines: LINES }]);
});

test("what was planted in the lines stands out", async () => {
  const { answers } = await query(folder);
  const [first] = withNumbers(answers["clinics"] ?? []);
  const { reports, ...pattern } = first ?? {};
  assert.deepEqual(pattern, { day: "2026-10-05", clinic: "C-0007", cause: "certificate_revoked" });
  assert.ok(Number(reports) >= 20, String(reports));
  const since = (answers["versions"] ?? []).filter(({ cause }) => cause === "site_data");
  assert.deepEqual([...new Set(since.map((one) => one["since"]))], ["0.10.0"]);
  const best = (answers["repairs"] ?? []).filter(({ cause }) => cause === "choice_remembered");
  assert.equal(best[0]?.["fix"], "private_window");
});

test("the summary counts the same, by day and by clinic", async () => {
  const { status } = await decode({ program, folder, output: "summary.csv", args: ["--summary"] });
  assert.equal(status, 1);
  const [head, ...lines] = readFileSync(join(folder, "summary.csv"), "utf8").trim().split("\n");
  assert.equal(head, "day,clinic,what,key,count");
  const cells = lines.map((line) => line.split(","));
  const causes = cells.filter(([day, , what]) => day && what === "cause");
  const counted = Object.fromEntries(
    causes.map(([day, clinic, , cause, count]) => [
      clinic ? `${day}/${clinic}/${cause}` : `${day}/${cause}`,
      Number(count),
    ]),
  );
  assert.deepEqual(counted, { ...expected.counts["days"], ...expected.counts["clinics"] });
  const all = cells
    .filter(([, , what]) => what === "verdict")
    .reduce((sum, one) => sum + Number(one[4]), 0);
  assert.equal(all, expected.counts["rows"]?.["all"]);
});

/** @typedef {{type: string, if?: string, from?: string, to?: string, parse_from?: string, mapping?: Record<string, string>}} Operator */

test("the collector reads fields that decode writes, and each has one new name", () => {
  const config = parse(read("docs/support-desk/collector.yaml"));
  const receiver = config.receivers["filelog/karte"];
  assert.deepEqual(config.service.pipelines.logs.receivers, ["filelog/karte"]);
  /** @type {Operator[]} */
  const operators = receiver.operators;
  assert.deepEqual([operators[0]?.type, operators[0]?.parse_from], ["json_parser", "body"]);
  const written = new Set([...Object.keys(row(CODE)), ...Object.keys(row("x"))]);
  for (const one of operators.slice(1)) {
    const source = one.from ?? one.parse_from ?? "";
    const named = [...`${one.if} ${source}`.matchAll(/\battributes\.(\w+)/g)].map(
      ([, name = ""]) => name,
    );
    assert.ok(source.startsWith("attributes.") && one.if, JSON.stringify(one));
    assert.deepEqual(
      named.filter((name) => !written.has(name)),
      [],
    );
  }
  const targets = operators.flatMap(({ to }) => to ?? []);
  assert.equal(new Set(targets).size, targets.length);
  for (const target of targets) {
    assert.match(target, /^(attributes|resource)\["[a-z]+(\.[a-z]+)+"\]$/);
  }
  const severity = operators.find(({ type }) => type === "severity_parser")?.mapping ?? {};
  assert.deepEqual(Object.values(severity), ["found", "suspected"]);
});
