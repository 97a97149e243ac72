/**
 * Navigations to a foreign site: how often they start our worker, and their time compared with two equal browsers without ours.
 * The browsers are restarted several times, so that one slow browser is not mistaken for an effect of its extension.
 */
import { setTimeout as pause } from "node:timers/promises";
import { PLAIN, RIGHT } from "../e2e/lib/correction.js";
import { copyOfOurs } from "../e2e/lib/extension.js";
import { until } from "../e2e/lib/wait.js";
import { inTurns, rest, watchStarts, withThings } from "./harness.mjs";
import { difference, measured, median, noise, number } from "./rows.mjs";

/** @typedef {import("../e2e/lib/pc.js").Pc} Pc */

const FOREIGN = "https://example.com/d/signin";
const STARTS = 4;
const NAVIGATIONS = 25;
/** The share by which a navigation may be slower, if that is more than the noise. */
const SHARE = 0.01;
const NAMES = ["with ours", "no extension", "no extension, again"];

/** @param {number} [rounds] @returns {Promise<import("./rows.mjs").Row[]>} */
export async function measureElsewhere(rounds = 32) {
  /** @type {number[][]} */
  const times = NAMES.map(() => []);
  let wakes = Number.NaN;
  for (let start = 0; start < STARTS; start += 1) {
    await withThings(async (things) => {
      const lab = await things.lab();
      await lab.set(PLAIN);
      const ours = await things.folder(copyOfOurs());
      const seats = [];
      for (const at of NAMES.keys()) {
        const pc = await things.pc({ lab, ours, without: at > 0, foreign: ["example.com"] });
        seats.push({ at, pc });
      }
      const [{ pc: first } = { pc: undefined }] = seats;
      if (start === 0 && first) wakes = await countWakes(first);
      await inTurns(seats, Math.ceil(rounds / STARTS), async ({ at, pc }, counts) => {
        const time = await navigate(pc);
        if (counts) times[at]?.push(time);
      });
    });
  }
  return rows(times, wakes);
}

/** Counts starts of our worker. A visit to the karte at the end proves that starts are seen at all. @param {Pc} pc */
async function countWakes(pc) {
  await pc.open("about:blank");
  await pause(1_000);
  await pc.extension.stopWorker();
  const watch = await watchStarts(pc);
  for (let at = 0; at < NAVIGATIONS; at += 1) await pc.open(`${FOREIGN}?${at}`);
  await pause(1_000);
  const starts = watch.count();
  await pc.open(RIGHT);
  await until("a start at the karte", () => watch.count() > starts);
  await watch.stop();
  return starts;
}

/** Time from an empty page to the load event, in milliseconds. @param {Pc} pc */
async function navigate(pc) {
  await pc.open("about:blank");
  await rest();
  const begin = performance.now();
  await pc.open(FOREIGN);
  return performance.now() - begin;
}

/** @param {number[][]} times @param {number} wakes @returns {import("./rows.mjs").Row[]} */
function rows([ours = [], none = [], twin = []], wakes) {
  const apart = noise(none, twin);
  const { median: more, from, to } = difference(ours, none);
  return [
    {
      id: "elsewhere-wakes",
      what: `Starts of the worker in ${NAVIGATIONS} navigations elsewhere`,
      ...{ unit: "count", measured: [measured("with ours", [wakes])] },
      bars: [{ text: "0", value: wakes, limit: 0 }],
    },
    {
      id: "elsewhere-time",
      what: "A navigation elsewhere",
      unit: "ms",
      measured: [ours, none, twin].map((list, at) => measured(NAMES[at] ?? "", list)),
      bars: [
        {
          text: "≤ 1 % more than without, or within the noise",
          ...{ value: more, limit: Math.max(apart, SHARE * median(none)) },
        },
      ],
      note:
        "From an empty page to the load event. Noise: the 95 % interval of the median difference between two equal browsers " +
        `in the same run. Ours against no extension: ${number(more)} ms more (95 % interval ${number(from)} to ` +
        `${number(to)}), noise ${number(apart)} ms.`,
    },
  ];
}
