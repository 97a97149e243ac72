/** What a person does in a scenario, step by step. */
import { setTimeout as pause } from "node:timers/promises";
import { cancel, chooserIsOpen, choose, chooserOpens } from "../lib/chooser.js";
import { Extension } from "../lib/extension.js";
import { SIGN_IN } from "../lib/pc.js";
import { run } from "../lib/run.js";
import { until } from "../lib/wait.js";
import { shows } from "./proof.js";

/** @typedef {import("../lib/pc.js").Pc} Pc */
/** @typedef {import("./scenario.js").Scenario} Scenario */

/** Executes the steps of one scenario. */
export class Person {
  /** @type {Promise<string>} */
  #gone = Promise.resolve("");

  /**
   * @param {Pc} pc
   * @param {Scenario} scenario
   * @param {() => Promise<void>} prepare makes our extension know what it knows on this PC
   */
  constructor(pc, scenario, prepare) {
    this.pc = pc;
    this.scenario = scenario;
    this.prepare = prepare;
  }

  /** How the newest navigation ended. */
  ended() {
    const late = pause(8_000, "(not yet)");
    return Promise.race([this.#gone, late]);
  }

  /** @param {import("./scenario.js").Step} step */
  async does(step) {
    const [verb, ...details] = Array.isArray(step) ? step : [step];
    const doer = this.#steps[verb];
    if (!doer) throw new Error(`nobody knows how to ${verb}`);
    await doer(...details);
  }

  /**
   * Begins a navigation without waiting, because a dialog may block it; stores how it ends.
   * @param {string} url
   */
  async #begin(url) {
    const tab = await this.pc.tab();
    this.#gone = tab.begin(url);
    this.#gone.catch(() => undefined);
  }

  /** A person reads the dialog before answering; without this pause the recorded times would be those of a machine. */
  async #reads() {
    await chooserOpens(this.pc.display);
    await pause(1_200);
  }

  /** Waits until the page or the browser's error page has loaded; an unexpected dialog is an error. */
  async #arrives() {
    await this.ended();
    if (await chooserIsOpen(this.pc.display)) throw new Error("a certificate chooser came");
    const { session } = await this.pc.tab();
    await until("a complete page", () =>
      session.evaluate(() => document.readyState === "complete"),
    );
  }

  /** @type {Record<string, (...details: any[]) => Promise<unknown>>} */
  #steps = {
    open: async (url = SIGN_IN) => {
      await this.#begin(url);
      await this.#arrives();
    },
    choose: async (expected = this.scenario.shows, down = 0, url = SIGN_IN) => {
      await this.#begin(url);
      await this.#reads();
      await choose(this.pc.display, down);
      if (expected) await shows(this.pc, expected, () => this.ended());
    },
    cancel: async (expected = this.scenario.shows) => {
      await this.#begin(SIGN_IN);
      await this.#reads();
      await cancel(this.pc.display);
      await shows(this.pc, expected, () => this.ended());
    },
    ask: async () => {
      await this.#begin(SIGN_IN);
      await chooserOpens(this.pc.display);
    },
    reload: async () => (await this.pc.tab()).reload(),
    signIn: (failing) => this.pc.signIn(failing ? "クライアント証明書が必要です" : undefined),
    newTab: async () => {
      this.pc.first = await this.pc.browser.newTab();
    },
    crash: async () => {
      const { session } = await this.pc.tab();
      session.send("Page.crash").catch(() => undefined);
      await pause(500);
    },
    apply: async () => {
      await this.pc.apply();
      await this.pc.badgeChanges();
    },
    site: (settings) => this.pc.lab.set(settings),
    forget: () => this.pc.lab.forget(),
    wait: (ms) => pause(ms),
    install: (name) => this.pc.profile.install(this.pc.lab.certificate(name)),
    uninstall: (name) => run("certutil", ["-d", this.pc.profile.store, "-F", "-n", name]),
    restart: () => this.#restart(),
    load: () => this.#load(),
  };

  async #restart() {
    const { pc } = this;
    pc.browser = await pc.browser.restart();
    pc.extension = new Extension(pc.browser, pc.extension.id);
    pc.first = undefined;
    await pc.settle();
    await this.prepare();
  }

  /** Loads our extension into the running browser; its script must have reached the tab. */
  async #load() {
    const { browser, extension, options } = this.pc;
    await browser.load(options.ours);
    await until("the worker", () => extension.worker());
    await this.pc.settle();
    await this.prepare();
    await pause(300);
  }
}
