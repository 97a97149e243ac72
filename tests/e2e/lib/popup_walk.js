/**
 * Goes through every state of the popup: each is drawn once and then measured, read and checked by axe. The worker is
 * imitated (popup_states.js), so no state waits for a PC of its own.
 */
import { until } from "./wait.js";

/** @typedef {import("./tab.js").Tab} Tab */
/** @typedef {import("./popup_states.js").Result} Result */

/** Every state must also fit when the administrator's contact is shown. */
const CONTACT = { kind: "policy", policy: { supportText: "IT 担当 田中（内線 123）" } };

/**
 * Answers the page in place of the worker. A kind without a reply is never answered; `null` cannot be reached at all.
 * @param {Record<string, unknown> | null} replies
 */
function imitateWorker(replies) {
  const never = new Promise(() => undefined);
  const page = /** @type {any} */ (globalThis);
  page.imitated = replies;
  chrome.runtime.connect = /** @type {any} */ (
    () => ({ onMessage: { addListener() {} }, onDisconnect: { addListener() {} } })
  );
  chrome.runtime.sendMessage = /** @type {any} */ (
    (/** @type {{kind: string}} */ { kind }) =>
      page.imitated ? (page.imitated[kind] ?? never) : Promise.reject(new Error("no worker"))
  );
}

/**
 * Opens the popup as a tab and brings it into a state. Another question about the same diagnosis is drawn into the popup that
 * shows the diagnosis, as after 「もう一度」.
 * @param {import("./pc.js").Pc} pc
 * @param {Tab} page
 * @param {Result} result
 */
export async function arrive({ extension }, page, result) {
  const { session } = page;
  const { name, press } = result;
  const replies = result.replies && { policy: CONTACT, ...result.replies };
  if (!result.isRedrawn) {
    await open(page, `${extension.origin}/popup/popup.html?tab=1`, replies);
    if (name === "waiting") return;
  }
  await session.evaluate((now) => {
    /** @type {any} */ (globalThis).imitated = now;
    document.getElementById("retry")?.click();
  }, replies);
  if (name === "running") return;
  const state = () => session.evaluate(() => document.body.dataset["state"]);
  await until(name, async () => !["waiting", "running"].includes((await state()) ?? ""));
  if (press) await pressInPage(session, press);
  const contact = () =>
    document.body.dataset["primary"] === "" || !document.getElementById("contact")?.hidden;
  if (result.replies?.["diagnose"]) await until("the contact", () => session.evaluate(contact));
  if (result.replies?.["correct"]) await until("the address", () => session.evaluate(saysAddress));
}

/**
 * Opens a page whose worker is imitated.
 * @param {Tab} page
 * @param {string} url
 * @param {Record<string, unknown> | null} replies
 */
async function open(page, url, replies) {
  const { session } = page;
  const source = `(${imitateWorker})(${JSON.stringify(replies)})`;
  const once = await session.send("Page.addScriptToEvaluateOnNewDocument", { source });
  await page.go(url);
  await session.send("Page.removeScriptToEvaluateOnNewDocument", once);
  const state = () => session.evaluate(() => document.body.dataset["state"]);
  await until("the start button", async () => (await state()) === "waiting");
}

/**
 * Whether the reply of the address correction is drawn; runs in the popup. Its warning stays hidden if the headline
 * says the same.
 */
function saysAddress() {
  const places = ["address-warning", "address-offer", "address-notice"];
  return places.some((id) => document.getElementById(id)?.textContent?.trim());
}

/**
 * @param {import("./cdp.js").Session} session
 * @param {string} press
 */
async function pressInPage(session, press) {
  const there = (/** @type {string} */ selector) => document.querySelector(selector) !== null;
  await until(press, () => session.evaluate(there, press));
  await session.evaluate((selector) => {
    /** @type {HTMLElement | null} */ (document.querySelector(selector))?.click();
  }, press);
  const answered = () => !document.getElementById("outcome")?.hidden;
  await until("the result", () => session.evaluate(answered));
}

/** Measures the positions of the elements; runs in the popup. */
export function measure() {
  const visible = (/** @type {Element} */ one) => one.checkVisibility();
  const all = (/** @type {string} */ selector) =>
    [...document.querySelectorAll(selector)].filter(visible);
  const seen = ["#headline", "#because", ".primary", "#question", "#outcome", "#ways"];
  const ways = document.querySelector("#ways");
  const above = [...(ways?.parentElement?.children ?? [])].filter(visible).slice(0, -1);
  const nameOf = (/** @type {Element} */ one) =>
    document.getElementById(one.getAttribute("aria-labelledby") ?? "")?.textContent ?? "";
  return {
    state: document.body.dataset["state"] ?? "",
    headline: document.querySelector("#headline")?.textContent ?? "",
    primary: all(".primary").map((one) => ({
      label: one.textContent ?? "",
      fix: one.getAttribute("data-fix") ?? one.getAttribute("data-plan"),
      guide: one.getAttribute("href")?.split("#")[1] ?? null,
    })),
    lines: all("#enter .line").map(({ textContent }) => textContent ?? ""),
    question: all("#question").map((one) => one.getAttribute("data-question"))[0] ?? null,
    links: all("#guide, #retry, #report").map(({ id }) => id),
    guide: document.querySelector("#guide")?.getAttribute("href")?.split("#")[1] ?? null,
    unnamed: all("#question, #outcome")
      .filter((one) => nameOf(one) === "")
      .map(({ id }) => id),
    bottom: Math.max(...seen.flatMap(all).map((one) => one.getBoundingClientRect().bottom)),
    hole:
      (ways?.getBoundingClientRect().top ?? 0) -
      Math.max(...above.map((one) => one.getBoundingClientRect().bottom)),
    scrolled: scrollY,
  };
}
