/** Progress in the guides: kept per platform, for twelve hours, until somebody is signed in; older saved forms are read. */
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  choosePlatform,
  doneSteps,
  endAllTicks,
  platform,
  resetGuide,
  setDone,
  TICKS_LAST_MS,
} from "../../extension/shared/guide_progress.js";

/** @type {Map<string, string>} */
const saved = new Map();
Object.defineProperty(globalThis, "localStorage", {
  value: {
    getItem: (/** @type {string} */ key) => saved.get(key) ?? null,
    setItem: (/** @type {string} */ key, /** @type {string} */ text) => void saved.set(key, text),
  },
});

Object.defineProperty(globalThis, "navigator", { value: {}, configurable: true });

/** @param {object} kept */
const store = (kept) => saved.set("guide", JSON.stringify(kept));
const steps = (guide = "clock") => [...doneSteps(guide)];

test("ticks are kept per platform and per guide", () => {
  saved.clear();
  choosePlatform("windows");
  setDone("clock", 1, true);
  setDone("clock", "restart", true);
  choosePlatform("mac");
  assert.deepEqual(steps(), []);
  setDone("clock", 2, true);
  assert.deepEqual(steps(), [2]);
  choosePlatform("windows");
  assert.deepEqual(steps(), [1, "restart"]);
  setDone("clock", 1, false);
  assert.deepEqual(steps(), ["restart"]);
  assert.deepEqual(steps("url"), []);
  resetGuide("clock");
  assert.deepEqual(steps(), []);
  choosePlatform("mac");
  assert.deepEqual(steps(), [2]);
  endAllTicks();
  assert.deepEqual(steps(), []);
  assert.equal(platform(), "mac");
});

for (const [name, ago, lasts] of /** @type {[string, number, boolean][]} */ ([
  ["new", 0, true],
  ["nearly twelve hours old", TICKS_LAST_MS - 60_000, true],
  ["twelve hours old", TICKS_LAST_MS + 1, false],
  ["from before the clock was set back by a day", -2 * TICKS_LAST_MS, false],
])) {
  test(`ticks that are ${name}`, () => {
    const ticks = { "windows clock": { at: Date.now() - ago, steps: [1, 2] } };
    store({ v: 2, platform: "windows", ticks });
    assert.deepEqual(steps(), lasts ? [1, 2] : []);
  });
}

test("the form of 0.1.0 has no times: its platform stays, its ticks are old", () => {
  store({ v: 1, platform: "mac", done: { clock: [1, 2] } });
  assert.equal(platform(), "mac");
  assert.deepEqual(steps(), []);
  setDone("clock", 3, true);
  assert.deepEqual(steps(), [3]);
  assert.equal(platform(), "mac");
});

test("what is damaged, or of a later version, reads as nothing", () => {
  for (const text of ["", "{", "null", "[]", '{"v":3}', '{"v":2}', '{"v":2,"ticks":null}']) {
    saved.set("guide", text);
    assert.deepEqual(steps(), [], text);
    assert.ok(["windows", "mac"].includes(platform()), text);
  }
  store({ v: 2, ticks: { "windows clock": { at: "?", steps: 7 } } });
  assert.deepEqual(steps(), []);
});
