/** Extensions that are switched off for a try or a search: sends the messages of our pages to the worker. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { until } from "./wait.js";
import { writeVictims } from "./victims.js";

/** @typedef {import("../../../types/messages.js").Bisect} Bisect */
/** @typedef {import("./pc.js").Pc} Pc */

/**
 * Writes unpacked foreign extensions for one test file.
 * @param {readonly string[]} [names]
 */
export async function neighbours(names) {
  const folder = await mkdtemp(join(tmpdir(), "karte-victims-"));
  const victims = await writeVictims(folder, names);
  return {
    victims,
    folders: victims.map((victim) => victim.folder),
    /** @param {string} name */
    id: (name) => victims.find((victim) => victim.name === name)?.id ?? "",
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Our page about a try or a search. */
export class Experiment {
  /** @param {Pc} pc @param {import("./tab.js").Tab} page */
  constructor(pc, page) {
    this.pc = pc;
    this.page = page;
  }

  /**
   * @param {Pc} pc
   * @param {"extensions" | "bisect"} [article]
   */
  static async open(pc, article = "extensions") {
    const url = `${pc.extension.origin}/repair/repair.html#${article}`;
    const page = await pc.browser.newTab(url);
    await until("the page", () =>
      page.session.evaluate(() => location.hash !== "" && document.readyState === "complete"),
    );
    return new Experiment(pc, page);
  }

  /**
   * @param {string} event
   * @param {string[]} [ids]
   * @returns {Promise<Bisect>}
   */
  tell(event, ids) {
    const message = { kind: "bisect", event, ...(ids ? { ids } : {}) };
    return this.page.session.evaluate((what) => chrome.runtime.sendMessage(what), message);
  }

  /**
   * Waits until the state satisfies `stands`.
   * @param {string} what
   * @param {(state: Bisect) => unknown} stands
   * @param {number} [limit]
   */
  async when(what, stands, limit = 30_000) {
    /** @type {Bisect | undefined} */ let state;
    const look = async () => {
      state = await this.tell("status");
      return await stands(state);
    };
    await until(what, look, { limit, step: 200 }).catch((error) => {
      throw new Error(`${error.message}\n${JSON.stringify(state)}`);
    });
    return /** @type {Bisect} */ (/** @type {unknown} */ (state));
  }

  /**
   * Gives the same answer to each question and waits for the end of the search; returns the names that it found.
   * @param {"good" | "bad"} [says] answer of a person who sees the sign-in page, which alone proves nothing
   */
  async found(says = "good") {
    const ends = async (/** @type {Bisect} */ { search: s }) => {
      if (s?.stage === "asking") await this.tell(says);
      return s?.phase === "over";
    };
    const { search } = await this.when("the end", ends, 90_000);
    const { outcome } = search ?? {};
    if (!outcome || !("guilty" in outcome)) return outcome;
    return outcome.guilty.map((set) => set.map(({ name }) => name).sort()).sort();
  }
}

/**
 * The ids of the enabled extensions, without ours.
 * @param {Pc} pc
 * @returns {Promise<string[]>} ids
 */
export function on(pc) {
  return pc.extension.inWorker(async () => {
    const all = await chrome.management.getAll();
    return all.filter((x) => x.enabled && x.id !== chrome.runtime.id).map((x) => x.id);
  });
}
