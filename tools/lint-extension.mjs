/**
 * Checks the built extension: what Chrome refuses to load, what the Web Store refuses to publish, and faults that would
 * otherwise show only when somebody opens a certain page. One file in tools/lint/ for each subject.
 *
 *     node tools/lint-extension.mjs dist/unpacked
 */
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { argv, exit } from "node:process";
import { pathToFileURL } from "node:url";

import { addresses, code } from "./lint/code.mjs";
import { fileNames, size } from "./lint/files.mjs";
import { icons, manifestKeys, namedFiles, permissions } from "./lint/manifest.mjs";
import { markup } from "./lint/markup.mjs";
import { notReachableByOthers, noNewPermissions } from "./lint/permission-growth.mjs";
import { text } from "./lint/text.mjs";
import { languages, staticTexts, messagesExist } from "./lint/messages.mjs";

/** @typedef {Record<string, any>} Json */
/** @typedef {Record<string, { message?: string, description?: string }>} Messages */
/**
 * @typedef {object} Extension
 * @property {string} folder
 * @property {string[]} files relative, with "/"
 * @property {Json} manifest
 * @property {Record<string, Messages>} locales
 * @property {Set<string>} explained the permissions that docs/permissions.md explains
 * @property {Record<string, string[]>} allowed all that a release may ask for, by the manifest's keys
 */
/** @typedef {(extension: Extension) => Iterable<string>} Rule */

/** @type {Rule[]} */
const RULES = [
  manifestKeys,
  permissions,
  noNewPermissions,
  notReachableByOthers,
  namedFiles,
  icons,
  fileNames,
  languages,
  messagesExist,
  staticTexts,
  markup,
  code,
  addresses,
  size,
];

/**
 * The names in the first column of the table: | `cookies` | … |
 * @param {string} page
 */
function documentedPermissions(page) {
  const table = existsSync(page) ? readFileSync(page, "utf8") : "";
  const cells = [...table.matchAll(/^\|([^|]*)\|/gm)].map(([, cell = ""]) => cell);
  return new Set(
    cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name)),
  );
}

/**
 * All problems of the extension in `folder`.
 * @param {string} folder
 * @param {string} page the document with the table of permissions
 * @param {string} list the committed list of them
 * @returns {string[]}
 */
export function lint(folder, page, list) {
  const files = readdirSync(folder, { recursive: true })
    .map((name) => String(name).replaceAll("\\", "/"))
    .filter((name) => statSync(join(folder, name)).isFile())
    .sort();
  const manifest = JSON.parse(text(folder, "manifest.json"));
  const locales = Object.fromEntries(
    files
      .filter((name) => /^_locales\/\w+\/messages\.json$/.test(name))
      .map((name) => [posix.basename(dirname(name)), JSON.parse(text(folder, name))]),
  );
  const allowed = JSON.parse(readFileSync(list, "utf8"));
  const extension = {
    folder,
    files,
    manifest,
    locales,
    explained: documentedPermissions(page),
    allowed,
  };
  return RULES.flatMap((rule) => [...rule(extension)]);
}

if (import.meta.url === pathToFileURL(argv[1] ?? "").href) {
  const problems = lint(
    argv[2] ?? "dist/unpacked",
    "docs/permissions.md",
    "tools/permissions.json",
  );
  for (const problem of problems) console.error(problem);
  console.log(`extension: ${RULES.length} rules, ${problems.length} problems`);
  exit(problems.length ? 1 : 0);
}
