/** The ruleset: Chromium's own engine accepts it, agrees with the core on thousands of addresses, and leaves right ones alone. */
import { expect } from "@playwright/test";
import { FOREIGN, generated, RIGHT_ONES, WRONG } from "./lib/addresses.js";
import { rulesetIsOn, rulesFor, sort } from "./lib/correction.js";
import { test } from "./lib/test.js";

const PASSES = 1;
const TO_SIGN_IN = [2, 3, 4, 8, 9, 10, 11, 12];
const BY_RULES = ["insecure", "www", "port", "sign_in_path"];
/** The sign-in path at a mistyped host below the vendor's domain. */
const MISTYPED = /^https?:\/\/([^/@]*@)?[^./]+\.medley\.life(:\d+)?\/+(d\/+)+(%20)*(sign|log)/i;

/** Whether the core leaves this address to the browser's engine. @param {import("./lib/correction.js").Sorted} sorted */
const isForRules = ({ url, verdict, reason }) =>
  verdict === "corrected" &&
  (BY_RULES.includes(reason ?? "") || (reason === "typed_host" && MISTYPED.test(url)));

/** @param {number | null} rule */
const redirects = (rule) => rule !== null && rule !== PASSES;

test("the browser supports every rule and uses them all", async ({ start }) => {
  const pc = await start();
  expect(await rulesetIsOn(pc)).toBe(true);
  const supported = await pc.extension.inWorker(async () => {
    const file = await fetch(chrome.runtime.getURL("rules/correction.json"));
    /** @type {chrome.declarativeNetRequest.Rule[]} */
    const rules = await file.json();
    const ask = rules.map(({ id, condition }) =>
      chrome.declarativeNetRequest
        .isRegexSupported({
          regex: condition.regexFilter ?? "",
          isCaseSensitive: condition.isUrlFilterCaseSensitive ?? false,
          requireCapturing: true,
        })
        .then(({ isSupported }) => ({ id, isSupported, types: condition.resourceTypes })),
    );
    return Promise.all(ask);
  });
  expect(supported).toEqual(
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((id) => ({
      id,
      isSupported: true,
      types: ["main_frame"],
    })),
  );
});

test("the browser's engine and the core agree on thousands of addresses", async ({ start }) => {
  const urls = [
    ...generated(6_000, 20_260_105),
    ...WRONG.map(({ url }) => new URL(url).href),
    ...RIGHT_ONES,
  ];
  const found = await sort(urls);
  const rules = await rulesFor(await start(), urls);
  const differ = found.filter((sorted, i) => isForRules(sorted) !== redirects(rules[i] ?? null));
  expect(differ).toEqual([]);
  // A rule with a fixed target matches where the core names the sign-in page; elsewhere the rule keeps the path.
  const aims = found.filter(
    (sorted, i) => redirects(rules[i] ?? null) && !aimsAlike(sorted, rules[i]),
  );
  expect(aims).toEqual([]);
  const used = new Set(rules);
  expect(used).toEqual(new Set([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, null]));
});

/**
 * @param {import("./lib/correction.js").Sorted} sorted
 * @param {number | null | undefined} rule
 */
function aimsAlike({ url, to }, rule) {
  const { pathname, search, hash } = new URL(url);
  if (TO_SIGN_IN.includes(rule ?? 0)) {
    return to === `https://karte.medley.life/d/signin${search}${hash}`;
  }
  return to === `https://karte.medley.life${pathname}${search}${hash}`;
}

test("every rule has at least two addresses that prove it", async ({ start }) => {
  const pc = await start();
  const urls = WRONG.map(({ url }) => new URL(url).href);
  expect(await rulesFor(pc, urls)).toEqual(WRONG.map(({ rule }) => rule));
  for (const rule of [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]) {
    expect(WRONG.filter((wrong) => wrong.rule === rule).length).toBeGreaterThanOrEqual(2);
  }
  expect((await sort(urls)).map(({ to }) => to)).toEqual(WRONG.map(({ to }) => to));
});

test("no rule touches anything but a page that a tab asks for", async ({ start }) => {
  const pc = await start();
  const urls = WRONG.map(({ url }) => new URL(url).href);
  for (const type of ["sub_frame", "xmlhttprequest", "script", "image", "websocket", "ping"]) {
    expect(await rulesFor(pc, urls, { type }), type).toEqual(urls.map(() => null));
  }
  for (const method of ["post", "put", "head"]) {
    expect(await rulesFor(pc, urls, { method }), method).toEqual(urls.map(() => null));
  }
});

test("what is right, and what is somebody else's, is left alone", async ({ start }) => {
  expect(FOREIGN.length).toBeGreaterThanOrEqual(100);
  const sorted = await sort([...RIGHT_ONES, ...FOREIGN]);
  expect(sorted.filter(({ verdict }) => verdict === "corrected")).toEqual([]);
  const right = sorted.slice(0, RIGHT_ONES.length);
  expect(right.filter(({ verdict }) => verdict !== "right")).toEqual([]);
  const urls = sorted.map(({ url }) => url).filter((url) => url.startsWith("http"));
  const rules = await rulesFor(await start(), urls);
  expect(urls.filter((_, i) => redirects(rules[i] ?? null))).toEqual([]);
});
