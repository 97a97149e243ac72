/** The example policies for administrators: equal on every system, valid by the schema, explained in docs/admin.md. */
import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { parse } from "plist";
import { ADMIN, samples, ZIP_ID } from "../../tools/admin-samples.mjs";
import { readRegistry } from "./samples.mjs";

const file = (/** @type {string} */ path) =>
  readFileSync(new URL(`../../${path}`, import.meta.url));
const json = (/** @type {string} */ path) => JSON.parse(file(path).toString());
const PLACE = "<STORE_ID>";
const CHROME = String.raw`HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Google\Chrome`;
/** The ways to install: the folder of the samples, the extension's id, and the update server if the samples install it. */
const WAYS = [
  { folder: "", id: PLACE, installs: "https://clients2.google.com/service/update2/crx" },
  { folder: "self-hosted/", id: ZIP_ID, installs: "https://<HOST>/karte/update.xml" },
  { folder: "zip/", id: ZIP_ID, installs: undefined },
];

const all = samples();
/** @param {string} path below docs/admin @returns {any} */
const propertyList = (path) => parse(file(`docs/admin/${path}`).toString());
const linux = json("docs/admin/policy.json");
const ours = linux["3rdparty"].extensions[PLACE];
const schema = json("extension/managed_schema.json");
const page = file("docs/admin.md").toString();

/** All keys of the schema; a nested key is prefixed with its parent's name. */
const keys = Object.entries(schema.properties).flatMap(([name, { properties = {} }]) => [
  name,
  ...Object.keys(properties).map((field) => `${name}.${field}`),
]);

test("every sample is what tools/admin-samples.mjs writes", () => {
  for (const [path, bytes] of all) {
    const isSame = existsSync(new URL(path, ADMIN)) && bytes.equals(file(`docs/admin/${path}`));
    assert.ok(isSame, `${path}: run node tools/admin-samples.mjs`);
  }
  const kept = readdirSync(ADMIN, { recursive: true, encoding: "utf8" });
  const files = kept.filter((path) => path.includes("."));
  assert.deepEqual(files.toSorted(), [...all.keys(), "policy.json"].toSorted());
});

for (const { folder, id, installs } of WAYS) {
  const policy = json(`docs/admin/${folder}policy.json`);
  const settings = policy["3rdparty"].extensions[id];
  const demand = installs ? { ExtensionSettings: policy.ExtensionSettings } : {};

  test(`docs/admin/${folder}policy.json holds the same settings, and installs that id or nothing`, () => {
    assert.deepEqual(settings, ours);
    assert.deepEqual(Object.keys(policy["3rdparty"].extensions), [id]);
    assert.deepEqual(Object.keys(policy), [...Object.keys(demand), "3rdparty"]);
    assert.deepEqual(Object.keys(policy.ExtensionSettings ?? {}), installs ? [id] : []);
    const { update_url, ...rest } = policy.ExtensionSettings?.[id] ?? {};
    assert.equal(update_url, installs);
    const pinned = { installation_mode: "force_installed", toolbar_pin: "force_pinned" };
    assert.deepEqual(rest, installs ? pinned : {});
  });

  test(`docs/admin/${folder}profile.mobileconfig says what the JSON says`, () => {
    const { PayloadContent, ...profile } = propertyList(`${folder}profile.mobileconfig`);
    assert.equal(profile.PayloadType, "Configuration");
    const parts = [profile, ...PayloadContent];
    assert.ok(
      parts.every(({ PayloadUUID }) =>
        /^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/.test(PayloadUUID),
      ),
    );
    assert.equal(new Set(parts.map(({ PayloadUUID }) => PayloadUUID)).size, parts.length);
    const payloads = PayloadContent.map((/** @type {any} */ payload) => {
      assert.equal(payload.PayloadVersion, 1);
      const values = Object.entries(payload).filter(([name]) => !name.startsWith("Payload"));
      return [payload.PayloadType, Object.fromEntries(values)];
    });
    assert.deepEqual(Object.fromEntries(payloads), {
      ...(installs ? { "com.google.Chrome": demand } : {}),
      [`com.google.Chrome.extensions.${id}`]: settings,
    });
  });

  test(`docs/admin/${folder}policy.reg says what the JSON says`, () => {
    const read = readRegistry(file(`docs/admin/${folder}policy.reg`));
    const place = [CHROME, "3rdparty", "extensions", id, "policy"].join("\\");
    const wanted = [...(installs ? [CHROME] : []), place, `${place}\\neverTouch`];
    assert.deepEqual([...read.keys()], wanted);
    if (installs) {
      const values = read.get(CHROME) ?? new Map();
      assert.deepEqual([...values.keys()], ["ExtensionSettings"]);
      assert.deepEqual(JSON.parse(values.get("ExtensionSettings")), demand.ExtensionSettings);
    }
    assert.deepEqual(fromRegistry(read, place), settings);
  });
}

for (const { folder, id } of WAYS.filter(({ installs }) => installs)) {
  test(`the property lists of docs/admin/${folder} say what the JSON says`, () => {
    const { ExtensionSettings, ...others } = json(`docs/admin/${folder}policy.json`);
    const name = id.replace(/[<>]/g, "");
    const chrome = propertyList(`${folder}com.google.Chrome.plist`);
    const extension = propertyList(`${folder}com.google.Chrome.extensions.${name}.plist`);
    assert.deepEqual(chrome, { ExtensionSettings });
    assert.deepEqual(extension, others["3rdparty"].extensions[id]);
  });
}

/**
 * The settings as Chrome reads them: subkeys are lists, and the schema says which values are booleans or objects.
 * @param {ReturnType<typeof readRegistry>} read
 * @param {string} place
 */
function fromRegistry(read, place) {
  const settings = [...(read.get(place) ?? [])].map(([name, value]) => {
    const { type } = schema.properties[name];
    if (type === "boolean") return [name, value === 1];
    return [name, type === "object" ? JSON.parse(String(value)) : value];
  });
  const lists = [...read.keys()]
    .filter((key) => key.startsWith(`${place}\\`))
    .map((key) => {
      const items = [...(read.get(key) ?? [])];
      assert.deepEqual(
        items.map(([name]) => name),
        items.map((_, at) => String(at + 1)),
      );
      return [key.slice(place.length + 1), items.map(([, item]) => item)];
    });
  return Object.fromEntries([...settings, ...lists]);
}

test("what a registry file cannot hold is refused", () => {
  const good = file("docs/admin/policy.reg").toString("utf16le");
  const read = (/** @type {string} */ text) => readRegistry(Buffer.from(text, "utf16le"));
  assert.equal(read(good).size, 3);
  for (const [what, bad] of Object.entries({
    "no mark": good.slice(1),
    "lines of other systems": good.replaceAll("\r\n", "\n"),
    "a name twice": good.replace('"correction"=', '"supportText"=""\r\n"correction"='),
    "no quotation marks": good.replace('"correction"', "correction"),
    "a bare quotation mark": good.replace("院内", '院"内'),
    "a number of seven digits": good.replace("dword:00000001", "dword:0000001"),
    "no empty line": good.replace("\r\n\r\n[", "\r\n["),
  })) {
    assert.notEqual(bad, good, what);
    assert.throws(() => read(bad), Error, what);
  }
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

test("the page links every sample, and its links lead to files", () => {
  const linked = [...page.matchAll(/\]\(admin\/([^)]+)\)/g)].map(([, path = ""]) => path);
  assert.deepEqual([...new Set(linked)].toSorted(), [...all.keys(), "policy.json"].toSorted());
  assert.ok(page.includes(ZIP_ID));
});
