/** What the content scripts recognise, in a real Chromium with pages that imitate the karte. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { FAILING, FORM, open, script, sent } from "./karte_page.mjs";

/** A script whose value is one expression, without the lines before it. @param {string} name */
const expression = (name) =>
  script(name)
    .replace(/^(?:\/\/.*|"use strict";)$/gm, "")
    .trim()
    .slice(0, -1);

/** @type {[string, string, string, string?][]} */
const LOOKS = [
  ["the failing screen", `<h1>${FAILING}</h1><button>申請する</button>`, "failing"],
  ["the failing text over two lines", "<h1>クライアント証明書が<br>必要です</h1>", "failing"],
  [
    "nginx without a certificate",
    "<h1>400 Bad Request</h1>No required SSL certificate was sent",
    "failing",
  ],
  ["nginx with a refused one", "<center>The SSL certificate error</center>", "failing"],
  [
    "an article about it",
    `<h1>「${FAILING}」という画面が出る</h1>`,
    "other",
    "https://help.medley.life/a",
  ],
  [
    "the text in a script only",
    `<p>読み込み中</p><script>const t = "${FAILING}"</script>`,
    "other",
  ],
  ["the text hidden", `<p>読み込み中</p><p hidden>${FAILING}</p>`, "other"],
  ["a record in which somebody wrote it", `<nav>受付一覧</nav><p>${FAILING}</p>`, "signed_in"],
  ["the form by its fields", FORM, "sign_in"],
  ["a form by its words", '<input type="password"><button>ログイン</button>', "sign_in"],
  ["the reception list", "<h1>受付一覧</h1>", "signed_in"],
  ["another page of the app", "<h1>予約</h1>", "app", "https://karte.medley.life/d/reservations"],
  ["a page with nothing on it", "", "blank", "https://karte.medley.life/d/"],
  [
    "an app page that has not drawn anything yet",
    "<div id=root></div>",
    "app",
    "https://karte.medley.life/d/",
  ],
  [
    "a maintenance page under the app's address",
    "<h1>メンテナンス中です</h1>",
    "app",
    "https://karte.medley.life/d/",
  ],
  ["signed out", "<p>ログアウトしました</p>", "other", "https://karte.medley.life/d/bye"],
  ["entering the code", "<label>発行コード<input></label>", "issuing"],
  ["issuing", "<button>発行する</button>", "issuing"],
  ["the company's page", "<h1>お知らせ</h1>", "other", "https://www.medley.life/"],
];

for (const [name, body, expected, url] of LOOKS) {
  test(`look: ${name}`, async () => {
    const page = await open(body, url);
    const facts = /** @type {any} */ (await page.evaluate(script("classify_page")));
    assert.equal(facts.text, expected);
    assert.deepEqual(Object.keys(facts).sort(), [
      ...["applyStuck", "openedAt", "source", "storedCopyFails", "text"],
    ]);
    await page.close();
  });
}

test("look: not at other people's pages", async () => {
  const page = await open(`<h1>${FAILING}</h1>`, "https://medley.life.example.com/");
  assert.equal(await page.evaluate(script("classify_page")), null);
  await page.close();
});

/** @type {[string, string, string[]][]} */
const NOTICES = [
  ["the failing screen", `<h1>${FAILING}</h1>`, ["failing"]],
  ["the failing text over two lines", "<h1>クライアント証明書が<br>必要です</h1>", ["failing"]],
  ["nothing on the form", FORM, []],
  ["nothing hidden", `<p hidden>${FAILING}</p>`, []],
  ["nothing in a script", `<script>const t = "${FAILING}"</script>`, []],
  ["nothing in a record", `<nav>受付一覧</nav><p>${FAILING}</p>`, []],
];

for (const [name, body, expected] of NOTICES) {
  test(`notice: ${name}`, async () => {
    const page = await open(body);
    await page.evaluate(script("detect_failure"));
    assert.deepEqual(await sent(page), expected);
    await page.close();
  });
}

/**
 * @param {import("@playwright/test").Page} page
 * @param {string} text
 */
const write = (page, text) =>
  page.evaluate((what) => {
    document.body.textContent = what;
  }, text);

test("notice: the screen drawn later, and gone again", async () => {
  const page = await open("<p>読み込み中</p>");
  await page.evaluate(script("detect_failure"));
  await write(page, FAILING);
  await page.clock.runFor(600);
  assert.deepEqual(await sent(page), ["failing"]);
  await write(page, "受付一覧");
  await page.clock.runFor(600);
  assert.deepEqual(await sent(page), ["failing", "gone"]);
  await page.close();
});

/**
 * Chrome translates the page: it marks the document and replaces the text. Another translator only replaces the text.
 * @param {import("@playwright/test").Page} page
 * @param {boolean} [byChrome]
 */
async function translate(page, byChrome = true) {
  await page.evaluate((marks) => {
    if (marks) document.documentElement.classList.add("translated-ltr");
    for (const element of document.querySelectorAll("h1, button")) element.textContent = "English";
  }, byChrome);
  await page.clock.runFor(600);
}

/** @type {[string, boolean, boolean, string, string[]][]} */
const TRANSLATIONS = [
  ["by Chrome after it was seen", true, true, "failing", ["failing"]],
  ["by Chrome before it was seen", false, true, "other", []],
  ["by another translator", true, false, "other", ["failing", "gone"]],
];

for (const [name, seen, byChrome, expected, notices] of TRANSLATIONS) {
  test(`the failing screen translated ${name}`, async () => {
    const page = await open(`<h1>${FAILING}</h1><button>申請する</button>`);
    if (seen) await page.evaluate(script("detect_failure"));
    await translate(page, byChrome);
    if (!seen) await page.evaluate(script("detect_failure"));
    assert.deepEqual(await sent(page), notices);
    const facts = /** @type {any} */ (await page.evaluate(script("classify_page")));
    assert.equal(facts.text, expected);
    await page.close();
  });
}

test("a translated failing screen stays stuck, and is still recognised after Back", async () => {
  const page = await open(`<h1>${FAILING}</h1><button>申請する</button>`);
  await page.evaluate(script("detect_failure"));
  await page.click("button");
  await page.clock.runFor(16_000);
  await translate(page);
  await page.evaluate(() =>
    dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })),
  );
  const facts = /** @type {any} */ (await page.evaluate(script("classify_page")));
  assert.deepEqual(
    [facts.text, facts.applyStuck, facts.source],
    ["failing", true, "back_forward_cache"],
  );
  assert.deepEqual(await sent(page), ["failing", "apply_stuck", "failing"]);
  await page.close();
});

test("the sign-in form is recognised by its fields in every language", async () => {
  const page = await open(FORM);
  await page.evaluate(script("detect_failure"));
  await translate(page);
  const facts = /** @type {any} */ (await page.evaluate(script("classify_page")));
  assert.deepEqual([facts.text, await sent(page)], ["sign_in", []]);
  await page.close();
});

test("notice: quiet after a minute, awake again at the sign-in button", async () => {
  const page = await open(FORM);
  await page.evaluate(script("detect_failure"));
  await page.clock.runFor(61_000);
  await page.evaluate(() => document.body.append("…"));
  await page.clock.runFor(600);
  await page.click("button");
  await write(page, FAILING);
  await page.clock.runFor(600);
  assert.deepEqual(await sent(page), ["failing"]);
  await page.close();
});

/** @type {[string, string, string[], boolean][]} */
const APPLIES = [
  ["nothing follows", "", ["failing", "apply_stuck"], true],
  ["the code is asked for", "document.body.textContent = '発行コード'", ["failing", "gone"], false],
  ["another page follows", "history.pushState(null, '', '/d/next')", ["failing"], false],
];

for (const [name, effect, expected, stuck] of APPLIES) {
  test(`notice: 「申請する」, then ${name}`, async () => {
    const page = await open(`<h1>${FAILING}</h1><button><span> 申請する </span></button>`);
    await page.evaluate(script("detect_failure"));
    await page.click("span");
    await page.evaluate(effect);
    await page.clock.runFor(14_000);
    assert.equal((await sent(page)).includes("apply_stuck"), false);
    await page.clock.runFor(2_000);
    assert.deepEqual(await sent(page), expected);
    const facts = /** @type {any} */ (await page.evaluate(script("classify_page")));
    assert.equal(facts.applyStuck, stuck);
    await page.close();
  });
}

test("notice: twice in the same page is once", async () => {
  const page = await open(`<h1>${FAILING}</h1>`);
  await page.evaluate(script("detect_failure"));
  await page.evaluate(script("detect_failure"));
  assert.deepEqual(await sent(page), ["failing"]);
  await page.close();
});

test("notice: an orphan goes quiet, and its successor takes over", async () => {
  const page = await open("<p>読み込み中</p>");
  await page.evaluate(script("detect_failure"));
  await page.evaluate(() => {
    /** @type {any} */ (chrome.runtime).id = undefined;
  });
  await write(page, FAILING);
  await page.clock.runFor(600);
  assert.deepEqual(await sent(page), []);
  await page.evaluate(() => {
    /** @type {any} */ (chrome.runtime).id = "us again";
  });
  await page.close();
});

test("databases are counted again if Chrome drops the first request", async () => {
  const page = await open("");
  await page.evaluate(async () => {
    await new Promise((done) => Object.assign(indexedDB.open("one"), { onsuccess: done }));
    const real = indexedDB.databases.bind(indexedDB);
    let asked = 0;
    const databases = () => ((asked += 1) === 1 ? new Promise(() => undefined) : real());
    Object.assign(indexedDB, { databases });
  });
  // Its promise is kept, not awaited: without the second request it would never settle.
  await page.evaluate(
    `void ${expression("count_storage")}.then((counts) => { globalThis.counts = counts; })`,
  );
  await page.clock.runFor(600);
  const counts = await page.waitForFunction(() => /** @type {any} */ (globalThis).counts);
  assert.equal((await counts.jsonValue()).databases, 1);
  await page.close();
});
