/** The example policies for administrators: equal on every system, valid by the schema, explained in docs/admin.md. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { readPropertyList, readRegistry } from "./samples.mjs";

const file = (/** @type {string} */ path) =>
  readFileSync(new URL(`../../${path}`, import.meta.url));
const json = (/** @type {string} */ path) => JSON.parse(file(path).toString());
const PLACE = "<STORE_ID>";
const CHROME = String.raw`HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Google\Chrome`;
const OURS = [CHROME, "3rdparty", "extensions", PLACE, "policy"].join("\\");

const linux = json("docs/admin/policy.json");
const ours = linux["3rdparty"].extensions[PLACE];
const schema = json("extension/managed_schema.json");
const page = file("docs/admin.md").toString();

/** All keys of the schema; those within another one after its name. */
const keys = Object.entries(schema.properties).flatMap(([name, { properties = {} }]) => [
  name,
  ...Object.keys(properties).map((field) => `${name}.${field}`),
]);

test("the property lists say what the JSON says", () => {
  const chrome = file("docs/admin/com.google.Chrome.plist").toString();
  const extension = file("docs/admin/com.google.Chrome.extensions.STORE_ID.plist").toString();
  assert.deepEqual(readPropertyList(chrome), { ExtensionSettings: linux.ExtensionSettings });
  assert.deepEqual(readPropertyList(extension), ours);
});

test("the registry file says what the JSON says", () => {
  const read = readRegistry(file("docs/admin/policy.reg"));
  assert.deepEqual(Object.keys(read), [CHROME, OURS, `${OURS}\\neverTouch`]);
  const { ExtensionSettings } = /** @type {Record<string, string>} */ (read[CHROME]);
  assert.deepEqual(JSON.parse(ExtensionSettings ?? ""), linux.ExtensionSettings);
  const { correction, supportText, ...objects } = /** @type {any} */ (read[OURS]);
  const parsed = Object.fromEntries(
    Object.entries(objects).map(([name, text]) => [name, JSON.parse(text)]),
  );
  const neverTouch = Object.values(read[`${OURS}\\neverTouch`] ?? {});
  assert.deepEqual({ correction: correction === 1, neverTouch, supportText, ...parsed }, ours);
});

test("the samples hold nothing that the schema does not know", () => {
  for (const [name, value] of Object.entries(ours)) {
    const { type, properties } = schema.properties[name];
    assert.equal(type, Array.isArray(value) ? "array" : typeof value, name);
    if (type !== "object") continue;
    for (const field of Object.keys(value)) assert.ok(properties[field], `${name}.${field}`);
  }
});

test("every key has its row in the page, and every row is a key", () => {
  const rows = [...page.matchAll(/^\| `([\w.]+)` \|/gm)].map(([, key]) => key);
  assert.deepEqual([...new Set(rows)].sort(), keys.sort());
});

test("the core knows the same keys", () => {
  const core = file("crate/src/state/policy/mod.rs").toString();
  const table = /const KEYS[^]*?\];/.exec(core)?.[0] ?? "";
  const known = [...table.matchAll(/\("([\w.]+)", /g)].map(([, key]) => key);
  assert.deepEqual(known.sort(), keys.sort());
});

test("the page shows the samples' files", () => {
  for (const name of ["policy.reg", "policy.json", "com.google.Chrome.plist"]) {
    assert.ok(page.includes(`admin/${name}`), name);
  }
});
