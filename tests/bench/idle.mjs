/** A browser that is left alone with the extension, without a reminder: no alarm, no start of the worker, nothing sent. */
import { setTimeout as pause } from "node:timers/promises";
import { copyOfOurs } from "../e2e/lib/extension.js";
import { Proxy } from "../e2e/lib/proxy.js";
import { until } from "../e2e/lib/wait.js";
import { measured } from "./row.mjs";
import { withThings } from "./seats.mjs";
import { watchStarts } from "./wakes.mjs";

/** @typedef {import("./row.mjs").Row} Row */
/** @typedef {import("../e2e/lib/pc.js").Pc} Pc */

const MINUTES = 10;

/**
 * @param {{rounds?: number}} [options] minutes
 * @returns {Promise<Row[]>}
 */
export function measureIdle({ rounds: minutes = MINUTES } = {}) {
  return withThings(async (things) => {
    const lab = await things.lab();
    const proxy = things.keep(await Proxy.start(lab.ports), (one) => one.stop());
    const ours = await things.folder(copyOfOurs());
    const pc = await things.pc({ lab, ours, args: proxy.args, dotWorks: true });
    return rows(await leaveAlone(pc, proxy, minutes), minutes);
  });
}

/** @param {Pc} pc @param {Proxy} proxy @param {number} minutes */
async function leaveAlone(pc, proxy, minutes) {
  await pc.open();
  await pc.click();
  await pc.closePopup();
  await pc.open("about:blank");
  const ended = async () => !(await pc.extension.worker());
  await until("the worker's own end", ended, { limit: 90_000, step: 500 });
  // The visit before was seen: what follows would be, too.
  if (proxy.bytes === 0) throw new Error("the proxy sees nothing");
  await pc.lab.forget();
  proxy.take();
  const [before, watch] = [proxy.bytes, await watchStarts(pc)];
  await pause(minutes * 60_000);
  const { starts } = watch;
  await watch.stop();
  return {
    starts,
    bytes: proxy.bytes - before,
    asked: proxy.takeOurs().length + (await pc.lab.log()).length,
    alarms: await alarms(pc),
  };
}

/** Asked last: the page that asks is opened for it. @param {Pc} pc */
async function alarms(pc) {
  const page = await pc.browser.newTab(`${pc.extension.origin}/welcome/welcome.html`);
  const all = () => page.session.evaluate(() => chrome.alarms.getAll());
  return (await until("the alarms", all)).length;
}

/**
 * @param {{starts: number, bytes: number, asked: number, alarms: number}} found
 * @param {number} minutes
 * @returns {Row[]}
 */
function rows({ starts, bytes, asked, alarms: set }, minutes) {
  const note =
    "After a look at the failing page. What Chromium asks by itself, with or without an extension, is left out by its names.";
  /** @type {(id: string, what: string, unit: Row["unit"], value: number) => Row} */
  const none = (id, what, unit, value) => ({
    ...{ id, what: `${what}, left alone for ${minutes} minutes`, unit },
    measured: [measured("ours", [value])],
    bars: [{ text: "0", value, limit: 0 }],
    note,
  });
  return [
    none("idle-alarms", "Alarms that are set", "count", set),
    none("idle-wakes", "Starts of the worker", "count", starts),
    none("idle-bytes", "Bytes sent", "bytes", bytes),
    none("idle-requests", "Connections and requests", "count", asked),
  ];
}
