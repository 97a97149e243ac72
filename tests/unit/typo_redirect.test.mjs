/** What is redirected before the core has started: only certain typing errors, and no exceptions of the person. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { TYPED } from "../../extension/rules/hosts.js";
import { redirectTypo, typoTarget } from "../../extension/typo_redirect.js";

const to = "https://karte.medley.life/d/signin";
const typing = { v: 1, to, spared: ["https://karte.medley.jp/"] };
const at = (/** @type {string} */ url) => ({ frameId: 0, tabId: 3, url, timeStamp: 1 });

test("every listed host without a path is led on", () => {
  const all = { ...typing, spared: [] };
  for (const host of TYPED) assert.equal(typoTarget(all, at(`https://${host}/`)), to, host);
});

test("what is not sure is left to the core", () => {
  for (const url of [
    "https://karte.medley.life/",
    "https://karte.medley.life./d/signin",
    "https://karte.medley.jp/",
    "https://karte.medley.jp/?name=x#y",
    "https://karte.medly.life/blog",
    "https://karte.medly.life:8443/",
    "https://someone@karte.medly.life/",
    "https://kalte.medley.life/d/signin",
    "https://example.com/d/signin",
  ]) {
    assert.equal(typoTarget(typing, at(url)), undefined, url);
  }
});

test("what was asked goes with it", () => {
  assert.equal(typoTarget(typing, at("https://karte.medly.life/?a=1#x")), `${to}?a=1#x`);
});

test("nothing is led on where that is off, in a frame, or where another version wrote", () => {
  const url = "https://karte.medly.life/";
  assert.equal(typoTarget(typing, at(url)), to);
  assert.equal(typoTarget(null, at(url)), undefined);
  assert.equal(typoTarget({ ...typing, v: 2 }, at(url)), undefined);
  assert.equal(typoTarget(typing, { ...at(url), frameId: 4 }), undefined);
});

test("a storage or a tab that fails is no fault of the navigation", async () => {
  const { led } = await redirectTypo(at("https://karte.medly.life/"));
  assert.equal(led, false);
});
