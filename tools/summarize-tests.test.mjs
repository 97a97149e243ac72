import assert from "node:assert/strict";
import { test } from "node:test";

import { count, testTimes } from "./summarize-tests.mjs";

const cargo = `
test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s
test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s
`;
const node = "# tests 5\n# pass 4\n# fail 0\n# cancelled 1\n# skipped 0\n# todo 0\n";
const playwright = (/** @type {object} */ stats) =>
  JSON.stringify({ stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0, ...stats } });

/** @type {[string, string, number, string, string][]} kind, exit code, log → passed/failed/skipped */
const cases = [
  ["a step counts as one", "step", 0, "", "1/0/0"],
  ["a failed step counts as one", "step", 2, "", "0/1/0"],
  ["cargo's test programs are added up", "cargo", 101, cargo, "15/2/1"],
  ["tests that do not compile are a failure", "cargo", 101, "error: could not compile", "0/1/0"],
  ["no test at all is a failure", "cargo", 0, "", "0/1/0"],
  ["a cancelled node test has failed", "node", 1, node, "4/1/0"],
  [
    "a browser test that was skipped has failed",
    "playwright",
    0,
    playwright({ expected: 7, skipped: 1 }),
    "7/1/0",
  ],
  [
    "a runner that ends badly without a reason has failed",
    "playwright",
    1,
    playwright({ expected: 7 }),
    "7/1/0",
  ],
  ["a runner that leaves no report has failed", "playwright", 1, "", "0/1/0"],
];

for (const [fact, kind, code, log, expected] of cases) {
  test(fact, () => {
    const { passed, failed, skipped } = count(kind, code, () => log);
    assert.equal(`${passed}/${failed}/${skipped}`, expected);
  });
}

const rustLog = `
     Running unittests src/lib.rs (target/debug/deps/karte-1)
running 2 tests
test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.50s
     Running tests/kill.rs (target/debug/deps/kill-1)
test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 20.04s
`;
const nodeLog =
  "ok 1 - one\n  ---\n  duration_ms: 12.5\n  ...\nnot ok 2 - two\n  ---\n  duration_ms: 2000\n";
const spec = (/** @type {string} */ title, /** @type {number[]} */ ...durations) => ({
  title,
  tests: [{ results: durations.map((duration) => ({ duration })) }],
});
const playwrightLog = JSON.stringify({
  suites: [
    {
      file: "a.spec.js",
      specs: [spec("one", 1_500)],
      suites: [{ file: "a.spec.js", specs: [spec("two", 500)] }],
    },
  ],
});

/** @type {[string, string, string[]][]} kind, log → what was timed */
const timed = [
  ["cargo", rustLog, ["unittests src/lib.rs 1.5", "tests/kill.rs 20.04"]],
  ["node", nodeLog, ["one 0.0125", "two 2"]],
  ["playwright", playwrightLog, ["a.spec.js: one 1.5", "a.spec.js: two 0.5"]],
  ["playwright", "", []],
  ["step", "anything", []],
];

for (const [kind, log, expected] of timed) {
  test(`times of ${kind}${log ? "" : " without a report"}`, () => {
    const found = testTimes(kind, () => log).map(({ name, seconds }) => `${name} ${seconds}`);
    assert.deepEqual(found, expected);
  });
}
