/** The storage: no change is lost when two come at once, and no foreign page can fill the storage. */
import { expect } from "@playwright/test";
import { PLAIN, RIGHT } from "./lib/correction.js";
import { test } from "./lib/test.js";
import { until } from "./lib/wait.js";
import { say } from "./lib/words.js";

/** @typedef {import("./lib/pc.js").Pc} Pc */
/** @typedef {import("./lib/tab.js").Tab} Tab */

/** Opens one of our pages. @param {Pc} pc */
async function ours(pc) {
  const page = await pc.browser.newTab(`${pc.extension.origin}/options/options.html`);
  await until("the settings", () =>
    page.session.evaluate(() => document.querySelector("#correction:enabled") !== null),
  );
  return page;
}

/** @param {Tab} page @param {object} message @returns {Promise<any>} */
const tell = (page, message) =>
  page.session.evaluate((what) => chrome.runtime.sendMessage(what), message);

/**
 * Sends pairs of changes, both of a pair at once, and returns those that were not stored.
 * @param {Tab} page
 * @param {"correction" | "typing" | "diary"} other what is changed beside the list of extensions
 * @returns {Promise<string[]>}
 */
function lostOfPairs(page, other) {
  return page.session.evaluate(async (kind) => {
    const send = (/** @type {object} */ what) => chrome.runtime.sendMessage(what);
    const lost = [];
    for (let pair = 0; pair < 10; pair += 1) {
      const id = String.fromCharCode(97 + pair).repeat(32);
      const on = pair % 2 === 1;
      const clinic = `医院 ${pair}`;
      const beside = {
        correction: { kind: "correct", action: on ? "on" : "off" },
        typing: { kind: "correct", action: "host_typing", on: !on },
        diary: { kind: "diary", action: "add", clinic, issued: "2026-01-31" },
      }[kind];
      await Promise.all([
        send({ kind: "settings", set: { spare: id } }),
        send(beside),
        send({ kind: "settings", set: { severalClinics: on } }),
        send({ kind: "settings", set: { reminders: on } }),
      ]);
      const { settings, session, diary } = /** @type {Record<string, any>} */ (
        await chrome.storage.local.get(null)
      );
      const kept = {
        correction: settings.correction === on,
        typing: settings.hostTyping === !on,
        diary: diary?.entries.some((/** @type {any} */ entry) => entry.clinic === clinic),
      }[kind];
      if (!settings.spared.includes(id)) lost.push(`${pair}: never switch off`);
      if (settings.reminders !== on) lost.push(`${pair}: reminders`);
      if (session.severalClinics !== on) lost.push(`${pair}: several clinics`);
      if (!kept) lost.push(`${pair}: ${kind}`);
    }
    return lost;
  }, other);
}

for (const other of /** @type {const} */ (["correction", "typing", "diary"])) {
  test(`of ten pairs of changes at once none is lost: an extension, and ${other}`, async ({
    start,
  }) => {
    const pc = await start({ dotWorks: true });
    const page = await ours(pc);
    expect(await lostOfPairs(page, other)).toEqual([]);
  });
}

test("the administrator's values and a change by the person at once: both are kept", async ({
  start,
}) => {
  const pc = await start({ dotWorks: true });
  const page = await ours(pc);
  // Simulates slow writes. First waits for Chrome's late answer at the start, which would otherwise replace the values below.
  await pc.extension.inWorker(async () => {
    const { local, managed } = chrome.storage;
    await managed.get(null);
    const set = local.set.bind(local);
    local.set = async (/** @type {any} */ items) => {
      await new Promise((done) => setTimeout(done, 20));
      return set(items);
    };
  });
  const lost = [];
  for (let pair = 0; pair < 10; pair += 1) {
    const supportText = `内線 ${pair}`;
    const ids = ["a", "b", "c", "d", "e", "f"].map((letter) =>
      (String.fromCharCode(97 + pair) + letter).repeat(16),
    );
    // While the person's changes are being stored, Chrome reports another policy.
    await pc.extension.inWorker((managed) => {
      const area = /** @type {any} */ (chrome.storage.managed);
      area.get = () => Promise.resolve({ supportText: managed });
      setTimeout(() => area.onChanged.dispatch({}), 50);
    }, supportText);
    await Promise.all(ids.map((spare) => tell(page, { kind: "settings", set: { spare } })));
    const kept = async () => {
      const { settings } = await pc.extension.stored("local");
      return settings.managed?.supportText === supportText && settings;
    };
    const settings = await until(`the administrator's ${supportText}`, kept);
    lost.push(...ids.filter((id) => !settings.spared.includes(id)));
  }
  expect(lost).toEqual([]);
});

const ATTACKER = "https://evil.example/";
const MEGABYTES = 2_000_000;

/**
 * A foreign page that opens the karte in another tab again and again, with addresses as long as Chrome accepts.
 * @param {Pc} pc
 */
async function attack(pc) {
  const page = await pc.browser.newTab(ATTACKER);
  await page.session.evaluate((letters) => {
    const victim = window.open("about:blank", "victim");
    const long = "x".repeat(letters);
    let number = 0;
    const send = () => {
      if (!victim || victim.closed) return;
      number += 1;
      victim.location.href = `https://karte.medley.life/d/${number}/${long}`;
    };
    // On a busy machine a faster sequence would cancel navigations that have not begun yet.
    setInterval(send, 1_000);
    send();
  }, MEGABYTES - 100);
  return page;
}

test("a page that sends a tab to endless addresses of the karte fills nothing and holds nobody up", async ({
  lab,
  start,
}) => {
  test.setTimeout(240_000);
  await lab.set(PLAIN);
  const pc = await start({
    dotWorks: true,
    foreign: ["evil.example"],
    args: ["--disable-popup-blocking"],
  });
  await attack(pc);
  const noted = async () => {
    const { visit } = await pc.extension.stored("session");
    return visit?.navigations.filter((/** @type {any} */ n) => n.url.includes("/xxx")).length >= 4;
  };
  await until("the attack, noted", noted, { limit: 90_000 });
  await (await pc.tab()).show();
  // The lab closes a connection on which an address of two megabytes came; the person's request may be on the same one.
  const opens = async () => {
    await pc.open();
    return !(await (await pc.tab()).text()).includes("ERR_CONNECTION_RESET");
  };
  for (let look = 0; look < 3; look += 1) {
    await until("the person's page", opens);
    // A blocked worker would give no answer, which is another state.
    const { diagnosis } = await pc.click();
    expect(diagnosis).toMatchObject({ kind: "diagnosis", state: "sign_in_page" });
    await pc.closePopup();
    const { visit, evidence } = await pc.extension.stored("session");
    const real = visit.navigations.filter((/** @type {any} */ n) => n.url === RIGHT);
    expect(real.length, "the person's own page is noted").toBeGreaterThan(0);
    const read = evidence.readings.find((/** @type {any} */ one) => one.probe === "navigation");
    expect(read.result.ok?.at(-1)?.url, "and seen by the diagnosis").toBe(RIGHT);
  }
  const bytes = await pc.extension.inWorker(() => chrome.storage.session.getBytesInUse(null));
  expect(bytes, "bytes kept").toBeLessThan(200_000);
});

test("a file with an absurd number is refused, and the diary goes on", async ({ start }) => {
  const pc = await start();
  const page = await ours(pc);
  await tell(page, { kind: "diary", action: "add", clinic: "みどり", issued: "2026-01-31" });
  const { now } = await tell(page, { kind: "backup", action: "export" });
  const file = (/** @type {object} */ entry, at = now.at) =>
    JSON.stringify({
      ...now,
      at,
      diary: { v: 1, entries: [{ ...now.diary.entries[0], ...entry }] },
    });
  const before = await pc.extension.stored("local");
  for (const text of [
    file({ confirmed: Number.MAX_SAFE_INTEGER }),
    file({ confirmed: -1 }),
    file({ confirmed: 1e300 }),
    file({ dismissed: 65_535 }),
    file({}, Number.MAX_SAFE_INTEGER),
  ]) {
    const reply = await tell(page, { kind: "backup", action: "restore", text });
    expect(reply, text).toMatchObject({ kind: "error", code: "backup_damaged" });
  }
  expect(await pc.extension.stored("local")).toEqual(before);
  await tell(page, { kind: "diary", action: "add", clinic: "さくら", issued: "2026-01-31" });
  const { entries } = await tell(page, { kind: "diary", action: "list" });
  expect(entries.map((/** @type {any} */ { clinic }) => clinic)).toEqual(["みどり", "さくら"]);
});

test("a diary that took over an absurd number in 0.1.0 takes in new entries", async ({ start }) => {
  const pc = await start();
  const page = await ours(pc);
  const poisoned = { clinic: "みどり", issued: "2026-01-31", confirmed: Number.MAX_SAFE_INTEGER };
  await pc.extension.inWorker(
    (entry) => chrome.storage.local.set({ diary: { v: 1, entries: [entry] } }),
    { ...poisoned, dismissed: null },
  );
  await tell(page, { kind: "diary", action: "add", clinic: "さくら", issued: "2026-01-31" });
  const { entries } = await tell(page, { kind: "diary", action: "list" });
  expect(entries.map((/** @type {any} */ { clinic }) => clinic)).toEqual(["みどり", "さくら"]);
});

test("where nothing more fits, a change is refused in the person's words", async ({ start }) => {
  const pc = await start();
  const page = await ours(pc);
  await page.session.evaluate(async () => {
    const { local } = chrome.storage;
    await local.set({ ballast: "" });
    const room = local.QUOTA_BYTES - (await local.getBytesInUse(null));
    await local.set({ ballast: "x".repeat(room) });
  });
  await page.click("#reminders");
  await page.says(say("error_storage"));
});
