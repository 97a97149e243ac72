/**
 * Milliseconds per navigation in real Chromium: with the rules, with the rules switched off, and without the extension.
 * All in one run, in turns, so that whatever else the machine does falls on all of them alike.
 */
import { setTimeout as pause } from "node:timers/promises";
import { correct, PLAIN, RIGHT, rulesetIsOn } from "../e2e/lib/correction.js";
import { Display } from "../e2e/lib/display.js";
import { copyOfOurs } from "../e2e/lib/extension.js";
import { Lab } from "../e2e/lib/lab.js";
import { Pc } from "../e2e/lib/pc.js";
import { median, p95, short, table } from "./numbers.mjs";

/** @typedef {"on" | "off" | "none"} State */
/** @typedef {Record<State, number[]>} Times */
/** @typedef {{chromium: string, rounds: number, cases: {name: string, times: Times}[]}} Navigations */
/** @typedef {{pc: Pc, tab: import("../e2e/lib/tab.js").Tab}} Seat */

const WARM_UP = 3;
const ROUNDS = 40;
/** Milliseconds. */
const REST = 250;
const LOGIN = "https://karte.medley.life/login";
const FOREIGN = "https://example.com/d/signin";

/** Where each leads with the rules and without them. */
const CASES = [
  { name: "right address", url: RIGHT, on: RIGHT, off: RIGHT },
  { name: "address of others", url: FOREIGN, on: FOREIGN, off: FOREIGN },
  { name: "wrong path", url: LOGIN, on: RIGHT, off: LOGIN },
  { name: "http:", url: RIGHT.replace("https:", "http:"), on: RIGHT, off: RIGHT },
];
/** @type {State[]} */
const STATES = ["on", "off", "none"];

/** @returns {Promise<Navigations>} */
export async function measureNavigations() {
  const lab = await Lab.start();
  const ours = await copyOfOurs();
  const displays = [await Display.start(), await Display.start()];
  /** @type {Seat[]} */
  const seats = [];
  try {
    await lab.set(PLAIN);
    for (const [i, display] of displays.entries()) {
      const folder = { lab, display, ours: ours.folder, foreign: ["example.com"] };
      const pc = await Pc.start({ ...folder, without: i === 1 });
      seats.push({ pc, tab: await pc.tab() });
    }
    return await measure(seats);
  } finally {
    for (const { pc } of seats) await pc.remove();
    for (const display of displays) await display.stop();
    await ours.remove();
    await lab.stop();
  }
}

/** @param {Seat[]} seats with the extension, and without it */
async function measure([ours, without]) {
  if (!ours || !without) throw new Error("two browsers are needed");
  const cases = CASES.map(({ name }) => ({ name, times: { on: [], off: [], none: [] } }));
  /** @type {Navigations} */
  const found = { chromium: await version(ours.pc), rounds: ROUNDS, cases };
  for (let round = -WARM_UP; round < ROUNDS; round += 1) {
    for (const state of rotated(STATES, round)) {
      const seat = state === "none" ? without : ours;
      if (state !== "none") await turn(seat.pc, state);
      await pause(REST);
      for (const index of rotated([...CASES.keys()], round)) {
        const time = await navigate(seat, CASES[index], state);
        if (round >= 0) found.cases[index]?.times[state].push(time);
      }
    }
  }
  return found;
}

/**
 * The same list, beginning elsewhere in each round.
 * @template T
 * @param {readonly T[]} list
 * @param {number} round
 */
function rotated(list, round) {
  const first = (round + WARM_UP) % list.length;
  return [...list.slice(first), ...list.slice(0, first)];
}

/**
 * As a person does on the options page.
 * @param {Pc} pc
 * @param {"on" | "off"} state
 */
async function turn(pc, state) {
  await correct(pc, state);
  if ((await rulesetIsOn(pc)) !== (state === "on")) throw new Error(`the rules are not ${state}`);
}

/**
 * From an empty page to the loaded one.
 * @param {Seat} seat
 * @param {typeof CASES[number] | undefined} wanted
 * @param {State} state
 */
async function navigate({ tab }, wanted, state) {
  if (!wanted) throw new Error("no such case");
  await tab.go("about:blank");
  // What the last one left to do is not this one's.
  await pause(REST);
  const { connection, id } = tab.session;
  const loaded = connection.waitFor(
    (event) => event.sessionId === id && event.method === "Page.loadEventFired",
    20_000,
    "loaded page",
  );
  const begin = performance.now();
  await tab.session.send("Page.navigate", { url: wanted.url });
  await loaded;
  const time = performance.now() - begin;
  const { url } = await tab.info();
  const want = state === "on" ? wanted.on : wanted.off;
  if (url !== want) throw new Error(`${wanted.url}, rules ${state}: ${url} instead of ${want}`);
  return time;
}

/** @param {Pc} pc */
async function version(pc) {
  const { product } = await pc.browser.cdp.send("Browser.getVersion");
  return String(product).replace(/^\D*/, "");
}

/** @param {Navigations} navigations */
export function describeNavigations({ rounds, cases }) {
  const head = ["navigation", "rules on", "p95", "rules off", "p95", "no extension", "p95"];
  const rows = cases.map(({ name, times: { on, off, none } }) => [
    name,
    ...[on, off, none].flatMap((times) => [short(median(times)), short(p95(times))]),
    short(median(on) / median(off)),
    short(median(on) / median(none)),
    short(median(on.map((time, round) => time - (off[round] ?? Number.NaN)))),
  ]);
  return `## Chromium: milliseconds per navigation

From an empty page to the load event, ${rounds} times each, in turns in one run, against the imitation of the site on the same machine.
The last column is the median of the differences within each turn.
Without the rules a wrong path ends on the imitation's page for it, and \`http:\` is moved by the imitation itself.

${table([...head, "on ÷ off", "on ÷ none", "on − off"], rows)}
`;
}
