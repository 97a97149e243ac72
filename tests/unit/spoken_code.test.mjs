/** The spelling of the report page is read back in both languages, and no code is mistaken for words. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { letters } from "./core.mjs";

/** @type {Record<string, Record<string, { message: string }>>} */
const locales = Object.fromEntries(
  ["ja", "en"].map((name) => {
    const file = new URL(`../../extension/_locales/${name}/messages.json`, import.meta.url);
    return [name, JSON.parse(readFileSync(file, "utf8"))];
  }),
);
let language = "ja";
const getMessage = (/** @type {string} */ key) => locales[language]?.[key]?.message ?? "";
Object.assign(globalThis, { chrome: { i18n: { getMessage, getUILanguage: () => language } } });
const { fromSpelling, plainCode } = await import("../../extension/report/spoken_code.js");

/** @param {string} typed */
const read = (typed) => fromSpelling(plainCode(typed)).replace(/\s/g, "");
const all = letters.join("");

for (const name of ["ja", "en"]) {
  test(`${name}: every character as the page spells it`, () => {
    language = name;
    const words = letters.map((one) => getMessage(`report_letter_${one.toLowerCase()}`));
    for (const gap of [" ", "\u3000", "、", "\n"]) assert.equal(read(words.join(gap)), all);
    for (const [index, one] of words.entries()) assert.equal(read(one), letters[index]);
  });
}

test("Japanese: either half of a spelling, in both kana and half width, with or without spaces", () => {
  language = "ja";
  for (const [typed, want] of [
    ["にーよんーゼロ", "2ー4ー0"],
    ["に よん ぜろ びー だぶりゅー", "240BW"],
    ["ブラジルアメリカデンマーク", "BAD"],
    ["ﾌﾞﾗｼﾞﾙ ｺﾞ ｺﾞﾙﾌ", "B5G"],
    ["エイチ いち えいち", "H1H"],
    ["エックス線 Y エックス", "XYX"],
    ["２４０Ｂ ＤＡ６２", "240BDA62"],
    ["24 ゼロ B", "240B"],
  ]) {
    assert.equal(read(String(typed)), want, typed);
  }
});

test("English: words stand alone, so that characters in a row are no word", () => {
  language = "en";
  for (const [typed, want] of [
    ["two four zero bravo", "240B"],
    ["Two, Four, Zero, Bravo", "240B"],
    ["X-ray x-RAY Xray", "XXXray"],
    ["2PAPA THREE", "2PAPA3"],
  ]) {
    assert.equal(read(String(typed)), want, typed);
  }
});
