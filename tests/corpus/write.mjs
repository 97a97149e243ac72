// Writes the written half of the corpus: evidence as PCs in known trouble would give it, with the trouble as its label.
// The labels come from what is broken, never from what the rules say. Usage: node tests/corpus/write.mjs
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";

const HERE = new URL(".", import.meta.url);
const NOW = 1_795_370_000_000;
const URL_RIGHT = "https://karte.medley.life/d/signin";

/** @typedef {Record<string, unknown>} Json */
/** @typedef {{probe: string, at: number, result: Json}} Reading */
/** @typedef {{readings: Map<string, Json>, session: Json, answers: Json[]}} Case */
/** @typedef {(c: Case) => void} Change */

/** @param {number} ms @param {number} ahead seconds by which this PC is ahead */
const date = (ms, ahead = 0) => new Date(ms - ahead * 1000).toUTCString();
/** @param {unknown} value */
const ok = (value) => ({ ok: value });
/** @param {number} ahead */
const answered = (ahead = 0) => ({
  outcome: "answered",
  status: 200,
  date: date(NOW - 300, ahead),
  sentAt: NOW - 330,
  receivedAt: NOW - 300,
});
const needed = { outcome: "cert_needed" };
/** @param {string} name */
const error = (name) => ({ outcome: "error", error: `net::${name}` });

/** A karte tab in Chrome with nothing special. @returns {Case} */
function pc() {
  const visit = navigation();
  return {
    readings: new Map(
      /** @type {[string, Json][]} */ ([
        ["tab", ok({ id: 7, url: URL_RIGHT, title: "CLINICSカルテ" })],
        [
          "browser",
          ok({
            brands: ["Not:A-Brand", "Chromium", "Google Chrome"],
            platform: "Windows",
            timeZone: "Asia/Tokyo",
          }),
        ],
        ["extensions", ok([])],
        ["windows", ok({ windows: 1, karteTabs: 1, privateWindows: null })],
        ["site_data", ok({ karteCookies: 1, domainCookies: 1, storageEntries: 3 })],
        ["navigation", ok([visit])],
      ]),
    ),
    session: {
      dotWorks: false,
      severalClinics: false,
      startedAt: null,
      firstVisit: visit,
      firstDot: null,
    },
    answers: [],
  };
}

/** @param {Json} changes */
const navigation = (changes = {}) => ({
  request: "41",
  tabId: 7,
  url: URL_RIGHT,
  beganAt: NOW - 9_000,
  sentAt: NOW - 8_990,
  answeredAt: NOW - 8_950,
  status: 200,
  fromCache: false,
  date: date(NOW - 8_960),
  ...changes,
});

// What a PC can be like; each is one change of the evidence.
/** @param {string} text @param {Json} more @returns {Change} */
const page =
  (text, more = {}) =>
  (c) =>
    c.readings.set("page", ok({ text, fromCache: false, applyStuck: false, ...more }));
/** @param {Json} ask @returns {Change} */
const main = (ask) => (c) => c.readings.set("cert_main", ok(ask));
/** @param {Json} ask @returns {Change} */
const dot = (ask) => (c) => c.readings.set("cert_dot", ok(ask));
/** @type {Change} */
const calibrated = (c) => void (c.session["dotWorks"] = true);
/** @type {Change} */
const severalClinics = (c) => void (c.session["severalClinics"] = true);
/** @param {string} question @param {string} value @returns {Change} */
const says = (question, value) => (c) => c.answers.push({ question, value, at: NOW - 1_000 });
/** @param {string} probe @param {string} why @returns {Change} */
const lacks =
  (probe, why = "timed_out") =>
  (c) =>
    c.readings.set(probe, { failed: why });
/** @param {string} url @returns {Change} */
const at = (url) => (c) => c.readings.set("tab", ok({ id: 7, url, title: "" }));
/** @param {Json} changes @returns {Change} */
const visit = (changes) => (c) => c.readings.set("navigation", ok([navigation(changes)]));
/** @param {string[]} brands @returns {Change} */
const brand =
  (...brands) =>
  (c) =>
    c.readings.set(
      "browser",
      ok({ brands: ["Chromium", ...brands], platform: "Windows", timeZone: "Asia/Tokyo" }),
    );
/** @param {string} name @param {string[]} hosts @returns {Change} */
const extension =
  (name, ...hosts) =>
  (c) =>
    c.readings.set(
      "extensions",
      ok([
        {
          id: "b".repeat(32),
          name,
          enabled: true,
          mayDisable: true,
          installType: "normal",
          permissions: ["storage"],
          hostPermissions: hosts,
          warnings: 1,
        },
      ]),
    );
/** @param {string} name @returns {Change} */
const broken = (name) => (c) => {
  c.readings.set("page", { failed: "not_visible" });
  visit({ status: null, answeredAt: null, fromCache: null, date: null, error: `net::${name}` })(c);
};
/** We saw the browser start, and its first visit took so long. @param {number} ms @returns {Change} */
const firstVisit = (ms) => (c) => {
  c.session["startedAt"] = NOW - 60_000;
  c.session["firstVisit"] = navigation({ beganAt: NOW - 9_000, answeredAt: NOW - 9_000 + ms });
};
/** @param {number} ahead seconds @returns {Change} */
const clockAhead = (ahead) => (c) => {
  main(answered(ahead))(c);
  visit({ date: date(NOW - 8_960, ahead) })(c);
};
/** A tab that was open before we were installed. @type {Change} */
const unseen = (c) => {
  c.readings.set("navigation", ok([]));
  c.session["firstVisit"] = null;
};

/** The answer with this status. @param {number} status @returns {Change} */
const refused = (status) => (c) => {
  main({ ...answered(), status })(c);
  visit({ status })(c);
};

const failing = page("failing");
const none = [failing, main(answered()), dot(error("ERR_FAILED"))];
const kept = [failing, main(answered()), dot(needed), calibrated];
const noDot = dot(error("ERR_SSL_UNRECOGNIZED_NAME_ALERT"));
const keptUnseen = [failing, main(answered()), noDot];
const edge = brand("Microsoft Edge");
const helper = extension("電子処方箋ヘルパー", "https://*/*");

/** Name, truth and what the PC is like. @type {[string, string[], Change[]][]} */
const CASES = [
  ["healthy-signed-in", [], [page("signed_in")]],
  ["healthy-sign-in", [], [page("sign_in")]],
  ["healthy-with-helper", [], [page("signed_in"), helper]],
  ["healthy-edge-signed-in", [], [page("signed_in"), edge]],
  ["healthy-several", [], [page("signed_in"), severalClinics, calibrated]],
  ["missing-calibrated", ["certificate_missing"], [...none, calibrated]],
  ["missing", ["certificate_missing"], none],
  ["missing-dot-refused", ["certificate_missing"], [failing, main(answered()), noDot]],
  [
    "missing-first-visit",
    ["certificate_missing"],
    [failing, main(answered()), noDot, firstVisit(70)],
  ],
  [
    "missing-out-of-date",
    ["certificate_missing"],
    [...none, calibrated, says("listed", "out_of_date")],
  ],
  [
    "missing-no-private-dialog",
    ["certificate_missing"],
    [...none, says("private_window", "no_dialog")],
  ],
  [
    "missing-tls",
    ["certificate_missing"],
    [
      broken("ERR_BAD_SSL_CLIENT_AUTH_CERT"),
      main(error("ERR_BAD_SSL_CLIENT_AUTH_CERT")),
      dot(error("ERR_BAD_SSL_CLIENT_AUTH_CERT")),
    ],
  ],
  ["missing-key", ["certificate_missing"], [broken("ERR_SSL_CLIENT_AUTH_CERT_NO_PRIVATE_KEY")]],
  [
    "missing-key-denied",
    ["certificate_missing"],
    [broken("ERR_SSL_CLIENT_AUTH_PRIVATE_KEY_ACCESS_DENIED")],
  ],
  [
    "missing-key-right-entry",
    ["certificate_missing"],
    [broken("ERR_SSL_CLIENT_AUTH_CERT_NO_PRIVATE_KEY"), says("which_entry", "this_clinic")],
  ],
  [
    "missing-key-picked",
    ["certificate_missing"],
    [broken("ERR_SSL_CLIENT_AUTH_SIGNATURE_FAILED"), says("private_window", "no_dialog")],
  ],
  ["cancelled", ["choice_remembered"], kept],
  ["cancelled-said", ["choice_remembered"], [...kept, says("dialog", "cancelled")]],
  [
    "cancelled-said-dot-refused",
    ["choice_remembered"],
    [...keptUnseen, says("dialog", "cancelled")],
  ],
  ["cancelled-dot-refused", ["choice_remembered"], keptUnseen],
  ["cancelled-no-dialog-said", ["choice_remembered"], [...kept, says("dialog", "no_dialog")]],
  ["cancelled-private-works", ["choice_remembered"], [...kept, says("private_window", "works")]],
  [
    "hidden-dialog",
    ["choice_remembered"],
    [
      broken("x"),
      visit({ status: null, answeredAt: null, fromCache: null, date: null }),
      dot(needed),
    ],
  ],
  [
    "installed-while-running",
    ["choice_remembered"],
    [failing, main(answered()), dot(needed), firstVisit(60)],
  ],
  [
    "installed-just-now-said",
    ["choice_remembered"],
    [...none, calibrated, says("installed_just_now", "yes")],
  ],
  [
    "policy-picked",
    ["choice_remembered"],
    [
      ...kept,
      firstVisit(60),
      (c) => void (c.session["firstDot"] = { at: NOW - 9_000, ask: needed }),
    ],
  ],
  [
    "wrong-entry",
    ["choice_remembered"],
    [...kept, says("dialog", "chose_ok"), says("which_entry", "other_kind")],
  ],
  ["will-ask-again", ["choice_remembered"], [broken("ERR_SSL_CLIENT_AUTH_CERT_NEEDED")]],
  ["revoked", ["certificate_revoked"], kept],
  ["revoked-chose", ["certificate_revoked"], [...kept, says("dialog", "chose_ok")]],
  [
    "revoked-chose-dot-refused",
    ["certificate_revoked"],
    [...keptUnseen, says("dialog", "chose_ok")],
  ],
  [
    "revoked-colleague",
    ["certificate_revoked"],
    [...kept, says("dialog", "chose_ok"), says("colleague_sees", "revoked")],
  ],
  [
    "revoked-tls",
    ["certificate_revoked"],
    [broken("ERR_BAD_SSL_CLIENT_AUTH_CERT"), main(needed), dot(needed)],
  ],
  [
    "revoked-private-fails",
    ["certificate_revoked"],
    [...kept, says("private_window", "still_fails")],
  ],
  [
    "revoked-everywhere",
    ["certificate_revoked"],
    [...kept, says("dialog", "chose_ok"), says("other_pc", "still_fails")],
  ],
  ["deleted", ["account_deleted"], kept],
  ["deleted-chose", ["account_deleted"], [...kept, says("dialog", "chose_ok")]],
  ["deleted-colleague", ["account_deleted"], [...kept, says("colleague_sees", "account_gone")]],
  ["switch", ["clinic_switch"], kept],
  ["switch-several", ["clinic_switch"], [...kept, severalClinics]],
  ["switch-said", ["clinic_switch"], [...kept, says("another_clinic_before", "yes")]],
  [
    "switch-said-dot-refused",
    ["clinic_switch"],
    [...keptUnseen, says("another_clinic_before", "yes")],
  ],
  ["switch-chose", ["clinic_switch"], [...kept, says("dialog", "chose_ok")]],
  [
    "cached",
    ["site_data"],
    [...kept, visit({ fromCache: true }), page("failing", { fromCache: true })],
  ],
  [
    "cached-will-ask",
    ["site_data"],
    [failing, main(needed), dot(needed), visit({ fromCache: true })],
  ],
  [
    "cached-unseen",
    ["site_data"],
    [page("failing", { fromCache: true }), main(answered()), noDot, unseen],
  ],
  [
    "old-copy",
    ["site_data"],
    [page("failing", { fromCache: null }), main(needed), dot(needed), unseen],
  ],
  ["redirect-loop", ["site_data"], [broken("ERR_TOO_MANY_REDIRECTS"), dot(needed)]],
  ["headers-too-big", ["site_data"], [broken("ERR_RESPONSE_HEADERS_TOO_BIG"), dot(needed)]],
  ["cache-broken", ["site_data"], [broken("ERR_CACHE_READ_FAILURE")]],
  ["cookies-too-big", ["site_data"], [page("other"), refused(431)]],
  ["blank-from-cache", ["site_data"], [page("blank"), visit({ fromCache: true })]],
  [
    "restored",
    ["site_data"],
    [page("failing", { source: "back_forward_cache" }), main(answered()), dot(needed)],
  ],
  [
    "broken-here-alone",
    ["site_data"],
    [broken("ERR_CONNECTION_RESET"), main(needed), says("private_window", "works")],
  ],
  [
    "blocked",
    ["extensions"],
    [broken("ERR_BLOCKED_BY_CLIENT"), extension("広告ブロック", "<all_urls>"), dot(needed)],
  ],
  ["blocked-no-list", ["extensions"], [broken("ERR_BLOCKED_BY_CLIENT"), lacks("extensions")]],
  [
    "rewritten",
    ["extensions"],
    [failing, main(needed), dot(needed), extension("翻訳", "<all_urls>")],
  ],
  [
    "foreign",
    ["security_software"],
    [broken("ERR_CERT_AUTHORITY_INVALID"), dot(error("ERR_CERT_AUTHORITY_INVALID"))],
  ],
  ["known-interception", ["security_software"], [broken("ERR_CERT_KNOWN_INTERCEPTION_BLOCKED")]],
  ["blocked-by-policy", ["security_software"], [broken("ERR_BLOCKED_BY_ADMINISTRATOR")]],
  ["filtered", ["security_software"], [page("other"), refused(403)]],
  [
    "inspection-listed",
    ["security_software"],
    [...none, calibrated, says("listed", "in_date"), says("installed_just_now", "no")],
  ],
  [
    "reset",
    ["security_software"],
    [broken("ERR_CONNECTION_RESET"), dot(error("ERR_CONNECTION_RESET"))],
  ],
  ["protocol", ["security_software"], [broken("ERR_SSL_PROTOCOL_ERROR")]],
  ["firewall", ["security_software"], [broken("ERR_NETWORK_ACCESS_DENIED")]],
  ["inspection", ["security_software"], none],
  ["inspection-network-said", ["security_software"], [...none, says("other_network", "works")]],
  ["clock-behind", ["clock"], [...none, clockAhead(-1_680)]],
  [
    "clock-behind-calibrated",
    ["clock", "certificate_missing"],
    [...none, calibrated, clockAhead(-1_680)],
  ],
  ["clock-ahead", ["clock"], [...none, clockAhead(1_680)]],
  ["clock-a-year", ["clock"], [...none, clockAhead(-31_536_000)]],
  ["clock-ninety-seconds-signed-in", ["clock"], [page("signed_in"), clockAhead(90)]],
  [
    "clock-set-while-running",
    ["choice_remembered"],
    [...none, calibrated, (c) => void (c.session["clockOffAt"] = NOW - 60_000)],
  ],
  ["clock-ninety-seconds", ["clock"], [failing, dot(needed), clockAhead(-90)]],
  [
    "clock-dates-http",
    ["clock"],
    [
      broken("ERR_CERT_DATE_INVALID"),
      (c) =>
        c.readings.set(
          "http_date",
          ok({ sentAt: NOW, receivedAt: NOW + 30, date: date(NOW, -86_400 * 90) }),
        ),
    ],
  ],
  [
    "server-dates",
    ["network"],
    [
      broken("ERR_CERT_DATE_INVALID"),
      (c) =>
        c.readings.set("http_date", ok({ sentAt: NOW, receivedAt: NOW + 30, date: date(NOW) })),
    ],
  ],
  [
    "server-dates-elsewhere",
    ["network"],
    [broken("ERR_CERT_DATE_INVALID"), says("other_pc", "still_fails")],
  ],
  ["clock-dates-alone", ["clock"], [broken("ERR_CERT_DATE_INVALID")]],
  ["name", ["network"], [broken("ERR_NAME_NOT_RESOLVED"), dot(error("ERR_NAME_NOT_RESOLVED"))]],
  [
    "name-unseen",
    ["network"],
    [unseen, lacks("page", "not_visible"), dot(error("ERR_NAME_NOT_RESOLVED"))],
  ],
  ["line", ["network"], [broken("ERR_INTERNET_DISCONNECTED")]],
  ["proxy", ["network"], [broken("ERR_PROXY_CONNECTION_FAILED")]],
  ["tunnel", ["network"], [broken("ERR_TUNNEL_CONNECTION_FAILED")]],
  ["refused", ["network"], [broken("ERR_CONNECTION_REFUSED")]],
  ["timed-out", ["network"], [broken("ERR_CONNECTION_TIMED_OUT")]],
  ["service-503", ["network"], [page("other"), visit({ status: 503 })]],
  ["service-502", ["network"], [page("other"), visit({ status: 502 })]],
  ["unlisted", ["network"], [broken("ERR_HTTP2_PROTOCOL_ERROR")]],
  ["unknown", ["network"], [broken("ERR_OF_A_LATER_CHROME")]],
  ["changed", ["network"], [broken("ERR_NETWORK_CHANGED")]],
  ["misdirected", ["network"], [page("other"), refused(421)]],
  ["network-sign-in", ["network"], [page("other"), refused(511)]],
  ["blank", ["network"], [page("blank")]],
  ["line-is-back", ["network"], [broken("ERR_INTERNET_DISCONNECTED"), main(needed), dot(needed)]],
  [
    "path",
    ["url"],
    [page("other"), at("https://karte.medley.life/signin"), visit({ status: 404 })],
  ],
  [
    "http",
    ["url"],
    [
      broken("ERR_CONNECTION_REFUSED"),
      at("http://karte.medley.life/d/signin"),
      (c) => c.readings.set("navigation", ok([])),
    ],
  ],
  [
    "gateway",
    ["url"],
    [
      lacks("page", "not_permitted"),
      at("https://karte-medley-life.translate.goog/d/signin"),
      (c) => c.readings.set("navigation", ok([])),
    ],
  ],
  ["other-host", ["url"], [failing, at("https://app.medley.life/failing")]],
  [
    "www",
    ["url"],
    [
      lacks("page", "not_visible"),
      at("https://www.karte.medley.life/d/signin"),
      (c) => c.readings.set("navigation", ok([])),
    ],
  ],
  [
    "look-alike",
    ["url"],
    [
      lacks("page", "not_permitted"),
      at("https://karte.medley.life.example.com/"),
      (c) => c.readings.set("navigation", ok([])),
    ],
  ],
  ["limit", ["certificate_limit"], [...none, calibrated, page("failing", { applyStuck: true })]],
  ["limit-kept", ["certificate_limit"], [...kept, page("failing", { applyStuck: true })]],
  ["limit-said", ["certificate_limit"], [...none, says("apply_stuck", "yes")]],
  ["edge", ["browser"], [page("sign_in"), edge]],
  ["opera", ["browser"], [page("sign_in"), brand("Opera")]],
  [
    "brave",
    ["browser"],
    [
      page("sign_in"),
      (c) =>
        c.readings.set("browser", ok({ brands: ["Chromium"], brave: true, platform: "Windows" })),
    ],
  ],
];

/** Second troubles and blind spots, laid over the cases they can meet; the truth gains what `adds` names. @type {[string, string | null, Change][]} */
const OVERLAYS = [
  ["edge", "browser", edge],
  ["helper", null, helper],
  ["no-extensions-list", null, lacks("extensions")],
  ["no-main", null, lacks("cert_main")],
  ["no-dot", null, lacks("cert_dot")],
  ["clock", "clock", clockAhead(-1_680)],
  ["no-navigation", null, (c) => c.readings.set("navigation", { failed: "no_answer" })],
];
const OVERLAID =
  /^(missing|missing-calibrated|cancelled|cancelled-said|revoked-chose|switch-several|cached|deleted-colleague|limit)$/;

/** @param {Case} c */
function evidence(c) {
  const readings = [...c.readings].map(([probe, result]) => ({ probe, at: NOW, result }));
  return { schema: 1, now: NOW, readings, answers: c.answers, session: c.session };
}

const labels = new URL("labels.json", HERE);
/** @type {Record<string, {truth: string[]}>} */
const all = JSON.parse(readFileSync(labels, "utf8"));
for (const name of Object.keys(all)) if (name.startsWith("written/")) delete all[name];
rmSync(new URL("written", HERE), { recursive: true, force: true });
mkdirSync(new URL("written", HERE));

/** @param {string} name @param {string[]} truth @param {Change[]} changes */
function write(name, truth, changes) {
  const c = pc();
  for (const change of changes) change(c);
  writeFileSync(new URL(`written/${name}.json`, HERE), `${JSON.stringify(evidence(c))}\n`);
  all[`written/${name}.json`] = { truth };
}

for (const [name, truth, changes] of CASES) {
  write(name, truth, changes);
  if (!OVERLAID.test(name)) continue;
  for (const [with_, adds, change] of OVERLAYS) {
    write(`${name}+${with_}`, adds ? [...truth, adds] : truth, [...changes, change]);
  }
}
const sorted = Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(labels, `${JSON.stringify(sorted, null, 1)}\n`);
console.log(`${Object.keys(all).filter((name) => name.startsWith("written/")).length} written`);
