/** The report's text contains exactly the listed keys and numbers. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { causes, reasons } from "./core.mjs";

/** @type {Record<string, Record<string, { message: string }>>} */
const locales = Object.fromEntries(
  ["ja", "en"].map((name) => {
    const file = new URL(`../../extension/_locales/${name}/messages.json`, import.meta.url);
    return [name, JSON.parse(readFileSync(file, "utf8"))];
  }),
);
let language = "ja";
/** @param {string} key @param {string[]} values */
function getMessage(key, values = []) {
  const message = locales[language]?.[key]?.message ?? "";
  return message.replace(/\$(\d)/g, (_, place) => values[place - 1] ?? "");
}
Object.assign(globalThis, { chrome: { i18n: { getMessage, getUILanguage: () => language } } });
const { reportText } = await import("../../extension/report/text.js");

const CODE = "240B-DA62-01S9";
const SECRET = "hanako@clinic.example";

/** @param {Record<string, any>} [changes] */
function report(changes = {}) {
  const findings = causes.map((/** @type {string} */ cause, /** @type {number} */ index) => ({
    cause,
    number: index === 0 ? null : index,
    verdict: cause === "clock" ? "found" : index % 2 === 0 ? "clear" : "unknown",
    reason: cause === "clock" ? "behind" : index % 2 === 0 ? "seen_otherwise" : "not_visible",
    params: cause === "clock" ? { boundSeconds: 2, minutes: 28 } : {},
    evidence: cause === "clock" ? [{ probe: "clock", reading: "behind" }] : [],
    rivals: cause === "clock" ? ["network"] : [],
  }));
  return /** @type {any} */ ({
    ...{ schema: 1, build: "0.1.0+abc", at: 1_795_370_000_000, utcOffsetMinutes: 540 },
    ...{ browser: "chrome", browserVersion: 150, platform: "windows" },
    ...{ state: "certificate_required", primary: "clock", findings },
    answers: [{ question: "private_window", value: "no_dialog" }],
    failed: [{ probe: "site_data", why: "timed_out" }],
    errors: [{ probe: "cert_dot", name: "ERR_CONNECTION_RESET" }],
    ...{ fromCache: false, certMain: "answered", certDot: "error" },
    ...{ dotWorks: false, severalClinics: true, clockOffTimes: 3 },
    siteData: { karteCookies: 4, domainCookies: 5, storageEntries: null },
    windows: { windows: 2, karteTabs: 1, privateWindows: null },
    extensions: { on: 6, powerful: 2, names: null },
    system: { release: "windows_11", version: "15.0.0", processor: "x86-64" },
    failingSince: 1_795_369_000_000,
    repairs: [
      { fix: "clear_cache", worked: true },
      { fix: "clear_karte", worked: false },
      { fix: "private_window", worked: null },
    ],
    memo: "受付の 2 台目",
    leftOut: [],
    policyErrors: [],
    ...changes,
  });
}

test("everything in the report is said", () => {
  language = "ja";
  const text = reportText(report(), CODE);
  for (const part of [
    CODE,
    "2026年11月23日 2:53",
    "UTC+9:00",
    "0.1.0+abc",
    "Google Chrome 150",
  ].concat(
    ["Windows", "いちばんの原因：パソコンの時計", "確実", "28 分遅れています", "±2 秒"],
    ["証明書の画面が出ない", "時間切れ", "ERR_CONNECTION_RESET", "サーバー", "オン 6 個"],
    ["カルテ 4、medley.life のほか 5", "カルテの保存データの数：不明", "シークレット 不明"],
    ["回線・カルテのサービス", "名前：含めていません"],
    ["OS：Windows 11（15.0.0、x86-64）", "開けなくなった日時：2026年11月23日 2:36（UTC+9:00"],
    [
      "メモ：受付の 2 台目",
      "直ったことを確かめました",
      "確かめられませんでした",
      "結果は分かりません",
    ],
  )) {
    assert.ok(text.includes(part), `${part} in\n${text}`);
  }
  for (const cause of causes) {
    assert.ok(text.includes(getMessage(`cause_${cause}`)), cause);
  }
  assert.doesNotMatch(text, /undefined|null|NaN|\$\d/);
});

test("what was left out or is not known has no line, and no line is empty", () => {
  language = "ja";
  const nothing = { system: null, failingSince: null, repairs: null, memo: null };
  const text = reportText(report(nothing), CODE);
  assert.doesNotMatch(text, /OS：|開けなくなった|行った直し方|メモ：/);
  assert.doesNotMatch(reportText(report({ repairs: [] }), CODE), /行った直し方/);
  const mac = { release: null, version: "15.1.0", processor: null };
  assert.match(reportText(report({ platform: "macos", system: mac }), CODE), /OS：macOS（15.1.0）/);
  const unknown = { release: null, version: null, processor: null };
  assert.match(reportText(report({ platform: "linux", system: unknown }), CODE), /OS：Linux\n/);
  for (const one of [text, reportText(report(), CODE)]) {
    assert.doesNotMatch(one, /\n\n/);
  }
});

test("what is not listed is not said", () => {
  const planted = { url: SECRET, title: SECRET, tab: { url: SECRET }, cookies: [{ host: SECRET }] };
  const first = report();
  first.findings = first.findings.map((/** @type {object} */ line) => ({ ...line, ...planted }));
  for (const field of ["siteData", "windows", "extensions", "system"]) {
    Object.assign(first[field], planted);
  }
  assert.ok(!reportText({ ...first, ...planted }, CODE).includes(SECRET));
});

test("names of extensions are said where they are there", () => {
  const extensions = { on: 6, powerful: 2, names: ["Coupons", ""] };
  const text = reportText(report({ extensions }), CODE);
  assert.match(text, /その名前：「Coupons」、「（名前なし）」/);
});

test("what the administrator left out, and what is wrong with their values, is said", () => {
  language = "ja";
  const leftOut = ["extension_names", "windows", "site_data"];
  const policyErrors = [
    { key: "supportText", why: "too_long" },
    { key: null, why: "unknown_key" },
  ];
  const text = reportText(report({ leftOut, policyErrors }), CODE);
  assert.match(
    text,
    /含めていないもの：ほかの拡張機能の名前、ウィンドウとタブの数、保存データの数/,
  );
  assert.match(text, /supportText。200 文字を超えています。/);
  assert.match(text, /この拡張機能にない名前。/);
});

for (const name of ["ja", "en"]) {
  test(`${name}: every reason has a sentence that needs no names and addresses`, () => {
    language = name;
    for (const reason of reasons) {
      const { findings } = report();
      const [line] = findings;
      const counted = /extension|power_over|holds_proxy|none_of/.test(reason);
      const known =
        reason === "behind_at_least" ? { minutes: 28 } : { boundSeconds: 2, minutes: 28 };
      const timed = /ahead|behind/.test(reason);
      const params = counted
        ? { count: 2 }
        : timed
          ? known
          : /server_error|network_sign_in|misdirected|request_too_big|filtered/.test(reason)
            ? { status: 503 }
            : {};
      Object.assign(line, { verdict: "suspected", reason, params });
      const text = reportText(report({ findings: [line], primary: line.cause }), CODE);
      const said = text.split("\n").find((one) => one.startsWith(name === "ja" ? "・" : "- "));
      assert.ok(said && said.length > 20, reason);
      // A value that is missing leaves two spaces, or a space where there should be none.
      assert.doesNotMatch(said, /\s\s|は です| のページで|undefined|\$\d/, `${reason}: ${said}`);
    }
  });
}
