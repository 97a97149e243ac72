/** What `./build.sh release --update-url` refuses, and what it writes. tests/e2e/self_hosted.spec.js updates Chromium from it. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { idFrom } from "./crx.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const place = mkdtempSync(join(tmpdir(), "karte-hosted-"));
after(() => rmSync(place, { recursive: true }));

const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const OPEN = publicKey.export({ type: "spki", format: "der" });
const KEY = join(place, "key.pem");
writeFileSync(KEY, privateKey.export({ type: "pkcs8", format: "pem" }));
writeFileSync(join(place, "no-key.pem"), "-----BEGIN PRIVATE KEY-----\nAAAA\n");
const secret = { cipher: "aes-256-cbc", passphrase: "x" };
writeFileSync(
  join(place, "locked.pem"),
  privateKey.export({ type: "pkcs8", format: "pem", ...secret }),
);
const ZIP = join(place, "karte-signin-doctor-1.2.3.zip");
const manifest = { version: "1.2.3", minimum_chrome_version: "123", key: OPEN.toString("base64") };
writeFileSync(
  ZIP,
  zipSync({ "manifest.json": strToU8(JSON.stringify(manifest)), "a/b.js": strToU8("let a;") }),
);

/** @param {string[]} args */
function run(...args) {
  const script = join(ROOT, "tools/self-hosted.mjs");
  return spawnSync(process.execPath, [script, ...args], { encoding: "utf8" });
}

/**
 * What is written for an address.
 * @param {string} url
 * @param {string} name of a new folder
 */
function written(url, name) {
  const folder = join(place, name);
  mkdirSync(folder);
  const { status, stderr } = run("--update-url", url, "--key", KEY, ZIP, folder);
  assert.equal(status, 0, stderr);
  assert.deepEqual(readdirSync(folder).toSorted(), ["karte-signin-doctor-1.2.3.crx", "update.xml"]);
  const crx = readFileSync(join(folder, "karte-signin-doctor-1.2.3.crx"));
  return { crx, xml: readFileSync(join(folder, "update.xml"), "utf8") };
}

test("a slash or update.xml at the address's end makes no difference, and the bytes are the same", () => {
  const one = written("https://pc.example.jp/karte", "one");
  assert.deepEqual(written("https://pc.example.jp/karte/", "two"), one);
  assert.deepEqual(written("https://pc.example.jp/karte/update.xml", "three"), one);
  const codebase = "https://pc.example.jp/karte/karte-signin-doctor-1.2.3.crx";
  assert.ok(
    one.xml.includes(
      `<app appid="${idFrom(OPEN)}">\n    <updatecheck codebase="${codebase}" version="1.2.3" prodversionmin="123"/>`,
    ),
    one.xml,
  );
  // A CRX3 file begins with "Cr24", the format version, the length of the header, and the header with the proofs.
  const archive = one.crx.subarray(12 + one.crx.readUInt32LE(8));
  const { "manifest.json": packed, ...others } = unzipSync(archive);
  const update_url = "https://pc.example.jp/karte/update.xml";
  assert.deepEqual(JSON.parse(strFromU8(packed ?? new Uint8Array())), { ...manifest, update_url });
  assert.deepEqual(Object.keys(others), ["a/b.js"]);
});

test("at a server's top, and on this machine without https", () => {
  assert.ok(written("https://pc.example.jp", "top").xml.includes('"https://pc.example.jp/karte-'));
  const { xml } = written("http://127.0.0.1:8080/x", "local");
  assert.ok(xml.includes('"http://127.0.0.1:8080/x/karte-'));
});

const GOOD = "https://pc.example.jp/karte";
for (const [what, args, says] of /** @type {[string, string[], RegExp][]} */ ([
  ["no key", ["--update-url", GOOD], /usage: --update-url .* --key/],
  ["no address", ["--key", KEY], /usage: --update-url .* --key/],
  ["an unknown option", ["--update", GOOD, "--key", KEY], /Unknown option '--update'/],
  ["no https", ["--update-url", "http://pc.example.jp/", "--key", KEY], /has to begin with https/],
  [
    "a local name of others",
    ["--update-url", "http://localhost.example.jp/", "--key", KEY],
    /https/,
  ],
  ["no address at all", ["--update-url", "pc.example.jp", "--key", KEY], /is no address/],
  ["a query", ["--update-url", `${GOOD}?a=b`, "--key", KEY], /has to end after its path/],
  ["a user", ["--update-url", "https://a:b@pc.example.jp", "--key", KEY], /name no user/],
  [
    "no such file",
    ["--update-url", GOOD, "--key", join(place, "none.pem")],
    /there is no such file/,
  ],
  [
    "no key in it",
    ["--update-url", GOOD, "--key", join(place, "no-key.pem")],
    /not read as a private key/,
  ],
  [
    "a locked key",
    ["--update-url", GOOD, "--key", join(place, "locked.pem")],
    /not read as a private key/,
  ],
  ["a folder", ["--update-url", GOOD, "--key", place], /not read as a private key/],
  [
    "another key",
    ["--update-url", GOOD, "--key", KEY],
    /gives the id [a-p]{32}, but "key" in manifest\.json gives jfej/,
  ],
])) {
  test(`${what} is refused before anything is built`, () => {
    const { status, stderr } = run(...args);
    assert.match(stderr, says);
    assert.doesNotMatch(stderr, /\n {4}at /, "no trace of calls");
    assert.equal(status, 2);
  });
}

test("build.sh hands its options on, and stops where they are refused", () => {
  const command = ["release", "--update-url", "http://pc.example.jp/", "--key", KEY];
  const { status, stderr } = spawnSync("./build.sh", command, { cwd: ROOT, encoding: "utf8" });
  assert.match(stderr, /has to begin with https/);
  assert.equal(status, 2);
});
