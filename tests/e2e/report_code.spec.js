/** A code that somebody reads out is shown in words, on a PC without the karte; nothing of it is stored, no request is sent. */
import { expect } from "@playwright/test";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { example } from "../example.mjs";
import { objections } from "./lib/axe.js";
import { hangingOver, show } from "./lib/layout.js";
import { unpacked } from "./lib/paths.js";
import { Proxy } from "./lib/proxy.js";
import { run } from "./lib/run.js";
import { SCHEMES, SIZES } from "./lib/states.js";
import { test } from "./lib/test.js";
import { until } from "./lib/wait.js";

/** @typedef {import("./lib/pc.js").Pc} Pc */
/** @typedef {import("./lib/tab.js").Tab} Tab */

/** The same diagnosis in both versions, a clock that is behind, and a PC without a cause. */
const CODES = ["240B-DA62-01S9", "12RW-6809-2SJS", "12EC-0G2V-4X23", "17NJ-0009-61JY"];
const LANGUAGES = /** @type {const} */ (["ja", "en"]);
/** Prefixes of the message keys, for the fields whose values are keys. */
const KEYED = {
  ...{ state: "report_state", primary: "cause", verdict: "report_verdict" },
  ...{ platform: "report_platform", browser: "report_brand" },
  ...{ cert_main: "report_asked", cert_dot: "report_asked", powerful: "code_powerful" },
};

/** @param {string} language @returns {Promise<(key: string) => string>} */
async function wordsOf(language) {
  const text = await readFile(join(unpacked, "_locales", language, "messages.json"), "utf8");
  const messages = JSON.parse(text);
  return (key) => messages[key]?.message ?? `no words for ${key}`;
}

/** @param {Pc} pc */
async function openReader(pc) {
  const page = await pc.browser.newTab(`${pc.extension.origin}/report/report.html`);
  await page.show();
  await until("the button", () =>
    page.session.evaluate(() => document.querySelector("#read-code") !== null),
  );
  await page.click("#read summary");
  return page;
}

/** What the page shows for a code. @param {Tab} page @param {string} typed */
async function read(page, typed) {
  await page.session.evaluate((text) => {
    const said = document.getElementById("read-said");
    if (said) said.textContent = "";
    /** @type {HTMLInputElement} */ (document.getElementById("typed")).value = text;
  }, typed);
  await page.click("#read-code");
  const now = () =>
    page.session.evaluate(() => ({
      said: document.getElementById("read-said")?.textContent ?? "",
      fields: Object.fromEntries(
        [...document.querySelectorAll("#read-fields dd")].map((dd) => [
          /** @type {HTMLElement} */ (dd).dataset["field"] ?? "",
          dd.textContent ?? "",
        ]),
      ),
    }));
  await until(`an answer to ${typed}`, async () => (await now()).said !== "");
  return now();
}

/** The output of the native decoder: keys by field. @param {string} code */
async function keysOf(code) {
  const told = await run(example("decode"), [code]);
  return Object.fromEntries(
    [...told.matchAll(/^ +(\w+) .*\[(.*)\]$/gmu)].map(([, field, key]) => [field, key]),
  );
}

for (const language of LANGUAGES) {
  test(`${language}: every field of both versions is said in words, as the native decoder has it`, async ({
    start,
  }) => {
    const words = await wordsOf(language);
    const pc = await start({ language });
    const page = await openReader(pc);
    for (const code of CODES) {
      const { said, fields } = await read(page, code);
      expect(said, code).toBe(words("code_read"));
      const keys = await keysOf(code);
      for (const [field, beginning] of Object.entries(KEYED)) {
        const key = keys[field];
        if (key === undefined || key === "none") continue;
        expect(fields[field], `${code} ${field}`).toContain(words(`${beginning}_${key}`));
      }
      const known = Object.keys(keys).sort();
      expect(Object.keys(fields).sort(), code).toEqual(known);
      const all = Object.values(fields).join("\n");
      expect(all).not.toMatch(/undefined|null|\$\d|no words/u);
      expect(Object.values(fields).every((one) => one.trim() !== "")).toBe(true);
    }
  });
}

test("ja: the whole of one code, word for word", async ({ start }) => {
  const page = await openReader(await start());
  const { fields } = await read(page, "12EC-0G2V-4X23");
  expect(fields).toMatchObject({
    others: "このパソコンの証明書",
    reason: "このパソコンの時計は約 … 分遅れています。",
    clock: "15 分から 1 時間 遅れています",
    platform: "Linux",
    browser: "Chromium",
  });
  const second = await read(page, "240B-DA62-01S9");
  expect(second.fields).toMatchObject({
    state: "「クライアント証明書が必要です」の画面",
    verdict: "疑いあり",
    clock: "合っています",
    platform: "Windows",
    browser: "Google Chrome",
    from_cache: "サーバー",
    dot_works: "あり",
    several_clinics: "なし",
    powerful: "なし",
  });
});

const SPELLINGS = {
  ja: [
    ...["240B-DA62-01S9", "240bda6201s9", "２４０Ｂ　ＤＡ６２　０１Ｓ９", "24oB−DA62ーolS9"],
    "に よん ゼロ ビー（ブラジル） ディー（デンマーク） エー（アメリカ） ろく に ゼロ いち エス（スペイン） きゅう",
    "に、よん、ゼロ、ブラジル、デンマーク、アメリカ、ロク、ニ、ぜろ、イチ、すぺいん、きゅう",
    "２４ゼロＢ デンマーク アメリカ 62 01S きゅう",
  ],
  en: [
    "Two Four Zero Bravo Delta Alfa Six Two Zero One Sierra Nine",
    "two, four, zero, bravo - delta, alfa, six, two - zero, one, sierra, nine",
    "240 bravo DA62 01 sierra 9",
  ],
};

for (const language of LANGUAGES) {
  test(`${language}: it is read however it is spelt`, async ({ start }) => {
    const page = await openReader(await start({ language }));
    const first = await read(page, "240B-DA62-01S9");
    for (const spelling of SPELLINGS[language]) {
      expect(await read(page, spelling), spelling).toEqual(first);
    }
  });

  test(`${language}: what is wrong is said, and what is shown of an earlier code goes`, async ({
    start,
  }) => {
    const words = await wordsOf(language);
    const page = await openReader(await start({ language }));
    for (const [typed, key, value] of /** @type {[string, string, string][]} */ ([
      ["240B-DA62-01SU", "letter", "U"],
      ["240B-DA62-01S*", "letter", "*"],
      ["山田", "letter", "山"],
      ["240B-DA62-01S", "length", "11"],
      ["", "length", "0"],
      ["240B-DA62-10S9", "check", ""],
      ["240B-DA62-01S8", "check", ""],
      ["3000-0000-0009", "version", ""],
      ["25PR-1000-0006", "field", words("code_field_primary")],
    ])) {
      expect((await read(page, "240B-DA62-01S9")).fields).not.toEqual({});
      const { said, fields } = await read(page, typed);
      expect(said, typed).toBe(words(`code_error_${key}`).replace("$1", value));
      expect(fields, typed).toEqual({});
    }
  });

  test(`${language}: everybody can use it`, async ({ start }) => {
    const page = await openReader(await start({ language }));
    for (const typed of ["240B-DA62-01S9", "240B-DA62-01SU"]) {
      await read(page, typed);
      for (const width of SIZES) {
        for (const scheme of SCHEMES) {
          await show(page, width, scheme);
          expect(await objections(page), `${width} ${scheme}`).toEqual([]);
          expect(await hangingOver(page), `${width} ${scheme}`).toEqual([]);
        }
      }
    }
  });
}

test("with the keyboard: Enter reads", async ({ start }) => {
  const pc = await start();
  const page = await openReader(pc);
  await page.session.evaluate(() => {
    const field = /** @type {HTMLInputElement} */ (document.getElementById("typed"));
    field.value = "240B-DA62-01S9";
    field.focus();
  });
  await pc.display.press("Return");
  await page.says("コードの内容は次のとおりです。");
});

test("nothing is kept, nobody is asked, and only pages of ours may ask for it", async ({
  lab,
  start,
}) => {
  const proxy = await Proxy.start(lab.ports);
  try {
    const pc = await start({ args: proxy.args });
    const page = await openReader(pc);
    const kept = async () => ({
      local: await pc.extension.stored("local"),
      session: await pc.extension.stored("session"),
      page: await page.session.evaluate(() => ({ ...localStorage, ...sessionStorage })),
      // Chrome's autofill memory of what was typed into forms.
      address: await page.session.evaluate(() => location.href),
    });
    const before = await kept();
    proxy.takeOurs();
    for (const typed of [...CODES, "ブラジル", "山田 太郎 4711"]) await read(page, typed);
    expect(await kept()).toEqual(before);
    expect(proxy.takeOurs()).toEqual([]);
    expect(await lab.log()).toEqual([]);
    await (await pc.tab()).show();
    await pc.open();
    const refused = await pc.fromContentScript({ kind: "read_code", text: CODES[0] });
    expect(refused).toMatchObject({ kind: "error", code: "forbidden_sender" });
  } finally {
    await proxy.stop();
  }
});
