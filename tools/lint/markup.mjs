// The pages' markup: nothing from elsewhere, no code in it, no link to nowhere.

import { posix } from "node:path";

import { text } from "./text.mjs";

/** @typedef {import("../lint-extension.mjs").Rule} Rule */

const TAG = /<([a-z][\w-]*)((?:\s+[^\s=>/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+))?)*)\s*\/?>/gi;
const ATTRIBUTE = /([^\s=>/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?/g;

/** @type {Rule} */
export function* markup({ folder, files }) {
  for (const file of files.filter((name) => name.endsWith(".html"))) {
    const html = text(folder, file).replace(/<!--[\s\S]*?-->/g, "");
    if (!/<html[^>]*\slang="ja"/.test(html)) yield `${file}: <html> lacks lang="ja"`;
    if (!/<title[\s>]/.test(html)) yield `${file}: no <title>`;
    if (/<style[\s>]/i.test(html)) yield `${file}: inline style sheet`;
    for (const [, tag = "", rest = ""] of html.matchAll(TAG)) {
      yield* element(file, files, tag.toLowerCase(), attributes(rest));
    }
  }
}

/** @param {string} source */
const attributes = (source) =>
  new Map(
    [...source.matchAll(ATTRIBUTE)].map(([, name = "", ...values]) => [
      name.toLowerCase(),
      values.find((value) => value !== undefined) ?? "",
    ]),
  );

/**
 * @param {string} file
 * @param {string[]} files
 * @param {string} tag
 * @param {Map<string, string>} attrs
 */
function* element(file, files, tag, attrs) {
  if (tag === "script" && !attrs.has("src")) yield `${file}: inline script`;
  for (const [name, value] of attrs) {
    if (/^on/.test(name)) yield `${file}: <${tag} ${name}> holds code`;
    if (name === "style") yield `${file}: <${tag} style>`;
    if (!["src", "href", "srcset", "action"].includes(name)) continue;
    if (/^\s*javascript:/i.test(value)) yield `${file}: <${tag} ${name}="javascript:…">`;
    if (/^(\w+:)?\/\//.test(value)) {
      if (tag !== "a") yield `${file}: <${tag} ${name}="${value}"> is loaded from elsewhere`;
    } else if (!/^(#|[a-z-]+:|$)/.test(value)) {
      const path = value.replace(/[?#].*/, "");
      const target = path.startsWith("/") ? path.slice(1) : posix.join(posix.dirname(file), path);
      if (!files.includes(target)) yield `${file}: <${tag} ${name}="${value}"> does not exist`;
    }
  }
}
