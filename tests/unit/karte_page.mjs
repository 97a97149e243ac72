/** A real Chromium with pages that imitate the karte, for the tests of the content scripts. */
import { readFileSync } from "node:fs";
import { after } from "node:test";
import { chromium } from "@playwright/test";

/** The source of a content script. @param {string} name */
export const script = (name) =>
  readFileSync(new URL(`../../extension/content/${name}.js`, import.meta.url), "utf8");

export const FAILING = "クライアント証明書が必要です";
export const FORM =
  '<input id="email"><input id="password" type="password"><button>ログイン</button>';
const SIGN_IN = "https://karte.medley.life/d/signin";

/** Started with the first page. @type {Promise<import("@playwright/test").Browser> | undefined} */
let browser;
after(async () => (await browser)?.close());

/**
 * Opens a page of the karte with this body and with Playwright's fake clock, which a test can advance.
 * @param {string} body
 * @param {string} [url]
 */
export async function open(body, url = SIGN_IN) {
  browser ??= chromium.launch({ executablePath: "/usr/bin/chromium" });
  const page = await (await browser).newPage();
  await page.clock.install();
  await page.addInitScript(() => {
    const sent = Object.assign(globalThis, { sent: /** @type {string[]} */ ([]) }).sent;
    const sendMessage = (/** @type {{ what: string }} */ { what }) => {
      sent.push(what);
      return Promise.resolve();
    };
    Object.assign(globalThis, { chrome: { runtime: { id: "us", sendMessage } } });
  });
  const html = `<!doctype html><meta charset="utf-8"><title>karte</title><body>${body}`;
  await page.route("**/*", (route) => route.fulfill({ contentType: "text/html", body: html }));
  await page.goto(url);
  return page;
}

/** What the content script has told the worker. @param {import("@playwright/test").Page} page */
export const sent = (page) => page.evaluate(() => /** @type {any} */ (globalThis).sent);
