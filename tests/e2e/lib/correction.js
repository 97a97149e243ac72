/** The correction of addresses: messages as our pages send them, the core's result for an address, and what reached the lab. */
import { expect } from "@playwright/test";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { example } from "../../example.mjs";
import { copyOfOurs, editManifest } from "./extension.js";
import { until } from "./wait.js";
import { say } from "./words.js";

/** @typedef {import("./pc.js").Pc} Pc */
/** @typedef {{url: string, verdict: string, to: string | null, reason: string | null}} Sorted */

export const RIGHT = "https://karte.medley.life/d/signin";
const KARTE = "karte.medley.life";

/**
 * Sends a message about the correction from a page of the extension; it is about the tab in front.
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
 * The core's classification of each address, from its example program.
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
 * For each address the number of the rule that Chromium's own engine applies, or null.
 * @param {Pc} pc
 * @param {readonly string[]} urls
 * @param {{type?: string, method?: string}} [request] default: the request of a page
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

/** Whether the browser's engine uses our rules. @param {Pc} pc */
export function rulesetIsOn(pc) {
  return pc.extension.inWorker(async () =>
    (await chrome.declarativeNetRequest.getEnabledRulesets()).includes("correction"),
  );
}

/**
 * Waits until the tab has loaded the address.
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
 * What reached the lab besides the given right address: requests, connections to other hosts, and unreadable connections.
 * The icon and the dot host (which the extension asks at the first visit) count as right.
 * @param {import("./lab.js").Lab} lab
 * @param {string} url
 * @param {boolean} [connections] whether connections without a request count as well
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
 * Expects that the settings name an address whose correction is suspended, and the minute in which its ten minutes end.
 * @param {Pc} pc
 * @param {string} url
 */
export async function settingsTellSuspension(pc, url) {
  const page = await pc.browser.newTab(`${pc.extension.origin}/options/options.html`);
  const { suspended } = await correct(pc, "status");
  const left = suspended.until - Date.now();
  expect(left).toBeGreaterThan(9 * 60_000);
  expect(left).toBeLessThanOrEqual(10 * 60_000);
  const text = (/** @type {string} */ id) => document.getElementById(id)?.textContent;
  await expect.poll(() => page.session.evaluate(text, "suspended-url")).toBe(url);
  const format = new Intl.DateTimeFormat("ja", {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone: "Asia/Tokyo",
  });
  expect(await page.session.evaluate(text, "suspended-why")).toBe(
    say("options_suspended", [format.format(suspended.until)]),
  );
  await page.close();
}

/**
 * A copy of the extension with an optional permission granted; another test proves Chrome's own dialog for it.
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

/** A page that needs no certificate and does not fail, so that only the address matters. */
export const PLAIN = { client_auth: "off", failing: "after_password" };
