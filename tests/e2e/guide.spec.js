/** The guide as a receptionist uses it: named by the address, ticked step by step, kept over a restart, printed. */
import { expect } from "@playwright/test";
import { GUIDES, HELP_PAGE_ORDER } from "../../extension/guide/list.js";
import { actionOf, stepsFor } from "../../extension/guide/steps.js";
import { objections } from "./lib/axe.js";
import { test } from "./lib/test.js";
import { until } from "./lib/wait.js";

/** @param {import("./lib/pc.js").Pc} pc @param {string} [name] */
async function guide(pc, name = "") {
  const tab = await pc.browser.newTab(`${pc.extension.origin}/guide/guide.html#${name}`);
  await drawn(tab);
  return tab;
}

/** @param {import("./lib/tab.js").Tab} tab */
const drawn = (tab) =>
  until("the guide", () =>
    tab.session.evaluate(() => document.querySelectorAll("#index a").length === 13),
  );

/** What a person sees of the steps. @param {import("./lib/tab.js").Tab} tab */
const seen = (tab) =>
  tab.session.evaluate(() => ({
    heading: document.querySelector("article:not([hidden]) h2")?.textContent,
    ticked: document.querySelectorAll(".steps > .ticked").length,
    current: document.querySelector(".steps > [aria-current]")?.getAttribute("data-step"),
    focused: document.activeElement?.id,
    progress: document.querySelector("#guide-progress")?.textContent,
    drawings: [...document.querySelectorAll(".steps svg")].filter((one) => one.children.length > 2)
      .length,
    steps: document.querySelectorAll(".steps > li").length,
  }));

/** The page glides to the next step: a click meanwhile would land beside it. @param {import("./lib/tab.js").Tab} tab */
async function settled(tab) {
  let before = NaN;
  await until("the end of gliding", async () => {
    const now = await tab.session.evaluate(() => scrollY);
    const still = now === before;
    before = now;
    return still;
  });
}

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
  const other = await tab.session.evaluate(() => ({
    shown: document.querySelector("#other-3")?.checkVisibility(),
    says: document.querySelector('[data-step="3"] .different')?.getAttribute("aria-expanded"),
  }));
  expect(other).toEqual({ shown: true, says: "true" });
  await tab.session.evaluate(() =>
    /** @type {HTMLElement} */ (document.querySelector('input[value="mac"]')).click(),
  );
  await expect.poll(() => tab.text()).toContain("時報（117 番）");
  await pc.restart();
  tab = await guide(pc, "clock");
  expect(await seen(tab)).toMatchObject({ ticked: 2, current: "3" });
  await expect.poll(() => tab.text(), "the chosen system is kept, too").toContain("時報（117 番）");
  await tab.click("#guide-again");
  expect(await seen(tab)).toMatchObject({ ticked: 0, focused: "guide-heading", progress: "" });
  await tab.reload();
  await drawn(tab);
  expect(await seen(tab)).toMatchObject({ ticked: 0, current: "1" });
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
  await tab.session.evaluate(() => document.getElementById("guide-heading")?.focus());
  const steps = await tab.session.evaluate(() =>
    [...document.querySelectorAll(".steps > li")].map((one) => one.getAttribute("data-step")),
  );
  for (const step of steps) await finish(tab, step);
  expect((await seen(tab)).focused, "the end says what comes next").toBe("guide-finished");
});

/** @typedef {import("./lib/tab.js").Tab} Tab */

/**
 * Goes on with the Tab key until a step's "done" has the focus, and presses it.
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
 * @param {number} number Windows' number of it
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
    const steps = HELP_PAGE_ORDER.flatMap((name) => stepsFor(GUIDES[name] ?? [], platform));
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
