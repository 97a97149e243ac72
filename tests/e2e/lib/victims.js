/**
 * Twelve small foreign extensions of different kinds, a pair that blocks the karte only together, two more, and one without any
 * access to the karte.
 * Three of the twelve block the karte. All are ordinary extensions with fixed ids, packed or not.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { idFrom } from "../../../tools/crx.mjs";
import { keyOf } from "./word_key.js";

const KARTE = "karte.medley.life";
const FAILING = "クライアント証明書が必要です";

/**
 * @typedef {object} Kind
 * @property {string} title the name that a person reads
 * @property {string} [shows] what the page shows if it is blocked: the browser's error, or the page's text
 * @property {Record<string, unknown>} [manifest]
 * @property {Record<string, string>} [files] their texts by name
 */
/** @typedef {Kind & {name: string, id: string, folder: string}} Victim */

const worker = { background: { service_worker: "worker.js" } };
const popup = { action: { default_popup: "popup.html" } };
/** Chrome warns of this permission, so the extension may have access to the karte. */
const warned = { permissions: ["tabs"] };
const PROXY = `chrome.proxy.settings.set({ scope: "regular", value: { mode: "pac_script", pacScript: { data:
  'function FindProxyForURL(url, host) { return host === "${KARTE}" ? "PROXY 127.0.0.1:9" : "DIRECT"; }' } } });`;
const BREAK = `const words = document.createElement("h1");
  words.textContent = "${FAILING}";
  document.body.replaceChildren(words);`;
const PAGE = `<!doctype html><meta charset="utf-8"><title>-</title>`;

/**
 * An extension with a script in pages.
 * @param {string} script
 * @param {"document_start" | "document_end"} [run_at]
 * @param {string} [host]
 */
function scripted(script, run_at = "document_end", host = KARTE) {
  const content_scripts = [{ matches: [`https://${host}/*`], js: ["page.js"], run_at }];
  return { manifest: { content_scripts }, files: { "page.js": script } };
}

/** An extension with a rule, but without host permissions. */
function ruled() {
  const condition = { urlFilter: `||${KARTE}/`, resourceTypes: ["main_frame"] };
  const rule_resources = [{ id: "rules", enabled: true, path: "rules.json" }];
  return {
    manifest: {
      permissions: ["declarativeNetRequest"],
      declarative_net_request: { rule_resources },
    },
    files: { "rules.json": JSON.stringify([{ id: 1, action: { type: "block" }, condition }]) },
  };
}

/** @type {Record<string, Kind>} */
const KINDS = {
  rule: { title: "広告ブロッカー", shows: "net::ERR_BLOCKED_BY_CLIENT", ...ruled() },
  script: { title: "オフライン保存", shows: FAILING, ...scripted(BREAK) },
  proxy: {
    title: "院内プロキシ設定",
    shows: "net::ERR_PROXY_CONNECTION_FAILED",
    manifest: { permissions: ["proxy"], ...worker },
    files: { "worker.js": PROXY },
  },
  popup: { title: "電卓", manifest: { ...popup, ...warned }, files: { "popup.html": PAGE } },
  units: { title: "単位換算", manifest: popup, files: { "popup.html": PAGE } },
  omnibox: {
    title: "Drug Name Lookup",
    manifest: { omnibox: { keyword: "drug" }, ...worker, ...warned },
    files: { "worker.js": "chrome.omnibox.onInputEntered.addListener(() => undefined);" },
  },
  menu: {
    title: "選択した文字の読み上げ",
    manifest: { permissions: ["contextMenus"], ...worker },
    files: {
      "worker.js": `chrome.runtime.onInstalled.addListener(() =>
        chrome.contextMenus.create({ id: "read", title: "読み上げる", contexts: ["selection"] }));`,
    },
  },
  elsewhere: {
    title: "Price Tracker",
    ...scripted("document.title += ' ¥';", "document_end", "shop.example"),
  },
  observer: {
    title: "通信量メーター",
    manifest: { permissions: ["webRequest"], host_permissions: ["<all_urls>"], ...worker },
    files: {
      "worker.js": `let seen = 0;
        chrome.webRequest.onCompleted.addListener(() => { seen += 1; }, { urls: ["<all_urls>"] });`,
    },
  },
  passwords: {
    title: "Bitwarden パスワード管理",
    manifest: { permissions: ["storage"], ...popup },
    files: { "popup.html": PAGE },
  },
  insurance: {
    title: "オンライン資格確認 連携",
    manifest: { permissions: ["nativeMessaging", "storage"], ...worker },
    files: { "worker.js": "chrome.runtime.onMessage.addListener(() => undefined);" },
  },
  resident: {
    title: "診察の順番お知らせ",
    manifest: { permissions: ["background", "notifications"], ...worker },
    files: { "worker.js": "chrome.runtime.onStartup.addListener(() => undefined);" },
  },
  powerful: {
    title: "電子処方箋ヘルパー",
    manifest: { permissions: ["cookies", "scripting"], host_permissions: ["*://*.medley.life/*"] },
  },
  panel: {
    title: "処方メモ",
    manifest: { permissions: ["sidePanel", "tabs"], side_panel: { default_path: "panel.html" } },
    files: { "panel.html": PAGE },
  },
  tools: {
    title: "Page Inspector",
    manifest: { devtools_page: "tools.html" },
    files: { "tools.html": PAGE },
  },
  marks: {
    title: "印刷ボタン",
    ...scripted(`document.documentElement.dataset.print = "on";`, "document_start"),
  },
  breaks: {
    title: "Page Tidy",
    ...scripted(`if (document.documentElement.dataset.print) { ${BREAK} }`),
  },
};

/** Two that block the karte only when both are on. */
export const PAIR = ["marks", "breaks"];
/** Two more that block nothing, for a search among twelve of which only one or two are guilty. */
export const MORE = ["panel", "tools"];
/** One without access to the karte. */
export const POWERLESS = "units";
/** All others. */
export const VICTIMS = Object.keys(KINDS).filter(
  (name) => ![...PAIR, ...MORE, POWERLESS].includes(name),
);

/**
 * Writes them to disk; the folders must exist as long as a profile that uses them.
 * @param {string} into
 * @param {readonly string[]} [names]
 * @returns {Promise<Victim[]>}
 */
export function writeVictims(into, names = VICTIMS) {
  return Promise.all(names.map((name) => write(name, join(into, name))));
}

/**
 * @param {string} name
 * @param {string} folder
 * @returns {Promise<Victim>}
 */
async function write(name, folder) {
  const kind = KINDS[name];
  if (!kind) throw new Error(`there is no victim called ${name}`);
  const { open } = keyOf(name);
  const manifest = {
    ...{ manifest_version: 3, name: kind.title, version: "1.0", key: open.toString("base64") },
    ...kind.manifest,
  };
  const files = { "manifest.json": JSON.stringify(manifest), ...kind.files };
  await mkdir(folder, { recursive: true });
  for (const [file, text] of Object.entries(files)) await writeFile(join(folder, file), text);
  return { ...kind, name, id: idFrom(open), folder };
}
