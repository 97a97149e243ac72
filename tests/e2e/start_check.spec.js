/** The check before opening hours: one request at a real start of the browser, its notice, and when the notice goes away. */
import { expect } from "@playwright/test";
import { objections } from "./lib/axe.js";
import { choose } from "./lib/chooser.js";
import { Policy, policyArrives } from "./lib/installed.js";
import { test } from "./lib/test.js";
import { until } from "./lib/wait.js";
import { say } from "./lib/words.js";

/** @typedef {import("./lib/pc.js").Pc} Pc */
/** @typedef {import("./lib/lab.js").Lab} Lab */

// The policy applies to the whole machine.
test.describe.configure({ mode: "serial" });

const DOT = "karte.medley.life.";
const DAY = 24 * 60 * 60 * 1000;
/** @type {Policy} */ let policy;

test.beforeAll(async () => {
  // The policy of another test file may come first.
  test.setTimeout(240_000);
  policy = await Policy.install();
});
test.beforeEach(() => policy.manage());
test.afterAll(() => policy.remove());

/** @param {Pc} pc */
async function options(pc) {
  const page = await pc.browser.newTab(`${pc.extension.origin}/options/options.html`);
  await page.show();
  await until("the settings", () =>
    page.session.evaluate(
      () =>
        document.querySelectorAll("#correction:enabled, #reminders:enabled").length === 2 &&
        document.querySelector("#version")?.textContent !== "",
    ),
  );
  return page;
}

/** @param {import("./lib/tab.js").Tab} page @param {object} message @returns {Promise<any>} */
const ask = (page, message) =>
  page.session.evaluate((what) => chrome.runtime.sendMessage(what), message);

/** @param {Pc} pc @param {object} message @returns {Promise<any>} */
async function tell(pc, message) {
  const page = await options(pc);
  const reply = await ask(page, message);
  await page.close();
  return reply;
}

/** @param {Pc} pc */
const wanted = (pc) => tell(pc, { kind: "settings", set: { startCheck: true } });

/** Adds a certificate to the diary that expired `days` days ago. @param {Pc} pc @param {number} days @param {string} clinic */
const keepExpired = (pc, days, clinic) =>
  pc.extension.inWorker(
    (entry) => chrome.storage.local.set({ diary: { v: 1, entries: [entry] } }),
    {
      clinic,
      issued: new Date(Date.now() - (825 + days) * DAY).toISOString().slice(0, 10),
      confirmed: 1,
      // The reminder was put off, but the notice at the start does not depend on reminders.
      dismissed: 0,
    },
  );

/** Restarts the browser, as in the morning. @param {Pc} pc @param {Lab} lab @param {object} [changes] */
async function morning(pc, lab, changes = {}) {
  await lab.forget();
  await pc.restart({ url: "about:blank", ...changes });
}

/** The outcome of the request that this start has made. @param {Pc} pc */
const looked = (pc) =>
  until("the look", async () => (await pc.extension.stored("session"))["visit"]?.firstDot?.ask);

/** @param {Pc} pc */
const notices = async (pc) => (await pc.extension.stored("local"))["reminder"]?.start ?? [];

/** Waits until the icon has this title and shows "!", or has neither. @param {Pc} pc @param {RegExp | null} title */
async function iconSays(pc, title) {
  const icon = () =>
    pc.extension.inWorker(async () => [
      await chrome.action.getBadgeText({}),
      await chrome.action.getTitle({}),
    ]);
  await expect.poll(async () => (await icon())[0]).toBe(title ? "!" : "");
  await expect.poll(async () => (await icon())[1]).toMatch(title ?? /^(?!開院前の確認)/);
}

/**
 * The hosts of all connections and requests. If a server wants a certificate and there is none, Chromium connects a second
 * time to report that, so one request makes two connections.
 * @param {Lab} lab
 */
async function counts(lab) {
  const log = await lab.log();
  const hellos = log.filter(({ kind }) => kind === "client_hello").map(({ sni }) => sni);
  const asked = log.filter(({ kind }) => kind === "request").map(({ host }) => host);
  return { hellos, asked };
}

/** The notice in the popup, and its link. @param {Pc} pc */
async function line(pc) {
  await pc.click();
  const { popup } = pc;
  if (!popup) throw new Error("no popup");
  await until("the line", async () => (await popup.text("#reminder")).length > 0);
  expect(await objections(popup)).toEqual([]);
  const href = await popup.session.evaluate(
    () => document.querySelector("#reminder-more")?.getAttribute("href") ?? "",
  );
  return { text: await popup.text("#reminder"), href };
}

const MISSING = new RegExp(say("badge_start_missing"));
const CLOCK = new RegExp(say("badge_start_clock"));
const EXPIRED = new RegExp(say("badge_start_expired"));

test("off by default: a start asks nobody; on: one request, and no certificate is told", async ({
  lab,
  start,
}) => {
  const pc = await start({ policy: policy.id, dotWorks: true });
  await morning(pc, lab);
  await pc.rests();
  expect(await lab.log()).toEqual([]);
  const page = await options(pc);
  expect(await page.text()).toContain(say("options_start_check_what"));
  await page.click("#start-check");
  await page.says(say("options_said_start_check_on"));
  expect(await objections(page)).toEqual([]);
  await pc.rests();
  expect(await lab.log()).toEqual([]);
  await morning(pc, lab);
  await iconSays(pc, MISSING);
  await pc.rests();
  expect(await counts(lab)).toEqual({ hellos: [DOT, DOT], asked: [DOT] });
  const { text, href } = await line(pc);
  expect(text).toContain(say("start_notice_missing"));
  expect(href).toMatch(/guide\/guide\.html#certificate_missing$/);
  await pc.closePopup();
  // The first page does not send the request again.
  await lab.forget();
  await pc.open();
  await lab.saw("/favicon.ico");
  expect((await counts(lab)).hellos).not.toContain(DOT);
  // A failing page does not remove the notice.
  await pc.click();
  await pc.closePopup();
  await iconSays(pc, MISSING);
  // With the certificate installed the next start shows no notice.
  await pc.profile.install(lab.certificate("clinic-a"));
  await morning(pc, lab);
  expect(await looked(pc)).toEqual({ outcome: "cert_needed" });
  await iconSays(pc, null);
  expect(await notices(pc)).toEqual([]);
  expect((await counts(lab)).hellos).toEqual([DOT]);
});

test("it goes when the karte opens, without a press", async ({ lab, start }) => {
  const pc = await start({ policy: policy.id, dotWorks: true });
  await wanted(pc);
  await keepExpired(pc, 3, "みどり医院");
  await morning(pc, lab);
  await iconSays(pc, EXPIRED);
  expect(await notices(pc)).toMatchObject([{ expired: { clinic: "みどり医院" } }, { missing: {} }]);
  const { text, href } = await line(pc);
  expect(text).toContain("「みどり医院」の証明書は、記録では");
  expect(href).toMatch(/guide\/guide\.html#certificate_missing$/);
  await pc.closePopup();
  await pc.profile.install(lab.certificate("clinic-a"));
  await pc.openAnd(choose, "ログイン");
  await until("the end of it", async () => (await notices(pc)).length === 0);
  await iconSays(pc, null);
});

test("a diary that is corrected, and the switch, take back what was told", async ({
  lab,
  start,
}) => {
  const pc = await start({ policy: policy.id, certificates: ["clinic-a"] });
  await wanted(pc);
  await keepExpired(pc, 3, "");
  await morning(pc, lab);
  await iconSays(pc, EXPIRED);
  const { entries } = await tell(pc, { kind: "diary", action: "list" });
  await tell(pc, { kind: "diary", action: "remove", confirmed: entries[0].confirmed });
  await iconSays(pc, null);
  await keepExpired(pc, 3, "");
  await morning(pc, lab);
  await iconSays(pc, EXPIRED);
  await tell(pc, { kind: "settings", set: { startCheck: false } });
  await iconSays(pc, null);
  expect(await notices(pc)).toEqual([]);
});

test("a clock that is off is told by the same answer, and goes once it is right", async ({
  lab,
  start,
}) => {
  const pc = await start({ policy: policy.id, dotWorks: true });
  await wanted(pc);
  await morning(pc, lab, { clock: "-28m" });
  await iconSays(pc, CLOCK);
  expect((await counts(lab)).asked).toEqual([DOT]);
  const { text, href } = await line(pc);
  expect(text).toContain(say("start_notice_clock_behind", ["27 分"]));
  expect(href).toMatch(/guide\/guide\.html#clock$/);
  await pc.closePopup();
  await pc.open();
  await iconSays(pc, CLOCK);
  // An offset of some seconds is shown after the notice about the certificate.
  await morning(pc, lab, { clock: "+45s" });
  await iconSays(pc, MISSING);
  const [, { clock }] = await notices(pc);
  expect(clock).toBeGreaterThanOrEqual(30);
  expect(clock).toBeLessThanOrEqual(45);
  await morning(pc, lab, { clock: undefined });
  await iconSays(pc, MISSING);
  expect(await notices(pc)).toEqual([{ missing: {} }]);
  // A clock that was set right after the start: the karte's own page shows that.
  await pc.extension.inWorker(() =>
    chrome.storage.local.set({
      reminder: { v: 1, due: null, aside: false, start: [{ clock: -1680 }] },
    }),
  );
  await pc.open();
  await until("the end of it", async () => (await notices(pc)).length === 0);
});

test("a start by a clock of years ago is told although the connection fails", async ({
  lab,
  start,
}) => {
  const pc = await start({ policy: policy.id });
  await wanted(pc);
  await morning(pc, lab, { clock: "-3000d" });
  await iconSays(pc, CLOCK);
  expect(await looked(pc)).toEqual({ outcome: "error", error: "net::ERR_CERT_DATE_INVALID" });
});

test("no answer: nothing is told, and nobody is asked again", async ({ lab, start }) => {
  const pc = await start({ policy: policy.id, dotWorks: true });
  await wanted(pc);
  await keepExpired(pc, 3, "");
  await lab.set({ reset: "client_hello" });
  await morning(pc, lab);
  expect((await looked(pc)).outcome).toBe("error");
  await pc.rests();
  await iconSays(pc, null);
  // A failing page would start a diagnosis, so this page does not fail.
  await lab.set({ reset: null, client_auth: "off", failing: "after_password" });
  await lab.forget();
  await pc.open();
  await lab.saw("/favicon.ico");
  expect((await counts(lab)).hellos).not.toContain(DOT);
  expect(await notices(pc)).toEqual([]);
});

test("an administrator has the last word, on and off", async ({ lab, start }) => {
  await policy.manage({ startCheck: true });
  const pc = await start({ policy: policy.id, dotWorks: true });
  const decided = (/** @type {import("./lib/tab.js").Tab} */ page, /** @type {boolean} */ on) =>
    policyArrives(async () => {
      const { startCheck } = await ask(page, { kind: "settings" });
      return startCheck.forced && startCheck.on === on;
    });
  const page = await options(pc);
  await decided(page, true);
  await page.session.send("Page.reload");
  await page.says(say("options_forced"));
  const locked = () =>
    page.session.evaluate(() => {
      const box = /** @type {HTMLInputElement} */ (document.getElementById("start-check"));
      return [box.checked, box.disabled];
    });
  await expect.poll(locked).toEqual([true, true]);
  await ask(page, { kind: "settings", set: { startCheck: false } });
  await morning(pc, lab);
  await iconSays(pc, MISSING);
  await policy.manage({ startCheck: false });
  await wanted(pc);
  // The last values from Chrome stay in force until new ones arrive.
  await morning(pc, lab);
  await decided(await options(pc), false);
  await iconSays(pc, null);
  await morning(pc, lab);
  await pc.rests();
  expect(await lab.log()).toEqual([]);
});
