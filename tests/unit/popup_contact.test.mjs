/** Wherever the karte does not open, or the popup names a cause, it shows the administrator's support contact. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { causes } from "./core.mjs";

Object.assign(globalThis, {
  chrome: { i18n: { getMessage: () => "", getUILanguage: () => "ja" } },
});
const { needsContact } = await import("../../extension/popup/contact.js");

for (const { name, wanted, ...known } of [
  { name: "still looking", state: "running", primary: null, wanted: false },
  { name: "still looking, with a suspicion", state: "running", primary: "network", wanted: false },
  { name: "signed in", state: "signed_in", primary: null, wanted: false },
  { name: "the sign-in page", state: "sign_in_page", primary: null, wanted: false },
  { name: "another site", state: "elsewhere", primary: null, wanted: false },
  {
    name: "another's text at the karte's address",
    state: "elsewhere",
    primary: null,
    findings: [{ cause: "url", verdict: "clear" }],
    wanted: true,
  },
  { name: "no cause", state: "certificate_required", primary: null, wanted: true },
  { name: "a page that cannot be loaded", state: "unreachable", primary: null, wanted: true },
  { name: "something blocks it", state: "blocked", primary: null, wanted: true },
  { name: "a wrong address", state: "wrong_address", primary: null, wanted: true },
  { name: "a tab that cannot be looked into", state: "failed", primary: null, wanted: true },
  // The popup advises to ask somebody if the clock was wrong several times.
  { name: "signed in with a wrong clock", state: "signed_in", primary: "clock", wanted: true },
  ...causes.map((cause) => ({ name: cause, state: "unreachable", primary: cause, wanted: true })),
]) {
  test(`${name}: ${wanted ? "" : "not "}to be asked about`, () => {
    const diagnosis = /** @type {any} */ ({ findings: [], ...known });
    assert.equal(needsContact(diagnosis), wanted);
  });
}
