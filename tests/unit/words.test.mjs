/** The words that people read: no retired word, and Chrome's own names as in Chromium's resources. */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { readPak } from "./pak.mjs";

/** @typedef {Record<string, { message: string }>} Messages */
/** @typedef {"ja" | "en"} Language */

/** @param {string} language @returns {Messages} */
const locale = (language) =>
  JSON.parse(
    readFileSync(
      new URL(`../../extension/_locales/${language}/messages.json`, import.meta.url),
      "utf8",
    ),
  );
const LOCALES = { ja: locale("ja"), en: locale("en") };

/**
 * Retired words, each after its replacement (docs/glossary.md).
 * @type {Record<Language, [string, RegExp][]>}
 */
const RETIRED = {
  ja: [
    ["アイコン", /マーク/],
    ["拡張機能", /道具/],
    ["コピー", /写し/],
    ["ウィンドウ", /窓(?!口)/],
    ["邪魔", /じゃま/],
    ["間違う", /まちが/],
    ["開ける、入力する、追加する", /入れ(?![替直])/],
    ["ログイン", /サインイン(?!ページ|診断)|サインアウト/],
    ["支障", /差し支え/],
    ["直らない、開かない", /だめ/],
    [
      "シークレットウィンドウ",
      /プライベート|シークレットモード|(?<!新しい)シークレット ウィンドウ/,
    ],
    ["発行元", /発行者/],
    ["半角英数字", /半角の英字/],
    ["ブックマーク マネージャー", /マネージャ(?!ー)/],
    ["前の選択の影響を受けない確認", /何も覚えていない/],
  ],
  en: [
    ["Incognito window", /private (window|tab)|incognito window/i],
    ["icon", /\bmarks?\b/i],
    ["extension", /\btools?\b/i],
    ["again, new", /\banew\b/i],
    ["cause", /\bblame\b/i],
    ["half at a time", /by halves/i],
    ["dialog", /certificate window/i],
    ["sign in", /can(not)? enter\b/i],
    ["switch back on", /\bput back\b/i],
    ["Save, recorded", /writ(e|ten) down/i],
    ["test", /for a try\b/i],
    ["expires", /\bruns? out\b|\bran out\b/i],
    ["check", /\blooked (at|into)\b/i],
    ["not connected to the internet", /\bno line\b/i],
    ["certificate records", /\bdiary\b/i],
    ["Set as default", /make default/i],
  ],
};

/** Sentences that may keep such a word, each with its reason. @type {Record<Language, Record<string, string>>} */
const ALLOWED = {
  ja: {
    guide_clock_6: "電源を入れる can be read in one way only",
    report_letter_d: "デンマーク, a country in the spelling alphabet",
  },
  en: { means_debugger: "developer tools is Chrome's own name" },
};
/** Longer words that contain a retired one by chance. */
const HARMLESS = /ブックマーク|Incognito window/g;

for (const language of /** @type {Language[]} */ (["ja", "en"])) {
  test(`${language}: no retired word is left`, () => {
    const found = Object.entries(LOCALES[language]).flatMap(([key, { message }]) => {
      const text = message.replaceAll(HARMLESS, "");
      return RETIRED[language]
        .filter(([, word]) => word.test(text))
        .map(([better]) => `${key}: ${better} in “${message}”`);
    });
    const kept = new Set(Object.keys(ALLOWED[language]));
    const wrong = found.filter((one) => !kept.has(one.slice(0, one.indexOf(":"))));
    assert.deepEqual(wrong, []);
    const needless = [...kept].filter((key) => !found.some((one) => one.startsWith(`${key}:`)));
    assert.deepEqual(needless, [], "an exception that is no longer needed");
  });
}

/**
 * Chrome's own names that the messages quote, as message key and name. Where Chromium's resources name Chromium, the
 * messages name Chrome.
 * @type {Record<Language, [string, string][]>}
 */
const CHROME_NAMES = {
  ja: [
    ["guide_choice_remembered_1_else", "新しいシークレット ウィンドウ"],
    ["guide_step_choose", "証明書の選択"],
    ["guide_site_data_2_else", "サイトの設定"],
    ["guide_site_data_2_else", "データを削除"],
    ["guide_site_data_4", "閲覧履歴データを削除"],
    ["open_clear_data", "閲覧履歴データを削除"],
    ["guide_site_data_4", "キャッシュされた画像とファイル"],
    ["guide_site_data_4", "全期間"],
    ["guide_clear_all_4", "閲覧履歴"],
    ["guide_clear_all_4", "ダウンロード履歴"],
    ["guide_clear_all_4", "Cookie と他のサイトデータ"],
    ["guide_clear_all_2_else", "プライバシーとセキュリティ"],
    ["guide_certificate_missing_1_else", "証明書の管理"],
    ["guide_certificate_missing_1_else", "ユーザーの証明書"],
    ["guide_wrong_certificate_2", "発行元"],
    ["guide_wrong_certificate_3_else", "証明書情報"],
    ["guide_extensions_1_else", "拡張機能を管理"],
    ["guide_extensions_4_else", "管理者によりインストールされています"],
    ["guide_browser_4", "デフォルトに設定"],
    ["guide_open_default_browser", "デフォルトのブラウザ"],
    ["guide_quit_6", "Chrome を閉じた際にバックグラウンド アプリの処理を続行する"],
    ["guide_quit_5_else", "ページを復元しますか？"],
    ["guide_profiles_1", "Chrome プロフィールを追加"],
    ["guide_profiles_1_else", "プロファイルを追加…"],
    ["guide_profiles_2", "アカウントなしで続行"],
    ["guide_bookmark_2", "完了"],
    ["guide_policy_2_else", "ポリシーが設定されていません"],
    ["history_said_not_undone", "ブックマーク マネージャー"],
    ["guide_open_bookmarks", "ブックマーク マネージャー"],
    ["reason_clock_page", "時計のエラー"],
  ],
  en: [
    ["guide_choice_remembered_1_else", "New Incognito window"],
    ["guide_step_choose", "Select a certificate"],
    ["guide_site_data_2_else", "Site settings"],
    ["guide_site_data_4", "Delete browsing data"],
    ["guide_site_data_4", "Cached images and files"],
    ["guide_site_data_4_else", "All time"],
    ["guide_clear_all_4", "Browsing history"],
    ["guide_clear_all_4", "Download history"],
    ["guide_clear_all_4", "Cookies and other site data"],
    ["guide_certificate_missing_1_else", "Manage certificates"],
    ["guide_certificate_missing_1_else", "Your certificates"],
    ["guide_wrong_certificate_3_else", "Certificate information"],
    ["guide_browser_4", "Set as default"],
    ["guide_quit_6", "Continue running background apps when Chrome is closed"],
    ["guide_quit_5_else", "Restore pages?"],
    ["guide_profiles_1", "Add Chrome profile"],
    ["guide_profiles_2", "Continue without an account"],
    ["guide_policy_2_else", "No policies set"],
    ["reason_clock_page", "Clock error"],
  ],
};
/** Where Debian's Chromium has its UI texts. */
const PAKS = { ja: "ja.pak", en: "en-US.pak" };
const FOLDER = "/usr/lib/chromium/locales";

for (const language of /** @type {Language[]} */ (["ja", "en"])) {
  const file = `${FOLDER}/${PAKS[language]}`;
  const missing = !existsSync(file);
  const skip = missing && `NOT COMPARED: ${file} is not here; install Debian's chromium`;
  if (missing) console.warn(skip);
  test(`${language}: Chrome's own names are those of Chromium`, { skip }, () => {
    const words = readPak(readFileSync(file)).map((text) =>
      text.replaceAll("Chromium", "Chrome").replaceAll(/[（(]&\w[)）]|&/g, ""),
    );
    for (const [key, name] of CHROME_NAMES[language]) {
      assert.ok(LOCALES[language][key]?.message.includes(name), `${key} does not name ${name}`);
      assert.ok(
        words.some((text) => text.includes(name)),
        `Chromium does not say ${name}`,
      );
    }
  });
}
