/** Whether what our worker holds in memory grows with the number of diagnoses. */
import { setTimeout as pause } from "node:timers/promises";
import { copyOfOurs } from "../e2e/lib/extension.js";
import { until } from "../e2e/lib/wait.js";
import { diagnoser, fail, FAILS, withThings } from "./harness.mjs";
import { measured } from "./rows.mjs";

/** @typedef {import("./harness.mjs").Session} Session */

const MB = 2 ** 20;
const TIMES = 5;
const LOOKS = 5;
/** Time after which the last diagnosis has ended completely: it goes on measuring the clock for six seconds at most. */
const SETTLED_MS = 7_000;

/** @param {number} [few] diagnoses up to the first mark; the second one is after five times as many @returns {Promise<import("./rows.mjs").Row[]>} */
export function measureMemory(few = 100) {
  return withThings(async (things) => {
    const lab = await things.lab();
    const ours = await things.folder(copyOfOurs());
    const pc = await things.pc({ lab, ours, ...FAILS });
    await fail(pc);
    const diagnose = await diagnoser(pc);
    await diagnose();
    const { targetId } = await until("the worker", () => pc.extension.worker());
    // An attached debugger keeps the worker alive.
    const worker = await pc.browser.cdp.attach(targetId);
    const marks = [];
    for (const more of [few, few * (TIMES - 1)]) {
      for (let count = 0; count < more; count += 1) await diagnose();
      await pause(SETTLED_MS);
      marks.push(await held(worker));
    }
    const [early, late] = marks.map((mark, at) =>
      measured(`after ${at === 0 ? few : few * TIMES} diagnoses`, mark),
    );
    if (!early || !late) throw new Error("nothing was measured");
    return [
      {
        id: "memory",
        what: "memory of the worker: JavaScript, WebAssembly, buffers",
        unit: "MB",
        measured: [early, late],
        bars: [
          {
            text: `% of growth from ${few} to ${few * TIMES} diagnoses`,
            ...{ value: (late.median / early.median - 1) * 100, limit: 3 },
          },
        ],
        note: "After garbage collection; each diagnosis is one of the failing page, and the worker is never stopped.",
      },
    ];
  });
}

/** @param {Session} worker @returns {Promise<number[]>} megabytes */
async function held(worker) {
  const found = [];
  for (let look = 0; look < LOOKS; look += 1) {
    await worker.send("HeapProfiler.collectGarbage");
    const heap = await worker.send("Runtime.getHeapUsage");
    const { usedSize, embedderHeapUsedSize, backingStorageSize } = heap;
    // The buffers that are counted there do not include the memories of WebAssembly.
    found.push((usedSize + embedderHeapUsedSize + backingStorageSize + (await wasm(worker))) / MB);
  }
  return found;
}

/** Bytes of all WebAssembly memories, found through the heap: no module is reachable from outside. @param {Session} worker */
async function wasm(worker) {
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
