/** Wherever the popup advises to ask somebody, it shows the administrator's support contact. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

/** @type {Record<string, {message: string}>} */
const words = JSON.parse(
  readFileSync(new URL("../../extension/_locales/ja/messages.json", import.meta.url), "utf8"),
);
const getMessage = (/** @type {string} */ key) => words[key]?.message ?? "";
Object.assign(globalThis, { chrome: { i18n: { getMessage, getUILanguage: () => "ja" } } });
const { ASKS_KEYS, advisesToAsk } = await import("../../extension/popup/contact.js");

test("the sentences that send to somebody are those that name somebody", () => {
  const named = Object.keys(words).filter(
    (key) => /^(first_step|reason|hint)_/.test(key) && /IT 担当者|管理者/.test(getMessage(key)),
  );
  assert.deepEqual([...ASKS_KEYS].sort(), named.sort());
});

for (const { name, wanted, ...diagnosis } of [
  { name: "still looking", state: "running", primary: null, reason: "", wanted: false },
  { name: "signed in", state: "signed_in", primary: null, reason: "", wanted: false },
  { name: "no cause", state: "certificate_required", primary: null, reason: "", wanted: true },
  { name: "a proxy", state: "unreachable", primary: "network", reason: "proxy", wanted: true },
  { name: "the line", state: "unreachable", primary: "network", reason: "no_line", wanted: false },
]) {
  test(`${name}: ${wanted ? "" : "not "}to be asked about`, () => {
    const { state, primary, reason } = diagnosis;
    const findings = [{ cause: "network", reason, evidence: [] }];
    assert.equal(advisesToAsk(/** @type {any} */ ({ state, primary, findings })), wanted);
  });
}
