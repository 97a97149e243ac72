/** The popup, opened by a real key press as a person does it (so that the click's permission for the tab is real, too). */
import { writeFile } from "node:fs/promises";
import { until } from "./wait.js";

/**
 * @typedef {object} Finding
 * @property {string} cause
 * @property {"found" | "suspected" | "clear" | "unknown"} verdict
 * @property {string} reason
 * @property {Record<string, string | number>} params
 * @property {{probe: string, reading: string}[]} evidence
 * @property {string[]} rivals
 * @property {string[]} fixes
 */
/**
 * @typedef {object} Diagnosis
 * @property {"diagnosis"} kind
 * @property {string} state
 * @property {string | null} primary
 * @property {Finding[]} findings
 * @property {{question?: string, experiment?: string, options: string[]} | null} next
 */

const SHORTCUT = "alt+shift+k";

/** An open popup. */
export class Popup {
  /**
   * @param {import("./extension.js").Extension} extension
   * @param {import("./cdp.js").Session} session
   */
  constructor(extension, session) {
    this.extension = extension;
    this.session = session;
  }

  /**
   * Presses the extension's shortcut on the tab in front.
   * @param {import("./extension.js").Extension} extension
   */
  static async open(extension) {
    const { browser } = extension;
    const address = `${extension.origin}/popup/popup.html`;
    const find = async () => (await browser.cdp.targets()).find((t) => t.url === address);
    const target = await until("the popup", async () => {
      await browser.display.press(SHORTCUT);
      return until("its page", find, { limit: 3_000, step: 10 });
    });
    const popup = new Popup(extension, await browser.cdp.attach(target.targetId));
    await popup.#overhear();
    return popup;
  }

  /** Receives what the worker sends to the popup, from now on. */
  #overhear() {
    // The target has its address a moment before its page has the extension's interfaces.
    return until("the popup's own page", () =>
      this.session.evaluate(() => {
        const port = chrome.runtime.connect({ name: "diagnosis" });
        const heard = Object.assign(globalThis, { heard: /** @type {any[]} */ ([]) }).heard;
        port.onMessage.addListener((message) => void heard.push(message));
        return true;
      }),
    );
  }

  /** Waits until the popup shows a final result: a state, or `error`. */
  state() {
    return until(
      "the popup's result",
      async () => {
        const state = await this.session.evaluate(() => document.body?.dataset["state"]);
        return state !== "running" && state;
      },
      { limit: 40_000, step: 100 },
    );
  }

  /**
   * Waits until the popup shows this state.
   * @param {string} wanted
   */
  async waitForState(wanted) {
    await until(`the state ${wanted}`, async () => (await this.state()) === wanted, {
      limit: 40_000,
    });
  }

  /**
   * The diagnosis that the popup shows.
   * @returns {Promise<Diagnosis>}
   */
  async diagnosis() {
    await this.state();
    /** @type {Diagnosis | null} */
    const heard = await this.session.evaluate(
      () =>
        /** @type {{heard?: any[]}} */ (globalThis).heard?.findLast(
          (one) => one.state !== "running",
        ) ?? null,
    );
    return heard ?? this.ask({ kind: "diagnose", tabId: await this.tabId() });
  }

  /**
   * Answers a question and returns what is concluded. The question that is on the screen is answered by its button,
   * any other by the same message; then the popup looks again with the answer in mind.
   * @param {string} question
   * @param {string} value
   * @returns {Promise<Diagnosis>}
   */
  async answer(question, value) {
    const asked = await this.session.evaluate(
      () => document.getElementById("question")?.dataset["question"],
    );
    if (asked === question) {
      const before = await this.text("#question");
      await this.click(`#question [data-value=${value}]`);
      await until("the answer's effect", async () => (await this.text("#question")) !== before);
    } else await this.ask({ kind: "answer", question, value });
    const heard = await this.#heard();
    await this.click("#retry");
    await until("a new diagnosis", async () => (await this.#heard()) !== heard);
    return this.diagnosis();
  }

  /** How many final diagnoses have come. */
  #heard() {
    return this.session.evaluate(
      () =>
        /** @type {{heard?: any[]}} */ (globalThis).heard?.filter((one) => one.state !== "running")
          .length ?? 0,
    );
  }

  /** The number of the tab in front. */
  tabId() {
    return this.session.evaluate(
      async () => (await chrome.tabs.query({ active: true, currentWindow: true }))[0]?.id,
    );
  }

  /**
   * Sends a message to the worker as the popup's own script does.
   * @param {object} message
   * @returns {Promise<any>}
   */
  ask(message) {
    return this.session.evaluate((what) => chrome.runtime.sendMessage(what), message);
  }

  /**
   * The visible text of an element, or of all.
   * @param {string} [selector]
   */
  text(selector = "body") {
    return this.session.evaluate(
      (wanted) =>
        /** @type {HTMLElement | null} */ (document.querySelector(wanted))?.innerText.trim() ?? "",
      selector,
    );
  }

  /** Waits for the end of a look: the clock goes on after it is shown, and the reply comes when that is over, too. */
  async rests() {
    await this.ask({ kind: "diagnose", tabId: await this.tabId() });
  }

  /**
   * The text of an element, with what is folded away.
   * @param {string} selector
   */
  content(selector) {
    return this.session.evaluate(
      (wanted) => document.querySelector(wanted)?.textContent ?? "",
      selector,
    );
  }

  /**
   * Clicks an element with real mouse events.
   * @param {string} selector
   */
  click(selector) {
    return this.session.click(selector);
  }

  /**
   * A picture of the popup alone.
   * @param {string} file
   */
  async save(file) {
    const { data } = await this.session.send("Page.captureScreenshot", { format: "png" });
    await writeFile(file, Buffer.from(data, "base64"));
  }

  /** Closes it, as a click beside it does. */
  async close() {
    const { cdp } = this.extension.browser;
    await cdp
      .send("Target.closeTarget", { targetId: this.session.targetId })
      .catch(() => undefined);
    await until(
      "the popup's end",
      async () => !(await cdp.targets()).some((t) => t.targetId === this.session.targetId),
    );
  }
}
