/**
 * `node tools/admin-samples.mjs` generates all samples for administrators, below docs/admin, from docs/admin/policy.json:
 * the same values for each way to install and each system. tests/unit/admin.test.mjs fails if one is out of date.
 */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "plist";
import { idFrom } from "./crx.mjs";

/** @typedef {{folder: string, id: string, policy: Record<string, any>}} Way one way to install, with its policy for Linux */

export const ADMIN = new URL("../docs/admin/", import.meta.url);
const STORE = { id: "<STORE_ID>", updates: "https://clients2.google.com/service/update2/crx" };
const OWN_UPDATES = "https://<HOST>/karte/update.xml";
const CHROME_KEY = String.raw`HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Google\Chrome`;
const TITLE = "カルテ サインイン診断 (Karte Sign-in Doctor)";

/** The id of the zip and of the self-hosted CRX. */
export const ZIP_ID = idFrom(
  Buffer.from(
    JSON.parse(readFileSync(new URL("../manifest.json", import.meta.url), "utf8")).key,
    "base64",
  ),
);

/** All samples by their paths below docs/admin, except policy.json itself. */
export function samples() {
  const source = readFileSync(new URL("policy.json", ADMIN), "utf8");
  const own = source.replaceAll(STORE.id, ZIP_ID).replaceAll(STORE.updates, OWN_UPDATES);
  const store = { folder: "", id: STORE.id, policy: JSON.parse(source) };
  const selfHosted = { folder: "self-hosted/", id: ZIP_ID, policy: JSON.parse(own) };
  const zip = { folder: "zip/", id: ZIP_ID, policy: withoutInstall(JSON.parse(own)) };
  return new Map([
    ...commonFiles(store).filter(([path]) => path !== "policy.json"),
    ...commonFiles(selfHosted),
    ...commonFiles(zip),
    ...preferenceFiles(store),
    ...preferenceFiles(selfHosted),
  ]);
}

/** @param {Way["policy"]} policy */
function withoutInstall({ "3rdparty": settings }) {
  return { "3rdparty": settings };
}

/** @param {Way} way @returns {[string, Buffer][]} */
function commonFiles(way) {
  return [
    [`${way.folder}policy.json`, Buffer.from(`${JSON.stringify(way.policy, null, 2)}\n`)],
    [`${way.folder}policy.reg`, registry(way)],
    [`${way.folder}profile.mobileconfig`, propertyList(profile(way))],
  ];
}

/** Property lists, one for each preference domain: some device management services need them, not a profile. @param {Way} way */
function preferenceFiles({ folder, id, policy }) {
  const { ExtensionSettings } = policy;
  // Windows does not allow < and > in file names.
  const name = id.replace(/[<>]/g, "");
  return /** @type {[string, Buffer][]} */ ([
    [`${folder}com.google.Chrome.plist`, propertyList({ ExtensionSettings })],
    [`${folder}com.google.Chrome.extensions.${name}.plist`, propertyList(settingsOf(policy, id))],
  ]);
}

/** @param {Way["policy"]} policy @param {string} id */
const settingsOf = (policy, id) => policy["3rdparty"].extensions[id];

/** @param {object} value */
const propertyList = (value) => Buffer.from(`${build(/** @type {any} */ (value))}\n`);

/** A configuration profile of macOS. @param {Way} way */
function profile({ folder, id, policy }) {
  const { ExtensionSettings } = policy;
  const payload = (/** @type {string} */ type, /** @type {object} */ values) => ({
    ...identity(`karte-signin-doctor.${folder.replace("/", ".")}${type.replace(/[<>]/g, "")}`),
    PayloadType: type,
    ...values,
  });
  const demand = ExtensionSettings ? [payload("com.google.Chrome", { ExtensionSettings })] : [];
  const settings = payload(`com.google.Chrome.extensions.${id}`, settingsOf(policy, id));
  return {
    ...identity(`karte-signin-doctor.${folder.replace("/", "") || "store"}`),
    PayloadType: "Configuration",
    PayloadDisplayName: TITLE,
    PayloadScope: "System",
    PayloadContent: [...demand, settings],
  };
}

/** The identity of a payload for macOS. It is the same in every release, so that a newer profile replaces an older one. */
function identity(/** @type {string} */ name) {
  const hex = createHash("sha256").update(name).digest("hex").toUpperCase();
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `5${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
  ];
  return {
    PayloadIdentifier: name,
    PayloadUUID: [...parts, hex.slice(20, 32)].join("-"),
    PayloadVersion: 1,
  };
}

/** A file of Windows' registry editor: UTF-16 with a byte order mark, and CRLF line ends. @param {Way} way */
function registry({ id, policy }) {
  const { ExtensionSettings } = policy;
  const place = [CHROME_KEY, "3rdparty", "extensions", id, "policy"].join("\\");
  const settings = Object.entries(settingsOf(policy, id));
  const isList = (/** @type {[string, unknown]} */ [, value]) => Array.isArray(value);
  const lists = settings.filter(isList).map(([name, items]) =>
    section(
      `${place}\\${name}`,
      items.map((/** @type {string} */ item, /** @type {number} */ at) => [at + 1, item]),
    ),
  );
  const sections = [
    ...(ExtensionSettings ? [section(CHROME_KEY, [["ExtensionSettings", ExtensionSettings]])] : []),
    section(
      place,
      settings.filter((entry) => !isList(entry)),
    ),
    ...lists,
  ];
  const text = ["Windows Registry Editor Version 5.00", "", ...sections.flat()].join("\r\n");
  return Buffer.from(`\ufeff${text}`, "utf16le");
}

/** @param {string} key @param {[string | number, unknown][]} values */
function section(key, values) {
  return [`[${key}]`, ...values.map(([name, value]) => `"${name}"=${registryValue(value)}`), ""];
}

/** Chrome reads objects as JSON. @param {unknown} value */
function registryValue(value) {
  if (typeof value === "boolean") return `dword:0000000${Number(value)}`;
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return `"${text.replace(/["\\]/g, String.raw`\$&`)}"`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [path, bytes] of samples()) {
    mkdirSync(dirname(fileURLToPath(new URL(path, ADMIN))), { recursive: true });
    writeFileSync(new URL(path, ADMIN), bytes);
    console.log(`docs/admin/${path}`);
  }
}
