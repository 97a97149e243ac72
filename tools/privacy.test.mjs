/** PRIVACY.md names all stored keys and all requests, and nothing else. */
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";

const read = (/** @type {string} */ path) =>
  readFileSync(new URL(`../${path}`, import.meta.url), "utf8");
const page = read("PRIVACY.md");

/** @param {string} place */
const named = (place) =>
  (new RegExp(`^${place}: (.*)$`, "m").exec(page)?.[1] ?? "").split(" ").toSorted();

/** @param {string} folder @param {RegExp} files */
const texts = (folder, files) =>
  readdirSync(new URL(`../${folder}/`, import.meta.url), { recursive: true, encoding: "utf8" })
    .filter((file) => files.test(file))
    .map((file) => read(`${folder}/${file}`));

test("the keys of storage.local are those that a used PC has", () => {
  const kept = Object.keys(JSON.parse(read("tests/fixtures/state/0.1.0.json")));
  const all = named("chrome.storage.local");
  assert.ok(kept.length >= 9);
  assert.deepEqual(
    kept.filter((key) => !all.includes(key)),
    [],
  );
});

test("no key is written that is not named", () => {
  const all = [...named("chrome.storage.local"), ...named("chrome.storage.session")];
  const written = /^(?:pub )?const (?!RULESET|ALARM)[A-Z_]+: &str = "(\w+)";/gm;
  const records = /^ {4}const KEY: Key = Key::(?:local|session)\("(\w+)"\);/gm;
  const found = (/** @type {string} */ folder, /** @type {RegExp} */ form) =>
    texts(folder, /\.rs$/).flatMap((text) => [...text.matchAll(form)].map(([, key = ""]) => key));
  const keys = [...found("crate/src/browser", written), ...found("crate/src", records)];
  assert.ok(keys.length >= 10);
  assert.deepEqual(
    keys.filter((key) => !all.includes(key)),
    [],
  );
});

test("the pages keep what is named in their own localStorage", () => {
  const keys = texts("extension", /\.js$/)
    .filter((text) => text.includes("localStorage"))
    .flatMap((text) => [...text.matchAll(/^const [A-Z]+ = "(\w+)";/gm)].map(([, key = ""]) => key));
  assert.deepEqual([...new Set(keys)].toSorted(), named("localStorage"));
});

test("requests without a press are those that it names", () => {
  const worker = read("extension/service_worker.js");
  // The dot host is requested in one place, for two events. A try or a search checks the sign-in page by itself.
  assert.equal(worker.split(".ask_dot(").length, 2);
  const events = [
    ...worker.matchAll(
      /(?:requestDotHost\(|taken = )inOrder\(\(c\) => (?:\{[^}]*return )?c\.(\w+)\(/g,
    ),
  ].map(([, name]) => name);
  const wakes = [...worker.matchAll(/\bc\.(wake_experiment)\(/g)].map(([, name]) => name);
  // An early diagnosis sends the same requests as a click, after a failure was seen. Only one file starts it.
  const folder = new URL("../crate/src/browser/", import.meta.url);
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".rs"),
  );
  const rust = (/** @type {string} */ file) => read(`crate/src/browser/${file}`);
  const early = files.filter((file) => rust(file).includes("early_diagnosis::begin("));
  assert.deepEqual(early, ["events/navigation.rs"]);
  const starters = files.filter((file) => rust(file).includes("diagnose_early(tab).await"));
  assert.deepEqual(starters, ["flows/early_diagnosis.rs"]);
  const all = [...events, ...wakes, "early_diagnosis"];
  assert.deepEqual(all.toSorted(), named("requests without a press"));
  // All modules that send requests. `ui/i18n.rs` only reads a message file of the extension.
  const sends = /chrome::fetch\(|fetch::\{[^}]*\bsend\b|fetch::(?:send|text_of|redirect_date)/;
  const senders = files.filter((file) => sends.test(rust(file)));
  assert.deepEqual(senders.toSorted(), [
    "api/fetch.rs",
    "flows/page_check.rs",
    "probes/certificate.rs",
    "probes/clock.rs",
    "probes/mod.rs",
    "ui/i18n.rs",
  ]);
  for (const text of ["5 つのときだけ", "There are five", "announced", "知らせてから"]) {
    assert.ok(page.includes(text), text);
  }
});

test("no page of ours asks for a diagnosis but the popup, and in a tab it waits for a press", () => {
  const scripts = readdirSync(new URL("../extension/", import.meta.url), { recursive: true })
    .map((file) => `extension/${file}`)
    .filter((file) => file.endsWith(".js"));
  const asking = scripts.filter((file) => /kind: "diagnose"/.test(read(file)));
  assert.deepEqual(asking, ["extension/popup/popup.js"]);
  assert.match(read("extension/popup/popup.js"), /isTab\(\)\.then\(\(needsPress\)/);
});

test("the hosts that are asked are those that it names", () => {
  const [shipped = ""] = read("crate/src/base/site.rs").split("#[cfg(test)]");
  const hosts = [...shipped.matchAll(/"https?:\/\/([^/"]+)/g)].map(([, host = ""]) => host);
  assert.deepEqual([...new Set(hosts)].toSorted(), ["karte.medley.life", "karte.medley.life."]);
  for (const host of hosts) assert.ok(page.includes(`\`${host}\``), host);
});
