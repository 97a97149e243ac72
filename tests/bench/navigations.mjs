/**
 * Navigations in real Chromium: ours, two equal browsers without it, and a small extension that corrects by a listener.
 * In turns in one run, in browsers that are started anew several times: whatever else the machine does falls on all alike.
 */
import { join } from "node:path";
import { correct, PLAIN, RIGHT } from "../e2e/lib/correction.js";
import { Display } from "../e2e/lib/display.js";
import { copyOfOurs } from "../e2e/lib/extension.js";
import { root } from "../e2e/lib/paths.js";
import { Pc } from "../e2e/lib/pc.js";
import { band, difference } from "./noise.mjs";
import { median, short } from "./numbers.mjs";
import { measured } from "./row.mjs";
import { rest, rotated, WARM_UP, withThings } from "./seats.mjs";
import { countWakes, FOREIGN } from "./wakes.mjs";

/** @typedef {import("./row.mjs").Row} Row */
/** @typedef {"ours" | "off" | "none" | "twin" | "rival"} State */
/** @typedef {import("../e2e/lib/lab.js").Lab} Lab */
/** @typedef {{state: State, pc: Pc, tab: import("../e2e/lib/tab.js").Tab}} Seat */
/** @typedef {{name: string, url: string, to: Record<State, string>}} Case */
/** @typedef {Map<string, Map<State, number[]>>} Times */

const ROUNDS = 30;
/** The browsers are started anew so often: a browser that happens to be slow is not taken for its extension. */
const STARTS = 4;
const WAKES_OVER = 25;
const LOGIN = "https://karte.medley.life/login";

/** @param {string} url @returns {Record<State, string>} */
const everywhere = (url) => ({ ours: url, off: url, none: url, twin: url, rival: url });
/**
 * Where each leads, in which browser. All browsers make the same way: what was there before a page decides how much of it
 * Chromium has at hand.
 * @type {Case[]}
 */
const CASES = [
  { name: "right", url: RIGHT, to: everywhere(RIGHT) },
  { name: "foreign", url: FOREIGN, to: everywhere(FOREIGN) },
  { name: "wrong", url: LOGIN, to: { ...everywhere(LOGIN), ours: RIGHT, rival: RIGHT } },
  { name: "http", url: RIGHT.replace("https:", "http:"), to: everywhere(RIGHT) },
];
/** @type {State[]} */
const STATES = ["ours", "off", "none", "twin", "rival"];
/** @type {Record<State, string>} */
const NAMES = {
  ours: "with ours",
  off: "with ours, its rules switched off",
  none: "no extension",
  twin: "no extension, again",
  rival: "an extension with a listener",
};

/**
 * @param {{rounds?: number}} [options]
 * @returns {Promise<Row[]>}
 */
export function measureNavigations({ rounds = ROUNDS } = {}) {
  return withThings(async (things) => {
    const lab = await things.lab();
    const ours = await things.folder(copyOfOurs());
    /** @type {Display[]} */
    const displays = [];
    while (displays.length < STATES.length) {
      displays.push(things.keep(await Display.start(), (one) => one.stop()));
    }
    const times = new Map(CASES.map(({ name }) => [name, new Map()]));
    let wakes = Number.NaN;
    await lab.set(PLAIN);
    for (let start = 0; start < STARTS; start += 1) {
      const share =
        Math.ceil(((start + 1) * rounds) / STARTS) - Math.ceil((start * rounds) / STARTS);
      const seats = await sit(lab, rotated(displays, start), ours);
      try {
        if (start === 0) wakes = await countWakes(seat(seats, "ours"), WAKES_OVER);
        await measure(seats, share, times);
      } finally {
        for (const { pc } of seats) await pc.remove();
      }
    }
    return rows(times, wakes);
  });
}

/** @param {Seat[]} seats @param {State} state */
function seat(seats, state) {
  const found = seats.find((one) => one.state === state);
  if (!found) throw new Error(`nobody sits at ${state}`);
  return found;
}

/**
 * @param {Lab} lab
 * @param {Display[]} displays
 * @param {string} ours folder of the extension
 * @returns {Promise<Seat[]>}
 */
async function sit(lab, displays, ours) {
  const rival = join(root, "tests", "bench", "rivals", "redirect");
  const seats = [];
  for (const [at, display] of displays.entries()) {
    const state = STATES[at] ?? "none";
    const others = state === "rival" ? [rival] : [];
    const without = state !== "ours" && state !== "off";
    const pc = await Pc.start({ lab, display, ours, others, without, foreign: ["example.com"] });
    if (state === "off") await correct(pc, "off");
    seats.push({ state, pc, tab: await pc.tab() });
  }
  return seats;
}

/** @param {Seat[]} seats @param {number} rounds @param {Times} times */
async function measure(seats, rounds, times) {
  for (let round = -WARM_UP; round < rounds; round += 1) {
    for (const wanted of rotated(CASES, round + WARM_UP)) {
      for (const one of rotated(seats, round + WARM_UP)) {
        const time = await navigate(one, wanted);
        if (round < 0) continue;
        const all = times.get(wanted.name);
        all?.set(one.state, [...(all.get(one.state) ?? []), time]);
      }
    }
  }
}

/** From an empty page to the loaded one that is wanted, in milliseconds. @param {Seat} seat @param {Case} wanted */
async function navigate({ tab, state }, { url, to }) {
  await tab.go("about:blank");
  await rest();
  const { connection, id } = tab.session;
  let seen = "";
  const loaded = connection.waitFor(
    ({ sessionId, method, params }) => {
      if (sessionId !== id) return false;
      // A listener's correction can come after the wrong page: its own loading does not count.
      if (method === "Page.frameNavigated" && !params["frame"].parentId) {
        seen = params["frame"].url;
      }
      return method === "Page.loadEventFired" && seen === to[state];
    },
    20_000,
    `${url} that became ${to[state]} ${NAMES[state]}`,
  );
  const begin = performance.now();
  await Promise.all([tab.session.send("Page.navigate", { url }), loaded.then(() => undefined)]);
  return performance.now() - begin;
}

/** @param {Times} times @param {number} wakes @returns {Row[]} */
function rows(times, wakes) {
  const of = (/** @type {string} */ name, /** @type {State} */ state) =>
    times.get(name)?.get(state) ?? [];
  const all = (/** @type {string} */ name) =>
    STATES.filter((state) => of(name, state).length > 0).map((state) =>
      measured(NAMES[state], of(name, state)),
    );
  /** Against what, and at most so much more: a share of it, or what two equal browsers differ by. @type {Against} */
  const against = (name, text, other, share = 0) => {
    const noise = band(of(name, "none"), of(name, "twin"));
    const limit = Math.max(noise, share * median(of(name, other)));
    const { median: more, from, to } = difference(of(name, "ours"), of(name, other));
    const seen = `${NAMES[other]}: ${short(more)} ms more (95 % interval ${short(from)} to ${short(to)})`;
    return { bar: { text, value: more, limit }, seen: `${seen}, noise ${short(noise)} ms` };
  };
  const elsewhere = against(
    "foreign",
    "≤ 1 % more than without, or within the noise",
    "none",
    0.01,
  );
  const noRule = against("wrong", "not slower than no rule", "off");
  const listener = beside(of);
  return [
    {
      id: "elsewhere-wakes",
      what: `Starts of the worker in ${WAKES_OVER} navigations elsewhere`,
      unit: "count",
      measured: [measured(NAMES.ours, [wakes])],
      bars: [{ text: "0", value: wakes, limit: 0 }],
    },
    timed("elsewhere-time", "A navigation elsewhere", all("foreign"), [elsewhere]),
    timed("corrected", "A corrected navigation", all("wrong"), [noRule, listener]),
    timed("right", "A navigation to the right address", all("right")),
    timed("insecure", "The same by http:, which the site corrects, too", all("http")),
  ];
}

/**
 * What a correction adds to the right address, by our rule and by a listener: what else an extension does in a page of
 * the karte falls out.
 * @param {(name: string, state: State) => number[]} of
 * @returns {Judged}
 */
function beside(of) {
  const added = (/** @type {State} */ state) =>
    of("wrong", state).map((time, round) => time - (of("right", state)[round] ?? Number.NaN));
  const noise = band(added("none"), added("twin"));
  const { median: more, from, to } = difference(added("ours"), added("rival"));
  const [mine, its] = [added("ours"), added("rival")].map((all) => short(median(all)));
  const seen = `${NAMES.rival}, in what the correction adds to the right address (${mine} and ${its} ms): ${short(more)} ms more (95 % interval ${short(from)} to ${short(to)})`;
  const bar = { text: "adds no more than a listener does", value: more, limit: noise };
  return { bar, seen: `${seen}, noise ${short(noise)} ms` };
}

/** @typedef {{bar: import("./row.mjs").Bar, seen: string}} Judged */
/** @typedef {(name: string, text: string, other: State, share?: number) => Judged} Against */

const NOTE =
  "From an empty page to the load event. Noise: the 95 % interval of the median difference between two equal browsers in the same run.";

/**
 * @param {string} id
 * @param {string} what
 * @param {import("./row.mjs").Measured[]} list
 * @param {Judged[]} [judged]
 * @returns {Row}
 */
const timed = (id, what, list, judged = []) => ({
  ...{ id, what, unit: "ms", measured: list },
  bars: judged.map(({ bar }) => bar),
  note: [NOTE, ...judged.map(({ seen }) => `Ours against ${seen}.`)].join(" "),
});
