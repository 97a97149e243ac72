/** docs/store.md agrees with the manifest and the messages: names, summaries, a reason in both languages for each permission. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const read = (/** @type {string} */ path) =>
  readFileSync(new URL(`../${path}`, import.meta.url), "utf8");
const page = read("docs/store.md");
/** The cells of all table rows, header rows included. */
const rows = page
  .split("\n")
  .filter((line) => line.startsWith("| "))
  .map((line) => line.slice(2, -2).split(" | "));

test("name and summary are those of the extension", () => {
  const words = ["ja", "en"].map((language) =>
    JSON.parse(read(`extension/_locales/${language}/messages.json`)),
  );
  for (const [field, key] of [
    ["Name", "ext_name"],
    ["Summary", "ext_description"],
  ]) {
    const row = rows.find(([first]) => first === field);
    assert.deepEqual(
      row?.slice(1),
      words.map((all) => all[key ?? ""].message),
    );
  }
});

test("each permission of the manifest has its reason in both languages, and no other has", () => {
  const manifest = JSON.parse(read("manifest.json"));
  const start = page.indexOf("| permission | 理由 | justification |");
  const table = page.slice(start).split("\n\n")[0]?.split("\n").slice(2) ?? [];
  const reasons = table.map((line) => line.slice(2, -2).split(" | "));
  assert.deepEqual(
    reasons.map(([permission]) => permission),
    [
      ...manifest.permissions.map((/** @type {string} */ name) => `\`${name}\``),
      ...manifest.host_permissions.map(
        (/** @type {string} */ host) => `Host permission \`${host}\``,
      ),
      ...manifest.optional_permissions.map(
        (/** @type {string} */ name) => `\`${name}\` (optional)`,
      ),
    ],
  );
  for (const [permission, ja = "", en = ""] of reasons) {
    assert.match(ja, /[ぁ-ん].*。$/, permission);
    assert.match(en, /^[A-Z].*\.$/, permission);
    // The field of the dashboard takes at most 1,000 characters.
    assert.ok(ja.length <= 1000 && en.length <= 1000, permission);
  }
});

test("what is not true any more does not stand there", () => {
  // An extension that causes the problem stays off where the person chooses so.
  for (const untrue of ["必ず元に戻", "always come back"]) {
    assert.ok(!page.includes(untrue), untrue);
  }
});
