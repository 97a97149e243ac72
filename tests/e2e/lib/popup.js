/** The popup, opened by a real key press, so that the click's permission for the tab is real, too. */
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

/**
 * Records what the worker sends to the popup (on its port and in its replies), how many replies are still pending, and each
 * text that the label above the headline had.
 * It runs in the popup before the popup's own scripts, so it misses nothing and sends nothing.
 */
function overhear() {
  const page = Object.assign(globalThis, {
    heard: /** @type {unknown[]} */ ([]),
    replies: /** @type {unknown[]} */ ([]),
    awaited: 0,
    chips: /** @type {string[]} */ ([]),
  });
  new MutationObserver(() => {
    const chip = document.getElementById("chip-text")?.textContent?.trim() ?? "";
    if (chip && chip !== page.chips.at(-1)) page.chips.push(chip);
  }).observe(document, { childList: true, characterData: true, subtree: true });
  const { connect, sendMessage } = chrome.runtime;
  chrome.runtime.connect = (/** @type {any[]} */ ...how) => {
    const port = Reflect.apply(connect, chrome.runtime, how);
    port.onMessage.addListener((/** @type {unknown} */ message) => void page.heard.push(message));
    return port;
  };
  chrome.runtime.sendMessage = async (/** @type {any[]} */ ...what) => {
    page.awaited += 1;
    try {
      const reply = await Reflect.apply(sendMessage, chrome.runtime, what);
      page.replies.push(reply);
      return reply;
    } finally {
      page.awaited -= 1;
    }
  };
}

/**
 * Runs a function in each popup that opens from now on, before its own scripts; the returned function stops that.
 * @param {import("./cdp.js").Connection} cdp
 * @param {() => void} run
 */
async function beforeItStarts(cdp, run) {
  const stop = cdp.listen(({ method, params }) => {
    if (method === "Target.attachedToTarget" && params["waitingForDebugger"]) {
      void prepare(params["sessionId"]).catch(() => undefined);
    }
  });
  /** @param {string} session */
  async function prepare(session) {
    const source = `(${run})()`;
    await cdp.send("Page.enable", {}, session);
    await cdp
      .send("Page.addScriptToEvaluateOnNewDocument", { source }, session)
      .finally(() => cdp.send("Runtime.runIfWaitingForDebugger", {}, session));
  }
  // A popup has the type "other" until it has its address.
  const filter = [{ type: "other" }];
  const how = { waitForDebuggerOnStart: true, flatten: true };
  await cdp.send("Target.setAutoAttach", { autoAttach: true, ...how, filter });
  return async () => {
    stop();
    await cdp.send("Target.setAutoAttach", { ...how, autoAttach: false });
  };
}

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
   * Presses the extension's shortcut; the popup is about the tab in front.
   * @param {import("./extension.js").Extension} extension
   */
  static async open(extension) {
    const { browser } = extension;
    const address = `${extension.origin}/popup/popup.html`;
    const find = async () => (await browser.cdp.targets()).find((t) => t.url === address);
    const stop = await beforeItStarts(browser.cdp, overhear);
    const target = await until(
      "the popup",
      async () => {
        await browser.display.press(SHORTCUT);
        // Another press would close a popup that is only slow.
        return until("its page", find, { limit: 10_000, step: 10 });
      },
      { limit: 30_000 },
    );
    const popup = new Popup(extension, await browser.cdp.attach(target.targetId));
    await until("the popup's own page", () =>
      popup.session.evaluate(() => "replies" in globalThis),
    );
    await stop();
    return popup;
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
    /** @type {Diagnosis | undefined} */
    const last = await this.session.evaluate(() => {
      const { heard = [], replies = [] } = /** @type {{heard?: any[], replies?: any[]}} */ (
        globalThis
      );
      const ended = (/** @type {any} */ one) =>
        one?.kind === "diagnosis" && one.state !== "running";
      return heard.findLast(ended) ?? replies.findLast(ended);
    });
    if (!last) throw new Error("the popup has no diagnosis");
    return last;
  }

  /**
   * Answers a question and returns the new diagnosis. The question on the screen is answered by its button, any other one by
   * the same message; then the popup makes a new diagnosis with the answer.
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

  /** The number of final diagnoses so far. */
  #heard() {
    return this.session.evaluate(
      () =>
        /** @type {{heard?: any[]}} */ (globalThis).heard?.filter((one) => one.state !== "running")
          .length ?? 0,
    );
  }

  /** Each text of the label above the headline, the newest last. @returns {Promise<string[]>} */
  chips() {
    return this.session.evaluate(() => /** @type {{chips?: string[]}} */ (globalThis).chips ?? []);
  }

  /** The id of the tab in front. */
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
   * Asks for a fix of the tab in front, as its button does.
   * @param {string} fix
   * @param {object} [more]
   * @returns {Promise<any>}
   */
  async fix(fix, more = {}) {
    return this.ask({ kind: "fix", fix, tabId: await this.tabId(), ...more });
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

  /** Waits until no reply is pending: the clock is still measured after a diagnosis is shown, and its reply comes at the end. */
  async rests() {
    const awaited = () =>
      this.session.evaluate(() => /** @type {{awaited?: number}} */ (globalThis).awaited);
    await until("every reply", async () => (await awaited()) === 0, { limit: 40_000 });
  }

  /**
   * The text of an element, including hidden parts.
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
   * Saves a screenshot of the popup alone.
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
