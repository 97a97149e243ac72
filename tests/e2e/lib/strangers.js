/** Strangers: another extension and hostile pages, every message that they could send, every file that they could load. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { idFrom } from "../../../tools/crx.mjs";
import { keyOf } from "./word_key.js";
import { root, unpacked } from "./paths.js";

/** A site that is not the vendor's. */
export const ELSEWHERE = "evil.example";
const SEEDS = join(root, "crate", "fuzz", "seeds", "message");

/**
 * One message of each kind that the worker knows, from the seeds of the fuzz targets; a native test keeps these complete.
 * @returns {Promise<{kind: string}[]>}
 */
export async function messages() {
  const names = (await readdir(SEEDS)).filter((name) => name !== "unknown");
  const texts = await Promise.all(names.map((name) => readFile(join(SEEDS, name), "utf8")));
  return texts.map((text) => JSON.parse(text));
}

/** The kinds of messages that the core knows, from its source. */
export async function kinds() {
  const source = await readFile(join(root, "crate", "src", "messages", "sender.rs"), "utf8");
  const list = /const KNOWN[^=]*= \[([^\]]*)\]/.exec(source)?.[1] ?? "";
  return [...list.matchAll(/"(\w+)"/g)].map(([, kind = ""]) => kind);
}

/** Every file of the package. */
export async function files() {
  const entries = await readdir(unpacked, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile());
  return paths.map((entry) => join(entry.parentPath, entry.name).slice(unpacked.length + 1)).sort();
}

/**
 * An extension with a script in every page and access to every site, which lets every page send messages to extensions.
 * @param {string} [name]
 */
export async function stranger(name = "A stranger") {
  const folder = await mkdtemp(join(tmpdir(), "karte-stranger-"));
  const { open } = keyOf("stranger");
  const manifest = {
    ...{ manifest_version: 3, name, version: "1.0", key: open.toString("base64") },
    host_permissions: ["<all_urls>"],
    background: { service_worker: "worker.js" },
    content_scripts: [{ matches: ["<all_urls>"], js: ["page.js"], all_frames: true }],
    externally_connectable: { matches: ["*://*.medley.life/*", `*://${ELSEWHERE}/*`] },
  };
  const texts = {
    "manifest.json": JSON.stringify(manifest),
    "worker.js": "chrome.runtime.onInstalled.addListener(() => undefined);",
    "page.js": "",
    "page.html": "<!doctype html><title>-</title>",
  };
  await mkdir(folder, { recursive: true });
  for (const [file, text] of Object.entries(texts)) await writeFile(join(folder, file), text);
  const remove = () => rm(folder, { recursive: true, force: true });
  return { folder, id: idFrom(open), remove };
}

/**
 * Runs where strangers are: sends each message and returns the replies, undefined for none.
 * @param {string} id of ours
 * @param {object[]} said
 * @returns {Promise<unknown[]>}
 */
export async function send(id, said) {
  const { runtime } = chrome;
  const answers = said.map(
    (message) =>
      new Promise((resolve) => {
        runtime.sendMessage(id, message, (/** @type {unknown} */ reply) => {
          resolve(runtime.lastError ? undefined : (reply ?? "an empty answer"));
        });
      }),
  );
  return (await Promise.all(answers)).filter((one) => one !== undefined);
}

/**
 * Runs where strangers are: opens a port and sends each message on it; returns the first reply, or how the port ended.
 * @param {string} id of ours
 * @param {object[]} said
 * @returns {Promise<unknown>}
 */
export function call(id, said) {
  const port = chrome.runtime.connect(id, { name: "diagnosis" });
  const heard = new Promise((resolve) => {
    port.onMessage.addListener(resolve);
    port.onDisconnect.addListener(() => resolve("hung up"));
  });
  for (const message of said) {
    try {
      port.postMessage(message);
    } catch {
      // The port is closed already.
    }
  }
  return heard;
}

/**
 * Runs in a page: sends each message in all the ways that a content script could receive.
 * @param {object[]} said
 */
export function shout(said) {
  for (const message of said) {
    window.postMessage(message, "*");
    parent.postMessage(message, "*");
    for (const target of [window, document, document.documentElement]) {
      target.dispatchEvent(new CustomEvent("message", { detail: message }));
      target.dispatchEvent(new CustomEvent("karte", { detail: message }));
      target.dispatchEvent(new MessageEvent("message", { data: message }));
    }
    const channel = new BroadcastChannel("diagnosis");
    channel.postMessage(message);
    channel.close();
  }
  const notice = { alive: () => false, applyStuck: true };
  Object.assign(globalThis, { karteNotice: notice, [Symbol.for("karteNotice")]: notice });
}

/**
 * Runs in a page: tries to load each file in all the ways that a page can; returns those that were loaded.
 * @param {string} origin of ours
 * @param {string[]} wanted
 * @returns {Promise<string[]>}
 */
export async function want(origin, wanted) {
  /** @type {string[]} */
  const came = [];
  /** @param {string} tag @param {string} key @param {string} url @param {Record<string, string>} [more] */
  const element = (tag, key, url, more = {}) =>
    new Promise((resolve) => {
      const made = Object.assign(document.createElement(tag), more);
      made.addEventListener("load", () => resolve(true));
      made.addEventListener("error", () => resolve(false));
      made.setAttribute(key, url);
      document.head.append(made);
    }).catch(() => false);
  const fetched = (/** @type {string} */ url, /** @type {RequestMode} */ mode) =>
    fetch(url, { mode }).then(
      () => true,
      () => false,
    );
  for (const file of wanted) {
    const url = `${origin}/${file}`;
    const ways = {
      fetch: fetched(url, "cors"),
      "fetch without an answer": fetched(url, "no-cors"),
      image: element("img", "src", url),
      script: element("script", "src", url),
      module: element("script", "src", url, { type: "module" }),
      style: element("link", "href", url, { rel: "stylesheet" }),
      import: import(url).then(
        () => true,
        () => false,
      ),
    };
    for (const [way, loaded] of Object.entries(ways)) {
      if (await loaded) came.push(`${file}: ${way}`);
    }
  }
  return came;
}
