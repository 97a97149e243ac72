/** What the popup says about the tab's address, and the buttons, really pressed: warnings, the offer, undo and exception. */
import { expect } from "@playwright/test";
import { check } from "./lib/check.js";
import { arrives, correct, PLAIN, RIGHT } from "./lib/correction.js";
import { test } from "./lib/test.js";
import { until } from "./lib/wait.js";
import { say } from "./lib/words.js";

const LOGIN = "https://karte.medley.life/login";
const IMITATIONS = [
  { host: "karte.medley.life.日本語.jp", reason: "foreign_domain" },
  { host: "kаrte.medley.life.example.com", reason: "foreign_letters" },
  { host: "kаrte-medley-life.example", reason: "foreign_letters" },
  { host: "kártè.mèdlèy.lìfè", reason: "foreign_letters" },
  { host: "karte-medley-life.example", reason: "hyphens" },
  { host: "www.karte.medly.life", reason: "near_host" },
];
const IMITATION = { primary: "url", verdict: "found", state: "wrong_address" };

/**
 * Waits for the text about the tab's address, which the popup requests separately from the diagnosis.
 * @param {import("./lib/pc.js").Pc} pc
 * @param {"warning" | "offer" | "notice"} part
 * @param {string} words
 */
const addressSays = (pc, part, words) =>
  until(words, async () => (await pc.popup?.text(`#address-${part}`))?.includes(words));

test.beforeEach(({ lab }) => lab.set(PLAIN));

test("imitations are warned of, whatever letters they are made of", async ({ start }) => {
  const names = IMITATIONS.map(({ host }) => new URL(`https://${host}`).hostname);
  const pc = await start({ dotWorks: true, foreign: names });
  for (const { host, reason } of IMITATIONS) {
    await pc.open(`https://${host}/d/signin`);
    check(await pc.click(), { ...IMITATION, reason: "look_alike" });
    await addressSays(pc, "warning", say("popup_suspicious"));
    await addressSays(pc, "warning", say(`correction_${reason}`));
    await pc.closePopup();
  }
});

test("a user's name that reads as the karte is warned of where Chrome tells it", async ({
  start,
}) => {
  const pc = await start({ dotWorks: true, foreign: ["evil.example"] });
  await pc.open("https://karte.medley.life@clinics.medley.life/");
  check(await pc.click(), { ...IMITATION, reason: "look_alike" });
  await addressSays(pc, "warning", say("correction_user_name"));
  await pc.closePopup();
  // The permission given by the click does not cover an address with a user name, so this address cannot be read.
  await pc.open("https://k%61rte.m%65dley.life@evil.example/d/signin");
  const look = await pc.click();
  check(look, { primary: null, state: "elsewhere" });
  expect(look.headline).toBe(say("popup_withheld"));
  expect(look.text).toContain(say("popup_withheld_note"));
  expect(look.text).not.toContain(say("state_elsewhere"));
});

test("on a patients' site the karte is offered in a tab of its own, and what was being written stays", async ({
  start,
}) => {
  const pc = await start({ dotWorks: true });
  const booking = "https://clinics.medley.life/login";
  await pc.open(booking);
  const tab = await pc.tab();
  await tab.session.evaluate(() => document.body.append("half filled in"));
  await pc.click();
  await addressSays(pc, "offer", say("correction_patient_site"));
  await expect.poll(() => pc.popup?.text("#address-warning")).toBe("");
  // The popup may close before it can report the click.
  pc.popup?.click("[data-fix=open_sign_in]").catch(() => undefined);
  await until("the karte", async () =>
    (await pc.browser.cdp.targets()).some(({ type, url }) => type === "page" && url === RIGHT),
  );
  expect((await tab.info()).url).toBe(booking);
  await expect.poll(() => tab.text()).toContain("half filled in");
});

test("an imitation is left by the one button: its tab is closed, the karte is open", async ({
  start,
}) => {
  const fake = "https://karte-medley-life.example/d/signin";
  const pc = await start({ dotWorks: true, foreign: ["karte-medley-life.example"] });
  const other = await pc.browser.newTab("about:blank");
  await (await pc.tab()).show();
  await pc.open(fake);
  check(await pc.click(), { ...IMITATION, reason: "look_alike" });
  // Closing its tab also closes the popup, before it can report the click.
  pc.popup?.click("[data-act=close_tab]").catch(() => undefined);
  const urls = async () =>
    (await pc.browser.cdp.targets()).flatMap(({ type, url }) => (type === "page" ? [url] : []));
  await until("the karte alone", async () => {
    const open = await urls();
    return open.includes(RIGHT) && !open.includes(fake);
  });
  expect((await other.info()).url).toBe("about:blank");
});

for (const action of /** @type {const} */ (["undo", "except"])) {
  test(`a correction, and its button: ${action}`, async ({ start }) => {
    const pc = await start({ dotWorks: true });
    const tab = await pc.tab();
    await tab.begin(LOGIN);
    await arrives(tab, RIGHT);
    await until("the note", async () => (await correct(pc, "status")).last);
    await pc.click();
    await addressSays(pc, "notice", LOGIN);
    await pc.popup?.click(`[data-action=${action}]`);
    const done = say(action === "undo" ? "popup_corrected_undone" : "popup_corrected_excepted");
    await until("its words", async () => (await pc.popup?.text("#address-notice")) === done);
    await arrives(tab, LOGIN);
    await pc.closePopup();
    const { exceptions } = await correct(pc, "status");
    expect(exceptions).toEqual(action === "undo" ? [] : [LOGIN]);
    // An undo holds for this tab only, an exception for all tabs.
    await arrives(await pc.browser.newTab(LOGIN), action === "undo" ? RIGHT : LOGIN);
  });
}

test("a correction is said once: not at the next click, and not when the tab has gone on", async ({
  start,
}) => {
  const pc = await start({ dotWorks: true });
  const tab = await pc.tab();
  const corrected = async () => {
    await tab.begin(LOGIN);
    await arrives(tab, RIGHT);
    await until("the note", async () => (await correct(pc, "status")).last);
  };
  const notice = async () => {
    await pc.click();
    const text = await pc.popup?.text("#address-notice");
    await pc.closePopup();
    return text;
  };
  await corrected();
  await pc.click();
  await addressSays(pc, "notice", LOGIN);
  await pc.closePopup();
  await until("told", async () => (await correct(pc, "status")).last === null);
  expect(await notice()).toBe("");
  await corrected();
  await tab.go("https://karte.medley.life/d");
  await until("gone on", async () => (await correct(pc, "status")).last === null);
  expect(await notice()).toBe("");
  await corrected();
  await correct(pc, "undo");
  await arrives(tab, LOGIN);
  expect(await notice()).toBe("");
});

test("a path that no pattern of the browser can say is named, with the way on", async ({
  start,
}) => {
  const pc = await start({ dotWorks: true });
  await pc.open("https://karte.medley.life/d/signin】");
  const { primary } = await pc.click();
  expect(primary).toMatchObject({ cause: "url", reason: "wrong_address", params: { to: RIGHT } });
  await addressSays(pc, "offer", say("correction_sign_in_path"));
});
