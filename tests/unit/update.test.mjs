/**
 * An update never asks for more: a new required permission or host would switch the extension off until somebody agrees.
 * tests/fixtures/permissions.json holds what each released version asks for, oldest first.
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

/** @typedef {{required: string[], hosts: string[], optional: string[]}} Asked */

const file = (/** @type {string} */ path) => new URL(`../../${path}`, import.meta.url);
const json = (/** @type {string} */ path) => JSON.parse(readFileSync(file(path), "utf8"));

/** @type {Record<string, Asked>} */
const released = json("tests/fixtures/permissions.json");
const [, version = ""] = /^version = "(.*)"$/m.exec(readFileSync(file("Cargo.toml"), "utf8")) ?? [];

/** What a manifest asks for at the installation. @param {any} manifest @returns {Asked} */
function asked({ permissions, host_permissions, content_scripts, optional_permissions }) {
  const matches = content_scripts.flatMap((/** @type {any} */ script) => script.matches);
  const hosts = [...new Set([...host_permissions, ...matches])].sort();
  return { required: permissions, hosts, optional: optional_permissions };
}

/**
 * What one version requires that an older one did not.
 * @param {Asked} older
 * @param {Asked} newer
 */
const grown = (older, newer) => [
  ...newer.required.filter((name) => !older.required.includes(name)),
  ...newer.hosts.filter((host) => !older.hosts.includes(host)),
];

const present = asked(json("manifest.json"));

for (const [name, older] of Object.entries(released)) {
  test(`nothing is required that ${name} did not require`, () => {
    assert.deepEqual(grown(older, present), []);
  });
}

test("what would switch the extension off is noticed", () => {
  const more = { ...present, required: [...present.required, "history"] };
  const further = { ...present, hosts: [...present.hosts, "*://*.example.com/*"] };
  const optional = { ...present, optional: [...present.optional, "history"] };
  assert.deepEqual(grown(present, more), ["history"]);
  assert.deepEqual(grown(present, further), ["*://*.example.com/*"]);
  assert.deepEqual(grown(present, optional), []);
});

test("the present version is kept for the next ones: its permissions and its saved state", () => {
  assert.deepEqual(released[version], present, "node tools/record-fixtures.mjs");
  assert.ok(readdirSync(file("tests/fixtures/state")).includes(`${version}.json`));
});
