/**
 * From a message to a stopped worker until its answer: ours, and workers with the same listeners and the same read,
 * without WebAssembly, with a tiny one and with one of 0.9 MB.
 */
import { join } from "node:path";
import { copyOfOurs } from "../e2e/lib/extension.js";
import { writeComparison } from "./extensions/write.mjs";
import { median, p95 } from "./numbers.mjs";
import { measured } from "./row.mjs";
import {
  alone,
  edit,
  extensionIn,
  inTurns,
  openPage,
  rest,
  withThings,
  withoutKey,
} from "./seats.mjs";

/** @typedef {import("./row.mjs").Row} Row */
/** @typedef {import("../e2e/lib/extension.js").Extension} Extension */
/** @typedef {Partial<Record<"asked" | "born" | "evaluated" | "wanted" | "instantiated" | "handed" | "answered", number>>} Moments */
/**
 * @typedef {object} Seat
 * @property {string} name
 * @property {Extension} extension
 * @property {import("./seats.mjs").Session} page
 * @property {number[]} times
 * @property {Moments[]} moments of those with clocks
 */

/** Where nothing else is asked for. */
const ROUNDS = 30;
/** The lightest message of ours that has an answer: one read of the storage. */
const MESSAGE = { kind: "history", action: "list" };
const LARGE = 900_000;
const OURS = "ours";
const CLOCKED = "ours, with clocks in it";
const PLAIN = "no WebAssembly";
const PLAIN_CLOCKED = "no WebAssembly, with clocks in it";

/** Between which moments the time passes; the first and the last are the asking page's. */
const START = /** @type {const} */ ([
  ["asked", "born", "Chrome starts the worker"],
  ["born", "evaluated", "scripts fetched, compiled and run"],
  ["evaluated", "wanted", "the message gets there"],
]);
const PLAIN_PARTS = /** @type {const} */ ([
  ...START,
  ["wanted", "answered", "one read of the storage, and the way back"],
]);
const PARTS = /** @type {const} */ ([
  ...START,
  ["wanted", "instantiated", "what is left of fetching, compiling and instantiating WebAssembly"],
  ["instantiated", "handed", "our own way to the core"],
  ["handed", "answered", "one read of the storage, and the way back"],
]);

/**
 * @param {import("./seats.mjs").Options} [options]
 * @returns {Promise<Row[]>}
 */
export function measureStart({ rounds = ROUNDS } = {}) {
  return withThings(async (things) => {
    const seats = await sit(things);
    await inTurns(seats, rounds, async (seat, counts) => {
      const { time, asked, answered } = await coldAnswer(seat);
      if (!counts) return;
      seat.times.push(time);
      if (seat.name !== CLOCKED && seat.name !== PLAIN_CLOCKED) return;
      const seen = await seat.extension.inWorker(() => Reflect.get(globalThis, "karteClocks"));
      seat.moments.push({ ...seen, asked, answered });
    });
    return [row(seats), partsRow(seats)];
  });
}

/**
 * All of them in one browser.
 * @param {import("./seats.mjs").Things} things
 */
async function sit(things) {
  const lab = await things.lab();
  const ours = await things.folder(copyOfOurs());
  const clocked = await things.folder(copyOfOurs(addClocks));
  const [plain, plainClocked, tiny, large] = [
    await things.folder(writeComparison()),
    await things.folder(writeComparison({ change: addClocksToPlain })),
    await things.folder(writeComparison({ with: "wasm", bytes: 1 })),
    await things.folder(writeComparison({ with: "wasm", bytes: LARGE })),
  ];
  const pc = await things.pc({ lab, ours, others: [clocked, plain, plainClocked, tiny, large] });
  const page = "welcome/welcome.html";
  const seats = [
    { name: OURS, extension: pc.extension, page },
    { name: CLOCKED, extension: await extensionIn(pc, clocked), page },
    { name: PLAIN, extension: await extensionIn(pc, plain), page: "page.html" },
    { name: PLAIN_CLOCKED, extension: await extensionIn(pc, plainClocked), page: "page.html" },
    { name: "a tiny WebAssembly", extension: await extensionIn(pc, tiny), page: "page.html" },
    { name: "a WebAssembly of 0.9 MB", extension: await extensionIn(pc, large), page: "page.html" },
  ];
  await seats[1]?.extension.dismissWelcome();
  /** @type {Seat[]} */
  const seated = [];
  for (const seat of seats) {
    const opened = await openPage(pc.browser, seat.extension.id, seat.page);
    seated.push({ ...seat, page: opened, times: [], moments: [] });
  }
  return seated;
}

/**
 * Lets our worker note when it came how far; as an extension of its own beside the true one.
 * @param {string} folder
 */
async function addClocks(folder) {
  await withoutKey(folder);
  await edit(join(folder, "service_worker.js"), [
    ["addListener((message,sender,reply)=>(", '$&karteClock("wanted"),'],
    [/(?=if\(build\(\)!==)/, 'karteClock("instantiated");'],
    ["c.handle(message,sender,postDiagnosis)", '(karteClock("handed"),$&)'],
    [/$/, CLOCK],
  ]);
}

/** @param {string} folder */
function addClocksToPlain(folder) {
  const listener = "addListener((message, _sender, reply) => {";
  return edit(join(folder, "worker.js"), [
    [listener, `${listener} karteClock("wanted");`],
    [/$/, CLOCK],
  ]);
}

/** At the end of a worker's script. */
const CLOCK = `
  function karteClock(name) {
    const now = performance.timeOrigin + performance.now();
    (globalThis.karteClocks ??= { born: performance.timeOrigin })[name] = now;
  }
  karteClock("evaluated");
`;

/** @param {Seat} seat */
async function coldAnswer({ name, extension, page }) {
  await extension.stopWorker();
  await rest();
  const found = await page.evaluate(async (message) => {
    const begin = performance.now();
    const answer = await chrome.runtime.sendMessage(message);
    const end = performance.now();
    const moments = {
      asked: performance.timeOrigin + begin,
      answered: performance.timeOrigin + end,
    };
    return { kind: answer.kind, time: end - begin, ...moments };
  }, MESSAGE);
  if (found.kind !== "history") throw new Error(`${name} answered ${found.kind}`);
  return found;
}

/**
 * @param {Seat[]} seats
 * @returns {Row}
 */
function row(seats) {
  const times = (/** @type {string} */ wanted) =>
    seats.find(({ name }) => name === wanted)?.times ?? [];
  const [ours, plain] = [times(OURS), times(PLAIN)];
  return {
    id: "start",
    what: "a message to a stopped worker, until its answer",
    unit: "ms",
    measured: seats.map((seat) => measured(seat.name, seat.times)),
    bars: [
      { text: "ours ÷ no WebAssembly, median", value: median(ours) / median(plain), limit: 1.8 },
      { text: "ours, median", value: median(ours), limit: 35 },
      { text: "ours, p95", value: p95(ours), limit: 50 },
    ],
    note: "The message asks for the list of what was done: each of them answers after one read of its storage.",
  };
}

/**
 * @param {Seat[]} seats
 * @returns {Row}
 */
function partsRow(seats) {
  const parts = (
    /** @type {string} */ wanted,
    /** @type {typeof PARTS | typeof PLAIN_PARTS} */ of,
  ) =>
    of.map(([from, to, what]) => {
      const moments = seats.find(({ name }) => name === wanted)?.moments ?? [];
      const times = moments.map((seen) => (seen[to] ?? Number.NaN) - (seen[from] ?? Number.NaN));
      return measured(`${wanted === CLOCKED ? OURS : PLAIN}: ${what}`, times);
    });
  return {
    id: "start-parts",
    what: "what the time of a stopped worker is spent on",
    unit: "ms",
    measured: [...parts(CLOCKED, PARTS), ...parts(PLAIN_CLOCKED, PLAIN_PARTS)],
    bars: [],
    note: "Copies of both with a clock at each of these places.",
  };
}

await alone(import.meta, measureStart);
