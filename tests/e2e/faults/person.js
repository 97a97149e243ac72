/** The person at the PC, with an idle page of ours in a tab: all messages go through the pages' own `ask`. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { LOST, orLost } from "../lib/extension.js";
import { root } from "../lib/paths.js";
import { until } from "../lib/wait.js";
import { PageGone, whileThere } from "./there.js";

/** @typedef {import("../lib/pc.js").Pc} Pc */
/** @typedef {import("../lib/cdp.js").Session} Session */

/** The pages' own `ask`. In the package it is bundled into the script of each page. */
const ASK = join(root, "extension", "shared", "worker_client.js");

export class Person {
  /** @type {Session | undefined} */ #page;

  /** @param {Pc} pc */
  constructor(pc) {
    this.pc = pc;
  }

  /** The page, opened anew if it has gone. */
  async page() {
    const { cdp } = this.pc.browser;
    const known = this.#page;
    if (known?.connection === cdp) {
      const there = (await cdp.targets()).some(({ targetId }) => targetId === known.targetId);
      if (there) return known;
    }
    const url = `${this.pc.extension.origin}/welcome/welcome.html`;
    const { targetId } = await cdp.send("Target.createTarget", { url, background: true });
    const page = await cdp.attach(targetId);
    await until("a page of ours", () => page.evaluate(() => Boolean(chrome.runtime?.id)));
    const source = (await readFile(ASK, "utf8")).replaceAll(/^export /gm, "");
    const expression = `globalThis.karteAsk = (() => { ${source} return ask; })();`;
    await page.send("Runtime.evaluate", { expression });
    this.#page = page;
    return page;
  }

  /** Forgets the page, which was closed with the browser or with its version of the extension. */
  forget() {
    this.#page = undefined;
  }

  /**
   * Asks as every page does: there is always an answer, whatever happens to the worker.
   * @param {object} message
   * @returns {Promise<any>}
   */
  async ask(message) {
    const page = await this.page();
    const answer = page.evaluate((what) => Reflect.get(globalThis, "karteAsk")(what), message);
    return whileThere(page, answer);
  }

  /**
   * Runs a function in the page, with Chrome's functions for extensions.
   * @template T
   * @template {unknown[]} A
   * @param {(...args: A) => T | Promise<T>} run
   * @param {A} args
   * @returns {Promise<T>}
   */
  async inPage(run, ...args) {
    const page = await this.page();
    // An update takes these functions away some moments before it closes the page.
    const answer = await whileThere(page, page.evaluate(orLost(run), ...args));
    if (answer === LOST) throw new PageGone(LOST);
    return answer;
  }

  /** @returns {Promise<import("./lost.js").Items>} all of storage.local */
  stored() {
    return this.inPage(() => chrome.storage.local.get(null));
  }

  /** Replaces all of storage.local. @param {import("./lost.js").Items} items */
  async store(items) {
    await this.inPage(async (all) => {
      const known = Object.keys(await chrome.storage.local.get(null));
      await chrome.storage.local.remove(known.filter((key) => !(key in all)));
      await chrome.storage.local.set(all);
    }, items);
  }

  /** The ids of the enabled extensions, without ours. */
  async on() {
    const ids = await this.inPage(async () => {
      const all = await chrome.management.getAll();
      return all.filter((one) => one.enabled && one.id !== chrome.runtime.id).map(({ id }) => id);
    });
    return ids.sort();
  }

  /** Switches another extension. @param {string} id @param {boolean} on */
  async turn(id, on) {
    await this.inPage((which, to) => chrome.management.setEnabled(which, to), id, on);
  }

  /** The id of the karte's tab, or undefined. */
  karteTab() {
    return this.inPage(async () => {
      const [tab] = await chrome.tabs.query({ url: "https://karte.medley.life/*" });
      return tab?.id;
    });
  }
}
