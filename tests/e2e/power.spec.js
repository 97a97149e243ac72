/** Least privilege, as Chrome sees it: what it grants and warns of, and what pages and worker cannot do even if they try. */
import { expect } from "@playwright/test";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./lib/paths.js";
import { test } from "./lib/test.js";
import { until } from "./lib/wait.js";

/** The warnings at the installation, in Chrome's words: docs/permissions.md names these two and no others. */
const WARNINGS = [/^medley\.life .*読み取りと変更$/, /^アプリ、拡張機能、テーマを管理する$/];

test("Chrome has granted what the list allows, and warns of what the table says", async ({
  start,
}) => {
  const list = JSON.parse(await readFile(join(root, "tools", "permissions.json"), "utf8"));
  const pc = await start();
  const { granted, warnings } = await pc.extension.inWorker(async () => ({
    granted: await chrome.permissions.getAll(),
    warnings: await chrome.management.getPermissionWarningsById(chrome.runtime.id),
  }));
  expect(granted.permissions?.sort()).toEqual(list.permissions.sort());
  expect(granted.origins).toEqual(list.host_permissions);
  expect(warnings.sort()).toEqual(WARNINGS.map((words) => expect.stringMatching(words)));
});

/** Runs in a page or in the worker: requests these addresses and returns those that the policy refused. */
async function reach(/** @type {string[]} */ urls) {
  /** @type {string[]} */ const refused = [];
  globalThis.addEventListener("securitypolicyviolation", (event) => {
    const { effectiveDirective, blockedURI } = /** @type {SecurityPolicyViolationEvent} */ (event);
    refused.push(`${effectiveDirective} ${blockedURI}`);
  });
  for (const url of urls) {
    const sent = fetch(url, { redirect: "manual", credentials: "omit" });
    await sent.then(
      () => undefined,
      () => undefined,
    );
  }
  return refused;
}

const ELSEWHERE = ["https://evil.example/", "https://app.medley.life/", "http://127.0.0.1:1/"];
const KARTE = ["https://karte.medley.life/", "https://karte.medley.life./"].concat(
  "http://karte.medley.life/",
);

test("the worker reaches the karte in its three spellings, and nobody else", async ({
  lab,
  start,
}) => {
  const pc = await start({ foreign: ["evil.example"] });
  await lab.set({ client_auth: "off" });
  await lab.forget();
  const refused = await pc.extension.inWorker(reach, [...ELSEWHERE, ...KARTE]);
  // Pages under test may connect to this machine: the browser allows that for unpacked extensions.
  expect(refused).toEqual(
    expect.arrayContaining(ELSEWHERE.slice(0, 2).map((url) => `connect-src ${url}`)),
  );
  expect(refused.filter((one) => one.includes("karte"))).toEqual([]);
  const asked = (await lab.requests()).map(({ host }) => host);
  expect(asked.sort()).toEqual(["karte.medley.life", "karte.medley.life", "karte.medley.life."]);
});

/** Runs in a page: how each attempt ends to make markup or code from text. */
async function makeOfText() {
  // Code that the debugger starts may evaluate text; code after a task boundary may not.
  await new Promise((resolve) => void setTimeout(resolve));
  const { trustedTypes } = /** @type {any} */ (globalThis);
  const box = document.createElement("div");
  const script = document.createElement("script");
  const ways = {
    innerHTML: () => (box.innerHTML = "<b>x</b>"),
    insertAdjacentHTML: () => box.insertAdjacentHTML("beforeend", "<b>x</b>"),
    "a policy": () => trustedTypes.createPolicy("x", {}),
    "a default policy": () => trustedTypes.createPolicy("default", {}),
    // eslint-disable-next-line no-eval -- that it cannot be done is what is asked
    eval: () => (0, eval)("1"),
    // eslint-disable-next-line no-new-func -- the same
    "new Function": () => new Function("1"),
    "a script's address": () => (script.src = "https://evil.example/x.js"),
  };
  /** @type {Record<string, string>} */ const ends = {};
  for (const [what, act] of Object.entries(ways)) {
    try {
      act();
      ends[what] = "done";
    } catch {
      ends[what] = "refused";
    }
  }
  return ends;
}

/** Runs in a page: how each attempt ends to load something foreign. */
async function load() {
  /** @type {[string, string, Record<string, string>][]} */
  const wanted = [
    ["an image", "img", { src: "https://evil.example/x.png" }],
    ["a data image", "img", { src: "data:image/gif;base64,R0lGODlhAQABAAAAACw=" }],
    ["a style sheet", "link", { rel: "stylesheet", href: "https://evil.example/x.css" }],
  ];
  const ended = wanted.map(async ([what, tag, attributes]) => {
    const element = document.createElement(tag);
    const end = new Promise((resolve) => {
      element.addEventListener("load", () => resolve("done"));
      element.addEventListener("error", () => resolve("refused"));
    });
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    document.body.append(element);
    return [what, await end];
  });
  return Object.fromEntries(await Promise.all(ended));
}

test("no text becomes markup or code in a page, and nothing foreign is loaded", async ({
  start,
}) => {
  const pc = await start({ foreign: ["evil.example"] });
  const page = await pc.browser.newTab(`${pc.extension.origin}/options/options.html`);
  await until("the page", () =>
    page.session.evaluate(() => document.querySelector("main")?.checkVisibility()),
  );
  const tried = {
    ...(await page.session.evaluate(makeOfText)),
    ...(await page.session.evaluate(load)),
  };
  expect(new Set(Object.values(tried)), JSON.stringify(tried)).toEqual(new Set(["refused"]));
});
