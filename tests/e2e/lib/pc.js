/** A clinic's PC: account, browser with the extension, one tab; and the click on the icon that these tests are about. */
import { setTimeout as pause } from "node:timers/promises";
import { Browser } from "./browser.js";
import { Extension, idOf } from "./extension.js";
import { Popup } from "./popup.js";
import { Profile } from "./profile.js";
import { until } from "./wait.js";

/**
 * @typedef {object} PcOptions
 * @property {import("./lab.js").Lab} lab
 * @property {import("./display.js").Display} display
 * @property {string} ours folder of the extension
 * @property {string[]} [certificates] names of the lab's certificates that are installed
 * @property {string[]} [others] folders of further extensions
 * @property {boolean} [without] starts without our extension
 * @property {string} [policy] our extension's id where a policy installs it
 * @property {boolean} [dotWorks] calibrated: this PC has seen the dot host ask for a certificate
 * @property {string} [clock] offset of the browser's clock, such as `-28m`
 * @property {string[]} [foreign] further hosts that lead to the lab, which answers as a foreign site there
 * @property {boolean} [noNames] no name can be resolved
 * @property {boolean} [nobodyListens] the names lead to a port where nobody listens
 * @property {string} [language] of the browser; default `ja`
 * @property {string[]} [pinned] folders of extensions whose icons always stand in the toolbar
 * @property {string[]} [args] further switches
 * @property {Record<string, unknown>} [preferences] further ones of a new profile
 */

/**
 * @typedef {object} Look
 * @property {import("./popup.js").Diagnosis} diagnosis
 * @property {import("./popup.js").Finding | undefined} primary
 * @property {string} headline
 * @property {string} text
 */

export const SIGN_IN = "https://karte.medley.life/d/signin";

/** A PC that is switched on. */
export class Pc {
  /**
   * @param {PcOptions} options
   * @param {Profile} profile
   * @param {Browser} browser
   * @param {string} id of our extension
   */
  constructor(options, profile, browser, id) {
    this.options = options;
    this.profile = profile;
    this.browser = browser;
    this.extension = new Extension(browser, id);
    this.display = options.display;
    this.lab = options.lab;
    /** @type {import("./tab.js").Tab | undefined} */
    this.first = undefined;
    /** @type {Popup | undefined} */
    this.popup = undefined;
  }

  /** @param {PcOptions} options */
  static async start(options) {
    const { lab, display, ours, certificates = [], others = [], policy } = options;
    const without = options.without ?? policy !== undefined;
    const profile = await Profile.create(
      lab.ca,
      certificates.map((name) => lab.certificate(name)),
    );
    const browser = await Browser.start({
      profile,
      display,
      ports: options.nobodyListens ? { tls: 1, http: 1 } : lab.ports,
      extensions: [...(without ? [] : [ours]), ...others],
      ...(options.clock ? { clock: options.clock } : {}),
      ...(options.foreign ? { foreign: options.foreign } : {}),
      ...(options.noNames ? { noNames: true } : {}),
      ...(policy ? { updates: true } : {}),
      ...(options.language ? { language: options.language } : {}),
      ...(options.preferences ? { preferences: options.preferences } : {}),
      pinned: await Promise.all((options.pinned ?? []).map(idOf)),
      args: options.args ?? [],
    });
    const pc = new Pc(options, profile, browser, policy ?? (await idOf(ours)));
    if (!without || policy) await pc.settle();
    return pc;
  }

  /** Waits for the extension's start and brings the first tab to the front. */
  async settle() {
    await this.extension.dismissWelcome();
    if (this.options.dotWorks !== undefined) await this.remember(this.options.dotWorks);
    await (await this.tab()).show();
  }

  /**
   * Sets whether this PC has seen the dot host ask for a certificate, and whether it serves several clinics.
   * @param {boolean} dotWorks
   * @param {boolean} [severalClinics]
   */
  async remember(dotWorks, severalClinics = false) {
    await this.extension.inWorker(
      (known) => chrome.storage.local.set({ session: { v: 1, ...known } }),
      { dotWorks, severalClinics },
    );
  }

  /** Restarts the browser with the same certificates and the same profile; `changes` replaces options. */
  async restart(changes = {}) {
    this.browser = await this.browser.restart(changes);
    this.extension = new Extension(this.browser, this.extension.id);
    this.first = undefined;
    // An extension that is loaded by a switch is installed again at each start.
    if (!this.options.policy) await this.extension.dismissWelcome();
    else await until("the start", async () => (await this.extension.stored("session"))["visit"]);
  }

  /** Gives the extension the state after a real start of the browser: nothing was visited before. */
  async sawStart() {
    await this.extension.inWorker(() =>
      chrome.storage.session.set({ visit: { v: 1, startedAt: Date.now(), navigations: [] } }),
    );
  }

  /** The tab of this PC. */
  async tab() {
    this.first ??= await this.browser.firstTab();
    return this.first;
  }

  /**
   * Opens the sign-in page (or another) where no dialog is expected.
   * @param {string} [url]
   */
  async open(url = SIGN_IN) {
    return (await this.tab()).go(url);
  }

  /**
   * Opens the sign-in page and lets `answer` answer the certificate chooser.
   * @param {(display: import("./display.js").Display) => Promise<void>} answer
   * @param {string} [words] text of the page afterwards
   */
  async openAnd(answer, words) {
    const tab = await this.tab();
    const gone = tab.begin(SIGN_IN);
    await answer(this.display);
    await gone;
    if (words) await tab.says(words);
  }

  /**
   * Gets a failing page into the cache (the site has to allow that) and opens it again from the cache.
   * @param {(display: import("./display.js").Display) => Promise<void>} answer to the certificate chooser
   * @param {string} words text of that page
   */
  async openFromCache(answer, words) {
    await this.openAnd(answer, words);
    await this.open("about:blank");
    await this.open();
  }

  /**
   * Fills in the sign-in form and sends it.
   * @param {string} [words] text of the page afterwards
   */
  async signIn(words = "受付一覧") {
    const tab = await this.tab();
    await tab.session.evaluate(() => {
      const field = (/** @type {string} */ id) =>
        /** @type {HTMLInputElement} */ (document.getElementById(id));
      field("email").value = "reception@example.com";
      field("password").value = "imitation";
      document.querySelector("form")?.requestSubmit();
    });
    await tab.says(words);
  }

  /** Presses 「申請する」 on the failing page. */
  async apply() {
    await (await this.tab()).click("button");
  }

  /** Waits until our content script has noted that 「申請する」 had no effect. */
  async badgeChanges() {
    const seen = () =>
      this.extension.inWorker(async () => {
        const [tab] = await chrome.tabs.query({ url: "https://karte.medley.life/*" });
        const [frame] = await chrome.scripting.executeScript({
          target: { tabId: tab?.id ?? -1 },
          func: () => /** @type {any} */ (globalThis)[Symbol.for("karteNotice")]?.applyStuck,
        });
        return frame?.result === true;
      });
    await until("the notice", seen, { limit: 25_000, step: 500 });
  }

  /**
   * Sends a message from the context of our content script.
   * @param {unknown} message
   */
  async fromContentScript(message) {
    const { session } = await this.tab();
    const ours = await this.contentScript();
    if (!ours) throw new Error("no content script that can speak");
    return session.evaluateIn(ours.id, (what) => chrome.runtime.sendMessage(what), message);
  }

  /** The context of our content script; after an update that of the old version is still there, but cannot send anything. */
  async contentScript() {
    const { session } = await this.tab();
    for (const context of await session.contexts()) {
      const speaks = () => typeof chrome.runtime?.id === "string";
      const isOurs = context.origin === this.extension.origin;
      if (isOurs && (await session.evaluateIn(context.id, speaks))) return context;
    }
    return undefined;
  }

  /** Clicks the extension's icon and waits for the result; the popup stays open. */
  async click() {
    const popup = await Popup.open(this.extension);
    const diagnosis = await popup.diagnosis();
    this.popup = popup;
    return this.#look(popup, diagnosis);
  }

  /**
   * Answers a question in the open popup: by its button if the popup asks it, otherwise by a message.
   * @param {string} question
   * @param {string} value
   */
  async answer(question, value) {
    if (!this.popup) throw new Error("no popup is open");
    return this.#look(this.popup, await this.popup.answer(question, value));
  }

  /**
   * @param {Popup} popup
   * @param {import("./popup.js").Diagnosis} diagnosis
   * @returns {Promise<Look>}
   */
  async #look(popup, diagnosis) {
    return {
      diagnosis,
      primary: diagnosis.findings?.find((finding) => finding.cause === diagnosis.primary),
      headline: await popup.text("#headline"),
      text: await popup.text(),
    };
  }

  /** Waits for the end of the popup's diagnosis and of all requests that may still follow: the clock is asked once a second. */
  async rests() {
    await this.popup?.rests();
    await until(
      "silence",
      async () => {
        const before = (await this.lab.log()).length;
        await pause(3_000);
        return (await this.lab.log()).length === before;
      },
      { limit: 20_000 },
    );
  }

  /**
   * Waits until the failure was diagnosed without a click, and all requests have ended.
   * @param {string} cause the expected primary cause
   */
  async diagnosedEarly(cause) {
    const kept = async () => (await this.extension.stored("session"))["diagnoses"]?.tabs.at(-1);
    await until(
      `a kept diagnosis: ${cause}`,
      async () => (await kept())?.diagnosis?.primary === cause,
      {
        limit: 20_000,
      },
    );
    await this.rests();
  }

  /** Closes the popup, if one is open. */
  async closePopup() {
    await this.popup?.close();
    this.popup = undefined;
  }

  /** Ends the browser at once, because nobody reads any more what it writes at an orderly end, and removes the profile. */
  async remove() {
    // faketime removes its shared memory only at an orderly end, and a later start with the same process id finds it.
    await (this.browser.options.clock ? this.browser.close() : this.browser.kill());
    await this.profile.remove();
  }
}
