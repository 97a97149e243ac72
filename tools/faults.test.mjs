/** The table of the fault specs' results contains every cell: it ran, or has a reason why not. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { faults, rows } from "../tests/e2e/faults/table.js";
import { numbersOf, summaryOf, tableOf, withNumbers } from "./faults.mjs";

const BUILD = "Build 0.1.0+0123456789, 2026-12-01.";
const about = { meets: "answered", ends: "works_again", notes: [], seconds: 1 };
const ran = { row: "message:diary", fault: "storage_full", ...about };
const killed = { row: "message:diary", fault: "browser_killed", ...about };
const table = tableOf(
  [
    { name: "storage_full", ran: [ran], failed: ["y", "z"] },
    { name: "kill-browser_killed-1", ran: [killed, killed], failed: ["x"] },
  ].map(({ name, ...part }) => ({ name, text: JSON.stringify({ seed: 7, ...part }) })),
);

test("every cell is in the table, and a kill is no cell", () => {
  assert.equal(table.cells.length, rows.length * faults.length);
  assert.deepEqual(
    table.cells.filter((cell) => cell.ran).map(({ row, fault }) => [row, fault]),
    [["message:diary", "storage_full"]],
  );
  for (const cell of table.cells) if (!cell.ran) assert.match(cell.not, /\.$/);
});

test("the summary counts what ran, what was killed and what was lost", () => {
  const said = summaryOf(table);
  assert.match(said, /^faults: 1 of \d+ cells ran, \d+ have a written reason, 2 failed$/m);
  assert.match(said, /^kills: 2 at random moments \(0 of the worker, 2 of the browser\), 1 lost$/m);
  assert.match(said, /^seed: 7$/m);
});

test("what is drawn is named with its reason", () => {
  const lines = numbersOf(table, BUILD).split("\n");
  const drawn = lines.filter((line) => line.startsWith("- ") && line.includes(" or `"));
  const of = (/** @type {string} */ fault) => drawn.filter((line) => line.includes(`\`${fault}\``));
  assert.ok(of("worker_terminated").some((line) => / \d+ rows: `answered` or /.test(line)));
  assert.equal(of("network_cut").length, 0);
  for (const line of drawn) assert.match(line, /: [A-Z].{20,}\.$/);
});

test("the numbers replace what stood between the marks", () => {
  const page = "a\n<!-- begin: written by ./build.sh soak -->\nold\n<!-- end -->\nb\n";
  const once = withNumbers(page, numbersOf(table, BUILD));
  assert.match(once, /^a\n/);
  assert.match(once, /\nb\n$/);
  assert.ok(once.includes(BUILD));
  assert.doesNotMatch(once, /^old$/m);
  assert.equal(withNumbers(once, numbersOf(table, BUILD)), once);
});
