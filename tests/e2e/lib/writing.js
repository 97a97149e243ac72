/** Somebody types into a page: with real events, so that the browser and the page notice it. */
import { Tab } from "./tab.js";
import { until } from "./wait.js";

export const TEXT = "書きかけの診療録";

/**
 * Opens a tab in a window of its own, which comes to the front.
 * @param {import("./browser.js").Browser} browser
 * @param {string} url
 * @param {string} [words] that the page says
 */
export async function inNewWindow(browser, url, words) {
  const { display } = browser;
  const before = await display.activeWindow();
  const how = { url: "about:blank", newWindow: true };
  const { targetId } = await browser.cdp.send("Target.createTarget", how);
  const tab = new Tab(browser, await browser.cdp.attach(targetId));
  await until("the new window", async () => (await display.activeWindow()) !== before);
  await tab.go(url);
  if (words) await tab.says(words);
  return tab;
}

/**
 * Types into a field; returns a function that reads the text that is there now.
 * @param {Tab} tab
 * @param {string} selector
 */
export async function writeInto(tab, selector) {
  await tab.session.evaluate(() => void Object.assign(globalThis, { sameDocument: true }));
  const kept = () =>
    tab.session.evaluate((wanted) => {
      const field = /** @type {HTMLInputElement | null} */ (document.querySelector(wanted));
      return "sameDocument" in globalThis ? field?.value : "loaded anew";
    }, selector);
  await until("the text", async () => {
    // Another tab may open in this window meanwhile.
    await tab.show();
    await tab.click(selector);
    if ((await kept()) === "") await tab.session.send("Input.insertText", { text: TEXT });
    return (await kept()) === TEXT;
  });
  return kept;
}

/**
 * Adds a field to the page, as a chart has one, and types into it.
 * @param {Tab} tab
 */
export async function writeChart(tab) {
  await tab.session.evaluate(() => {
    document.body.append(Object.assign(document.createElement("textarea"), { id: "chart" }));
  });
  return writeInto(tab, "#chart");
}
