// Untrusted text as pages show it: no invisible characters, limited length, right-to-left text isolated.
import assert from "node:assert/strict";
import test from "node:test";

import {
  isolateRtl,
  hasVisibleText,
  visibleText,
  sanitize,
} from "../../extension/shared/sanitize.js";

const UNSEEN = "\u202e\u2066\u200b\u061c\ufeff\u00ad\u{e0041}";

test("what is not seen is left out, and it is one line", () => {
  for (const [text, wanted] of [
    ["電卓 (β) 🏥", "電卓 (β) 🏥"],
    ["<b>x</b>", "<b>x</b>"],
    [`a${UNSEEN}b`, "ab"],
    [" a\n\tb\0c\u2028d ", "a b c d"],
    [UNSEEN, ""],
  ]) {
    assert.equal(visibleText(text ?? ""), wanted);
  }
});

test("in a sentence stands the beginning only, counted in letters", () => {
  assert.equal(sanitize("x".repeat(10_000)), `${"x".repeat(40)}…`);
  assert.equal(sanitize("🏥".repeat(41)), `${"🏥".repeat(40)}…`);
  assert.equal(sanitize("x".repeat(40)), "x".repeat(40));
});

test("what is written from right to left does not take its neighbours along", () => {
  assert.equal(isolateRtl("חסימה"), "\u2068חסימה\u2069");
  assert.equal(sanitize("\u202eabc"), "abc");
  assert.equal(sanitize(`أ${"x".repeat(50)}`), `\u2068أ${"x".repeat(39)}…\u2069`);
});

test("a name of which nothing is seen is no name", () => {
  const blank = "\u3164\u2800\u115f\u1160\u034f\ufe0f\uffa0\u17b4\u{1d159}";
  for (const name of ["", "\u3000 ", blank, ...blank, "\ufe0f\u0301"]) {
    assert.deepEqual([hasVisibleText(name), sanitize(name)], [false, ""], JSON.stringify(name));
  }
  assert.equal(sanitize(`電${blank}卓`), "電\ufe0f卓");
  // A variation selector, which is invisible, selects a kanji's form.
  assert.equal(sanitize("葛\u{e0100}飾"), "葛\u{e0100}飾");
});

test("all that Unicode ignores by default is left out, except what chooses a form", () => {
  for (let code = 0; code <= 0x10ffff; code += 1) {
    if (code >= 0xd800 && code <= 0xdfff) continue;
    const letter = String.fromCodePoint(code);
    if (/\p{DI}/u.test(letter)) assert.equal(hasVisibleText(letter), false, code.toString(16));
    if (/(?!\p{DI})[\p{L}\p{N}]/u.test(letter)) assert.equal(visibleText(letter), letter);
  }
});

test("no name ends the quotation marks that it stands in", () => {
  for (const name of ["a」、「b", "a”, “b", 'a", "b', "a｣､｢b", "a»«b", "〝a〟"]) {
    assert.doesNotMatch(sanitize(name), /[「」｢｣“”„‟"«»〝〞〟]/, name);
  }
  assert.equal(sanitize("a」、「b"), "a』、『b");
});
