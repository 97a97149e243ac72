/** Proves before a recording that the scenario's state was really reached: by the page, the browser's error and the log. */
import { until } from "../lib/wait.js";

/** @typedef {import("../lib/pc.js").Pc} Pc */
/** @typedef {import("./scenario.js").Scenario} Scenario */

const KARTE = "karte.medley.life";
const FAILING =
  /クライアント証明書が必要です|No required SSL certificate was sent|The SSL certificate error/;

/**
 * Waits until the tab shows `what`: `failing`, `sign_in`, `signed_in`, `text:…`, `net::ERR_…`, `nothing` or `crash`.
 * @param {Pc} pc
 * @param {string} what
 * @param {() => Promise<string>} ended the error with which the newest navigation ended
 */
export async function shows(pc, what, ended) {
  if (what === "crash") return isCrashed(pc);
  if (what.startsWith("net::")) return isError(what, await ended());
  const tab = await pc.tab();
  await until(
    `a tab that shows ${what}`,
    async () => {
      if (what === "nothing") return isLoading(pc);
      const text = await tab.text();
      if (what === "failing") return FAILING.test(text);
      if (what === "sign_in") return text.includes("ログイン") && text.includes("パスワード");
      if (what === "signed_in") return text.includes("受付一覧");
      if (what.startsWith("text:")) return text.includes(what.slice("text:".length));
      throw new Error(`nobody knows what ${what} means`);
    },
    { limit: 8_000 },
  );
}

/**
 * Whether the tab is waiting for the page. The browser is asked, because a waiting tab gives no answer.
 * @param {Pc} pc
 */
function isLoading(pc) {
  return pc.extension.inWorker(
    async () => (await chrome.tabs.query({ active: true }))[0]?.status === "loading",
  );
}

/**
 * @param {string} wanted
 * @param {string} error
 */
function isError(wanted, error) {
  if (error !== wanted) throw new Error(`the navigation ended with "${error}", not ${wanted}`);
}

/** @param {Pc} pc */
async function isCrashed(pc) {
  const answer = (await pc.tab()).text().catch(() => "gone");
  const late = new Promise((resolve) => setTimeout(resolve, 700, "silent"));
  const said = await Promise.race([answer, late]);
  if (said !== "gone" && said !== "silent") throw new Error("the page is still there");
}

/**
 * Compares the imitation's log with the scenario.
 * @param {Pc} pc
 * @param {Scenario} scenario
 */
export async function seenBySite(pc, { sent, cached }) {
  const pages = (await pc.lab.requests()).filter(
    ({ host, path }) => host === KARTE && path?.startsWith("/d/signin"),
  );
  if (cached && pages.length > 0) throw new Error(`not from the cache: ${JSON.stringify(pages)}`);
  const verdict = pages.at(-1)?.cert_verdict;
  if (sent && verdict !== sent) throw new Error(`the certificate was ${verdict}, not ${sent}`);
}
