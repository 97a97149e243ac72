/** One extension in a running browser: its id, its worker, what it has stored. */
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { idFrom } from "../../../tools/crx.mjs";
import { unpacked } from "./paths.js";
import { until } from "./wait.js";

/** @typedef {import("./browser.js").Browser} Browser */

/**
 * The id that Chromium assigns: from the manifest's public key, otherwise from the folder's path.
 * @param {string} folder
 */
export async function idOf(folder) {
  const { key } = JSON.parse(await readFile(join(folder, "manifest.json"), "utf8"));
  return idFrom(key ? Buffer.from(key, "base64") : Buffer.from(folder));
}

/**
 * A copy of the built extension in a folder of its own, so that a build meanwhile does not change it.
 * @param {(folder: string) => Promise<void>} [change]
 */
export async function copyOfOurs(change) {
  const folder = await mkdtemp(join(tmpdir(), "karte-extension-"));
  await cp(unpacked, folder, { recursive: true });
  await change?.(folder);
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/**
 * Changes the manifest in a folder.
 * @param {string} folder
 * @param {(manifest: Record<string, unknown>) => void} change
 */
export async function editManifest(folder, change) {
  const file = join(folder, "manifest.json");
  const manifest = JSON.parse(await readFile(file, "utf8"));
  change(manifest);
  await writeFile(file, JSON.stringify(manifest, null, 2));
}

/** Answered in place of a function that came too late: the worker or page is being ended, and Chrome's functions are gone. */
export const LOST = "the extension is being ended";

/**
 * The same function for evaluation in a worker or page of an extension; it answers `LOST` where Chrome's functions are gone.
 * @template {(...args: any[]) => unknown} F
 * @param {F} run
 * @returns {F}
 */
export function orLost(run) {
  const source = `(...args) => typeof chrome.tabs?.query === "function" ? (${run})(...args) : "${LOST}"`;
  return /** @type {F} */ (
    /** @type {unknown} */ (Object.assign(() => {}, { toString: () => source }))
  );
}

/** How long a worker may take to say whether Chrome's functions are there, in milliseconds. */
const UNANSWERED_MS = 5_000;

export class Extension {
  /**
   * @param {Browser} browser
   * @param {string} id
   */
  constructor(browser, id) {
    this.browser = browser;
    this.id = id;
    this.origin = `chrome-extension://${id}`;
  }

  /** The worker's target, if it runs. */
  async worker() {
    const targets = await this.browser.cdp.targets();
    return targets.find((t) => t.type === "service_worker" && t.url.startsWith(this.origin));
  }

  /** The worker once Chrome's functions are there: an update ends the old worker, which loses them first, and starts a new one. */
  async #attach() {
    const worker = await this.worker();
    if (!worker) return null;
    const session = await this.browser.cdp.attach(worker.targetId);
    const isReady = session.evaluate(() => typeof chrome.tabs?.query === "function");
    // A worker that is just being started or ended may leave this unanswered although it is still listed.
    if (await Promise.race([isReady, pause(UNANSWERED_MS)]).catch(() => false)) return session;
    await session.detach();
    return null;
  }

  /**
   * Rejects once the worker is no longer listed: what was asked of it then may stay unanswered.
   * @param {string} targetId
   * @param {AbortSignal} answered
   * @returns {Promise<never>}
   */
  async #end(targetId, answered) {
    for (;;) {
      await pause(1_000, undefined, { signal: answered });
      const targets = await this.browser.cdp.targets();
      if (!targets.some((target) => target.targetId === targetId)) break;
    }
    throw new Error("the worker has gone");
  }

  /**
   * Runs a function in the worker, which must be running; detaches afterwards, because an attached debugger keeps it alive.
   * @template T
   * @template {unknown[]} A
   * @param {(...args: A) => T | Promise<T>} run
   * @param {A} args
   */
  async inWorker(run, ...args) {
    // An update can end the worker after it was found ready, so the same evaluation checks once more.
    for (;;) {
      const session = await until("the extension's worker", () => this.#attach());
      const waiting = new AbortController();
      try {
        const ended = this.#end(session.targetId, waiting.signal);
        const answer = await Promise.race([session.evaluate(orLost(run), ...args), ended]);
        if (answer !== LOST) return answer;
      } finally {
        waiting.abort();
        await session.detach();
      }
    }
  }

  /**
   * What the extension has stored.
   * @param {"local" | "session"} area
   * @returns {Promise<Record<string, any>>}
   */
  stored(area) {
    return this.inWorker((name) => chrome.storage[name].get(null), area);
  }

  /**
   * Makes the worker believe that this is another browser; the returned function ends the emulation.
   * @param {string} brand
   */
  async pretendBrand(brand) {
    const { targetId } = await until("the extension's worker", () => this.worker());
    const session = await this.browser.cdp.attach(targetId);
    const brands = ["Not:A-Brand", "Chromium", brand].map((name) => ({
      brand: name,
      version: "150",
    }));
    await session.send("Emulation.setUserAgentOverride", {
      userAgent: await session.evaluate(() => navigator.userAgent),
      userAgentMetadata: {
        ...{ brands, fullVersionList: brands, platform: "Windows", platformVersion: "10.0.0" },
        ...{ architecture: "x86", model: "", mobile: false },
      },
    });
    return () => session.detach();
  }

  /** Stops the worker, as the browser does after half a minute of inactivity. */
  async stopWorker() {
    const running = await this.worker();
    if (!running) return;
    await this.browser.cdp.send("Target.closeTarget", { targetId: running.targetId });
    await until(
      "the worker's end",
      async () => (await this.worker())?.targetId !== running.targetId,
    );
  }

  /** Closes the page that the extension opens when it is installed, once that page is open. */
  async dismissWelcome() {
    const page = await until("the welcome page", async () =>
      (await this.browser.cdp.targets()).find(
        (t) => t.type === "page" && t.url.startsWith(`${this.origin}/welcome/welcome`),
      ),
    );
    await this.browser.cdp.send("Target.closeTarget", { targetId: page.targetId });
    await until(
      "its end",
      async () => !(await this.browser.cdp.targets()).some((t) => t.targetId === page.targetId),
    );
  }
}
