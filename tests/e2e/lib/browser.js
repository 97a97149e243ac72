/**
 * Starts Chromium as a person has it: in a window, in Japanese, with native dialogs; names resolve to the lab only.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Connection } from "./cdp.js";
import { Tab } from "./tab.js";
import { until } from "./wait.js";

/**
 * @typedef {object} BrowserOptions
 * @property {import("./profile.js").Profile} profile
 * @property {import("./display.js").Display} display
 * @property {{tls: number, http: number}} ports to which medley.life's names lead
 * @property {string[]} [extensions] folders of unpacked extensions
 * @property {string} [clock] offset of the browser's clock in faketime's format, such as `-28m`
 * @property {string[]} [foreign] further hosts that lead to the lab, which answers as a foreign site there
 * @property {boolean} [noNames] no name can be resolved
 * @property {boolean} [updates] with the background networking that a policy install needs
 * @property {string} [language] of the browser; default `ja`
 * @property {string[]} [args] further switches
 * @property {string[]} [pinned] ids of extensions whose icons always stand in the toolbar
 * @property {Record<string, unknown>} [preferences] further ones of a new profile
 * @property {string} [url] the first page
 */

const ALWAYS = [
  "--remote-debugging-pipe",
  "--enable-unsafe-extension-debugging",
  "--no-first-run",
  "--no-default-browser-check",
  "--password-store=basic",
  "--disable-sync",
  "--disable-quic",
  "--disable-gpu",
  "--disable-search-engine-choice-screen",
  "--disable-session-crashed-bubble",
  "--hide-crash-restore-bubble",
  "--lang=ja",
  "--window-position=0,0",
  "--window-size=1200,900",
];
/**
 * Without the page of Chromium's own that shows the address bar's suggestions: it takes a third of a start's processor time,
 * and no test looks at suggestions. Of several such switches Chromium reads only the last one.
 */
export const OMITTED = ["WebUIOmniboxPopup", "WebUIOmniboxFullPopup", "WebUIOmniboxAimPopup"];
const QUIET = ["--disable-background-networking", "--disable-component-update"];

/** How often the browser is started before its early end counts as a failure. */
const STARTS = 3;

/** A running Chromium. */
export class Browser {
  /**
   * @param {import("node:child_process").ChildProcess} child
   * @param {BrowserOptions} options
   */
  constructor(child, options) {
    this.child = child;
    this.options = options;
    this.display = options.display;
    const [, , , to, from] = child.stdio;
    this.cdp = new Connection(
      /** @type {import("node:stream").Writable} */ (to),
      /** @type {import("node:stream").Readable} */ (from),
    );
  }

  /**
   * Starts it, again if it ends before its first tab: faketime can do that next to what a killed process has left.
   * @param {BrowserOptions} options
   */
  static async start(options) {
    await writePreferences(options);
    for (let start = 1; start <= STARTS; start += 1) {
      const browser = Browser.#launch(options);
      const hasTab = async () => (await browser.cdp.targets()).some((t) => t.type === "page");
      await until("the first tab", async () => browser.#ended || (await hasTab()), {
        limit: 30_000,
      });
      if (!browser.#ended) return browser;
    }
    throw new Error(`the browser ended at each of ${STARTS} starts`);
  }

  /** @param {BrowserOptions} options */
  static #launch(options) {
    const command = ["/usr/bin/chromium", ...switches(options), options.url ?? "about:blank"];
    if (options.clock) command.unshift("faketime", "-f", options.clock);
    const child = spawn(/** @type {string} */ (command[0]), command.slice(1), {
      // A process group that can be killed as a whole; without its pipe the browser ends by itself.
      detached: true,
      stdio: ["ignore", "ignore", process.env["E2E_STDERR"] ? "inherit" : "ignore", "pipe", "pipe"],
      env: {
        ...process.env,
        HOME: options.profile.home,
        // What a killed browser leaves there goes with the profile.
        TMPDIR: options.profile.home,
        DISPLAY: options.display.name,
        LANGUAGE: options.language ?? "ja",
        TZ: "Asia/Tokyo",
      },
    });
    return new Browser(child, options);
  }

  /** The tab that was opened at the start. */
  async firstTab() {
    const target = (await this.cdp.targets()).find((t) => t.type === "page");
    if (!target) throw new Error("there is no tab");
    return new Tab(this, await this.cdp.attach(target.targetId));
  }

  /** Opens one more tab; it comes to the front. */
  async newTab(url = "about:blank") {
    const { targetId } = await this.cdp.send("Target.createTarget", { url });
    return new Tab(this, await this.cdp.attach(targetId));
  }

  /**
   * Loads an unpacked extension into the running browser, or reloads it.
   * @param {string} folder
   */
  async load(folder) {
    await this.cdp.send("Extensions.loadUnpacked", { path: folder });
  }

  /** Ends the browser in an orderly way, so that everything is written to the disk. */
  async close() {
    if (this.#ended) return;
    const gone = once(this.child, "exit");
    const timer = setTimeout(() => this.child.kill("SIGKILL"), 30_000);
    await this.cdp.send("Browser.close").catch(() => undefined);
    await gone;
    clearTimeout(timer);
  }

  /**
   * Kills all its processes at once, as a power failure does; `restart` then starts it again. What the browser writes with a
   * delay (mainly states of extensions, see stop.js) is lost. After `close` everything is on the disk.
   */
  async kill() {
    const { pid } = this.child;
    if (!pid || this.#ended) return;
    const gone = once(this.child, "exit");
    process.kill(-pid, "SIGKILL");
    await gone;
  }

  get #ended() {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** Ends it and starts it again on the same profile; `changes` replaces options. */
  async restart(changes = {}) {
    await this.close();
    return Browser.start({ ...this.options, ...changes });
  }
}

/** @param {BrowserOptions} options */
function switches({ profile, ports, extensions = [], foreign = [], noNames, updates, args = [] }) {
  const hosts = ["*medley.life", "*medley.life.", ...foreign];
  // Connections to any other port also reach the lab.
  const lab = [...hosts.map((host) => `MAP ${host}:80 127.0.0.1:${ports.http}`)].concat(
    hosts.map((host) => `MAP ${host} 127.0.0.1:${ports.tls}`),
  );
  const names = [...(noNames ? [] : lab), "MAP * ~NOTFOUND", "EXCLUDE 127.0.0.1"];
  return [
    `--user-data-dir=${profile.data}`,
    `--host-resolver-rules=${names.join(", ")}`,
    ...ALWAYS,
    `--disable-features=${OMITTED.join()}`,
    ...(updates ? [] : QUIET),
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    ...(extensions.length > 0 ? [`--load-extension=${extensions.join(",")}`] : []),
    ...args,
  ];
}

/** @param {BrowserOptions} options */
async function writePreferences({ profile, pinned = [], preferences: more = {} }) {
  const folder = join(profile.data, "Default");
  await mkdir(folder, { recursive: true });
  const preferences = {
    intl: { accept_languages: "ja", selected_languages: "ja" },
    extensions: { ui: { developer_mode: true }, pinned_extensions: pinned },
    browser: { has_seen_welcome_page: true },
    bookmark_bar: { show_on_all_tabs: false },
    ...more,
  };
  await writeFile(join(folder, "Preferences"), JSON.stringify(preferences), { flag: "wx" }).catch(
    () => undefined,
  );
}
