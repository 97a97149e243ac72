/** One tab: navigates, waits for what a person would see, reads its text. */
import { until } from "./wait.js";

export class Tab {
  /**
   * @param {import("./browser.js").Browser} browser
   * @param {import("./cdp.js").Session} session
   */
  constructor(browser, session) {
    this.browser = browser;
    this.session = session;
  }

  /**
   * Begins a navigation and does not wait, because a certificate dialog may block it.
   * @param {string} url
   * @returns {Promise<string>} the browser's error, or ""
   */
  async begin(url) {
    await this.session.send("Page.enable");
    const { errorText } = await this.session.send("Page.navigate", { url });
    return errorText ?? "";
  }

  /**
   * Navigates and waits until the page, or the browser's error page, has loaded.
   * @param {string} url
   * @returns {Promise<string>} the browser's error, or ""
   */
  async go(url) {
    await this.session.send("Page.enable");
    const loaded = this.#loaded();
    const errorText = await this.begin(url);
    await loaded;
    return errorText;
  }

  /** Loads the page again, as the key F5 does. */
  async reload() {
    await this.session.send("Page.enable");
    const loaded = this.#loaded();
    await this.session.send("Page.reload");
    await loaded;
  }

  #loaded() {
    return this.session.connection.waitFor(
      (event) => event.sessionId === this.session.id && event.method === "Page.loadEventFired",
      20_000,
      "loaded page",
    );
  }

  /**
   * Clicks an element with real mouse events.
   * @param {string} selector
   */
  click(selector) {
    return this.session.click(selector);
  }

  /** The visible text of the page. */
  text() {
    return this.session.evaluate(() => document.body?.innerText ?? "");
  }

  /**
   * Waits until the page contains the text.
   * @param {string} words
   */
  async says(words) {
    if (!words) throw new Error("every page says nothing");
    await until(`a page that says ${words}`, async () => (await this.text()).includes(words), {
      limit: 20_000,
    });
  }

  /** @returns {Promise<import("./cdp.js").TargetInfo>} address and title as in the tab strip */
  async info() {
    const { targetInfo } = await this.session.connection.send("Target.getTargetInfo", {
      targetId: this.session.targetId,
    });
    return targetInfo;
  }

  /** Brings it to the front. */
  async show() {
    await this.session.connection.send("Target.activateTarget", {
      targetId: this.session.targetId,
    });
  }

  async close() {
    await this.session.connection.send("Target.closeTarget", { targetId: this.session.targetId });
  }
}
