/** An idle browser with the extension, without a reminder: no alarm is set, the worker does not start, nothing is sent. */
import { setTimeout as pause } from "node:timers/promises";
import { copyOfOurs } from "../e2e/lib/extension.js";
import { Proxy } from "../e2e/lib/proxy.js";
import { until } from "../e2e/lib/wait.js";
import { openPage, watchStarts, withThings } from "./harness.mjs";
import { measured } from "./rows.mjs";

/** @typedef {import("./rows.mjs").Row} Row */

const NOTE =
  "After a look at the failing page. What Chromium asks by itself, with or without an extension, is left out by its names.";

/** @param {number} [minutes] @returns {Promise<Row[]>} */
export function measureIdle(minutes = 10) {
  return withThings(async (things) => {
    const lab = await things.lab();
    const proxy = things.keep(await Proxy.start(lab.ports), (one) => one.stop());
    const ours = await things.folder(copyOfOurs());
    const pc = await things.pc({ lab, ours, args: proxy.args, dotWorks: true });
    const { alarms, starts, bytes, requests } = await leaveAlone(pc, proxy, minutes);
    /** @type {(id: string, what: string, unit: Row["unit"], value: number) => Row} */
    const none = (id, what, unit, value) => ({
      ...{ id, what: `${what}, left alone for ${minutes} minutes`, unit, note: NOTE },
      ...{ measured: [measured("ours", [value])], bars: [{ text: "0", value, limit: 0 }] },
    });
    return [
      none("idle-alarms", "Alarms that are set", "count", alarms),
      none("idle-wakes", "Starts of the worker", "count", starts),
      none("idle-bytes", "Bytes sent", "bytes", bytes),
      none("idle-requests", "Connections and requests", "count", requests),
    ];
  });
}

/** @param {import("../e2e/lib/pc.js").Pc} pc @param {Proxy} proxy @param {number} minutes */
async function leaveAlone(pc, proxy, minutes) {
  await pc.open();
  await pc.click();
  await pc.closePopup();
  await pc.open("about:blank");
  const ended = async () => !(await pc.extension.worker());
  await until("the worker's own end", ended, { limit: 90_000, step: 500 });
  // The proxy saw the visit before, so it would also see any later traffic.
  if (proxy.bytes === 0) throw new Error("the proxy sees nothing");
  await pc.lab.forget();
  proxy.take();
  const [before, watch] = [proxy.bytes, await watchStarts(pc)];
  await pause(minutes * 60_000);
  const starts = watch.count();
  await watch.stop();
  const [bytes, requests] = [
    proxy.bytes - before,
    proxy.takeOurs().length + (await pc.lab.log()).length,
  ];
  // Asked at the end, because a page is opened for it.
  const page = await openPage(pc, pc.extension.id);
  const alarms = await page.evaluate(async () => (await chrome.alarms.getAll()).length);
  return { alarms, starts, bytes, requests };
}
