// Rules for the pages' markup: valid HTML (html-validate), nothing loaded from elsewhere, no code in it, no broken link.

import { HtmlValidate, Rule as MarkupRule, StaticConfigLoader } from "html-validate";
import { posix } from "node:path";

import { text } from "./text.mjs";

/** @typedef {import("../lint-extension.mjs").Rule} Rule */
/** @typedef {import("html-validate").HtmlElement} HtmlElement */
/** @typedef {(message: string, node?: HtmlElement) => void} Report */

/** Attributes that name a file or an address. */
const LINKS = ["src", "href", "srcset", "action"];

/** @type {import("html-validate").ConfigData["rules"]} */
const RULES = {
  "doctype-style": ["error", { style: "lowercase" }],
  "void-style": ["error", { style: "selfclosing" }],
  "no-inline-style": "error",
  // Scripts fill these headings.
  "empty-heading": "off",
  // The report's text is a region that takes the focus.
  "prefer-native-element": ["error", { exclude: ["region"] }],
  "aria-label-misuse": ["error", { allowAnyNamable: true }],
  "ours/page": "error",
  "ours/no-code": "error",
  "ours/links": "error",
};

/** @type {Rule} */
export function* markup({ folder, files }) {
  for (const file of files.filter((name) => name.endsWith(".html"))) {
    const report = validator(file, files).validateStringSync(text(folder, file), file);
    for (const { line, message } of report.results.flatMap(({ messages }) => messages)) {
      yield `${file}:${line}: ${message}`;
    }
  }
}

/**
 * html-validate with our own rules, which also check links to the other files of the extension.
 * @param {string} file
 * @param {string[]} files
 */
function validator(file, files) {
  const rules = {
    "ours/page": rule(page),
    "ours/no-code": rule(noCode),
    "ours/links": rule((root, report) => links(root, report, file, files)),
  };
  return new HtmlValidate(
    new StaticConfigLoader({
      root: true,
      extends: ["html-validate:recommended"],
      elements: ["html5"],
      plugins: [{ name: "ours", rules }],
      rules: RULES,
    }),
  );
}

/** @param {(root: HtmlElement, report: Report) => void} check */
const rule = (check) =>
  class extends MarkupRule {
    setup() {
      this.on("dom:ready", ({ document }) =>
        check(document.root, (message, node = document.root) => this.report(node, message)),
      );
    }
  };

/** @param {HtmlElement} root @param {Report} report */
function page(root, report) {
  if (root.querySelector("html")?.getAttributeValue("lang") !== "ja") {
    report('<html> lacks lang="ja"');
  }
  if (!root.querySelector("title")) report("no <title>");
  for (const style of root.querySelectorAll("style")) report("inline style sheet", style);
}

/** @param {HtmlElement} root @param {Report} report */
function noCode(root, report) {
  for (const node of root.querySelectorAll("*")) {
    if (node.is("script") && !node.hasAttribute("src")) report("inline script", node);
    for (const { key, value } of node.attributes) {
      if (/^on/i.test(key)) report(`<${node.tagName} ${key}> holds code`, node);
      if (LINKS.includes(key) && /^\s*javascript:/i.test(String(value))) {
        report(`<${node.tagName} ${key}="javascript:…">`, node);
      }
    }
  }
}

/**
 * @param {HtmlElement} root
 * @param {Report} report
 * @param {string} file
 * @param {string[]} files
 */
function links(root, report, file, files) {
  for (const node of root.querySelectorAll(LINKS.map((name) => `[${name}]`).join())) {
    for (const name of LINKS) {
      const value = node.getAttributeValue(name) ?? "";
      const what = `<${node.tagName} ${name}="${value}">`;
      if (/^(\w+:)?\/\//.test(value)) {
        if (!node.is("a")) report(`${what} is loaded from elsewhere`, node);
      } else if (!/^(#|[a-z-]+:|$)/.test(value)) {
        const path = value.replace(/[?#].*/, "");
        const target = path.startsWith("/") ? path.slice(1) : posix.join(posix.dirname(file), path);
        if (!files.includes(target)) report(`${what} does not exist`, node);
      }
    }
  }
}
