/** Domains of others: the core corrects none of them, whatever the path and however similar the name. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { test } from "node:test";
import { example } from "../example.mjs";

/** @type {string[]} a hundred thousand registered domains, among them clinics, sign-in pages and other scripts */
const DOMAINS = createRequire(import.meta.url)("disposable-email-domains");
const PATHS = ["/", "/login", "/signin", "/d/signin"];

/** Analytics, maps (German "Karte"), cards, menus and charts: all of them called karte. */
const KARTE = [
  "karte.io",
  "karte.io/login",
  "www.karte.io/signin",
  "admin.karte.io/d/signin",
  "cx.karte.io/login?next=%2Fd%2Fsignin",
  "t.karte.io/",
  "support.karte.io/post/sign-in",
  "developers.karte.io/docs/login",
  "karte.ch/",
  "www.karte.ch/login",
  "karte.de/",
  "karte.at/signin",
  "karte.com/",
  "karte.net/d/signin",
  "karte.jp/login",
  "www.karte.co.jp/",
  "karte.life/d/signin",
  "karte.live/",
  "karte.app/login",
  "karte.dev/signin",
  "karte.nrw.de/",
  "karte.bayern.de/#/login",
  "karte.berlin/d/",
  "karte.stadt.wien/login",
  "karte.bergfex.at/signin",
  "karte.search.ch/login",
  "www.meine-karte.de/signin",
  "kreditkarte.de/login",
  "www.kreditkarte.net/signin",
  "gesundheitskarte.de/login",
  "speisekarte.de/d/signin",
  "landkarte.org/",
  "visitenkarte.com/login",
  "wanderkarte.info/?login=1",
  "fahrkarte.bahn.example/signin",
  "openstreetmap.de/karte/",
  "www.openstreetmap.de/karte/login",
  "wetter.com/karte/signin",
  "example.org/karte.medley.life/d/signin",
  "karte.example.org/?u=https%3A%2F%2Fkarte.medley.life%2Fd%2Fsignin",
];

/** Electronic charts of other vendors, and other sites for doctors and clinics. */
const CHARTS = [
  "e-karte.jp/",
  "e-karte.jp/login",
  "www.e-karte.co.jp/signin",
  "denshi-karte.com/d/signin",
  "www.denshikarte.net/login",
  "my-karte.net/signin",
  "mykarte.org/login",
  "cloud-karte.jp/d/signin",
  "karte-cloud.jp/login",
  "web-karte.jp/",
  "karte-web.net/login",
  "dental-karte.jp/signin",
  "karte.dental/login",
  "pet-karte.com/d/signin",
  "karte-pet.jp/signin",
  "salon-karte.jp/login",
  "karte.beauty/signin",
  "kartekun.com/login",
  "karte-medical.jp/d/signin",
  "medical-karte.com/signin",
  "medi-karte.jp/d/signin",
  "karte.med.example/d/signin",
  "karte.medical/login",
  "karte.hospital.example/d/signin",
  "karte.med.kyushu.example/login",
  "karte.m3.example/signin",
  "digikar.jp/login",
  "my.digikar.jp/signin",
  "www.movacal.net/login",
  "henry-karte.jp/signin",
  "carte.medley.example/d/signin",
  "karute.medley.example/",
  "pharmacy-karte.jp/login",
];

/** People, songs, shops and firms called Medley. */
const MEDLEY = [
  "medley.com/",
  "www.medley.com/login",
  "medley.co.jp/",
  "www.medley.co.jp/signin",
  "medley.net/d/signin",
  "medley.org/login",
  "medley.io/signin",
  "medley.app/d/signin",
  "medley.health/login",
  "medley.live/",
  "medley.gg/login",
  "medley.me/signin",
  "medley.fr/d/signin",
  "medley.de/",
  "medleylife.com/login",
  "www.medley-life.com/signin",
  "medleyliving.com/",
  "medley.lifestyle/d/signin",
  "xmedley.life/d/signin",
  "mymedley.life/login",
  "medleys.life/d/signin",
  "job-medley.com/",
  "job-medley.com/login",
  "customers.job-medley.com/signin",
  "academy.job-medley.com/d/signin",
  "melmo.medley.example/login",
  "lalune.jp/medley/",
  "billmedley.com/signin",
  "www.medleyfoods.com/login",
  "github.com/medley/login",
  "gitlab.com/medley/karte/-/signin",
  "medley-dev@bitbucket.org/medley-dev/karte.git",
  "karte@git.example.org/d/signin",
];

/** Sites of other clinics. */
const CLINICS = [
  "mayoclinic.org/login",
  "www.mayoclinic.org/signin",
  "my.clevelandclinic.org/d/signin",
  "clinics.example/",
  "clinics.com/login",
  "www.clinics.co.jp/signin",
  "clinics.jp/d/signin",
  "clinics.io/",
  "clinics.app/login",
  "clinics.cloud/signin",
  "clinicscloud.com/login",
  "clinics-cloud.jp/d/signin",
  "clinics-app.jp/signin",
  "clinicsapp.com/",
  "my-clinics.jp/login",
  "tokyo-clinics.com/signin",
  "clinics.hospital.example/d/signin",
  "intercom.help/clinics/ja/articles/login",
  "www.minuteclinic.com/login",
  "clinicsupport.jp/d/signin",
];

/** Sign-in pages, search pages and local servers of others. */
const SIGN_INS = [
  "accounts.google.com/signin",
  "accounts.google.com/v3/signin/identifier",
  "login.microsoftonline.com/common/login",
  "login.yahoo.co.jp/config/login",
  "www.amazon.co.jp/ap/signin",
  "github.com/login",
  "www.facebook.com/login/",
  "appleid.apple.com/signin",
  "signin.aws.amazon.com/signin",
  "d.example.com/signin",
  "localhost:3000/d/signin",
  "127.0.0.1:8443/d/signin",
  "[::1]/d/signin",
  "192.168.0.10/login",
  "login.gov/",
  "signin.example.net/d/signin",
  "www.google.com/search?q=medley+karte+login",
  "www.google.co.jp/search?q=karte",
  "search.yahoo.co.jp/search?p=clinics+karte",
  "www.bing.com/search?q=medley.life",
];

const HAND_CHOSEN = [...KARTE, ...CHARTS, ...MEDLEY, ...CLINICS, ...SIGN_INS].flatMap((rest) => [
  `https://${rest}`,
  `http://${rest}`,
]);

function* addressesOfAll() {
  for (const domain of DOMAINS) {
    for (const host of [domain, `www.${domain}`]) {
      for (const path of PATHS) yield `https://${host}${path}\n`;
    }
  }
}

/**
 * Asks the core about each address; one process answers all of them.
 * @param {Iterable<string>} lines
 */
async function ask(lines) {
  const program = spawn(example("correct"), [], { stdio: ["pipe", "pipe", "inherit"] });
  const ended = once(program, "close");
  const fed = pipeline(Readable.from(lines), program.stdin);
  /** @type {string[]} */
  const touched = [];
  let answers = 0;
  for await (const line of createInterface({ input: program.stdout })) {
    answers += 1;
    if (!line.includes('"verdict":"other","to":null,"reason":null}')) touched.push(line);
  }
  await fed;
  assert.deepEqual(await ended, [0, null]);
  return { answers, touched };
}

test("a hundred thousand domains of others are left alone to the last one", async () => {
  assert.ok(new Set(DOMAINS).size >= 10_000);
  const { answers, touched } = await ask(addressesOfAll());
  assert.deepEqual(touched, []);
  assert.equal(answers, DOMAINS.length * 2 * PATHS.length);
});

test("addresses of others that look related are left alone to the last one", async () => {
  const related = HAND_CHOSEN.filter((url) => /karte|medley|clinics|\/login|\/signin/.test(url));
  assert.ok(new Set(related).size >= 200, `${related.length}`);
  const { answers, touched } = await ask(HAND_CHOSEN.map((url) => `${url}\n`));
  assert.deepEqual(touched, []);
  assert.equal(answers, HAND_CHOSEN.length);
});

test("the question is a real one: an address of ours is not left alone", async () => {
  const ours = ["https://karte.medley.life/login\n", "https://example.com/login\n"];
  const { answers, touched } = await ask(ours);
  assert.equal(answers, 2);
  assert.deepEqual(
    touched.map((line) => JSON.parse(line).verdict),
    ["corrected"],
  );
});
