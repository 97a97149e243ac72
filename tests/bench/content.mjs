/** What our extension costs a page of the karte: the script in it by time and memory, and the page's load by part. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { PLAIN, RIGHT } from "../e2e/lib/correction.js";
import { copyOfOurs, editManifest } from "../e2e/lib/extension.js";
import { median, p95 } from "./numbers.mjs";
import { measured } from "./row.mjs";
import { alone, edit, inTurns, openPage, rest, withThings } from "./seats.mjs";

/** @typedef {import("./row.mjs").Row} Row */
/** @typedef {import("../e2e/lib/lab.js").Lab} Lab */
/** @typedef {import("../e2e/lib/pc.js").Pc} Pc */
/**
 * A browser with our extension, with a part left out of it, or without it; `page` is one of the extension.
 * @typedef {object} Seat
 * @property {string} name
 * @property {Pc} pc
 * @property {import("./seats.mjs").Session} [page]
 * @property {number[]} first milliseconds until the load event of a session's first page
 * @property {number[]} later of later ones
 * @property {number[]} heap bytes of the page
 */

const ROUNDS = 20;
const KB = 1_024;
const SCRIPT = "content/detect_failure.js";
/** The script looks again half a second after the page changed. */
const WATCHED_MS = 1_200;
const WHOLE = "the whole extension";
const NONE = "no extension";
const UNSCRIPTED = "without its script in pages";
const EMPTY = "with an empty script in pages";
const READING = "with a script that only reads a page's text";

/** What is left out, and how. @type {{name: string, change?: (folder: string) => Promise<void>}[]} */
const VARIANTS = [
  { name: WHOLE },
  { name: UNSCRIPTED, change: (folder) => leaveOut(folder, "content_scripts") },
  { name: EMPTY, change: (folder) => writeFile(join(folder, SCRIPT), "") },
  {
    name: READING,
    change: (folder) => writeFile(join(folder, SCRIPT), "document.body.textContent;"),
  },
  {
    name: "without events of pages",
    change: (folder) =>
      edit(join(folder, "service_worker.js"), [
        [/chrome\.webRequest\.\w+\.addListener/g, "(() => undefined)"],
      ]),
  },
  {
    name: "without rules for addresses",
    change: (folder) => leaveOut(folder, "declarative_net_request"),
  },
];

/**
 * @param {string} folder
 * @param {string} part of the manifest
 */
function leaveOut(folder, part) {
  return editManifest(folder, (manifest) => {
    if (!(part in manifest)) throw new Error(`the manifest has no ${part}`);
    delete manifest[part];
  });
}

/**
 * @param {import("./seats.mjs").Options} [options]
 * @returns {Promise<Row[]>}
 */
export function measureContent({ rounds = ROUNDS } = {}) {
  return withThings(async (things) => {
    const lab = await things.lab();
    await lab.set(PLAIN);
    const seats = await sit(things, lab);
    const loaded = seats.filter(({ name }) => ![EMPTY, READING].includes(name));
    await inTurns(loaded, rounds, async (seat, counts) => {
      const [first, later] = await loads(seat);
      if (counts) seat.first.push(first);
      if (counts) seat.later.push(later);
    });
    const held = seats.filter(({ name }) => [WHOLE, UNSCRIPTED, EMPTY, READING].includes(name));
    await inTurns(held, rounds, async (seat, counts) => {
      const bytes = await heapOf(seat);
      if (counts) seat.heap.push(bytes);
    });
    const run = await runs(seats, lab, rounds);
    return [run, heapRow(held), loadRow("first", loaded), loadRow("later", loaded)];
  });
}

/**
 * @param {import("./seats.mjs").Things} things
 * @param {Lab} lab
 */
async function sit(things, lab) {
  /** @type {Seat[]} */
  const seats = [];
  const times = () => ({ first: [], later: [], heap: [] });
  for (const { name, change } of VARIANTS) {
    const ours = await things.folder(copyOfOurs(change));
    const pc = await things.pc({ lab, ours });
    const page = await openPage(pc.browser, pc.extension.id, "welcome/welcome.html");
    seats.push({ name, pc, page, ...times() });
  }
  const pc = await things.pc({ lab, ours: "", without: true });
  return [...seats, { name: NONE, pc, ...times() }];
}

/**
 * The first page of a browser session with a stopped worker, and another one while what that has woken is still awake.
 * @param {Seat} seat
 * @returns {Promise<[number, number]>}
 */
async function loads({ pc, page }) {
  const tab = await pc.tab();
  await tab.go("about:blank");
  // What is known of this session's visits: without it the dotted host is looked at once more.
  await page?.evaluate(() => chrome.storage.session.remove("visit"));
  if (page) await pc.extension.stopWorker();
  await rest();
  const first = await load(pc);
  await pause(WATCHED_MS);
  await tab.go("about:blank");
  await rest();
  return [first, await load(pc)];
}

/**
 * @param {Pc} pc
 * @returns {Promise<number>} milliseconds from the navigation to the load event, by the page's own clock
 */
async function load(pc) {
  const tab = await pc.tab();
  await tab.go(RIGHT);
  return tab.session.evaluate(() => {
    const [entry] = performance.getEntriesByType("navigation");
    return /** @type {PerformanceNavigationTiming} */ (entry).loadEventStart;
  });
}

/**
 * What the page holds once our script has looked at it, and the rubbish was collected.
 * @param {Seat} seat
 */
async function heapOf({ pc }) {
  await (await pc.tab()).go("about:blank");
  await load(pc);
  await pause(WATCHED_MS);
  const { session } = await pc.tab();
  await session.send("HeapProfiler.collectGarbage");
  const held = await session.send("Runtime.getHeapUsage");
  return held["usedSize"] + held["embedderHeapUsedSize"] + held["backingStorageSize"];
}

/**
 * Each kind of page by turns, traced by the browser itself.
 * @param {Seat[]} seats
 * @param {Lab} lab
 * @param {number} rounds
 * @returns {Promise<Row>}
 */
async function runs(seats, lab, rounds) {
  const [whole] = seats;
  if (!whole) throw new Error("there is no browser");
  const kinds = [
    { name: "the sign-in page", site: PLAIN, times: /** @type {number[]} */ ([]) },
    {
      name: "the failing page",
      site: { client_auth: "off", failing: "at_once" },
      times: /** @type {number[]} */ ([]),
    },
  ];
  await inTurns(kinds, rounds, async ({ site, times }, counts) => {
    await lab.set(site);
    const time = await traced(whole.pc);
    if (counts) times.push(time);
  });
  return {
    id: "content-run",
    what: "our script's own run time in one page, its compilation and later looks with it",
    unit: "ms",
    measured: kinds.map(({ name, times }) => measured(name, times)),
    bars: kinds.map(({ name, times }) => ({ text: `${name}, p95`, value: p95(times), limit: 1 })),
    note: "As Chromium's own trace has it, by the processor's time of the page's thread; being traced is dearer.",
  };
}

/** @typedef {{name: string, ph: string, ts: number, dur?: number, tdur?: number, args: any}} Traced times in microseconds */

/**
 * @param {Pc} pc
 * @returns {Promise<number>} milliseconds that our script took in one page
 */
async function traced(pc) {
  const { cdp } = pc.browser;
  /** @type {Traced[]} */
  const events = [];
  await (await pc.tab()).go("about:blank");
  await rest();
  const stop = cdp.listen(({ method, params }) => {
    if (method === "Tracing.dataCollected") events.push(...params["value"]);
  });
  const traceConfig = { includedCategories: ["devtools.timeline"], excludedCategories: ["*"] };
  await cdp.send("Tracing.start", { transferMode: "ReportEvents", traceConfig });
  await load(pc);
  await pause(WATCHED_MS);
  const complete = ({ method = "" }) => method === "Tracing.tracingComplete";
  const all = cdp.waitFor(complete, 20_000, "end of the trace");
  await cdp.send("Tracing.end");
  await all;
  stop();
  return timeOfOurs(events);
}

/**
 * The outermost events of our script: what runs inside of another one is counted with that.
 * @param {Traced[]} events
 */
function timeOfOurs(events) {
  const ours = events
    .filter(({ name, ph }) => ph === "X" && (name === "EvaluateScript" || name === "FunctionCall"))
    .filter(({ args }) => String(args.data?.url).endsWith(`/${SCRIPT}`))
    .sort((a, b) => a.ts - b.ts);
  if (ours.length === 0) throw new Error("the trace knows nothing of our script");
  let end = 0;
  let sum = 0;
  for (const { ts, dur = 0, tdur = dur } of ours) {
    if (ts < end) continue;
    end = ts + dur;
    sum += tdur;
  }
  return sum / 1_000;
}

/**
 * @param {Seat[]} seats
 * @returns {Row}
 */
function heapRow(seats) {
  const of = (/** @type {string} */ wanted) =>
    (seats.find(({ name }) => name === wanted)?.heap ?? []).map((bytes) => bytes / KB);
  const more = (/** @type {string} */ than) => ({
    text: `${WHOLE} − ${than}, medians`,
    value: median(of(WHOLE)) - median(of(than)),
    limit: 50,
  });
  return {
    id: "content-heap",
    what: "what a page of the karte holds in memory",
    unit: "KB",
    measured: seats.map(({ name }) => measured(name, of(name))),
    bars: [more(UNSCRIPTED), more(READING)],
    note:
      "A second after the load, after the rubbish was collected. Chrome gives every script in a page a world of its " +
      "own, and its interfaces of the document to whoever touches the document: that is what the other two show.",
  };
}

/**
 * @param {"first" | "later"} which
 * @param {Seat[]} seats
 * @returns {Row}
 */
function loadRow(which, seats) {
  const what = {
    first: "of a session's first page, with a stopped worker",
    later: "of a later page, with an awake worker",
  };
  return {
    id: `content-load-${which}`,
    what: `from the navigation to the load event ${what[which]}`,
    unit: "ms",
    measured: seats.map((seat) => measured(seat.name, seat[which])),
    bars: [],
    note: "The sign-in page; copies of the extension from each of which one part was left out.",
  };
}

await alone(import.meta, measureContent);
