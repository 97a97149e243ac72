import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";

import { lint } from "./lint-extension.mjs";
import { CSP } from "./lint/manifest.mjs";

const manifest = {
  manifest_version: 3,
  name: "__MSG_name__",
  version: "1.2.3",
  default_locale: "ja",
  minimum_chrome_version: "123",
  background: { service_worker: "worker.js", type: "module" },
  permissions: ["storage"],
  content_security_policy: { extension_pages: CSP },
  externally_connectable: { ids: [] },
};
const words = { name: { message: "名前 $1", description: "The extension's name." } };
const page = (/** @type {string} */ body) =>
  `<!doctype html><html lang="ja"><head><title>x</title></head><body>${body}</body></html>`;

/** A minimal extension without problems. */
const right = {
  "manifest.json": JSON.stringify(manifest),
  "worker.js": "export {};",
  "popup/popup.html": page(
    '<p data-i18n="name">名前 $1</p><script src="../worker.js"></script><a href="https://a.example/">a</a>',
  ),
  "_locales/ja/messages.json": JSON.stringify(words),
  "_locales/en/messages.json": JSON.stringify({ name: { message: "Name $1" } }),
};

/** @param {object} change */
const changed = (change) => JSON.stringify({ ...manifest, ...change });

/** @type {[string, Record<string, string>, RegExp | null][]} */
const cases = [
  ["the least that is right", {}, null],
  ["an unknown key", { "manifest.json": changed({ update_url: "x" }) }, /unknown key update_url/],
  [
    "a weaker policy",
    { "manifest.json": changed({ content_security_policy: {} }) },
    /extension_pages/,
  ],
  [
    "a version that Chrome refuses",
    { "manifest.json": changed({ version: "1.0-beta" }) },
    /version/,
  ],
  [
    "a permission nobody explains",
    { "manifest.json": changed({ permissions: ["tabs"] }) },
    /no row for tabs/,
  ],
  [
    "a host of everybody",
    { "manifest.json": changed({ host_permissions: ["https://*/*"] }) },
    /every site/,
  ],
  [
    "a release that asks for more",
    { "manifest.json": changed({ permissions: ["storage", "cookies"] }) },
    /asks for cookies, which no release has asked for before: Chrome would switch the extension off/,
  ],
  [
    "a release that could ask for more",
    { "manifest.json": changed({ optional_host_permissions: ["https://a.example/*"] }) },
    /optional_host_permissions asks for https:\/\/a\.example/,
  ],
  [
    "a script on another site",
    { "manifest.json": changed({ content_scripts: [{ matches: ["https://a.example/*"] }] }) },
    /content_scripts asks for https:\/\/a\.example/,
  ],
  [
    "a script in every frame",
    { "manifest.json": changed({ content_scripts: [{ matches: [], all_frames: true }] }) },
    /in every frame/,
  ],
  [
    "a list that promises too much",
    { "manifest.json": changed({ permissions: [] }) },
    /names storage, which the manifest no longer asks for/,
  ],
  [
    "files that pages may load",
    { "manifest.json": changed({ web_accessible_resources: [] }) },
    /lets every page load/,
  ],
  [
    "an ear for strangers",
    { "manifest.json": changed({ externally_connectable: undefined }) },
    /others could send messages/,
  ],
  [
    "a missing icon",
    { "manifest.json": changed({ icons: { 16: "i.png" } }) },
    /i\.png does not exist/,
  ],
  [
    "a missing rule file",
    {
      "manifest.json": changed({
        declarative_net_request: { rule_resources: [{ path: "r.json" }] },
      }),
    },
    /r\.json/,
  ],
  [
    "a key in one language",
    { "_locales/en/messages.json": "{}" },
    /_locales\/en: name lacks a message/,
  ],
  [
    "other placeholders",
    { "_locales/en/messages.json": '{"name":{"message":"Name"}}' },
    /placeholders/,
  ],
  [
    "a key without words in a page",
    { "a.html": page('<b data-i18n-label="b"></b>') },
    /no words for "b"/,
  ],
  ["a key without words in a script", { "a.js": 'message("c");' }, /no words for "c"/],
  ["a key without words in a bundle", { "a.js": 'message2("c", 1);' }, /no words for "c"/],
  [
    "a page that reads otherwise",
    { "a.html": page('<b data-i18n="name">別</b>') },
    /reads otherwise/,
  ],
  [
    "a remote script",
    { "a.html": page('<script src="https://a.example/a.js"></script>') },
    /loaded from elsewhere/,
  ],
  [
    "a remote style",
    { "a.html": page('<link rel="stylesheet" href="//a.example/a.css">') },
    /loaded from elsewhere/,
  ],
  ["an inline script", { "a.html": page("<script>1</script>") }, /inline script/],
  ["a handler in the markup", { "a.html": page('<b onclick="x()">') }, /holds code/],
  ["a script as a link", { "a.html": page('<a href="javascript:x()">a</a>') }, /javascript:/],
  ["an inline style", { "a.html": page('<b style="color: red">a</b>') }, /[Ii]nline style/],
  ["an inline style sheet", { "a.html": page("<style>b {}</style>") }, /inline style sheet/],
  ["an element that is not closed", { "a.html": page("<ul><li>a</ul>") }, /a\.html:1: .*<li>/],
  ["an id twice", { "a.html": page('<b id="b">a</b><i id="b">c</i>') }, /[Dd]uplicate ID/],
  ["no language", { "a.html": page("").replace(' lang="ja"', "") }, /lacks lang="ja"/],
  ["no title", { "a.html": page("").replace("<title>x</title>", "") }, /no <title>/],
  [
    "a link to nowhere",
    { "a.html": page('<a href="b.html#x">b</a>') },
    /b\.html#x"> does not exist/,
  ],
  [
    "markup from text",
    { "a.js": "a.innerHTML = b;" },
    /a\.js:1: innerHTML .*turns text into markup/,
  ],
  ["markup from text in brackets", { "a.js": 'a["outerHTML"] = b;' }, /turns text into markup/],
  ["a parser of markup", { "a.js": "new DOMParser();" }, /turns text into markup/],
  ["a document written", { "a.js": "document.write(b);" }, /turns text into markup/],
  ["a frame from text", { "a.js": "a.srcdoc = b;" }, /turns text into markup/],
  ["code by another name", { "a.js": "const e = eval; e(b);" }, /turns text into code/],
  ["a timer with a text", { "a.js": "setTimeout(`b`);" }, /turns text into code/],
  ["a policy of Trusted Types", { "a.js": "trustedTypes.createPolicy(a, b);" }, /lets text become/],
  ["a classic import", { "a.js": "importScripts(a);" }, /at run time/],
  ["a script as an address", { "a.js": 'a.href = "javascript:b()";' }, /Script URL/],
  [
    "a rule switched off",
    { "a.js": "/* eslint-disable -- none */ eval(b);" },
    /turns text into code/,
  ],
  ["a script that cannot be read", { "a.js": "(" }, /a\.js:1/],
  ["a word in a text", { "a.js": "f(`Function(${a})`, 'eval(b)');" }, null],
  ["code from text", { "a.js": "new Function(b)();" }, /turns text into code/],
  ["a handler from text", { "a.js": 'a.setAttribute("onclick", b);' }, /turns text into code/],
  ["code at run time", { "a.js": "import(name);" }, /at run time/],
  ["a file beside it at run time", { "a.js": 'import("./b.js");' }, null],
  ["code from elsewhere", { "a.js": 'import("//example.com/b.js");' }, /at run time/],
  ["its own address", { "a.js": "import.meta.url;" }, null],
  [
    "an address of somebody else",
    { "a.js": 'f("https://a.example/b");' },
    /names https:\/\/a\.exa/,
  ],
  ["the karte's address", { "a.js": '"https://karte.medley.life/d/signin"' }, null],
  ["another host in the core", { "a.wasm": "xhttps://a.example/y" }, /a\.wasm: names/],
  ["a capital letter", { "A.js": "" }, /lower-case/],
  ["a source map", { "a.js": "//# sourceMappingURL=a.js.map" }, /source map/],
  ["broken JSON", { "rules.json": "{" }, /not JSON/],
];

for (const [fact, files, expected] of cases) {
  test(`${expected ? "finds" : "accepts"} ${fact}`, (context) => {
    const folder = mkdtempSync(join(tmpdir(), "lint-"));
    context.after(() => rmSync(folder, { recursive: true }));
    for (const [name, content] of Object.entries({ ...right, ...files })) {
      mkdirSync(dirname(join(folder, "unpacked", name)), { recursive: true });
      writeFileSync(join(folder, "unpacked", name), content);
    }
    writeFileSync(
      join(folder, "permissions.md"),
      "| name | why |\n|---|---|\n| `storage` | remembers |\n",
    );
    writeFileSync(join(folder, "permissions.json"), JSON.stringify({ permissions: ["storage"] }));
    const at = (/** @type {string} */ name) => join(folder, name);
    const problems = lint(at("unpacked"), at("permissions.md"), at("permissions.json"));
    if (!expected) assert.deepEqual(problems, []);
    else {
      assert.ok(
        problems.some((problem) => expected.test(problem)),
        problems.join("\n") || "nothing found",
      );
    }
  });
}
