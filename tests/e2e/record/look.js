/** Makes the diagnosis: asks the worker as our own pages do, answers as the person would, and reads the evidence. */
import { setTimeout as pause } from "node:timers/promises";
import { SIGN_IN } from "../lib/pc.js";
import { until } from "../lib/wait.js";

/** @typedef {import("../lib/pc.js").Pc} Pc */
/** @typedef {import("./scenario.js").Scenario} Scenario */

/** A page of ours without any script: only the recorder sends messages from it. */
const SILENT_PAGE = "styles/base.css";
/** Longer than all probes together take. */
const LONGEST_MS = 30_000;

/**
 * Makes a diagnosis of the front tab and returns the evidence.
 * @param {Pc} pc
 * @param {Scenario} scenario
 * @returns {Promise<Record<string, any>>}
 */
export async function look(pc, { pc: { brand, onClick } = {}, native, says = [] }) {
  const tabId = await frontTab(pc);
  if (native || onClick) await pc.click();
  const page = pc.popup ?? (await speaker(pc));
  const endBrand = brand ? await pc.extension.pretendBrand(brand) : undefined;
  if (!pc.popup) await ask(page, { kind: "diagnose", tabId });
  for (const [question, value] of says) await ask(page, { kind: "answer", question, value });
  const { evidence } = await pc.extension.stored("session");
  await endBrand?.();
  prove(evidence, brand, says);
  return evidence;
}

/** @param {Pc} pc */
async function frontTab(pc) {
  await (await pc.tab()).show();
  return until("the tab's number", () =>
    pc.extension.inWorker(
      async () => (await chrome.tabs.query({ active: true, lastFocusedWindow: true }))[0]?.id,
    ),
  );
}

/** @param {Pc} pc */
async function speaker(pc) {
  const { session } = await pc.browser.newTab(`${pc.extension.origin}/${SILENT_PAGE}`);
  const knows = () => session.evaluate(() => Boolean(globalThis.chrome?.runtime?.sendMessage));
  await until("a page of ours", knows);
  return {
    /** @param {object} message @returns {Promise<any>} */
    ask: (message) => session.evaluate((what) => chrome.runtime.sendMessage(what), message),
  };
}

/**
 * @param {{ask: (message: object) => Promise<any>}} page
 * @param {object} message
 */
async function ask(page, message) {
  const reply = await Promise.race([page.ask(message), pause(LONGEST_MS, "no answer")]);
  if (reply?.kind !== "diagnosis") {
    throw new Error(`${JSON.stringify(message)}: ${JSON.stringify(reply)}`);
  }
}

/**
 * Checks that the evidence is complete: it has readings, the simulated brand and every answer.
 * @param {Record<string, any>} evidence
 * @param {string | undefined} brand
 * @param {[string, string][]} says
 */
function prove(evidence, brand, says) {
  const readings = evidence?.["readings"] ?? [];
  if (readings.length < 4) throw new Error(`few readings: ${JSON.stringify(readings)}`);
  if (!readings.some((/** @type {any} */ r) => r.probe === "tab" && r.result.ok)) {
    throw new Error(`no tab: ${JSON.stringify(readings)}`);
  }
  if (brand) {
    const seen = readings.find((/** @type {any} */ r) => r.probe === "browser")?.result.ok?.brands;
    if (!seen?.includes(brand)) throw new Error(`the brands are ${seen}`);
  }
  const said = evidence["answers"].map((/** @type {any} */ a) => [a.question, a.value]);
  if (JSON.stringify(said) !== JSON.stringify(says)) throw new Error(`answers: ${said}`);
}

/**
 * The person allows our extension to read the site only on a click, as in its menu 「サイトへのアクセス」.
 * @param {Pc} pc
 */
export async function onlyOnClick(pc) {
  const tab = await pc.browser.newTab("chrome://extensions");
  const id = pc.extension.id;
  await until("the page of extensions", () =>
    tab.session.evaluate(() => Boolean(/** @type {any} */ (globalThis).chrome?.developerPrivate)),
  );
  await tab.session.evaluate(async (extensionId) => {
    const { developerPrivate } = /** @type {any} */ (chrome);
    await developerPrivate.updateExtensionConfiguration({ extensionId, hostAccess: "ON_CLICK" });
  }, id);
  await tab.close();
  const blind = () =>
    pc.extension.inWorker(
      async (origin) => !(await chrome.permissions.contains({ origins: [origin] })),
      SIGN_IN,
    );
  await until("the permission's end", blind);
}
