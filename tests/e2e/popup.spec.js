/** The next action in the popup: exactly one button stands out, whatever cause the answers lead to; and which tab it is about. */
import { expect } from "@playwright/test";
import { Popup } from "./lib/popup.js";
import { test } from "./lib/test.js";
import { neighbours } from "./lib/experiment.js";
import { until } from "./lib/wait.js";
import { say } from "./lib/words.js";

/** The highlighted buttons, by their action. @param {import("./lib/pc.js").Pc} pc */
const standingOut = (pc) =>
  pc.popup?.session.evaluate(() =>
    [...document.querySelectorAll(".primary")]
      .filter((one) => one.checkVisibility())
      .map((one) => /** @type {HTMLElement} */ (one).dataset["fix"] ?? one.id),
  );

test("one thing stands out, also when answers change the cause", async ({ start }) => {
  const others = await neighbours(["observer"]);
  const pc = await start({ dotWorks: false, others: others.folders });
  await pc.open();
  const seen = [(await pc.click()).diagnosis.primary, await standingOut(pc)];
  for (const [question, value] of /** @type {const} */ ([
    ["dialog", "chose_ok"],
    ["which_entry", "other_clinic"],
    ["private_window", "works"],
  ])) {
    seen.push((await pc.answer(question, value)).diagnosis.primary, await standingOut(pc));
  }
  expect(seen).toEqual([
    ...["certificate_missing", ["guide"]],
    ...["certificate_revoked", ["guide"]],
    ...["clinic_switch", ["private_window"]],
    ...["extensions", ["extensions_off"]],
  ]);
  await others.remove();
});

test("where there is nothing to press for the first thing, its steps stand out", async ({
  start,
}) => {
  const pc = await start({ dotWorks: true });
  await pc.open();
  expect((await pc.click()).diagnosis.primary).toBe("certificate_missing");
  expect(await standingOut(pc)).toEqual(["guide"]);
});

test("the last thing in the popup opens the settings", async ({ start }) => {
  const pc = await start({ dotWorks: true });
  await pc.open();
  const { text } = await pc.click();
  expect(text.trim().endsWith(say("popup_options"))).toBe(true);
  const popup = /** @type {Popup} */ (pc.popup);
  const last = () =>
    [...document.querySelectorAll("a, button, summary, input, select")]
      .filter((one) => one.checkVisibility())
      .at(-1)?.id;
  expect(await popup.session.evaluate(last)).toBe("options");
  await popup.click("#options");
  const url = `${pc.extension.origin}/options/options.html`;
  await until("the settings", async () =>
    (await pc.browser.cdp.targets()).some((target) => target.url === url),
  );
});

const saysOtherTab = () => document.querySelector("#other-tab")?.checkVisibility();

test("the end of a guide leads back to the karte and looks again; from a guide or a report the icon does, too", async ({
  start,
}) => {
  const pc = await start();
  await pc.open();
  const { diagnosis } = await pc.click();
  expect(diagnosis.state).toBe("certificate_required");
  await pc.closePopup();
  const tab = await pc.browser.newTab("about:blank");
  for (const page of ["guide/guide.html#service", "report/report.html", "repair/repair.html"]) {
    await tab.go(`${pc.extension.origin}/${page}`);
    await tab.show();
    const look = await pc.click();
    expect(look.diagnosis, page).toMatchObject({
      ...{ state: diagnosis.state, primary: diagnosis.primary },
    });
    expect(await pc.popup?.session.evaluate(saysOtherTab), page).toBe(true);
    await pc.closePopup();
  }
  await tab.go(`${pc.extension.origin}/guide/guide.html#service`);
  const press = (/** @type {string} */ selector) =>
    until(selector, () =>
      tab.session.evaluate((wanted) => {
        const button = /** @type {HTMLElement | null} */ (document.querySelector(wanted));
        button?.click();
        return button?.checkVisibility() === true;
      }, selector),
    );
  await press(".steps > li:last-child .done");
  await press("#guide-return .button");
  const popup = await until("the popup", () => opened(pc), { limit: 30_000 });
  expect(await popup.state()).toBe("certificate_required");
  expect(await popup.session.evaluate(saysOtherTab), "the karte's tab is in front").toBe(false);
  const url = () =>
    pc.extension.inWorker(async () => (await chrome.tabs.query({ active: true }))[0]?.url);
  expect(await url()).toContain("karte.medley.life");
  await popup.close();
});

/** The popup that the browser opened without a key press. @param {import("./lib/pc.js").Pc} pc */
async function opened({ browser, extension }) {
  const address = `${extension.origin}/popup/popup.html`;
  const target = (await browser.cdp.targets()).find((one) => one.url === address);
  return target && new Popup(extension, await browser.cdp.attach(target.targetId));
}

test("without a karte's tab the icon on a report offers the sign-in page, and the report stays", async ({
  start,
}) => {
  const pc = await start();
  await pc.open();
  await pc.click();
  // The clock is still being measured, and its result is part of the code.
  await pc.rests();
  await pc.closePopup();
  const tab = await pc.browser.newTab(`${pc.extension.origin}/report/report.html`);
  const code = () => tab.session.evaluate(() => document.getElementById("code")?.textContent);
  const drawn = async () => ((await code()) ?? "").length > 0;
  await until("the report", drawn);
  const before = await code();
  await (await pc.tab()).close();
  await tab.show();
  const popup = await Popup.open(pc.extension);
  expect(await popup.state()).toBe("closed");
  expect(await popup.text(".primary")).toBe("サインインページを開く");
  await popup.close();
  await tab.reload();
  await until("the report", drawn);
  expect(await code()).toBe(before);
});
