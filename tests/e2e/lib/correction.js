/** The correction of addresses as its own pages steer it, what the core says of an address, and what reached the lab. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { example } from "../../example.mjs";
import { copyOfOurs, editManifest } from "./extension.js";
import { until } from "./wait.js";

/** @typedef {import("./pc.js").Pc} Pc */
/** @typedef {{url: string, verdict: string, to: string | null, reason: string | null}} Sorted */

export const RIGHT = "https://karte.medley.life/d/signin";
const KARTE = "karte.medley.life";

/**
 * Sends a message about the correction from a page of the extension; the tab in front is the one it is about.
 * @param {Pc} pc
 * @param {string} action
 * @param {object} [fields]
 * @returns {Promise<any>}
 */
export async function correct(pc, action, fields = {}) {
  const { targetId } = await pc.browser.cdp.send("Target.createTarget", {
    url: `${pc.extension.origin}/welcome/welcome.html`,
    background: true,
  });
  const page = await pc.browser.cdp.attach(targetId);
  try {
    await until("a page of ours", () => page.evaluate(() => Boolean(chrome.runtime?.id)));
    return await page.evaluate(
      async (about) => {
        const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
        return chrome.runtime.sendMessage({ kind: "correct", tabId: tab?.id, ...about });
      },
      { action, ...fields },
    );
  } finally {
    await pc.browser.cdp.send("Target.closeTarget", { targetId });
  }
}

/**
 * What the core says of each address, by its example program.
 * @param {readonly string[]} urls
 * @returns {Promise<Sorted[]>}
 */
export async function sort(urls) {
  const program = spawn(example("correct"), [], { stdio: ["pipe", "pipe", "inherit"] });
  program.stdin.end(urls.map((url) => `${url}\n`).join(""));
  let said = "";
  program.stdout.setEncoding("utf8").on("data", (piece) => (said += piece));
  const [code] = await once(program, "close");
  if (code !== 0) throw new Error(`the example ended with ${code}`);
  return said
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}

/**
 * Per address the number of the rule that Chromium's own engine applies, or nothing.
 * @param {Pc} pc
 * @param {readonly string[]} urls
 * @param {{type?: string, method?: string}} [request] else a page that is asked for
 * @returns {Promise<(number | null)[]>}
 */
export function rulesFor(pc, urls, { type = "main_frame", method = "get" } = {}) {
  return pc.extension.inWorker(
    async (addresses, kind, verb) => {
      const found = [];
      for (const url of addresses) {
        const { matchedRules } = await chrome.declarativeNetRequest.testMatchOutcome({
          url,
          type: /** @type {chrome.declarativeNetRequest.ResourceType} */ (kind),
          method: /** @type {chrome.declarativeNetRequest.RequestMethod} */ (verb),
          tabId: -1,
        });
        found.push(matchedRules[0]?.ruleId ?? null);
      }
      return found;
    },
    urls,
    type,
    method,
  );
}

/** @param {Pc} pc whether the browser's engine uses our rules */
export function rulesetIsOn(pc) {
  return pc.extension.inWorker(async () =>
    (await chrome.declarativeNetRequest.getEnabledRulesets()).includes("correction"),
  );
}

/**
 * Waits until the tab shows the address, loaded.
 * @param {import("./tab.js").Tab} tab
 * @param {string} url
 */
export async function arrives(tab, url) {
  let seen = "";
  const there = async () => {
    seen = await tab.session.evaluate(() => `${document.readyState} ${location.href}`);
    return seen === `complete ${url}`;
  };
  await until(`${url} in the tab`, there, { limit: 15_000 }).catch((error) => {
    throw new Error(`${error.message}: ${seen}`);
  });
}

/**
 * What reached the lab beside the given right address: requests, connections to other hosts, and what could not be read.
 * The icon and the dotted host (the extension's own look at the first visit) belong to the right one.
 * @param {import("./lab.js").Lab} lab
 * @param {string} url
 * @param {boolean} [connections] whether connections that carry nothing count, too
 */
export async function strays(lab, url, connections = false) {
  const { pathname } = new URL(url);
  const right = ["/favicon.ico", pathname, new URL(RIGHT).pathname];
  const hosts = [KARTE, `${KARTE}.`];
  const stray = (/** @type {import("./lab.js").LogEntry} */ { kind, sni, host, path, scheme }) =>
    kind === "request"
      ? scheme !== "https" || !hosts.includes(host ?? "") || !right.includes(path ?? "")
      : kind === "turned_away" || (connections && !hosts.includes(sni ?? ""));
  return (await lab.log()).filter(stray);
}

/**
 * A copy of the extension that has an optional permission from the start; Chrome's own dialog for it is proven apart.
 * @param {string} permission
 */
export function copyWith(permission) {
  return copyOfOurs((folder) =>
    editManifest(folder, (manifest) => {
      const granted = /** @type {string[]} */ (manifest["permissions"]);
      const optional = /** @type {string[]} */ (manifest["optional_permissions"]);
      manifest["permissions"] = [...granted, permission];
      manifest["optional_permissions"] = optional.filter((name) => name !== permission);
    }),
  );
}

/** A page that needs no certificate and does not fail: nothing but the address matters. */
export const PLAIN = { client_auth: "off", failing: "after_password" };
