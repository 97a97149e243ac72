/** Strangers that use our own pages, the karte's page or our names: they can send nothing, suppress nothing and forge nothing. */
import { expect } from "@playwright/test";
import { PLAIN } from "./lib/correction.js";
import { Extension } from "./lib/extension.js";
import { stranger } from "./lib/strangers.js";
import { test } from "./lib/test.js";
import { until } from "./lib/wait.js";
import { say } from "./lib/words.js";

/** @typedef {import("./lib/pc.js").Pc} Pc */

/**
 * The popup's address in a tab that another extension has opened.
 * @param {Pc} pc
 * @param {string} id of the other extension
 */
async function openedBy(pc, id) {
  const its = new Extension(pc.browser, id);
  const [karte] = await pc.extension.inWorker(() => chrome.tabs.query({ index: 0 }));
  const url = `${pc.extension.origin}/popup/popup.html?tab=${karte?.id}`;
  await its.inWorker(async (address) => void (await chrome.tabs.create({ url: address })), url);
  const target = await until("the popup's tab", async () =>
    (await pc.browser.cdp.targets()).find((one) => one.url === url),
  );
  const session = await pc.browser.cdp.attach(target.targetId);
  const state = () => session.evaluate(() => document.body?.dataset["state"]);
  const settled = async () => {
    const now = await state();
    return now !== undefined && now !== "running" && now;
  };
  return { session, settled: () => until("what it shows", settled, { limit: 20_000 }) };
}

test("our popup that another extension opens as a tab sends nothing before a press", async ({
  lab,
  start,
}) => {
  const other = await stranger();
  await lab.set(PLAIN);
  const pc = await start({ others: [other.folder] });
  await pc.open();
  await lab.saw("/favicon.ico");
  await lab.forget();
  const { session, settled } = await openedBy(pc, other.id);
  expect(await settled()).toBe("waiting");
  expect(await lab.requests()).toEqual([]);
  expect((await pc.extension.stored("session"))["evidence"]).toBeUndefined();
  await session.evaluate(() => document.getElementById("retry")?.click());
  expect(await settled()).toBe("sign_in_page");
  // After the button is pressed there is evidence: the silence before was no accident.
  expect((await pc.extension.stored("session"))["evidence"]).toBeDefined();
  await other.remove();
});

/** Creates elements with the names that the content script uses. */
function takeNames() {
  const names = ["karteNotice", "body", "querySelector", "createTreeWalker", "addEventListener"];
  document.addEventListener("readystatechange", () => {
    if (document.readyState !== "interactive") return;
    const { body } = document;
    for (const name of names) {
      const link = document.createElement("a");
      link.id = name;
      const form = Object.assign(document.createElement("form"), { name });
      body.append(link, form);
    }
  });
}

test("elements named like ours do not silence the notice of the failing screen", async ({
  start,
}) => {
  const pc = await start({ certificates: [] });
  const tab = await pc.tab();
  await tab.session.send("Page.enable");
  const source = `(${takeNames})()`;
  await tab.session.send("Page.addScriptToEvaluateOnNewDocument", { source });
  await pc.open();
  expect(await tab.session.evaluate(() => typeof document.querySelector)).toBe("object");
  const mark = () =>
    pc.extension.inWorker(async () => {
      const [karte] = await chrome.tabs.query({ url: "https://karte.medley.life/*" });
      return chrome.action.getBadgeText({ tabId: karte?.id ?? -1 });
    });
  await until("the mark on the icon", async () => (await mark()) === "!");
});

/** @type {[string, string, string][]} */
const NAMES = [
  ["is not read as two", "院内ツール、AdBlock", "「院内ツール、AdBlock」"],
  ["does not end our quotation marks", "院内ツール」、「AdBlock", "「院内ツール』、『AdBlock」"],
  ["of letters that nobody sees is said to be none", "\u3164\u2800\u115f", "「（名前なし）」"],
];
for (const [what, name, shown] of NAMES) {
  test(`in the report a name ${what}`, async ({ lab, start }) => {
    const other = await stranger(name);
    await lab.set(PLAIN);
    const pc = await start({ others: [other.folder] });
    await pc.open();
    await pc.click();
    await pc.closePopup();
    const page = await pc.browser.newTab(`${pc.extension.origin}/report/report.html`);
    await until("the choice", () =>
      page.session.evaluate(() => document.querySelector("#names:enabled") !== null),
    );
    await page.click("#names");
    await page.says(say("report_line_names", [shown]).trim());
    await other.remove();
  });
}
