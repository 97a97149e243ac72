// Rules for the files: names, types, sizes.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

import { text } from "./text.mjs";

/** @typedef {import("../lint-extension.mjs").Rule} Rule */

/** Bytes. The core is compiled at every start of the worker, which takes long on a slow PC. */
const CORE_GZIPPED_AT_MOST = 350_000;
const ALL_GZIPPED_AT_MOST = 600_000;

/** @type {Rule} */
export function* fileNames({ folder, files }) {
  for (const file of files) {
    if (!/^[a-z0-9_./-]+$/.test(file)) {
      yield `${file}: only lower-case letters, digits, "_" and "-"`;
    }
    if (/^_(?!locales\/)/.test(file)) yield `${file}: names with "_" in front are Chrome's own`;
    if (file.endsWith(".map")) yield `${file}: a source map`;
    if (/\.(js|css)$/.test(file) && /[#@] sourceMappingURL=/.test(text(folder, file))) {
      yield `${file}: names a source map`;
    }
    if (file.endsWith(".json") && !isJson(text(folder, file))) yield `${file}: is not JSON`;
  }
}

/** @param {string} source */
function isJson(source) {
  try {
    JSON.parse(source);
    return true;
  } catch {
    return false;
  }
}

/** @type {Rule} */
export function* size({ folder, files }) {
  let all = 0;
  for (const file of files) {
    const gzipped = gzipSync(readFileSync(join(folder, file))).length;
    all += gzipped;
    if (file.endsWith(".wasm") && gzipped > CORE_GZIPPED_AT_MOST) {
      yield `${file}: ${gzipped} bytes gzipped, at most ${CORE_GZIPPED_AT_MOST}`;
    }
  }
  if (all > ALL_GZIPPED_AT_MOST) {
    yield `all files: ${all} bytes gzipped, at most ${ALL_GZIPPED_AT_MOST}`;
  }
}
