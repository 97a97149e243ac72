/** The diagnosis that is made when the failure is seen: it is kept, drawn when the popup opens, and never shown when stale. */
import { expect } from "@playwright/test";
import { cancel, cancelInIncognito, choose } from "./lib/chooser.js";
import { allowIncognito } from "./lib/permission.js";
import { Popup } from "./lib/popup.js";
import { test } from "./lib/test.js";
import { until } from "./lib/wait.js";
import { say } from "./lib/words.js";

/** @typedef {import("./lib/pc.js").Pc} Pc */

/** Chrome loads an error page of the network again by itself. */
const NO_RELOAD = { args: ["--disable-auto-reload"] };
/** The label above a kept diagnosis while a new one is being made. */
const RECENT = say("popup_chip_recent");

/** The kept diagnosis of the front tab. @param {Pc} pc */
async function kept(pc) {
  const { diagnoses } = await pc.extension.stored("session");
  return diagnoses?.tabs.at(-1)?.diagnosis ?? null;
}

/** @param {Pc} pc @param {string} cause */
const isKept = (pc, cause) =>
  until(`the kept diagnosis: ${cause}`, async () => (await kept(pc))?.primary === cause, {
    limit: 15_000,
  });

/** The failing page after a cancelled chooser, diagnosed without a click. @param {Pc} pc */
async function fails(pc) {
  await pc.openAnd(cancel, "クライアント証明書が必要です");
  await isKept(pc, "choice_remembered");
}

/** The requests for the sign-in page, by method and host. @param {import("./lib/lab.js").Lab} lab */
async function asked(lab) {
  const log = await lab.log();
  return log.filter(({ path }) => path === "/d/signin").map((one) => `${one.method} ${one.host}`);
}

test("seen, diagnosed, kept over the worker's end, drawn at once and then confirmed", async ({
  lab,
  start,
}) => {
  const pc = await start({ certificates: ["clinic-a"], dotWorks: true });
  await fails(pc);
  await pc.extension.stopWorker();
  // Slow enough that the kept diagnosis is on the screen for a while.
  await lab.set({ latency_ms: 2_000 });
  const popup = await Popup.open(pc.extension);
  pc.popup = popup;
  await expect.poll(() => popup.text("#chip-text")).toBe(RECENT);
  const final = () => !["running", undefined].includes(document.body.dataset["state"]);
  expect(await popup.session.evaluate(final)).toBe(false);
  const headline = await popup.text("#headline");
  expect(await popup.text("#question")).not.toBe("");
  const diagnosis = await popup.diagnosis();
  expect(diagnosis.primary).toBe("choice_remembered");
  expect(await popup.text("#headline")).toBe(headline);
  expect(await popup.chips()).toEqual([
    say("popup_chip_running"),
    RECENT,
    say("popup_chip_suspected"),
  ]);
});

test("cured meanwhile: what is kept is marked, and replaced", async ({ lab, start }) => {
  const pc = await start({ certificates: ["clinic-a"], dotWorks: true });
  await lab.set({ inspection: true });
  await pc.open();
  await until("a kept diagnosis", async () => (await kept(pc)) !== null, { limit: 15_000 });
  const before = await kept(pc);
  // Slow enough that the kept diagnosis is drawn before the new one arrives.
  await lab.set({ inspection: false, latency_ms: 2_000 });
  const { diagnosis } = await pc.click();
  expect(diagnosis.primary).not.toBe(before.primary);
  expect((await pc.popup?.chips())?.slice(0, 2)).toEqual([say("popup_chip_running"), RECENT]);
  expect(await pc.popup?.text("#chip-text")).not.toBe(RECENT);
});

test("older than a minute, or of a page that the tab does not show: not drawn", async ({
  lab,
  start,
}) => {
  const pc = await start({ certificates: ["clinic-a"], dotWorks: true });
  await fails(pc);
  // At its end the diagnosis stores its result once more.
  await pc.rests();
  await pc.extension.inWorker(async () => {
    const { diagnoses } = /** @type {any} */ (await chrome.storage.session.get("diagnoses"));
    for (const { diagnosis } of diagnoses.tabs) diagnosis.at -= 60_000;
    await chrome.storage.session.set({ diagnoses });
  });
  await pc.click();
  expect(await pc.popup?.chips()).not.toContain(RECENT);
  await pc.closePopup();
  const isNew = async () => Date.now() - (await kept(pc))?.at < 60_000;
  await until("the click's own diagnosis, kept", isNew);
  // Slow enough that the kept diagnosis is on the screen for a while.
  await lab.set({ latency_ms: 2_000 });
  await pc.click();
  expect(await pc.popup?.chips(), "the click's own is kept").toContain(RECENT);
  await pc.closePopup();
  await lab.set({ latency_ms: 0 });
  await pc.open("https://clinics.medley.life/");
  await pc.click();
  expect(await pc.popup?.chips()).not.toContain(RECENT);
});

test("what a person answered is in what is kept", async ({ start }) => {
  const pc = await start({ certificates: ["clinic-a"], dotWorks: true });
  await fails(pc);
  await pc.click();
  const { verdict } = (await pc.answer("dialog", "cancelled")).primary ?? {};
  expect(verdict).toBe("found");
  await pc.closePopup();
  const findings = (await kept(pc))?.findings ?? [];
  expect(
    findings.find((/** @type {any} */ one) => one.cause === "choice_remembered"),
  ).toMatchObject({
    verdict: "found",
  });
});

test("the failing screen has gone without being loaded anew: forgotten", async ({ start }) => {
  const pc = await start({ certificates: ["clinic-a"], dotWorks: true });
  await fails(pc);
  await (
    await pc.tab()
  ).session.evaluate(() => {
    document.body.textContent = "受付一覧";
  });
  await until("nothing kept", async () => (await kept(pc)) === null);
});

test("an error page of Chrome is diagnosed without a click, too", async ({ lab, start }) => {
  await lab.set({ reset: "client_hello" });
  const pc = await start(NO_RELOAD);
  await pc.open();
  await isKept(pc, "security_software");
  await pc.rests();
  await lab.forget();
  // Slow enough that the kept diagnosis is on the screen for a while.
  await lab.set({ reset: null, latency_ms: 2_000 });
  const popup = await Popup.open(pc.extension);
  await expect.poll(() => popup.text("#chip-text")).toBe(RECENT);
  expect(await popup.session.evaluate(() => document.body.dataset["primary"])).toBe(
    "security_software",
  );
});

test("an incognito window is left alone, and nothing is kept of it", async ({ lab, start }) => {
  const pc = await start({ certificates: ["clinic-a"], dotWorks: true });
  await allowIncognito(pc);
  await pc.extension.inWorker(() =>
    chrome.windows.create({ incognito: true, url: "https://karte.medley.life/d/signin" }),
  );
  await lab.forget();
  await cancelInIncognito(pc.display);
  await pc.rests();
  // The request of the page itself.
  expect(await asked(lab)).toEqual(["GET karte.medley.life"]);
  expect((await pc.extension.stored("session"))["diagnoses"]).toBeUndefined();
});

test("without a failure nobody is asked; a failure asks what a click asks, once", async ({
  lab,
  start,
}) => {
  const pc = await start({ certificates: ["clinic-a"], dotWorks: true });
  await pc.openAnd(choose, "ログイン");
  await pc.rests();
  await lab.forget();
  await pc.rests();
  expect(await asked(lab)).toEqual([]);
  await pc.open("about:blank");
  await lab.set({ inspection: true });
  await lab.forget();
  await pc.open();
  await until("a kept diagnosis", async () => (await kept(pc)) !== null, { limit: 15_000 });
  await pc.rests();
  const [page, ...ours] = await asked(lab);
  expect(page).toBe("GET karte.medley.life");
  // The sign-in page and its dot host; the clock is measured only if these answers leave it open.
  const clock = "HEAD karte.medley.life";
  expect(ours.filter((one) => one !== clock).sort()).toEqual([
    "GET karte.medley.life",
    "GET karte.medley.life.",
  ]);
  // The failing screen appears and disappears without a page load.
  await lab.forget();
  const { session } = await pc.tab();
  for (let round = 0; round < 3; round += 1) {
    await session.evaluate(() => document.body.toggleAttribute("hidden"));
    await pc.rests();
  }
  expect(await asked(lab)).toEqual([]);
});
