// Texts of strangers, as pages show them: nothing unseen in them, never long, and set apart where they run the other way.
import assert from "node:assert/strict";
import test from "node:test";

import { apart, plain, short } from "../../extension/pages/untrusted.js";

const UNSEEN = "\u202e\u2066\u200b\u061c\ufeff\u00ad\u{e0041}";

test("what is not seen is left out, and it is one line", () => {
  for (const [text, wanted] of [
    ["電卓 (β) 🏥", "電卓 (β) 🏥"],
    ["<b>x</b>", "<b>x</b>"],
    [`a${UNSEEN}b`, "ab"],
    [" a\n\tb\0c\u2028d ", "a b c d"],
    [UNSEEN, ""],
  ]) {
    assert.equal(plain(text ?? ""), wanted);
  }
});

test("in a sentence stands the beginning only, counted in letters", () => {
  assert.equal(short("x".repeat(10_000)), `${"x".repeat(40)}…`);
  assert.equal(short("🏥".repeat(41)), `${"🏥".repeat(40)}…`);
  assert.equal(short("x".repeat(40)), "x".repeat(40));
});

test("what is written from right to left does not take its neighbours along", () => {
  assert.equal(apart("חסימה"), "\u2068חסימה\u2069");
  assert.equal(short("\u202eabc"), "abc");
  assert.equal(short(`أ${"x".repeat(50)}`), `\u2068أ${"x".repeat(39)}…\u2069`);
});
