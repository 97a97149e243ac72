/** The zip as people install it: unpacked, loaded, used, and replaced by a newer version in the same folder. */
import { expect } from "@playwright/test";
import { unzipSync } from "fflate";
import { readFileSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { check } from "./lib/check.js";
import { cancel } from "./lib/chooser.js";
import { editManifest, Extension, idOf } from "./lib/extension.js";
import { dist, root } from "./lib/paths.js";
import { test } from "./lib/test.js";
import { until } from "./lib/wait.js";

/** @typedef {import("./lib/pc.js").Pc} Pc */

const CANCELLED = {
  primary: "choice_remembered",
  verdict: "suspected",
  rivals: ["certificate_revoked", "account_deleted", "clinic_switch"],
};
const FAILING = "クライアント証明書が必要です";
const NEWER = "99.0.0";
const CLINIC = "みどり医院";
const [, VERSION] = /^version = "(.+)"/m.exec(readFileSync(join(root, "Cargo.toml"), "utf8")) ?? [];

/** Unpacks the built zip over whatever is in the folder. @param {string} folder */
async function unzip(folder) {
  const zip = await readFile(join(dist, `karte-signin-doctor-${VERSION}.zip`));
  for (const [name, bytes] of Object.entries(unzipSync(zip))) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), bytes);
  }
}

/** The build id, as the worker's script has it. @param {string} folder */
async function buildOf(folder) {
  const script = await readFile(join(folder, "service_worker.js"), "utf8");
  const [id = ""] = /\d+\.\d+\.\d+\+[0-9a-f]{10}/.exec(script) ?? [];
  expect(id).not.toBe("");
  return id;
}

/** @param {Pc} pc */
async function options(pc) {
  const page = await pc.browser.newTab(`${pc.extension.origin}/options/options.html`);
  await until("the settings and the diary", () =>
    page.session.evaluate(
      () => document.querySelectorAll("#clinics:enabled, #reminders:enabled").length === 2,
    ),
  );
  return page;
}

/** Presses the reload arrow on the extension's card of chrome://extensions. @param {Pc} pc */
async function reload(pc) {
  const page = await pc.browser.newTab("chrome://extensions");
  const press = (/** @type {string} */ id) => {
    let place = /** @type {ParentNode | null | undefined} */ (document);
    for (const part of ["extensions-manager", "extensions-item-list", `#${id}`]) {
      place = place?.querySelector(part)?.shadowRoot;
    }
    const button = /** @type {HTMLElement | null | undefined} */ (
      place?.querySelector("#dev-reload-button")
    );
    button?.click();
    return Boolean(button);
  };
  await until("the card's button", () => page.session.evaluate(press, pc.extension.id));
  const version = () =>
    page.session.evaluate(async (id) => {
      const cards = /** @type {any} */ (chrome).developerPrivate;
      return (await cards.getExtensionInfo(id)).version;
    }, pc.extension.id);
  await until("the newer version", async () => (await version()) === NEWER);
  await page.close();
}

/** Adds a certificate to the diary and ticks the box for several clinics. @param {Pc} pc */
async function keepSomething(pc) {
  const page = await options(pc);
  const values = { "diary-issued": "2026-01-05", "diary-clinic": CLINIC };
  await page.session.evaluate((fields) => {
    for (const [id, value] of Object.entries(fields)) {
      const field = /** @type {HTMLInputElement} */ (document.getElementById(id));
      field.value = value;
      field.dispatchEvent(new Event("input"));
    }
  }, values);
  await page.click("#diary-write");
  await page.says(CLINIC);
  await page.click("#clinics");
  const stored = () => pc.extension.stored("local");
  await until("the setting", async () => (await stored())["session"]?.severalClinics === true);
  const { diary, session } = await stored();
  return { diary, session };
}

test("the zip is unpacked, loaded, diagnoses, and keeps everything when a newer one replaces it", async ({
  start,
}) => {
  const folder = await mkdtemp(join(tmpdir(), "karte-unzipped-"));
  await unzip(folder);
  const pc = await start({ without: true, certificates: ["clinic-a"] });
  await pc.browser.load(folder);
  pc.extension = new Extension(pc.browser, await idOf(folder));
  await pc.settle();
  await pc.openAnd(cancel, FAILING);
  check(await pc.click(), CANCELLED);
  await pc.closePopup();
  const kept = await keepSomething(pc);

  await unzip(folder);
  await editManifest(folder, (manifest) => (manifest["version"] = NEWER));
  await reload(pc);
  const page = await options(pc);
  await page.says(CLINIC);
  await page.says(NEWER);
  await page.says(await buildOf(folder));
  const ticked = () => /** @type {HTMLInputElement} */ (document.getElementById("clinics")).checked;
  expect(await page.session.evaluate(ticked)).toBe(true);
  expect(await pc.extension.stored("local")).toMatchObject(kept);

  await (await pc.tab()).show();
  await pc.open();
  // The restored setting takes effect: with several clinics the other clinic's certificate is the first suspicion.
  check(await pc.click(), {
    primary: "clinic_switch",
    verdict: "suspected",
    rivals: ["choice_remembered", "certificate_revoked", "account_deleted"],
  });
  await rm(folder, { recursive: true });
});
