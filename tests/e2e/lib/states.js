/**
 * All pages of ours with each article of them, and the popup in each of its states: what is tested and pictured goes
 * through these lists.
 */
import { GUIDES } from "../../../extension/guide/list.js";
import { cancel, choose } from "./chooser.js";
import { PLAIN } from "./correction.js";
import { until } from "./wait.js";

/** @typedef {import("./pc.js").Pc} Pc */
/** @typedef {import("./tab.js").Tab} Tab */

/** Pages and their articles, as addresses below `extension/`. */
export const PAGES = [
  "welcome/welcome.html",
  "options/options.html",
  "report/report.html",
  ...["restart", "clinic", "extensions", "bisect", "private_window", "other_network"].map(
    (article) => `repair/repair.html#${article}`,
  ),
  "guide/guide.html",
  ...["all", "products", ...Object.keys(GUIDES)].map((name) => `guide/guide.html#${name}`),
];

const FAILING = "クライアント証明書が必要です";

/**
 * A state of the popup, and what leads to it from the one before.
 * @typedef {object} Shown
 * @property {string} name
 * @property {string} [state] what the popup calls it, where that is not its name
 * @property {number} [tab] the tab that it is about, where it is not the first one
 * @property {boolean} [mute] the worker never answers
 * @property {(pc: Pc) => Promise<unknown>} [first] what happens on the PC
 * @property {(page: Tab) => Promise<unknown>} [then] what is pressed in the popup
 */

/** @param {Record<string, unknown>} settings of the lab @param {string} [url] */
const site = (settings, url) => async (/** @type {Pc} */ pc) => {
  await pc.lab.reset();
  await pc.lab.set(settings);
  await pc.open(url);
};

/** @param {string} press @param {string} shows */
const pressed =
  (press, shows) =>
  async (/** @type {Tab} */ { session }) => {
    await session.click(press);
    const there = (/** @type {string} */ wanted) =>
      document.querySelector(wanted)?.checkVisibility() === true;
    await until(shows, () => session.evaluate(there, shows), { limit: 20_000 });
  };

/** By what is at hand: each list begins at a newly started PC with a certificate. @type {Record<string, Shown[]>} */
export const POPUP = {
  "before a closed door": [
    { name: "waiting" },
    { name: "elsewhere" },
    { name: "certificate_required", first: (pc) => pc.openAnd(cancel, FAILING) },
    { name: "sign_in_page", first: site(PLAIN) },
    { name: "wrong_address", first: site(PLAIN, "https://karte.medley.life/d/signin】") },
    { name: "unreachable", first: site({ reset: "accept" }) },
    { name: "blocked", first: site({ server_certificate: "foreign" }) },
    { name: "failed", tab: 999_999_999 },
    { name: "error", mute: true },
  ],
  "signed in, and around a fix": [
    {
      name: "signed_in",
      first: async (pc) => {
        await pc.openAnd(choose, "ログイン");
        await pc.signIn();
      },
    },
    {
      name: "plan",
      state: "unreachable",
      first: site({ redirect_loop: true, faults_only_with_cookie: true }),
      then: pressed("#first-step [data-fix=clear_karte]", "#outcome [data-plan=go]"),
    },
    {
      name: "outcome",
      state: "unreachable",
      then: async (page) => {
        await pressed("#first-step [data-fix=clear_karte]", "#outcome [data-plan=go]")(page);
        await pressed("[data-plan=go]", "#outcome[data-tone]:not(:has([data-plan]))")(page);
      },
    },
  ],
};

/** Widths in CSS pixels; 320 is also what a window of 640 has at 200 %. */
export const SIZES = [320, 1000];
/** Widths of the popup. */
export const POPUP_SIZES = [320, 420];
export const SCHEMES = /** @type {const} */ (["light", "dark"]);
