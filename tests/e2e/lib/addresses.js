/** Addresses that test the correction: wrong ones per rule, foreign ones that look similar, and generated ones. */
import { random } from "../../random.js";

const S = "https://karte.medley.life/d/signin";

/** Per rule of the static ruleset: wrong addresses and their targets. Rule 1 lets the right address pass. */
export const WRONG = [
  { rule: 2, url: "https://karte.medley.life/signin", to: S },
  { rule: 2, url: "https://karte.medley.life/login", to: S },
  { rule: 2, url: "https://karte.medley.life/d/sign-in", to: S },
  { rule: 2, url: "https://karte.medley.life/d/signin/", to: S },
  { rule: 2, url: "https://karte.medley.life/d/signin%20", to: S },
  { rule: 2, url: "https://karte.medley.life/d/signin。", to: S },
  { rule: 2, url: "https://karte.medley.life/d/signin」", to: S },
  { rule: 2, url: "https://karte.medley.life/%20signin", to: S },
  { rule: 2, url: "https://taro@karte.medley.life/login", to: S },
  { rule: 2, url: "https://karte.medley.life//d//signin", to: S },
  { rule: 2, url: "https://KARTE.medley.life/D/SIGNIN", to: S },
  { rule: 2, url: "http://karte.medley.life/d/signin", to: S },
  { rule: 2, url: "https://www.karte.medley.life/d/signin", to: S },
  { rule: 2, url: "https://karte.medley.life:8443/d/signin", to: S },
  { rule: 2, url: "http://www.karte.medley.life:8080/d/d/signin/", to: S },
  { rule: 3, url: "https://karte.medley.life/ｄ／ｓｉｇｎｉｎ", to: S },
  { rule: 3, url: "https://www.karte.medley.life/d/ｓｉｇｎｉｎ。", to: S },
  { rule: 3, url: "https://karte.medley.life/ｌｏｇｉｎ", to: S },
  { rule: 3, url: "https://karte.medley.life/d/ＳＩＧＮＩＮ", to: S },
  { rule: 3, url: "https://karte.medley.life/d/ｓignin」", to: S },
  { rule: 4, url: "https://karte.medley.life/", to: S },
  { rule: 4, url: "http://www.karte.medley.life:81//", to: S },
  ...["reception", "patients/1?tab=2#x"].flatMap((page) =>
    [
      { rule: 5, from: "http://karte.medley.life" },
      { rule: 5, from: "http://www.karte.medley.life:8080" },
      { rule: 6, from: "https://www.karte.medley.life" },
      { rule: 7, from: "https://karte.medley.life:444" },
    ].map(({ rule, from }) => ({
      rule,
      url: `${from}/d/${page}`,
      to: `https://karte.medley.life/d/${page}`,
    })),
  ),
  { rule: 8, url: "https://kalte.medley.life/d/signin", to: S },
  { rule: 8, url: "http://krate.medley.life:81//d/signin/", to: S },
  {
    rule: 2,
    url: "http://karte.medley.life/d/signin?next=%2Fd%2Freception",
    to: `${S}?next=%2Fd%2Freception`,
  },
  { rule: 2, url: "https://www.karte.medley.life:8443/d/signin?a=1#b", to: `${S}?a=1#b` },
  ...[
    { rule: 9, path: "/d/sinin" },
    { rule: 10, path: "/d/sigin" },
    { rule: 9, path: "/d/aignin/" },
    { rule: 10, path: "/d/signon/" },
    { rule: 10, path: "/d/signi" },
    { rule: 11, path: "/d/siginin" },
    { rule: 11, path: "/d/ssignin" },
    { rule: 12, path: "/D/SINGIN" },
    { rule: 12, path: "/d/signin/index.html" },
  ].map(({ rule, path }) => ({ rule, url: `https://karte.medley.life${path}`, to: S })),
  { rule: 12, url: "http://www.karte.medley.life//d/singin?a=1", to: `${S}?a=1` },
];

/** Right addresses of the app, which must never be changed. */
export const RIGHT_ONES = [
  ...["", "?next=%2Fd%2Freception", "#top", "?a=1&b=2#c"].map((tail) => `${S}${tail}`),
  ...["", "/", "?a=1", "/#x", "/reception", "/reception?date=2026-01-05#list"].map(
    (tail) => `https://karte.medley.life/d${tail}`,
  ),
  ...[
    "/patients/123/login",
    "/signing-off",
    "/signing",
    "/design",
    "/singin/1",
    "/signin/index.htm",
    "/signin/help",
    "/reception/signin?x=1#y",
    "/ＣＴ",
    "/受付／ｄ",
  ].map((tail) => `https://karte.medley.life/d${tail}`),
];

const NAMED = ["clinics.medley.life", "clinics-support.medley.life", "www.medley.life"].concat(
  ["medley.life", "medley.jp", "clinics-app.com", "www.clinics-app.com"],
  ["clinics-cloud.com", "www.clinics-cloud.com"],
);
const STRANGERS = [
  "example.com",
  "karte.example.com",
  "karte.jp",
  "medley.com",
  "medley.co.jp",
].concat(
  [
    "intercom.help",
    "xmedley.life",
    "medley.life.example",
    "clinics.example.jp",
    "my-karte.example",
  ],
  ["karte.medley.life.example.com", "karte-medley.life", "signin.example.com"],
  ["karte.medley.life7", "www.karte.medley.life43", "app.medley.life7", "a.clinics.medley.life"],
);
const PATHS = [
  "/",
  "/login",
  "/signin",
  "/d/signin",
  "/karte",
  "/clinics/",
  "/d/signin/?karte=1",
].concat(["/?u=https://karte.medley.life/signin", "/karte.medley.life/d/signin"]);

/** Foreign addresses with karte, medley, clinics, login or signin in them, and other sites of the vendor. */
export const FOREIGN = [...NAMED, ...STRANGERS]
  .flatMap((host) => PATHS.map((path) => `https://${host}${path}`))
  .concat([
    "https://app.medley.life/signin",
    "https://app.medley.life/",
    ...["app", "training", "demo", "staging", "karte2", "clinic.karte", "a.kalte"].map(
      (name) => `https://${name}.medley.life/d/signin`,
    ),
    "http://medley.life/login",
  ])
  .concat(["chrome://settings/", "file:///d/signin", "ftp://karte.medley.life/signin"]);

const SCHEMES = ["http://", "https://"];
const HOSTS = ["karte.medley.life", "KARTE.medley.life", "www.karte.medley.life"].concat(
  [
    "app.medley.life",
    "x.y.medley.life",
    "kalte.medley.life",
    "a.kalte.medley.life",
    "clinics.medley.life",
    "a.clinics.medley.life",
  ],
  [
    "clinics-support.medley.life",
    "www.medley.life",
    "medley.life",
    "karte.medley.life.example.com",
  ],
  [
    "xmedley.life",
    "karte.medly.life",
    "example.com",
    "karte.medley.life7",
    "app.medley.life7",
    "karte.medley.life.",
  ],
);
const USERS = ["", "", "", "taro@", "taro:p%40w@", "medley-karte@"];
const PORTS = ["", "", ":443", ":8443", ":80"];
const PIECES = [
  "/",
  "/",
  "d",
  "d",
  "/d/singin",
  "/d/siginin",
  "sgnin",
  "/index.html",
  "D",
  "signin",
  "signin",
  "sign-in",
  "SignIn",
  "login",
].concat(
  ["sign in", "%20", "。", "ｄ", "／", "ｓｉｇｎｉｎ", "reception", ".", ",", ")", ";", "..", "_"],
  ["?a=1", "#x", "signing", '"', ">", "%2F", "%", "%zz", "log_in", "、", "）"],
  ["ｌｏｇｉｎ", "ＳＩＧＮＩＮ", "ｓ", "ignin", "－", "」", "『", "】", "Ｃ", "ｶ", "受", "（"],
);

/**
 * Random addresses similar to the karte's; the same seed gives the same addresses.
 * @param {number} count
 * @param {number} seed
 */
export function generated(count, seed) {
  const { one: pick } = random("addresses", seed);
  /** @type {Set<string>} */
  const found = new Set();
  while (found.size < count) {
    const tail = Array.from({ length: pick([0, 1, 2, 3, 4, 5, 6, 7]) }, () => pick(PIECES));
    const text = `${pick(SCHEMES)}${pick(USERS)}${pick(HOSTS)}${pick(PORTS)}/${tail.join("")}`;
    if (URL.canParse(text)) found.add(new URL(text).href);
  }
  return [...found];
}
