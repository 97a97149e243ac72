/** The extension's life cycle: installed late, reloaded, its worker killed, its core missing, messages of strangers. */
import { expect } from "@playwright/test";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { check } from "./lib/check.js";
import { cancel, choose } from "./lib/chooser.js";
import { copyOfOurs } from "./lib/extension.js";
import { Popup } from "./lib/popup.js";
import { test } from "./lib/test.js";
import { say } from "./lib/words.js";

/** @typedef {import("./lib/popup.js").Diagnosis} Diagnosis */

const FAILING = "クライアント証明書が必要です";
const remembered = {
  primary: "choice_remembered",
  verdict: "suspected",
  rivals: ["certificate_revoked", "account_deleted", "clinic_switch"],
  state: "certificate_required",
};

test("installed while the page already fails", async ({ start, ours }) => {
  const pc = await start({ certificates: ["clinic-a"], without: true });
  await pc.openAnd(cancel, FAILING);
  await pc.browser.load(ours);
  await pc.settle();
  check(await pc.click(), remembered);
});

test("reloaded in mid-session", async ({ start, ours }) => {
  const pc = await start({ certificates: ["clinic-a"] });
  await pc.openAnd(cancel, FAILING);
  check(await pc.click(), remembered);
  await pc.closePopup();
  await pc.browser.load(ours);
  await pc.extension.worker();
  await (await pc.tab()).show();
  check(await pc.click(), remembered);
});

test("the worker dies before the click", async ({ start }) => {
  const pc = await start({ certificates: ["clinic-a"] });
  await pc.openAnd(cancel, FAILING);
  await pc.extension.stopWorker();
  check(await pc.click(), remembered);
});

test("the worker dies between question and answer", async ({ start }) => {
  const pc = await start({ certificates: ["clinic-a"] });
  await pc.openAnd(cancel, FAILING);
  await pc.click();
  await pc.extension.stopWorker();
  const asked = await pc.popup?.ask({ kind: "answer", question: "dialog", value: "cancelled" });
  expect([asked.primary, asked.findings[5].verdict]).toEqual(["choice_remembered", "found"]);
  expect(asked.state).toBe("certificate_required");
});

test("an answer that comes in the middle of a look is kept by it", async ({ start }) => {
  const pc = await start({ certificates: ["clinic-a"] });
  await pc.openAnd(cancel, FAILING);
  await pc.click();
  let midway = 0;
  for (let after = 0; after < 120; after += 4) {
    const [looked, answered] = await bothAt(pc, after);
    const { evidence } = await pc.extension.stored("session");
    expect([after, evidence.answers.at(-1)?.value]).toEqual([after, "other_clinic"]);
    // While the diagnosis is still running, only its final result counts.
    const whole = answered.state === "running" ? looked : answered;
    expect([after, whole.primary]).toEqual([after, "clinic_switch"]);
    if (whole === looked) midway += 1;
    await pc.popup?.ask({ kind: "answer", question: "which_entry", value: "this_clinic" });
  }
  expect(midway).toBeGreaterThan(0);
});

/**
 * Starts a diagnosis and gives an answer some milliseconds later; returns both results once both are complete.
 * @param {import("./lib/pc.js").Pc} pc
 * @param {number} after
 * @returns {Promise<[Diagnosis, Diagnosis]>} the result of the diagnosis, and that of the answer
 */
function bothAt(pc, after) {
  const answer = { kind: "answer", question: "which_entry", value: "other_clinic" };
  const both = (/** @type {number} */ pause, /** @type {object} */ said) => {
    const answered = new Promise((resolve) => setTimeout(resolve, pause));
    return Promise.all([
      chrome.runtime.sendMessage({ kind: "diagnose" }),
      answered.then(() => chrome.runtime.sendMessage(said)),
    ]);
  };
  if (!pc.popup) throw new Error("no popup is open");
  return pc.popup.session.evaluate(both, after, answer);
}

test("the worker dies in the middle of a diagnosis: the popup says so and tries again", async ({
  lab,
  start,
}) => {
  const pc = await start({ dotWorks: true });
  await pc.open();
  await lab.saw("/favicon.ico");
  // Otherwise the diagnosis of the click would reuse a connection of the diagnosis that the failure has started.
  await pc.diagnosedEarly("certificate_missing");
  await lab.set({ latency_ms: 2_800 });
  await lab.forget();
  const popup = await Popup.open(pc.extension);
  await lab.greeted("karte.medley.life");
  await pc.extension.stopWorker();
  expect(await popup.state()).toBe("error");
  await expect.poll(() => popup.text("#headline")).toBe(say("popup_error_headline"));
  await popup.click("#retry");
  await popup.waitForState("certificate_required");
});

test("the core is missing: a readable page with a retry", async ({ start }) => {
  const broken = await copyOfOurs((folder) =>
    rm(join(folder, "wasm", "karte_signin_doctor_bg.wasm")),
  );
  const pc = await start({ ours: broken.folder });
  await pc.open();
  const popup = await Popup.open(pc.extension);
  expect(await popup.state()).toBe("error");
  await expect.poll(() => popup.text("#headline")).toBe(say("popup_error_headline"));
  await expect.poll(() => popup.text("#fallback")).toContain(say("fallback_heading"));
  await expect.poll(() => popup.text("#retry")).toBe(say("popup_retry"));
  await popup.click("#retry");
  expect(await popup.state()).toBe("error");
  await broken.remove();
});

test("a page cannot talk to the worker, and our content script may only report", async ({
  start,
}) => {
  const pc = await start({ certificates: ["clinic-a"] });
  await pc.openAnd(choose, "ログイン");
  const tab = await pc.tab();
  const fromPage = await tab.session.evaluate(
    (id) =>
      new Promise((resolve) => {
        const runtime = /** @type {any} */ (globalThis).chrome?.runtime;
        if (!runtime?.sendMessage) return resolve("no way to send");
        runtime.sendMessage(id, { kind: "diagnose" }, (/** @type {unknown} */ reply) =>
          resolve(reply ?? runtime.lastError.message),
        );
      }),
    pc.extension.id,
  );
  expect(fromPage).toBe("no way to send");
  for (const { message, code } of [
    { message: { kind: "diagnose" }, code: "forbidden_sender" },
    { message: { kind: "fix", fix: "clear_karte" }, code: "forbidden_sender" },
    {
      message: { kind: "answer", question: "dialog", value: "cancelled" },
      code: "forbidden_sender",
    },
    { message: { kind: "eval" }, code: "unknown_kind" },
    { message: "diagnose", code: "malformed" },
  ]) {
    expect(await pc.fromContentScript(message), JSON.stringify(message)).toMatchObject({
      kind: "error",
      code,
    });
  }
  check(await pc.click(), { primary: null, state: "sign_in_page" });
});
