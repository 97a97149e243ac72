/** What our worker holds in memory after many diagnoses, beside an empty worker, and whether that grows. */
import { setTimeout as pause } from "node:timers/promises";
import { copyOfOurs } from "../e2e/lib/extension.js";
import { until } from "../e2e/lib/wait.js";
import { writeComparison } from "./extensions/write.mjs";
import { measured } from "./row.mjs";
import {
  alone,
  diagnose,
  extensionIn,
  fail,
  FAILS,
  frontTab,
  openPage,
  withThings,
} from "./seats.mjs";

/** @typedef {import("./row.mjs").Row} Row */
/** @typedef {import("./seats.mjs").Session} Session */
/** @typedef {{heap: number, wasm: number, rest: number}} Held bytes: JavaScript's own, WebAssembly's, and other buffers' and the browser's */

const MB = 2 ** 20;
/** Diagnoses: the first mark, and five times as many. */
const FEW = 100;
const TIMES = 5;
/** Times that each state is measured. */
const LOOKS = 5;
/** In which the last diagnosis ends for good: the clock is asked on after it, for six seconds at most. */
const SETTLED_MS = 7_000;

/**
 * @param {import("./seats.mjs").Options} [options] `rounds`: diagnoses up to the first mark
 * @returns {Promise<Row[]>}
 */
export function measureMemory({ rounds = FEW } = {}) {
  return withThings(async (things) => {
    const { ours, empty, page, tab } = await sit(things);
    const plain = await looks(empty);
    const marks = [await looks(ours)];
    for (const more of [rounds, rounds * (TIMES - 1)]) {
      for (let count = 0; count < more; count += 1) await diagnose(page, tab);
      await pause(SETTLED_MS);
      marks.push(await looks(ours));
    }
    return rows(rounds, plain, marks);
  });
}

/** @param {import("./seats.mjs").Things} things */
async function sit(things) {
  const lab = await things.lab();
  const ours = await things.folder(copyOfOurs());
  const other = await things.folder(writeComparison());
  const pc = await things.pc({ lab, ours, others: [other], ...FAILS });
  await fail(pc);
  const page = await openPage(pc.browser, pc.extension.id, "welcome/welcome.html");
  return {
    page,
    tab: await frontTab(page),
    ours: await attached(pc.extension, page, { kind: "history", action: "list" }),
    empty: await emptyWorker(pc, other),
  };
}

/**
 * @param {import("../e2e/lib/pc.js").Pc} pc
 * @param {string} folder
 */
async function emptyWorker(pc, folder) {
  const extension = await extensionIn(pc, folder);
  const page = await openPage(pc.browser, extension.id, "page.html");
  return attached(extension, page, { kind: "read" });
}

/**
 * The worker, awake; being attached to keeps it so.
 * @param {import("../e2e/lib/extension.js").Extension} extension
 * @param {Session} page
 * @param {object} message that it answers
 */
async function attached(extension, page, message) {
  await page.evaluate((what) => chrome.runtime.sendMessage(what), message);
  const { targetId } = await until("the worker", () => extension.worker());
  return extension.browser.cdp.attach(targetId);
}

/** @param {Session} worker */
async function looks(worker) {
  /** @type {Held[]} */
  const found = [];
  for (let look = 0; look < LOOKS; look += 1) {
    await worker.send("HeapProfiler.collectGarbage");
    found.push(await held(worker));
  }
  return found;
}

/**
 * @param {Session} worker
 * @returns {Promise<Held>}
 */
async function held(worker) {
  const { usedSize, embedderHeapUsedSize, backingStorageSize } =
    await worker.send("Runtime.getHeapUsage");
  const wasm = await wasmOf(worker);
  // The memories of WebAssembly are not among the buffers that are counted there.
  return { heap: usedSize, wasm, rest: embedderHeapUsedSize + backingStorageSize };
}

/**
 * The size of all memories of WebAssembly; no module is reachable from outside, but the heap knows them all.
 * @param {Session} worker
 */
async function wasmOf(worker) {
  const { result: kind } = await worker.send("Runtime.evaluate", {
    expression: "WebAssembly.Memory.prototype",
  });
  const { objects } = await worker.send("Runtime.queryObjects", {
    prototypeObjectId: kind.objectId,
  });
  const { result } = await worker.send("Runtime.callFunctionOn", {
    objectId: objects.objectId,
    functionDeclaration: `function () {
      return this.reduce((sum, memory) => sum + memory.buffer.byteLength, 0);
    }`,
    returnByValue: true,
  });
  for (const { objectId } of [kind, objects]) {
    await worker.send("Runtime.releaseObject", { objectId });
  }
  return result.value;
}

/**
 * @param {number} few
 * @param {Held[]} plain
 * @param {Held[][]} marks at the start, after few and after many
 * @returns {Row[]}
 */
function rows(few, plain, [start = [], early = [], late = []]) {
  const all = (/** @type {Held[]} */ looked) =>
    looked.map(({ heap, wasm, rest }) => (heap + wasm + rest) / MB);
  const of = (/** @type {keyof Held} */ part, /** @type {Held[]} */ looked) =>
    looked.map((one) => one[part] / MB);
  const parts = /** @type {const} */ ([
    ["heap", "JavaScript"],
    ["wasm", "WebAssembly"],
    ["rest", "buffers and the browser's objects"],
  ]);
  const after = `after ${few} diagnoses`;
  const [empty, mine, later] = [plain, early, late].map((one) => measured("", all(one)).median);
  const growth = (((later ?? Number.NaN) - (mine ?? 0)) / (mine ?? Number.NaN)) * 100;
  return [
    {
      id: "memory",
      what: "memory of the worker: JavaScript, WebAssembly, buffers",
      unit: "MB",
      measured: [
        measured("an empty worker", all(plain)),
        measured("ours, just started", all(start)),
        measured(`ours, ${after}`, all(early)),
        measured(`ours, after ${few * TIMES}`, all(late)),
        ...parts.flatMap(([part, name]) => [
          measured(`of it ${name}, ${after}`, of(part, early)),
          measured(`of it ${name}, after ${few * TIMES}`, of(part, late)),
        ]),
      ],
      bars: [
        {
          text: `MB more than an empty worker, ${after}`,
          value: (mine ?? 0) - (empty ?? 0),
          limit: 8,
        },
        { text: `% of growth from ${few} to ${few * TIMES} diagnoses`, value: growth, limit: 1 },
      ],
      note: "After the rubbish was collected; each diagnosis is one of the failing page, and the worker is never stopped.",
    },
  ];
}

await alone(import.meta, measureMemory);
