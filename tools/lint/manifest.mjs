// Rules for the manifest and the files that it names.

import { readFileSync } from "node:fs";
import { join } from "node:path";

/** @typedef {import("../lint-extension.mjs").Rule} Rule */
/** @typedef {import("../lint-extension.mjs").Json} Json */

/**
 * Only our own files, no markup or code from text, and requests to the karte alone: its host, the host with a final dot, and
 * plain HTTP for the clock. It applies to the worker, too.
 */
export const CSP = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self' https://karte.medley.life https://karte.medley.life. http://karte.medley.life",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");
const KNOWN_KEYS = new Set(
  `action author background commands content_scripts content_security_policy declarative_net_request
  default_locale description externally_connectable homepage_url host_permissions icons incognito key manifest_version
  minimum_chrome_version name optional_host_permissions optional_permissions options_page options_ui
  permissions short_name storage version web_accessible_resources`.split(/\s+/),
);

/** @type {Rule} */
export function* manifestKeys({ manifest }) {
  for (const key of Object.keys(manifest)) {
    if (!KNOWN_KEYS.has(key)) yield `manifest: unknown key ${key}`;
  }
  const expected = {
    manifest_version: [manifest.manifest_version, 3],
    default_locale: [manifest.default_locale, "ja"],
    "background.type": [manifest.background?.type, "module"],
    "content_security_policy.extension_pages": [
      manifest.content_security_policy?.extension_pages,
      CSP,
    ],
  };
  for (const [key, [actual, wanted]] of Object.entries(expected)) {
    if (actual !== wanted) {
      yield `manifest: ${key} is ${JSON.stringify(actual)}, not ${JSON.stringify(wanted)}`;
    }
  }
  if (!/^\d+(\.\d+){0,3}$/.test(manifest.version ?? "")) {
    yield "manifest: version is not 1 to 4 numbers with dots";
  }
  // Older Chrome versions do not accept the host name with a final dot in the content security policy.
  if (!(Number(manifest.minimum_chrome_version) >= 123)) {
    yield "manifest: minimum_chrome_version is under 123";
  }
}

/** @type {Rule} */
export function* permissions({ manifest, explained }) {
  for (const key of [
    "permissions",
    "host_permissions",
    "optional_permissions",
    "optional_host_permissions",
  ]) {
    for (const permission of manifest[key] ?? []) {
      if (!explained.has(permission)) {
        yield `docs/permissions.md: no row for ${permission} (${key})`;
      }
      if (/^(<all_urls>|[^:]+:\/\/\*\/)/.test(permission)) {
        yield `manifest: ${key} asks for every site`;
      }
    }
  }
}

/**
 * Every file that the manifest names.
 * @param {Json} manifest
 * @returns {string[]}
 */
function named(manifest) {
  const action = manifest.action ?? {};
  return [
    manifest.background?.service_worker,
    action.default_popup,
    ...Object.values(action.default_icon ?? {}),
    ...Object.values(manifest.icons ?? {}),
    ...(manifest.content_scripts ?? []).flatMap((/** @type {Json} */ script) => [
      ...(script.js ?? []),
      ...(script.css ?? []),
    ]),
    ...(manifest.declarative_net_request?.rule_resources ?? []).map(
      (/** @type {Json} */ rules) => rules.path,
    ),
    ...(manifest.web_accessible_resources ?? []).flatMap(
      (/** @type {Json} */ open) => open.resources,
    ),
    manifest.options_page,
    manifest.options_ui?.page,
    manifest.storage?.managed_schema,
  ].filter((path) => path !== undefined);
}

/** @type {Rule} */
export function* namedFiles({ manifest, files }) {
  for (const path of named(manifest)) {
    const file = path.replace(/^\//, "");
    if (!file.includes("*") && !files.includes(file)) yield `manifest: ${path} does not exist`;
  }
}

/** @type {Rule} */
export function* icons({ folder, manifest, files }) {
  const sizes = { ...manifest.icons, ...manifest.action?.default_icon };
  for (const [size, file] of Object.entries(sizes)) {
    if (!files.includes(file)) continue;
    const width = readFileSync(join(folder, file)).readUInt32BE(16);
    if (width !== Number(size)) yield `${file}: is ${width} pixels wide, not ${size}`;
  }
}
