/** The table of faults is complete: every message, fix and page has a cell for each fault, or a written reason. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { ACTIONS } from "../e2e/faults/actions.js";
import { lost } from "../e2e/faults/lost.js";
import { MET } from "../e2e/faults/meets.js";
import { random } from "../random.js";
import {
  cell,
  ENDS,
  faults,
  few,
  FIXES,
  MEETS,
  MESSAGES,
  PAGE_ROWS,
  PAGES,
  rows,
} from "../e2e/faults/table.js";
import { fixes } from "./core.mjs";

/** @type {import("../e2e/faults/actions.js").Acts} */
const NO_ACTS = { itself: [], rows: [], reads: [], not: {} };
/** @param {string} path */
const at = (path) => new URL(`../../${path}`, import.meta.url);

test("every message that the core knows has a row", () => {
  const source = readFileSync(at("crate/src/messages/sender.rs"), "utf8");
  const known = /const KNOWN: [^=]*= \[([^\]]*)\]/.exec(source)?.[1] ?? "";
  const kinds = [...known.matchAll(/"(\w+)"/g)].map(([, kind]) => kind);
  assert.ok(kinds.length > 10);
  assert.deepEqual(kinds.toSorted(), [...MESSAGES].toSorted());
});

/** The variants of an enum in the core's sources, as messages name them. @param {string} file @param {string} name of the enum */
function actionsOf(file, name) {
  const source = readFileSync(at(`crate/src/messages/${file}.rs`), "utf8");
  const body = new RegExp(`pub enum ${name} \\{([^}]*)\\}`).exec(source)?.[1] ?? "";
  const names = [...body.matchAll(/^ {4}([A-Z]\w*),/gm)].map(([, found]) => String(found));
  return names.map((found) => found.replaceAll(/(?!^)[A-Z]/g, "_$&").toLowerCase());
}

test("every action of a message is played, only reads, or says in a sentence why not", () => {
  const patch = readFileSync(at("crate/src/messages/settings_change.rs"), "utf8");
  const [, set = ""] = /pub struct SettingsPatch \{([^}]*)\}/.exec(patch) ?? [];
  const known = {
    correct: actionsOf("actions", "CorrectAction"),
    restart: actionsOf("actions", "RestartAction"),
    bisect: actionsOf("actions", "BisectEvent"),
    history: actionsOf("actions", "HistoryAction"),
    diary: actionsOf("settings_change", "DiaryAction"),
    backup: actionsOf("settings_change", "BackupAction"),
    settings: [...set.matchAll(/pub (\w+):/g)].map(([, name = ""]) =>
      name.replaceAll(/_(\w)/g, (_, letter) => letter.toUpperCase()),
    ),
  };
  for (const [kind, actions] of Object.entries(known)) {
    const { itself, rows: own, reads, not } = ACTIONS[kind] ?? NO_ACTS;
    const named = [...itself, ...own, ...reads, ...Object.keys(not)];
    assert.deepEqual(named.toSorted(), actions.toSorted(), kind);
    assert.ok(itself.length > 0, kind);
    for (const why of Object.values(not)) assert.match(why, /^[A-Z].{20,}\.$/, kind);
    for (const action of own) assert.ok(rows.includes(`message:${kind}#${action}`), action);
  }
  assert.deepEqual(Object.keys(ACTIONS).toSorted(), Object.keys(known).toSorted());
});

test("every kind of action that the sources know is looked at", () => {
  const sources = ["actions", "settings_change"].map((file) =>
    readFileSync(at(`crate/src/messages/${file}.rs`), "utf8"),
  );
  const enums = [...sources.join("").matchAll(/pub enum (\w+(?:Action|Event)) /g)];
  assert.equal(enums.length, Object.keys(ACTIONS).length - 1);
});

test("every fix has a row", () => {
  assert.deepEqual(fixes.toSorted(), [...FIXES].toSorted());
});

test("every page has a row, and every article of the repairs' page", () => {
  const files = readdirSync(at("extension"), { recursive: true })
    .map(String)
    .filter((file) => file.endsWith(".html"));
  const named = Object.values(PAGES).map((page) => page.split("#")[0]);
  assert.deepEqual([...new Set(named)].toSorted(), files.toSorted());
  const repairs = readFileSync(at("extension/repair/repair.html"), "utf8");
  const articles = [...repairs.matchAll(/<article id="(\w+)"/g)].map(([, id]) => id);
  const places = Object.keys(PAGES).filter((page) => page.startsWith("repair#"));
  assert.equal(places.length, articles.length);
  assert.deepEqual(Object.values(PAGE_ROWS).flat().toSorted(), Object.keys(PAGES).toSorted());
});

test("every cell runs to a named end, or says in a sentence why not", () => {
  assert.ok(faults.length >= 11);
  for (const row of rows) {
    for (const fault of faults) {
      const one = cell(row, fault);
      if (one.runs) {
        assert.ok(one.ends in ENDS && one.meets.length > 0, `${row} × ${fault}`);
        for (const meets of one.meets) assert.ok(meets in MEETS);
      } else assert.match(one.not, /^[A-Z].{20,}\.$/, `${row} × ${fault}`);
    }
  }
});

/** Faults with a random choice (the moment, or which read fails) that in most rows decides what the person meets. */
const DRAWN = ["worker_terminated", "browser_killed", "updated", "storage_unread"];

test("a cell has one meeting, or several with the reason in a sentence", () => {
  for (const fault of faults) {
    const cells = rows.map((row) => cell(row, fault)).filter((one) => one.runs);
    for (const { meets, why } of cells) {
      assert.equal(new Set(meets).size, meets.length);
      if (meets.length > 1) assert.match(why ?? "", /^[A-Z].{20,}\.$/, fault);
      else assert.equal(why, undefined, fault);
    }
    const several = cells.filter(({ meets }) => meets.length > 1);
    if (!DRAWN.includes(fault)) assert.ok(several.length < 10, `${fault}: ${several.length}`);
  }
});

test("an exception to what is met in a column is of a row that there is", () => {
  for (const { but = [] } of Object.values(MET)) {
    for (const row of but.flatMap((one) => one.rows)) assert.ok(rows.includes(row), row);
  }
});

test("the small form hits every row and every fault", () => {
  const chosen = few(random("small"));
  for (const fault of faults) assert.ok(chosen[fault].length > 0, fault);
  assert.deepEqual(Object.values(chosen).flat().toSorted(), rows.toSorted());
});

const OLD = { settings: { v: 1, on: true, list: ["a", "b"] }, diary: { entries: [{ at: 1 }] } };

for (const { name, now, changes, expected } of [
  { name: "the same", now: OLD, expected: [] },
  {
    name: "more than before",
    now: {
      settings: { v: 1, on: true, list: ["b", "c", "a"], x: 1 },
      diary: { entries: [{ at: 1, y: 2 }] },
    },
    expected: [],
  },
  { name: "nothing", now: {}, expected: ["settings", "diary"] },
  {
    name: "a value that was meant to change",
    now: { ...OLD, settings: { ...OLD.settings, on: false } },
    changes: ["settings.on"],
    expected: [],
  },
  {
    name: "another value",
    now: { ...OLD, settings: { v: 1, on: false, list: ["a"] } },
    expected: ["settings.on", "settings.list[1]"],
  },
  {
    name: "set aside",
    now: { settings: { v: 1 }, "settings.aside": OLD.settings, diary: OLD.diary },
    expected: [],
  },
  {
    name: "one of a list that was meant to go",
    now: { ...OLD, settings: { v: 1, on: true, list: ["b"] } },
    changes: ["settings.list[0]"],
    expected: [],
  },
  {
    name: "set aside in part",
    now: { "settings.aside": { v: 1 }, diary: OLD.diary },
    expected: ["settings"],
  },
  { name: "of another form", now: { settings: [1], diary: "x" }, expected: ["settings", "diary"] },
]) {
  test(`lost: ${name}`, () => assert.deepEqual(lost(OLD, now, changes), expected));
}

test("a seed gives the same numbers again", () => {
  const draw = (/** @type {number} */ seed) =>
    Array.from({ length: 5 }, () => random("x", seed).below(1000));
  assert.deepEqual(draw(1), draw(1));
  const { below } = random("y", 2);
  assert.ok(new Set(Array.from({ length: 50 }, () => below(1000))).size > 40);
});
