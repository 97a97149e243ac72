/** A self-hosted update server: the CRX of `./build.sh release --update-url` is installed by policy and updates from it. */
import { expect } from "@playwright/test";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { execFileSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { idFrom } from "../../tools/crx.mjs";
import { Policy, policyArrives } from "./lib/installed.js";
import { dist, root } from "./lib/paths.js";
import { test } from "./lib/test.js";
import { until } from "./lib/wait.js";

/** @typedef {import("./lib/pc.js").Pc} Pc */

// The policy applies to the whole machine.
test.describe.configure({ mode: "serial" });

const [, VERSION = ""] =
  /^version = "(.+)"/m.exec(readFileSync(join(root, "Cargo.toml"), "utf8")) ?? [];
const NEWER = "99.0.0";
const SAMPLE = join(root, "docs/admin/self-hosted/policy.json");
const STATE = new URL("../fixtures/state/0.1.0.json", import.meta.url);
const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const OPEN = publicKey.export({ type: "spki", format: "der" });
/** @type {string} */ let folder;
/** @type {Policy} */ let policy;

test.beforeAll(async () => {
  // The policy of another test file may come first.
  test.setTimeout(240_000);
  folder = await mkdtemp(join(tmpdir(), "karte-hosted-"));
  await mkdir(join(folder, "karte"));
  await writeFile(join(folder, "key.pem"), privateKey.export({ type: "pkcs8", format: "pem" }));
  policy = await Policy.serve(idFrom(OPEN), (path) =>
    readFileSync(join(folder, "karte", basename(path))),
  );
});
test.afterAll(async () => {
  await policy.remove();
  await rm(folder, { recursive: true });
});

/**
 * Lets the server offer a version: the built zip with that version number, packed as a CRX as a release does it.
 * @param {string} version
 * @param {string} server its address, in any spelling of a person
 */
async function offer(version, server) {
  const files = unzipSync(await readFile(join(dist, `karte-signin-doctor-${VERSION}.zip`)));
  const manifest = JSON.parse(strFromU8(files["manifest.json"] ?? new Uint8Array()));
  Object.assign(manifest, { version, key: OPEN.toString("base64") });
  files["manifest.json"] = strToU8(JSON.stringify(manifest));
  const zip = join(folder, `karte-signin-doctor-${version}.zip`);
  await writeFile(zip, zipSync(files, { level: 0 }));
  const options = ["--update-url", server, "--key", join(folder, "key.pem")];
  const command = [join(root, "tools/self-hosted.mjs"), ...options, zip, join(folder, "karte")];
  execFileSync(process.execPath, command);
}

/**
 * Presses "Update" on chrome://extensions until that version is installed; by itself Chrome checks every few hours. The worker
 * gets no messages meanwhile, because Chrome may delay an update until the worker is idle.
 * @param {Pc} pc
 * @param {string} wanted
 */
async function update(pc, wanted) {
  const page = await pc.browser.newTab("chrome://extensions");
  await until("the button", () => page.session.evaluate(() => "developerPrivate" in chrome));
  const press = async (/** @type {string} */ id) => {
    const cards = /** @type {any} */ (chrome).developerPrivate;
    await cards.autoUpdate();
    return (await cards.getExtensionInfo(id)).version;
  };
  const isThere = async () => (await page.session.evaluate(press, pc.extension.id)) === wanted;
  await until("the newer version", isThere, { limit: 90_000, step: 2_000 });
  await page.close();
}

/** The version that is running. @param {Pc} pc */
const version = (pc) =>
  pc.extension.inWorker(() => chrome.runtime.getManifest().version).catch(() => undefined);

/** Opens the settings and waits until they can be used. @param {Pc} pc */
async function settings(pc) {
  const page = await pc.browser.newTab(`${pc.extension.origin}/options/options.html`);
  await until("the settings", () =>
    page.session.evaluate(() => !!document.querySelector("#clinics:enabled")),
  );
  return page;
}

/** Fills the PC with stored data and changes a setting; returns what is stored then. @param {Pc} pc @param {any} used */
async function use(pc, used) {
  // These two name extensions that are not installed here.
  const { repair, bisect, ...state } = used;
  expect([repair.v, bisect.v]).toEqual([2, 1]);
  await pc.extension.inWorker((known) => chrome.storage.local.set(known), state);
  const page = await settings(pc);
  await page.click("#clinics");
  const wanted = !used.session.severalClinics;
  const stored = () => pc.extension.stored("local");
  await until("the setting", async () => (await stored())["session"]?.severalClinics === wanted);
  await page.close();
  return stored();
}

/**
 * The settings without the administrator's part, which is saved whenever it arrives, and with it what nobody has
 * chosen.
 * @param {any} saved
 */
const chosen = ({ startCheck = null, ...saved }) => ({
  ...saved,
  startCheck,
  managed: undefined,
  suspended: undefined,
});

/** The settings page lists everything that the PC had. @param {Pc} pc @param {any} used */
async function shows(pc, used) {
  const page = await settings(pc);
  await until("the diary and the history", () =>
    page.session.evaluate(
      (entries, lines) =>
        document.querySelectorAll("#diary-list li").length === entries &&
        document.querySelectorAll("#history-list > li").length === lines,
      used.diary.entries.length,
      used.history.entries.length,
    ),
  );
  await page.says(NEWER);
  await page.close();
}

test("the own server's version is installed, replaced by its next one, and all is kept", async ({
  start,
}) => {
  const server = new URL("karte", policy.updates).href;
  await offer(VERSION, server);
  await policy.put(await readFile(SAMPLE, "utf8"));
  const pc = await start({ policy: policy.id });
  expect(await version(pc)).toBe(VERSION);
  const { isOnToolbar } = await pc.extension.inWorker(() => chrome.action.getUserSettings());
  expect(isOnToolbar).toBe(true);
  const used = JSON.parse(await readFile(STATE, "utf8"));
  const kept = await use(pc, used);

  await offer(NEWER, `${server}/`);
  await update(pc, NEWER);
  await until("the newer worker", async () => (await version(pc)) === NEWER);
  const now = await pc.extension.stored("local");
  for (const key of ["diary", "history", "session", "bookmarks"]) {
    expect(now[key], key).toEqual(kept[key]);
  }
  expect(chosen(now["settings"])).toEqual(chosen(kept["settings"]));
  await shows(pc, used);

  // The installation survives a restart, and the administrator's values still arrive.
  await pc.restart();
  expect(await version(pc)).toBe(NEWER);
  await policyArrives(() =>
    pc.extension.inWorker(async () => (await chrome.storage.managed.get())["supportText"]),
  );
});
