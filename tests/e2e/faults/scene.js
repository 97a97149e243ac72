/** A PC on which faults happen: what the person has there, its preparation before each cell, and the checks afterwards. */
import { expect } from "@playwright/test";
import { copyWith } from "../lib/correction.js";
import { Tab } from "../lib/tab.js";
import { until } from "../lib/wait.js";
import { belongings } from "./belongings.js";
import { bookmarked } from "./bookmarks.js";
import { lost } from "./lost.js";
import { Person } from "./person.js";

/** @typedef {import("../lib/pc.js").Pc} Pc */
/** @typedef {import("../lib/test.js").Start} Start */
/** @typedef {import("../lib/installed.js").Policy} Policy */
/** @typedef {Awaited<ReturnType<typeof import("../lib/experiment.js").neighbours>>} Neighbours */

const OTHER_SITE = { name: "kept", value: "1", domain: "example.com", path: "/", expires: 4e9 };
const KARTE = { name: "karte", value: "1", domain: "karte.medley.life", path: "/", expires: 4e9 };

/** The PC for all cells of one fault. */
export class Scene {
  /** @type {() => Promise<void>} */ #remove = () => Promise.resolve();
  /** The id of the karte's tab. @type {number | undefined} */ tabId;
  /** What the person has stored. @type {import("./lost.js").Items} */ owned = {};
  /** What is stored when the fault comes and must not be lost. @type {import("./lost.js").Items} */ had =
    {};
  /** The administrator's policy. @type {Policy | undefined} */ policy;
  /** The worker is held at one of this many calls. */ calls = 8;
  /** The row that is being played. */ row = "";
  /** The extension that somebody has just switched off by hand. @type {string | undefined} */ offByHand;
  /** Switched by hand and by us at the same moment: may be on or off. @type {string | undefined} */ onOrOff;
  /** What else happened, for the table. @type {string[]} */ notes = [];

  /**
   * @param {Pc} pc
   * @param {string} folder of ours
   * @param {string[]} others ids of the other extensions
   * @param {import("../../random.js").Random} random
   */
  constructor(pc, folder, others, random) {
    this.pc = pc;
    this.folder = folder;
    this.others = others;
    this.random = random;
    this.person = new Person(pc);
    this.lab = pc.lab;
  }

  /**
   * @param {Start} start
   * @param {Neighbours} others
   * @param {import("../../random.js").Random} random
   * @param {Policy} [policy] which installs us
   */
  static async open(start, others, random, policy) {
    const copy = await copyWith("bookmarks");
    const installed = policy ? { policy: policy.id } : { ours: copy.folder };
    const pc = await start({ ...installed, others: others.folders });
    const ids = others.victims.map(({ id }) => id).sort();
    const scene = new Scene(pc, copy.folder, ids, random);
    scene.#remove = copy.remove;
    scene.policy = policy;
    await scene.#bake();
    await bookmarked(scene);
    // After an orderly end, everything that Chromium writes with a delay is on the disk.
    await pc.restart();
    await scene.back();
    return scene;
  }

  remove() {
    return this.#remove();
  }

  /** Cookies of the karte, and of another site. */
  async #bake() {
    await this.pc.browser.cdp.send("Storage.setCookies", { cookies: [OTHER_SITE, KARTE] });
  }

  /** After a start of the browser or the extension: opens the karte's failing page, and nothing else. */
  async back() {
    this.person.forget();
    await this.karte();
    this.tabId = await until("the karte's tab", () => this.person.karteTab());
  }

  /** Loads the karte's failing page again; in another tab if the one that was found is just being closed. */
  async karte() {
    await until("the karte's page", async () => {
      await this.#loadKarte();
      return true;
    });
    await this.pc.first?.says("クライアント証明書が必要です");
  }

  async #loadKarte() {
    this.pc.first = undefined;
    const { cdp } = this.pc.browser;
    const page = await this.person.page();
    const all = (await cdp.targets()).filter(({ type }) => type === "page");
    // Pages in incognito windows belong to another browser context and are left out.
    const context = all.find(({ targetId }) => targetId === page.targetId)?.browserContextId;
    const pages = all.filter(({ browserContextId }) => browserContextId === context);
    // The browser's own pages are opened for a moment to change a setting.
    const ours = (/** @type {{url: string}} */ { url }) => /^chrome(-extension)?:/.test(url);
    const target =
      pages.find(({ url }) => url.includes("medley.life/")) ??
      pages.find((one) => !ours(one)) ??
      (await cdp.send("Target.createTarget", { url: "about:blank" }));
    this.pc.first = new Tab(this.pc.browser, await cdp.attach(target.targetId));
    await this.pc.open();
  }

  /**
   * Prepares everything before a cell.
   * @param {import("./work.js").Work} work what is to be done
   */
  async prepare({ looks, sets }) {
    await this.closeOthers();
    await this.#bake();
    // A worker that is still busy with an earlier row would overwrite this state.
    await this.pc.extension.stopWorker();
    this.owned = { ...belongings(this.others[0] ?? ""), ...(await sets?.(this)) };
    this.had = this.owned;
    await this.person.store(this.owned);
    await (await this.pc.tab()).show();
    // The tab's address is visible again only after the permission that the last fault withdrew is back.
    this.tabId = await until("the karte's tab", () => this.person.karteTab());
    if (looks) expect((await this.diagnose()).state).toBe("certificate_required");
  }

  /** @returns {Promise<any>} what the popup shows of the karte's tab */
  diagnose() {
    return this.person.ask({ kind: "diagnose", ...(this.tabId ? { tabId: this.tabId } : {}) });
  }

  /** Closes every tab and window that was opened meanwhile. */
  async closeOthers() {
    const { cdp } = this.pc.browser;
    const mine = [(await this.pc.tab()).session.targetId, (await this.person.page()).targetId];
    for (const { type, targetId } of await cdp.targets()) {
      if (type !== "page" || mine.includes(targetId)) continue;
      await cdp.send("Target.closeTarget", { targetId }).catch(() => undefined);
    }
  }

  /**
   * Nothing that the person had is lost, and the other site's cookie is there.
   * @param {readonly string[]} changes paths in storage.local that the work is meant to change
   * @param {string} when
   */
  async isWhole(changes, when) {
    expect(lost(this.had, await this.person.stored(), changes), `lost ${when}`).toEqual([]);
    const { cookies } = await this.pc.browser.cdp.send("Storage.getCookies");
    const kept = cookies.some(
      (/** @type {{domain: string}} */ { domain }) => domain === "example.com",
    );
    expect(kept, `the other site's cookie ${when}`).toBe(true);
  }

  /** Waits until all other extensions are on, except those that somebody has just switched by hand. */
  async allOn() {
    // The manual switch may come during the wait.
    const wanted = () => this.others.filter((id) => id !== this.offByHand && id !== this.onOrOff);
    const on = async () => (await this.person.on()).filter((id) => id !== this.onOrOff);
    const all = async () => (await on()).join() === wanted().join();
    await until("all extensions on", all, { limit: 40_000 });
  }
}
