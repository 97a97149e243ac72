/** Which kept diagnosis the popup draws at once: only one of the page that the tab shows now, made within the last minute. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { chooseRecent } from "../../extension/popup/recent_diagnosis.js";

const NOW = 1_800_000_000_000;
const URL_SHOWN = "https://karte.medley.life/d/signin?from=mail#top";
const TAB = { id: 7, url: URL_SHOWN };
const diagnosis = { kind: "diagnosis", at: NOW - 1_000, primary: "network" };
const one = { tabId: 7, request: "12", url: "https://karte.medley.life/d/signin", diagnosis };
const visit = {
  navigations: [
    { tabId: 7, request: "11" },
    { tabId: 7, request: "12" },
    { tabId: 8, request: "13" },
  ],
};
/** @param {object} [change] */
const stored = (change = {}) => ({ diagnoses: { v: 1, tabs: [{ ...one, ...change }] }, visit });

test("of this page, made a second ago: drawn", () => {
  assert.equal(chooseRecent(stored(), TAB, NOW), diagnosis);
});

test("an error page of which no request was recorded", () => {
  const unrecorded = { ...stored({ request: null }), visit: undefined };
  assert.equal(chooseRecent(unrecorded, TAB, NOW), diagnosis);
});

for (const [why, change, tab, now] of /** @type {[string, object, object, number][]} */ ([
  ["a minute old", {}, TAB, NOW + 59_000],
  ["of a time to come", {}, TAB, NOW - 2_000],
  ["of another tab", { tabId: 8 }, TAB, NOW],
  ["of an earlier load", { request: "11" }, TAB, NOW],
  ["of another page", {}, { id: 7, url: "https://karte.medley.life/d/reception" }, NOW],
  ["where Chrome withholds the address", {}, { id: 7 }, NOW],
  ["without a diagnosis", { diagnosis: null }, TAB, NOW],
])) {
  test(`${why}: not drawn`, () => {
    assert.equal(chooseRecent(stored(change), tab, now), null);
  });
}

for (const damaged of [{}, { diagnoses: 7 }, { diagnoses: { v: 2, tabs: [one] }, visit }]) {
  test(`damaged or of another version: ${JSON.stringify(damaged).slice(0, 40)}`, () => {
    assert.equal(chooseRecent(damaged, TAB, NOW), null);
  });
}

test("entries that are damaged", () => {
  const entries = { diagnoses: { v: 1, tabs: [null, 7, one] }, visit: { navigations: [null] } };
  assert.equal(chooseRecent(entries, TAB, NOW), null);
});
