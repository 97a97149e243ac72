/** Every guide is complete: its steps have messages in both languages, a drawing, an alternative, and valid links. */
import assert from "node:assert/strict";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { test } from "node:test";
import { PICTURES, drawing } from "../../extension/guide/drawings/index.js";
import {
  ACTIONS,
  GUIDE_ACTIONS,
  actionNamed,
  actionMessageKey,
} from "../../extension/guide/buttons.js";
import { CAUSES } from "../../extension/guide/causes.js";
import { GUIDES, HELP_PAGE_ORDER, numberOf } from "../../extension/guide/list.js";
import { OTHERS, PRODUCTS } from "../../extension/guide/others.js";
import { actionOf, messageKey, stepsFor } from "../../extension/guide/steps.js";
import { causes } from "./core.mjs";

/** @typedef {Record<string, { message: string, description: string }>} Messages */
/** @typedef {import("../../extension/guide/steps.js").Platform} Platform */

const FOLDER = new URL("../../extension/", import.meta.url);
/** @param {string} language @returns {Messages} */
const messages = (language) =>
  JSON.parse(readFileSync(new URL(`_locales/${language}/messages.json`, FOLDER), "utf8"));
const ja = messages("ja");
const languages = { ja, en: messages("en") };
/** @type {Platform[]} */
const PLATFORMS = ["windows", "mac"];
const GUIDE_PAGES = [...Object.keys(GUIDES), "all", "products"];
const all = Object.entries(GUIDES).flatMap(([guide, steps]) =>
  steps.map((step) => ({ guide, step, key: messageKey(guide, step) })),
);

/** What a guide must say in Japanese, since the vendor's help page or the facts about signing in say it. */
const SAYS = {
  browser: ["Google Chrome", "デフォルトに設定", "google.com/chrome"],
  url: ["karte.medley.life/d/signin", "ブックマーク", "ショートカット", "clinics.medley.life"],
  site_data: ["カルテだけ", "キャッシュされた画像とファイル", "全期間", "再起動"],
  clear_all: ["ほかのサイトからもログアウト", "ダウンロード履歴", "Cookie と他のサイトデータ"],
  extensions: [
    "拡張機能を管理",
    "ひとつだけオフ",
    "HPKI",
    "電子処方箋",
    "e-Tax",
    "完全に終了して開き直し",
  ],
  security_software: ["検査から外す", "ホスト名", "元に戻", "テザリング"],
  certificate_revoked: ["スタッフ管理", "クライアント証明書", "失効", "灰色", "新しい証明書"],
  account_deleted: ["退職", "一覧にあるか", "準備中", "長く使うアカウント"],
  clinic_switch: ["ログアウト", "すべて × で閉じ", "カルテのメールアドレス", "プロファイル"],
  quit: ["タスクマネージャー", "タスクの終了", "Google Chrome を終了", "Dock", "点"],
  certificate_limit: ["50 枚", "もう使っていない", "証明書 ID", "別のアカウント"],
  service: ["数分待って", "ほかのパソコン", "チャット"],
  clock: ["日時を調整する", "時刻を自動的に設定する", "今すぐ同期", "× を押して", "電池"],
  certificate_missing: [
    "パスワードを入力して「ログイン」",
    "6 桁の発行コード",
    "メモ",
    "半角英数字",
    "発行する",
  ],
  chat: ["左下の吹き出し", "メッセージを送信", "別のパソコン"],
  wrong_certificate: ["後ろ", "電子処方箋", "有効期限が新しい"],
  new_account: ["準備中", "2〜3 営業日"],
  email_changed: ["新しいメールアドレス", "発行コード"],
  ipad: ["Safari"],
  policy: ["AutoSelectCertificateForUrls", "URLBlocklist"],
};

test("every cause has its guide, in order of rank", () => {
  assert.deepEqual(Object.keys(CAUSES), causes);
  assert.equal(Object.keys(GUIDES).length, causes.length + Object.keys(OTHERS).length);
});

test("on each system every guide has three steps or more, no two alike", () => {
  for (const [guide, steps] of Object.entries(GUIDES)) {
    for (const platform of PLATFORMS) {
      const here = stepsFor(steps, platform);
      assert.ok(here.length >= 3, `${guide} on ${platform}`);
      assert.equal(new Set(here.map(({ id }) => id)).size, here.length, guide);
      assert.equal(new Set(here.map(({ draw }) => draw)).size, here.length, `drawings of ${guide}`);
    }
  }
});

test("every step has a drawing and leads to what there is", () => {
  for (const { guide, step } of all) {
    assert.ok(Object.hasOwn(PICTURES, step.draw), `${guide}: no drawing ${step.draw}`);
    for (const platform of PLATFORMS) {
      const act = actionOf(step, platform);
      assert.ok(act === undefined || actionNamed(act), `${guide}: no act ${act}`);
    }
    for (const to of [step.go, step.otherGo]) {
      assert.ok(to === undefined || GUIDE_PAGES.includes(to), `${guide}: no guide ${to}`);
      // A shared step may link to the guide that contains it: the page then omits the link.
      assert.ok(to !== guide || typeof step.id === "string", `${guide} leads to itself`);
    }
  }
});

test("what differs on a Mac only stands beside what it differs from", () => {
  for (const name of Object.keys(PICTURES)) {
    if (name.endsWith("_mac")) assert.ok(PICTURES[name.slice(0, -4)], name);
  }
});

/** Every key that the guides can ask for, except what stands in the markup. */
function expected() {
  const keys = new Set(Object.keys(GUIDES).map((guide) => `guide_${guide}_why`));
  for (const guide of Object.keys(OTHERS)) keys.add(`guide_${guide}_title`);
  for (const { step, key } of all) {
    keys.add(key);
    keys.add(`${key}_else`);
    if (step.copy) keys.add(`guide_message_${step.copy}`);
  }
  for (const [name, act] of Object.entries({ ...ACTIONS, ...GUIDE_ACTIONS })) {
    keys.add(actionMessageKey(name));
    // An address that nobody can type from paper is described in words.
    if ("link" in act || ("open" in act && act.open.startsWith("ms-"))) {
      keys.add(`guide_hand_${name}`);
    }
  }
  for (const product of PRODUCTS) {
    keys.add(`guide_product_${product}`);
    keys.add(`guide_product_${product}_how`);
  }
  return keys;
}

for (const [language, words] of Object.entries(languages)) {
  test(`${language}: no words are missing, and none wait for a step that is gone`, () => {
    const wanted = expected();
    for (const key of wanted) assert.ok(words[key]?.message && words[key].description, key);
    const source = readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
      .filter((name) => /^(guide|repair|options|welcome)\/[^/]*\.(js|html)$/.test(name))
      .map((name) => readFileSync(new URL(name, FOLDER), "utf8"))
      .join("\n");
    for (const key of Object.keys(words).filter((one) => one.startsWith("guide_"))) {
      const known =
        wanted.has(key) || wanted.has(key.replace(/_mac$/, "")) || source.includes(`"${key}"`);
      assert.ok(known, `${key} is never shown`);
    }
  });
}

test("a guide says what the help page says", () => {
  for (const [guide, words] of Object.entries(SAYS)) {
    const keys = (GUIDES[guide] ?? []).map((step) => messageKey(guide, step));
    const said = [`guide_${guide}_why`, ...keys]
      .flatMap((key) => [key, `${key}_mac`, `${key}_else`, `${key}_else_mac`])
      .map((key) => ja[key]?.message ?? "")
      .join("\n");
    for (const word of words) assert.ok(said.includes(word), `${guide} does not say ${word}`);
  }
});

test("prepared messages hold nothing of a person", () => {
  for (const words of Object.values(languages)) {
    for (const [key, { message }] of Object.entries(words)) {
      if (!key.startsWith("guide_message_")) continue;
      // The message for the chat has a placeholder for the cause, which is filled with a message.
      const rest = key === "guide_message_chat" ? message.replace("$1", "") : message;
      assert.doesNotMatch(rest, /@|\d{4}|\$\d/, key);
    }
  }
});

test("the printed list begins with the help page's precondition and follows its numbers", () => {
  assert.equal(HELP_PAGE_ORDER[0], "certificate_missing");
  assert.deepEqual(HELP_PAGE_ORDER.slice(1, 11).map(numberOf), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  assert.deepEqual([...HELP_PAGE_ORDER].sort(), [...causes].sort());
});

test("words inside drawings are all there, and all drawn", () => {
  const drawn = new Set();
  const element = () => ({ setAttribute: () => undefined, append: () => undefined });
  const getMessage = (/** @type {string} */ key) => {
    drawn.add(key);
    return ja[key]?.message ?? "";
  };
  const before = { document: globalThis.document, chrome: globalThis.chrome };
  Object.assign(globalThis, {
    document: { createElementNS: element },
    chrome: { i18n: { getMessage } },
  });
  for (const name of Object.keys(PICTURES)) drawing(name, "windows");
  Object.assign(globalThis, before);
  for (const words of Object.values(languages)) {
    for (const key of drawn) assert.ok(words[key]?.message, key);
    const kept = Object.keys(words).filter((key) => key.startsWith("draw_"));
    assert.deepEqual(
      kept.filter((key) => !drawn.has(key)),
      [],
    );
  }
});

test("all drawings together stay small", () => {
  const folder = new URL("guide/drawings/", FOLDER);
  const bytes = readdirSync(folder).map((name) => statSync(new URL(name, folder)).size);
  assert.ok(bytes.reduce((sum, one) => sum + one) < 40_000);
});

test("a drawing that no step uses is thrown away", () => {
  const used = new Set(all.map(({ step }) => step.draw));
  const unused = Object.keys(PICTURES).filter((name) => !used.has(name.replace(/_mac$/, "")));
  assert.deepEqual(unused, []);
});
