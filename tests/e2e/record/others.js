/** Small foreign extensions for the PCs of the corpus: harmless, powerful, or in the karte's way. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

const KARTE = "https://karte.medley.life/*";
const FAILING = "クライアント証明書が必要です";

/** @typedef {{manifest: Record<string, unknown>, files?: Record<string, string>}} Other */

/**
 * An extension with declarativeNetRequest rules, which Chromium itself applies.
 * @param {string} name
 * @param {Record<string, unknown>} manifest
 * @param {Record<string, unknown>} action
 * @param {string} urlFilter
 * @returns {Other}
 */
function ruled(name, manifest, action, urlFilter = "||karte.medley.life/") {
  const rules = [{ id: 1, action, condition: { urlFilter, resourceTypes: ["main_frame"] } }];
  const rule_resources = [{ id: "rules", enabled: true, path: "rules.json" }];
  return {
    manifest: { name, ...manifest, declarative_net_request: { rule_resources } },
    files: { "rules.json": JSON.stringify(rules) },
  };
}

/**
 * An extension with a script in the karte's pages.
 * @param {string} name
 * @param {string} script
 * @returns {Other}
 */
function scripted(name, script) {
  const content_scripts = [{ matches: [KARTE], js: ["page.js"], run_at: "document_end" }];
  return { manifest: { name, content_scripts }, files: { "page.js": script } };
}

/** @type {Record<string, Other>} */
const OTHERS = {
  plain: { manifest: { name: "ストップウォッチ" } },
  helper: { manifest: { name: "電子処方箋ヘルパー", host_permissions: ["<all_urls>"] } },
  blocker: ruled("広告ブロック", { permissions: ["declarativeNetRequest"] }, { type: "block" }),
  "quiet-blocker": ruled(
    "院内ルール",
    { permissions: ["declarativeNetRequestWithHostAccess"], host_permissions: [KARTE] },
    { type: "block" },
  ),
  redirector: ruled(
    "お気に入り移行ツール",
    { permissions: ["declarativeNetRequestWithHostAccess"], host_permissions: [KARTE] },
    { type: "redirect", redirect: { url: "https://karte.medley.life/signin" } },
    "|https://karte.medley.life/d/signin|",
  ),
  proxy: {
    manifest: {
      name: "院内プロキシ設定",
      permissions: ["proxy"],
      background: { service_worker: "worker.js" },
    },
    files: {
      "worker.js": `chrome.proxy.settings.set({ scope: "regular", value: {
        mode: "fixed_servers", rules: { singleProxy: { host: "127.0.0.1", port: 9 } } } });`,
    },
  },
  translator: scripted(
    "ページ翻訳",
    `document.querySelector("h1").textContent = "A client certificate is required";
     for (const rest of document.querySelectorAll("p")) rest.textContent = "Please ask for one.";`,
  ),
  keeper: scripted(
    "オフライン保存",
    `const kept = document.createElement("h1");
     kept.textContent = "${FAILING}";
     document.body.replaceChildren(kept);`,
  ),
};

/**
 * Writes them to disk and names their folders.
 * @param {string[]} names
 * @param {string} into
 */
export async function writeOthers(names, into) {
  const folders = [];
  for (const name of names) {
    const other = OTHERS[name];
    if (!other) throw new Error(`there is no extension called ${name}`);
    const folder = join(into, name);
    await mkdir(folder, { recursive: true });
    const manifest = JSON.stringify({ manifest_version: 3, version: "1.0", ...other.manifest });
    const files = { "manifest.json": manifest, ...other.files };
    for (const [file, text] of Object.entries(files)) await writeFile(join(folder, file), text);
    folders.push(folder);
  }
  return folders;
}
