/** The guide page: how a test opens it, and what a person sees of it. */
import { until } from "./wait.js";

/** Opens a guide in a tab of its own. @param {import("./pc.js").Pc} pc @param {string} [name] */
export async function guide(pc, name = "") {
  const tab = await pc.browser.newTab(`${pc.extension.origin}/guide/guide.html#${name}`);
  await drawn(tab);
  return tab;
}

/** @param {import("./tab.js").Tab} tab */
export const drawn = (tab) =>
  until("the guide", () =>
    tab.session.evaluate(() => document.querySelectorAll("#index a").length === 13),
  );

/** What a person sees of the steps. @param {import("./tab.js").Tab} tab */
export const seen = (tab) =>
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

/** The styles by which the page weights its parts. @param {import("./tab.js").Tab} tab */
export const looks = (tab) =>
  tab.session.evaluate(() => {
    const style = (/** @type {string} */ selector) => {
      const element = document.querySelector(selector);
      return element ? getComputedStyle(element) : undefined;
    };
    const size = (/** @type {string} */ selector) =>
      Number.parseFloat(style(selector)?.fontSize ?? "");
    const current = ".steps > [aria-current]";
    return {
      h1: size("h1"),
      h2: size("#guide-heading"),
      act: style(`${current} .act .button`)?.backgroundColor,
      done: style(`${current} .done`)?.backgroundColor,
      plain: style(`${current} .different`)?.backgroundColor,
    };
  });

/** @param {import("./tab.js").Tab} tab @param {"windows" | "mac"} system */
export const choosePlatform = (tab, system) =>
  tab.session.evaluate((wanted) => {
    /** @type {HTMLElement} */ (document.querySelector(`input[value="${wanted}"]`)).click();
  }, system);

/**
 * Makes every tick older.
 * @param {import("./tab.js").Tab} tab
 * @param {number} hours
 */
export const age = (tab, hours) =>
  tab.session.evaluate((by) => {
    const kept = JSON.parse(localStorage.getItem("guide") ?? "{}");
    for (const one of Object.values(kept.ticks)) {
      /** @type {{at: number}} */ (one).at -= by * 3_600_000;
    }
    localStorage.setItem("guide", JSON.stringify(kept));
  }, hours);

/** The page scrolls smoothly to the next step; a click meanwhile would miss its target. @param {import("./tab.js").Tab} tab */
export async function settled(tab) {
  let before = NaN;
  await until("the end of gliding", async () => {
    const now = await tab.session.evaluate(() => scrollY);
    const still = now === before;
    before = now;
    return still;
  });
}
