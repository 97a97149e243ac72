/** What a person has set in the operating system: forced colours and reduced motion. */
import { expect } from "@playwright/test";
import { objections } from "./lib/axe.js";
import { test } from "./lib/test.js";
import { until } from "./lib/wait.js";

/** @typedef {import("./lib/tab.js").Tab} Tab */

/** @param {Tab} page @param {string} name @param {string} value */
const set = ({ session }, name, value) =>
  session.send("Emulation.setEmulatedMedia", { features: [{ name, value }] });

/** @param {import("./lib/pc.js").Pc} pc @param {string} address @param {string} selector */
async function open(pc, address, selector) {
  const page = await pc.browser.newTab(`${pc.extension.origin}/${address}`);
  // The static markup is visible before its style sheets are loaded.
  const drawn = (/** @type {string} */ wanted) =>
    document.readyState === "complete" &&
    document.querySelector(wanted)?.checkVisibility() === true;
  await until(address, () => page.session.evaluate(drawn, selector));
  return page;
}

/** Buttons without a visible border or background, and whether drawings use the person's colours. @param {Tab} page */
const seen = ({ session }) =>
  session.evaluate(() => {
    const flat = [...document.querySelectorAll(".button")].filter((one) => {
      const { borderTopColor, borderTopWidth, backgroundColor } = getComputedStyle(one);
      return borderTopWidth === "0px" || borderTopColor === backgroundColor;
    });
    const root = getComputedStyle(document.documentElement);
    return {
      active: matchMedia("(forced-colors: active)").matches,
      flat: flat.map((one) => one.outerHTML),
      drawn: root.getPropertyValue("--draw-line").trim(),
    };
  });

test("forced colours: buttons keep their edges, drawings and switches take the person's colours", async ({
  start,
}) => {
  const pc = await start();
  for (const [address, selector] of /** @type {const} */ ([
    ["popup/popup.html", "#guide"],
    ["guide/guide.html#clock", ".steps svg"],
    ["options/options.html", "#correction:enabled"],
  ])) {
    const page = await open(pc, address, selector);
    await set(page, "forced-colors", "active");
    const drawn = address.includes("guide") ? "CanvasText" : "";
    expect(await seen(page), address).toEqual({ active: true, flat: [], drawn });
    expect(await objections(page), address).toEqual([]);
    if (!address.includes("options")) continue;
    const fill = () =>
      page.session.evaluate(
        () =>
          getComputedStyle(document.querySelector("#correction") ?? document.body).backgroundColor,
      );
    const on = await fill();
    await page.click("#correction");
    await until("off", async () => (await fill()) !== on);
  }
});

for (const { motion, turns, glides } of [
  { motion: "reduce", turns: 0, glides: "auto" },
  { motion: "no-preference", turns: 1, glides: "smooth" },
]) {
  test(`motion: ${motion}`, async ({ start }) => {
    const pc = await start();
    const popup = await open(pc, "popup/popup.html", "#guide");
    await set(popup, "prefers-reduced-motion", motion);
    const turning = await popup.session.evaluate(() => {
      document.getElementById("chip-mark")?.classList.add("turning");
      const all = document.getAnimations();
      return all.filter((one) => /** @type {CSSAnimation} */ (one).animationName === "turn").length;
    });
    expect(turning).toBe(turns);
    const guide = await open(pc, "guide/guide.html#clock", ".steps .done");
    await set(guide, "prefers-reduced-motion", motion);
    const how = await guide.session.evaluate(() => {
      /** @type {unknown[]} */
      const asked = [];
      Element.prototype.scrollIntoView = (/** @type {any} */ way) => void asked.push(way.behavior);
      /** @type {HTMLElement} */ (document.querySelector(".steps .done")).click();
      return asked;
    });
    expect(how).toEqual([glides]);
  });
}
