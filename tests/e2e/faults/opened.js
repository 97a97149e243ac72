/** Opens one of our pages and waits until it shows its content, or says in words why it cannot. */
import { until } from "../lib/wait.js";
import { isReadable } from "./readable.js";
import { PAGES } from "./table.js";
import { isEnd, PageGone, whileThere } from "./there.js";

/** @typedef {import("../lib/cdp.js").Session} Session */
/** @typedef {"answered" | "refused_in_words"} Shown */

/**
 * Per page: selectors of which one is visible when the page shows its content (`whole`) or cannot show it (`sorry`).
 * @type {Record<string, {whole: string, sorry: string}>}
 */
const SIGNS = {
  popup: {
    whole: "body[data-state=certificate_required] #headline",
    sorry:
      "body[data-state=error] #fallback, body[data-state=failed] #headline, body[data-state=unreachable] #headline, body[data-state=elsewhere] #headline, body[data-state=blocked] #headline",
  },
  guide: { whole: "#guide-steps li:nth-child(3)", sorry: "#none-of-them" },
  "repair#restart": { whole: "#announce button", sorry: "#failure" },
  "repair#extensions": { whole: "#extensions-list li", sorry: "#failure" },
  "repair#bisect": { whole: "#bisect-before *", sorry: "#failure" },
  "repair#private_window": { whole: "#comparison-now button", sorry: "#failure" },
  report: { whole: "#text", sorry: "#again button" },
  options: {
    whole: "#history-list li, #history-none",
    sorry: "#failure, #history-said:not(:empty)",
  },
  welcome: { whole: "#permissions li", sorry: "#none-of-them" },
};

/**
 * @param {import("./scene.js").Scene} scene
 * @param {string} name of a page in the table
 * @returns {Promise<Shown>}
 */
export async function opened(scene, name) {
  const { cdp } = scene.pc.browser;
  const path = PAGES[/** @type {keyof typeof PAGES} */ (name)];
  const about = name === "popup" ? `?tab=${scene.tabId}` : "";
  const url = `${scene.pc.extension.origin}/${path}${about}`;
  const { targetId } = await cdp.send("Target.createTarget", { url });
  const page = await cdp.attach(targetId);
  const look = async () => {
    const seen = await page.evaluate(shownBy, SIGNS[name]).catch((error) => endOf(page, error));
    if (seen === "answered" || seen === "refused_in_words") await isReadable(page, name);
    return seen;
  };
  const showing = until(`${name} whole, or sorry`, look, { limit: 40_000 }).catch(async (error) => {
    const state = await page.evaluate(() => `${document.readyState} ${location.href}`);
    throw new Error(`${error.message}: ${state}`);
  });
  const shown = await whileThere(page, showing);
  if (shown === "ended") throw new PageGone(name);
  // The page was shown; what becomes of the browser now does not matter.
  await cdp.send("Target.closeTarget", { targetId }).catch(() => undefined);
  return shown;
}

/**
 * Whether the page has really ended; a page that was only reloaded is checked again.
 * @param {Session} page
 * @param {unknown} error
 */
async function endOf(page, error) {
  if (!isEnd(error)) throw error;
  const all = await page.connection.targets().catch(() => []);
  return all.some(({ targetId }) => targetId === page.targetId) ? null : "ended";
}

/**
 * Runs in the page.
 * @param {{whole: string, sorry: string} | undefined} signs
 * @returns {Shown | "ended" | null}
 */
function shownBy(signs) {
  // During an update there is no version that could show the page.
  if (location.protocol === "chrome-error:") return "ended";
  // In a tab, the popup starts no diagnosis until its button is pressed.
  if (document.body?.dataset["state"] === "waiting") document.getElementById("retry")?.click();
  const seen = (/** @type {string} */ selector) =>
    [...document.querySelectorAll(selector)].some((one) => one.getClientRects().length > 0);
  if (seen(signs?.sorry ?? "")) return "refused_in_words";
  return seen(signs?.whole ?? "") ? "answered" : null;
}
