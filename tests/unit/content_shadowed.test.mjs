/** The content scripts on a page whose elements and entries have the names that the scripts use. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { FAILING, FORM, open, script, sent } from "./karte_page.mjs";

/** Names that the scripts use. Elements of the page shadow each of them in every way that a page can. */
const NAMES = [
  ...["karteNotice", "chrome", "body", "documentElement", "querySelector", "createTreeWalker"],
  ...["addEventListener", "removeEventListener", "performance", "location", "URL", "title"],
];
const taken = NAMES.map(
  (name) =>
    `<a id="${name}"></a><form name="${name}" id="${name}"></form><img name="${name}"><object id="${name}"></object>`,
).join("");
const ODD =
  '<form role="button"><input name="closest"><input name="textContent"><input name="tagName"><b>x</b></form>';

test("no element of the page silences the notice or the look", async () => {
  const page = await open(`<h1>${FAILING}</h1>${taken}${ODD}<button>申請する</button>`);
  await page.evaluate(script("detect_failure"));
  assert.deepEqual(await sent(page), ["failing"]);
  await page.click("b");
  await page.click("button");
  await page.clock.runFor(16_000);
  assert.deepEqual(await sent(page), ["failing", "apply_stuck"]);
  const facts = /** @type {any} */ (await page.evaluate(script("classify_page")));
  assert.deepEqual([facts.text, facts.applyStuck], ["failing", true]);
  await page.close();
});

test("a form is recognised behind such elements, too", async () => {
  const page = await open(`${taken}${FORM}`);
  const facts = /** @type {any} */ (await page.evaluate(script("classify_page")));
  assert.equal(facts.text, "sign_in");
  await page.close();
});

test("what is counted are numbers, whatever the page calls its elements and entries", async () => {
  const names = ["localStorage", "sessionStorage", "indexedDB", "caches", "navigator", "length"];
  const page = await open(names.map((name) => `<a id="${name}"></a>`).join(""));
  await page.evaluate(() => {
    localStorage.setItem("length", "many");
    localStorage.setItem("key", "x");
  });
  const counts = /** @type {any} */ (await page.evaluate(script("count_storage")));
  assert.deepEqual(counts, { local: 2, session: 0, databases: 0, caches: 0, workers: 0 });
  await page.close();
});
