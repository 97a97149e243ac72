/** Lives of the simulated clinic, replayed in real Chromium: the browser must show what the model says. */
import { expect } from "@playwright/test";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { cancel, choose, chooserOpens } from "./lib/chooser.js";
import { root } from "./lib/paths.js";
import { test } from "./lib/test.js";
import { until } from "./lib/wait.js";
import { inNewWindow } from "./lib/writing.js";

/** @typedef {import("./lib/pc.js").Pc} Pc */
/** @typedef {import("./lib/tab.js").Tab} Tab */
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
    windows: found("windows")?.ok?.windows ?? null,
    karteTabs: found("windows")?.ok?.karteTabs ?? null,
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

/** How long the content script takes to notice that the text of the page has changed, in milliseconds. */
const NOTICE_MS = 1_000;

/**
 * Translates the page: the text is replaced, and Chrome also marks the document with a class. Chrome does so some time after
 * the page was loaded, so the content script has seen it before.
 * @param {Pc} pc
 * @param {boolean} byChrome
 */
async function translate(pc, byChrome) {
  const tab = await pc.tab();
  await until("the content script", () => pc.contentScript());
  await tab.session.evaluate((marks) => {
    if (marks) document.documentElement.classList.add("translated-ltr");
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const { currentNode: text } = texts;
      const isCode = ["SCRIPT", "STYLE"].includes(text.parentElement?.tagName ?? "");
      if (!isCode && text.nodeValue?.trim()) text.nodeValue = "Translated text";
    }
  }, byChrome);
  await pause(NOTICE_MS);
}

/** The desktop's number of each tab's window; each window has one tab. @type {WeakMap<Tab, string>} */
const WINDOWS = new WeakMap();

/** Brings a window to the front. @param {Pc} pc @param {Tab | undefined} tab */
async function toFront(pc, tab) {
  pc.first = tab;
  if (!tab) return;
  await tab.show();
  const isInFront = async () => (await pc.display.activeWindow()) === WINDOWS.get(tab);
  await until("the window in front", isInFront);
}

/**
 * A step in one of several windows, whose tabs are given in the order in which they were opened.
 * @type {Record<string, (pc: Pc, tabs: Tab[]) => Promise<unknown>>}
 */
const IN_WINDOWS = {
  open_window: async (pc, tabs) => {
    WINDOWS.set(await pc.tab(), await pc.display.activeWindow());
    pc.first = await inNewWindow(pc.browser, "about:blank");
    WINDOWS.set(pc.first, await pc.display.activeWindow());
    tabs.push(pc.first);
  },
  switch_window: async (pc, tabs) => {
    const place = tabs.indexOf(await pc.tab());
    await toFront(pc, tabs[(place + 1) % tabs.length]);
  },
  close_window: async (pc, tabs) => {
    const [closed] = tabs.splice(tabs.indexOf(await pc.tab()), 1);
    await closed?.close();
    await toFront(pc, tabs[0]);
  },
};

/** @type {Record<string, (pc: Pc, step: Step) => Promise<unknown>>} */
const DO = {
  open: load,
  reload: load,
  choose: (pc) => choose(pc.display),
  cancel: (pc) => cancel(pc.display),
  click: (pc) => pc.click(),
  answer: (pc, { question, value }) => pc.answer(String(question), String(value)),
  looked: () => Promise.resolve(),
  translate: (pc) => translate(pc, true),
  translate_unmarked: (pc) => translate(pc, false),
};

for (const [number, { lab: settings, steps }] of lives
  .slice(0, process.env["KSD_SOAK"] ? lives.length : FEW)
  .entries()) {
  test(`life ${number + 1}: ${steps.map((step) => step.do).join(", ")}`, async ({ lab, start }) => {
    await lab.set({ ...settings.settings, ...settings.fault });
    const { certificate, dotWorks } = settings;
    const certificates = certificate ? [certificate] : [];
    // In the model nobody but the person loads a page again.
    const pc = await start({ certificates, dotWorks, args: ["--disable-auto-reload"] });
    const tabs = [await pc.tab()];
    for (const [place, step] of steps.entries()) {
      // The popup closes when the person goes back to the page.
      const stays = ["answer", "looked"].includes(step.do);
      if (!stays && pc.popup) await pc.closePopup();
      if (step.do === "heal") await lab.set({ ...NO_FAULT, ...settings.settings });
      else await (IN_WINDOWS[step.do]?.(pc, tabs) ?? DO[step.do]?.(pc, step));
      if (step.expect) {
        const why = `step ${place + 1}: ${JSON.stringify(steps)}`;
        expect(told(await said(pc)), why).toEqual(told(step.expect));
      }
    }
  });
}
