/** Lives of the simulated clinic, replayed in real Chromium: the browser must show what the model says. */
import { expect } from "@playwright/test";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { cancel, choose, chooserOpens } from "./lib/chooser.js";
import { root } from "./lib/paths.js";
import { test } from "./lib/test.js";

/** @typedef {import("./lib/pc.js").Pc} Pc */
/** @typedef {{do: string, dialog?: boolean, question?: string, value?: string, expect?: object}} Step */
/** @typedef {{lab: {certificate: string | null, dotWorks: boolean, settings: object, fault: object}, steps: Step[]}} Life */

/** Number of lives in the ordinary test run. */
const FEW = 8;
const SIGN_IN = "https://karte.medley.life/d/signin";
/** The settings of the lab without the fault of a life. */
const NO_FAULT = { inspection: false, reset: null, status: null, server_certificate: "good" };

/** If the server breaks off the handshake, a race decides which of these errors Chromium reports. */
const BROKEN_OFF = new Set([
  "net::ERR_BAD_SSL_CLIENT_AUTH_CERT",
  "net::ERR_CONNECTION_CLOSED",
  "net::ERR_SOCKET_NOT_CONNECTED",
]);

/** @type {Life[]} */
const lives = JSON.parse(await readFile(join(root, "tests/clinic/replays.json"), "utf8"));

/** @param {{error?: string, status?: number}} navigation */
const isOver = ({ error, status }) => Boolean(error) || Boolean(status);

/** The outcome of a request in the model's words. @param {any} result */
function outcome(result) {
  const { ok } = result ?? {};
  if (!ok) return null;
  if (ok.outcome === "answered") return { answered: ok.fails ?? null };
  return ok.outcome === "cert_needed" ? "cert_needed" : ok.error;
}

/** Replaces the error names of that race by one word, both in what was expected and in what was seen. @param {object} one */
const told = (one) =>
  Object.fromEntries(
    Object.entries(one).map(([key, value]) => [key, BROKEN_OFF.has(value) ? "broken off" : value]),
  );

/** The diagnosis and the evidence that it rests on. @param {Pc} pc */
async function said(pc) {
  await pc.popup?.rests();
  const diagnosis = await pc.popup?.diagnosis();
  const { evidence } = await pc.extension.stored("session");
  const found = (/** @type {string} */ probe) =>
    evidence.readings.find((/** @type {any} */ one) => one.probe === probe)?.result;
  const primary = diagnosis?.findings.find(({ cause }) => cause === diagnosis.primary);
  const next = /** @type {any} */ (diagnosis?.next);
  return {
    state: diagnosis?.state,
    primary: diagnosis?.primary ?? null,
    verdict: primary?.verdict ?? null,
    reason: primary?.reason ?? null,
    next: next?.question ?? next?.experiment ?? null,
    text: found("page")?.ok?.text ?? null,
    source: found("page")?.ok?.source ?? null,
    // Chrome reloads its own error page; while that is under way, the navigation before it counts.
    error: found("navigation")?.ok?.findLast(isOver)?.error ?? null,
    main: outcome(found("cert_main")),
    dot: outcome(found("cert_dot")),
  };
}

/**
 * Opens or reloads a page: it loads, ends in an error, or waits for the dialog.
 * @param {Pc} pc
 * @param {Step} step
 */
async function load(pc, step) {
  const tab = await pc.tab();
  const loading = step.do === "reload" ? tab.reload() : tab.go(SIGN_IN);
  if (step.dialog) {
    loading.catch(() => undefined);
    await chooserOpens(pc.display);
  } else await loading;
}

/** @type {Record<string, (pc: Pc, step: Step) => Promise<unknown>>} */
const DO = {
  open: load,
  reload: load,
  choose: (pc) => choose(pc.display),
  cancel: (pc) => cancel(pc.display),
  click: (pc) => pc.click(),
  answer: (pc, { question, value }) => pc.answer(String(question), String(value)),
  looked: () => Promise.resolve(),
};

for (const [number, { lab: settings, steps }] of lives
  .slice(0, process.env["KSD_SOAK"] ? lives.length : FEW)
  .entries()) {
  test(`life ${number + 1}: ${steps.map((step) => step.do).join(", ")}`, async ({ lab, start }) => {
    await lab.set({ ...settings.settings, ...settings.fault });
    const { certificate, dotWorks } = settings;
    const pc = await start({ certificates: certificate ? [certificate] : [], dotWorks });
    for (const [place, step] of steps.entries()) {
      // The popup closes when the person goes back to the page.
      const stays = ["answer", "looked"].includes(step.do);
      if (!stays && pc.popup) await pc.closePopup();
      if (step.do === "heal") await lab.set({ ...NO_FAULT, ...settings.settings });
      else await DO[step.do]?.(pc, step);
      if (step.expect) {
        const why = `step ${place + 1}: ${JSON.stringify(steps)}`;
        expect(told(await said(pc)), why).toEqual(told(step.expect));
      }
    }
  });
}
