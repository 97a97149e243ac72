/** Whether a person can read a page: it has Japanese sentences under a heading, and no text for developers only. */
import { expect } from "@playwright/test";

/** What must never be visible: values such as `null`, missing messages, names of errors and of codes. */
const RAW =
  /undefined|\bnull\b|\bNaN\b|\[object |__MSG_|\$\d|\b(Type|Range|Runtime|Reference|Core)?Error\b|core_|no_worker|no_reply|other_build|not_permitted|forbidden|unreachable|at chrome-extension/;
const FEWEST_LETTERS = 40;

/**
 * @param {import("../lib/cdp.js").Session} page
 * @param {string} what
 */
export async function isReadable(page, what) {
  const { text, heading } = await page.evaluate(() => ({
    text: document.body?.innerText ?? "",
    heading: document.querySelector("h1")?.innerText ?? "",
  }));
  expect(heading.trim(), `${what}: its heading`).not.toBe("");
  const japanese = text.match(/[ぁ-んァ-ヶ一-龠]/g)?.length ?? 0;
  expect(japanese, `${what}: Japanese letters in ${text}`).toBeGreaterThan(FEWEST_LETTERS);
  expect(text, `${what}: something raw`).not.toMatch(RAW);
}
