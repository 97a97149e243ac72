/** How often the browser starts our worker while a person is elsewhere. */
import { setTimeout as pause } from "node:timers/promises";
import { RIGHT } from "../e2e/lib/correction.js";
import { until } from "../e2e/lib/wait.js";

/** @typedef {import("../e2e/lib/pc.js").Pc} Pc */

/** A site of somebody else, which the lab plays, too. */
export const FOREIGN = "https://example.com/d/signin";

/** Counts starts of our worker from now on. @param {Pc} pc */
export async function watchStarts({ browser, extension }) {
  let starts = 0;
  const stop = browser.cdp.listen(({ method, params }) => {
    const { type, url } = params?.["targetInfo"] ?? {};
    const ours = type === "service_worker" && url.startsWith(extension.origin);
    if (method === "Target.targetCreated" && ours) starts += 1;
  });
  await browser.cdp.send("Target.setDiscoverTargets", { discover: true, filter: [{}] });
  // What is there already is told first.
  starts = 0;
  return {
    get starts() {
      return starts;
    },
    async stop() {
      await browser.cdp.send("Target.setDiscoverTargets", { discover: false });
      stop();
    },
  };
}

/**
 * Starts in so many navigations elsewhere; that starts are seen at all is shown by one to the karte.
 * @param {{pc: Pc, tab: import("../e2e/lib/tab.js").Tab}} seat
 * @param {number} navigations
 */
export async function countWakes({ pc, tab }, navigations) {
  await tab.go("about:blank");
  await pause(1_000);
  await pc.extension.stopWorker();
  const watch = await watchStarts(pc);
  for (let number = 0; number < navigations; number += 1) {
    await tab.go(`${FOREIGN}?${number}`);
  }
  await pause(1_000);
  const { starts } = watch;
  await tab.go(RIGHT);
  await until("a start at the karte", () => watch.starts > starts);
  await watch.stop();
  return starts;
}
