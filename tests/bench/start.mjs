/** Time from a message to a stopped worker until its answer: ours, and a worker with the same listeners and the same read. */
import { copyOfOurs } from "../e2e/lib/extension.js";
import { writeComparison } from "./comparison.mjs";
import { extensionIn, inTurns, openPage, rest, withThings } from "./harness.mjs";
import { measured, median, p95 } from "./rows.mjs";

/** @typedef {{extension: import("../e2e/lib/extension.js").Extension, page: import("./harness.mjs").Session, times: number[]}} Seat */

/** Our cheapest message with an answer: it reads the storage once. */
const MESSAGE = { kind: "history", action: "list" };

/** @param {number} [rounds] @returns {Promise<import("./rows.mjs").Row[]>} */
export function measureStart(rounds = 30) {
  return withThings(async (things) => {
    const lab = await things.lab();
    const ours = await things.folder(copyOfOurs());
    const plain = await things.folder(writeComparison());
    const pc = await things.pc({ lab, ours, others: [plain] });
    const other = await extensionIn(pc, plain);
    const [a, b] = [await openPage(pc, pc.extension.id), await openPage(pc, other.id, "page.html")];
    /** @type {[Seat, Seat]} */
    const seats = [
      { extension: pc.extension, page: a, times: [] },
      { extension: other, page: b, times: [] },
    ];
    await inTurns(seats, rounds, async (seat, counts) => {
      const time = await coldAnswer(seat);
      if (counts) seat.times.push(time);
    });
    return [row(seats[0].times, seats[1].times)];
  });
}

/** @param {Seat} seat */
async function coldAnswer({ extension, page }) {
  await extension.stopWorker();
  await rest();
  const { kind, time } = await page.evaluate(async (message) => {
    const begin = performance.now();
    const answer = await chrome.runtime.sendMessage(message);
    return { kind: answer.kind, time: performance.now() - begin };
  }, MESSAGE);
  if (kind !== "history") throw new Error(`the answer was ${kind}`);
  return time;
}

/** @param {number[]} ours @param {number[]} plain @returns {import("./rows.mjs").Row} */
const row = (ours, plain) => ({
  id: "start",
  what: "a message to a stopped worker, until its answer",
  unit: "ms",
  measured: [measured("ours", ours), measured("no WebAssembly", plain)],
  bars: [
    { text: "ours ÷ no WebAssembly, median", value: median(ours) / median(plain), limit: 1.8 },
    { text: "ours, median", value: median(ours), limit: 35 },
    { text: "ours, p95", value: p95(ours), limit: 50 },
  ],
  note: "The message asks for the list of what was done: each of them answers after one read of its storage.",
});
