/** The guide in use: opened by its address, ticked off step by step, kept over a restart, finished, and printed. */
import { expect } from "@playwright/test";
import { GUIDES, HELP_PAGE_ORDER, SHEET_PARTS } from "../../extension/guide/list.js";
import { actionOf, stepsFor } from "../../extension/guide/steps.js";
import { objections } from "./lib/axe.js";
import { choose } from "./lib/chooser.js";
import { age, choosePlatform, drawn, guide, looks, seen, settled } from "./lib/guide_page.js";
import { test } from "./lib/test.js";
import { until } from "./lib/wait.js";

/** What "it looks different" of the third step shows. @param {import("./lib/tab.js").Tab} tab */
const otherWay = (tab) =>
  tab.session.evaluate(() => ({
    shown: document.querySelector("#other-3")?.checkVisibility(),
    says: document.querySelector('[data-step="3"] .different')?.getAttribute("aria-expanded"),
  }));

test("a guide is named by the address, ticked step by step, and its ticks outlive a restart", async ({
  start,
}) => {
  const pc = await start();
  let tab = await guide(pc, "clock");
  expect(await seen(tab)).toMatchObject({ heading: "パソコンの時計", ticked: 0, current: "1" });
  const { steps, drawings } = await seen(tab);
  expect(drawings).toBe(steps);
  await tab.click('[data-step="1"] .done');
  await until("the next step", async () => (await seen(tab)).current === "2");
  await settled(tab);
  await tab.click('[data-step="2"] .done');
  await until("the third step", async () => (await seen(tab)).current === "3");
  await settled(tab);
  expect(await seen(tab)).toMatchObject({
    ticked: 2,
    current: "3",
    focused: "said-3",
    progress: `${steps} の手順のうち、2 つが済みました`,
  });
  await tab.click('[data-step="3"] .different');
  expect(await otherWay(tab)).toEqual({ shown: true, says: "true" });
  await choosePlatform(tab, "mac");
  await expect.poll(() => tab.text()).toContain("時報（117 番）");
  expect(await seen(tab), "another system has steps of its own").toMatchObject({ ticked: 0 });
  await tab.click('[data-step="1"] .done');
  await until("the next step", async () => (await seen(tab)).current === "2");
  await pc.restart();
  tab = await guide(pc, "clock");
  await expect.poll(() => tab.text(), "the chosen system is kept, too").toContain("時報（117 番）");
  expect(await seen(tab)).toMatchObject({ ticked: 1, current: "2" });
  await choosePlatform(tab, "windows");
  expect(await seen(tab)).toMatchObject({ ticked: 2, current: "3" });
  await tab.click("#guide-again");
  expect(await seen(tab)).toMatchObject({ ticked: 0, focused: "guide-heading", progress: "" });
  await tab.reload();
  await drawn(tab);
  expect(await seen(tab)).toMatchObject({ ticked: 0, current: "1" });
});

test("ticks end after twelve hours and with a sign-in; what the step does stands out", async ({
  start,
}) => {
  const pc = await start({ certificates: ["clinic-a"] });
  const tab = await guide(pc, "url");
  const { h1, h2, act, done, plain } = await looks(tab);
  expect(h1).toBeGreaterThan(h2);
  expect(act, "the action's button is filled").not.toBe(plain);
  expect(done, "the tick is not").toBe(plain);
  const tick = async () => {
    await tab.click('[data-step="1"] .done');
    await until("the tick", async () => (await seen(tab)).ticked === 1);
  };
  const reopened = async () => {
    await tab.reload();
    await drawn(tab);
    return (await seen(tab)).ticked;
  };
  await tick();
  await age(tab, 11);
  expect(await reopened()).toBe(1);
  await age(tab, 2);
  expect(await reopened()).toBe(0);
  await tick();
  await (await pc.tab()).show();
  await pc.openAnd(choose, "ログイン");
  await pc.signIn();
  expect((await pc.click()).diagnosis.state).toBe("signed_in");
  await pc.closePopup();
  await tab.show();
  expect(await reopened()).toBe(0);
});

test("a step's button opens Chrome's own page, and a guide is walked through with the keyboard alone", async ({
  start,
}) => {
  const pc = await start();
  const tab = await guide(pc, "certificate_missing");
  await tab.click('[data-act="certificates"]');
  await until("Chrome's list of certificates", async () =>
    (await pc.browser.cdp.targets()).some(({ url }) =>
      url.startsWith("chrome://certificate-manager"),
    ),
  );
  await tab.show();
  await tab.click('[data-act="diary"]');
  await until("the certificate records", async () =>
    (await pc.browser.cdp.targets()).some(({ url }) => url.endsWith("options/options.html#diary")),
  );
  await tab.show();
  await tab.session.evaluate(() => document.getElementById("guide-heading")?.focus());
  const steps = await tab.session.evaluate(() =>
    [...document.querySelectorAll(".steps > li")].map((one) => one.getAttribute("data-step")),
  );
  for (const step of steps) await finish(tab, step);
  expect((await seen(tab)).focused, "the end says what comes next").toBe("guide-finished");
  await tab.reload();
  await drawn(tab);
  expect(await seen(tab), "opened again, it starts anew").toMatchObject({
    ticked: 0,
    current: "1",
  });
});

/** @typedef {import("./lib/tab.js").Tab} Tab */

/**
 * Presses the Tab key until a step's "done" button has the focus, and presses the button.
 * @param {Tab} tab
 * @param {string | null} step
 */
async function finish(tab, step) {
  const wanted = `${step} button done`;
  for (let presses = 0; (await focused(tab)) !== wanted && presses < 8; presses += 1) {
    await key(tab, "Tab", 9);
  }
  expect(await focused(tab)).toBe(wanted);
  await key(tab, "Enter", 13, "\r");
}

/** @param {Tab} tab */
function focused(tab) {
  return tab.session.evaluate(() => {
    const at = document.activeElement;
    return `${at?.closest("[data-step]")?.getAttribute("data-step")} ${at?.className}`;
  });
}

/**
 * Presses a key.
 * @param {Tab} tab
 * @param {string} name
 * @param {number} number its virtual key code on Windows
 * @param {string} [text] what it types
 */
async function key(tab, name, number, text = "") {
  const press = { key: name, code: name, windowsVirtualKeyCode: number };
  await tab.session.send("Input.dispatchKeyEvent", { type: "keyDown", ...press, text });
  await tab.session.send("Input.dispatchKeyEvent", { type: "keyUp", ...press });
}

test("everybody can use every guide, bright and dark, wide and narrow", async ({ start }) => {
  test.slow();
  const pc = await start();
  const tab = await guide(pc);
  for (const name of ["", ...Object.keys(GUIDES), "products", "all"]) {
    await tab.session.evaluate((to) => {
      location.hash = to;
    }, name);
    await until(`#${name}`, () =>
      tab.session.evaluate(
        (to) =>
          to === "" ||
          document.querySelector("#list [aria-current]")?.getAttribute("href") === `#${to}`,
        name,
      ),
    );
    await tab.session.evaluate(() => {
      for (const one of document.querySelectorAll("li:first-child .done, .different, summary")) {
        /** @type {HTMLElement} */ (one).click();
      }
    });
    for (const [width, scheme] of /** @type {const} */ ([
      [1000, "light"],
      [320, "dark"],
    ])) {
      const size = { width, height: 800, deviceScaleFactor: 1, mobile: false };
      await tab.session.send("Emulation.setDeviceMetricsOverride", size);
      const features = [{ name: "prefers-color-scheme", value: scheme }];
      await tab.session.send("Emulation.setEmulatedMedia", { features });
      expect(await objections(tab), `#${name} ${scheme}`).toEqual([]);
      const wide = await tab.session.evaluate(() => document.documentElement.scrollWidth);
      expect(wide, `#${name}: nothing hangs over`).toBeLessThanOrEqual(width);
    }
  }
});

test("all guides are on one sheet, numbered like the help page, with nothing to press on paper", async ({
  start,
}) => {
  const pc = await start();
  const tab = await guide(pc, "all");
  await tab.session.evaluate(() => {
    Object.assign(globalThis, { printed: 0 });
    globalThis.print = () => void Object.assign(globalThis, { printed: 1 });
  });
  await tab.click("#print");
  const printed = () => /** @type {{printed?: number}} */ (globalThis).printed;
  expect(await tab.session.evaluate(printed)).toBe(1);
  await tab.session.send("Emulation.setEmulatedMedia", { media: "print" });
  const sheet = await tab.session.evaluate(() => ({
    numbers: [...document.querySelectorAll(".whole .number")].map((one) => one.textContent),
    pressable: [...document.querySelectorAll("button, .button, input")].filter((one) =>
      one.checkVisibility(),
    ).length,
    drawn: [...document.querySelectorAll(".sheet li")].every(
      (one) => (one.querySelector("svg")?.children.length ?? 0) > 2,
    ),
  }));
  const ten = Array.from({ length: 10 }, (_, at) => `${at + 1}`);
  expect(sheet.numbers).toEqual(["はじめに", ...ten, "追加", "追加"]);
  expect(sheet).toMatchObject({ pressable: 0, drawn: true });
});

for (const platform of /** @type {const} */ (["windows", "mac"])) {
  test(`the sheet is enough by itself: what a step would open, copy or send stands in it (${platform})`, async ({
    start,
  }) => {
    const pc = await start();
    const tab = await guide(pc, "all");
    await tab.session.evaluate(
      (system) =>
        /** @type {HTMLElement} */ (document.querySelector(`input[value=${system}]`)).click(),
      platform,
    );
    await tab.session.send("Emulation.setEmulatedMedia", { media: "print" });
    const printed = await tab.session.evaluate(() =>
      [...document.querySelectorAll(".sheet li")].map((step) => {
        const text = (/** @type {string} */ selector) =>
          /** @type {HTMLElement | null} */ (step.querySelector(selector))?.innerText ?? "";
        return { says: text("p"), way: text(".note"), message: text(".message") };
      }),
    );
    const names = HELP_PAGE_ORDER.flatMap((name) => [name, ...(SHEET_PARTS[name] ?? [])]);
    const steps = names.flatMap((name) => stepsFor(GUIDES[name] ?? [], platform));
    expect(printed).toHaveLength(steps.length);
    for (const [at, { says, way, message }] of printed.entries()) {
      const step = /** @type {import("../../extension/guide/steps.js").Step} */ (steps[at]);
      expect(way !== "", says).toBe(actionOf(step, platform) !== undefined);
      expect(way, says).not.toMatch(/ms-|x-apple|：$/);
      expect(message !== "", says).toBe(step.copy !== undefined);
      if (says.includes("下のボタン")) expect(way, says).not.toBe("");
      if (says.includes("下の文")) expect(message, says).toContain("カルテ");
    }
  });
}
