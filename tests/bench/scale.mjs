/** The time of a whole diagnosis with many other extensions installed. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { copyOfOurs } from "../e2e/lib/extension.js";
import { diagnoser, fail, FAILS, inTurns, rest, withThings } from "./harness.mjs";
import { measured, median } from "./rows.mjs";

const COUNTS = [10, 100, 300];

/** @param {number} [rounds] @returns {Promise<import("./rows.mjs").Row[]>} */
export function measureScale(rounds = 20) {
  return withThings(async (things) => {
    const lab = await things.lab();
    const ours = await things.folder(copyOfOurs());
    /** @type {{count: number, diagnose: () => Promise<number>, times: number[]}[]} */
    const seats = [];
    for (const count of COUNTS) {
      const pc = await things.pc({ lab, ours, others: await crowd(things, count), ...FAILS });
      await fail(pc);
      seats.push({ count, diagnose: await diagnoser(pc), times: [] });
    }
    await inTurns(seats, rounds, async ({ diagnose, times }, counts) => {
      // An uncounted diagnosis wakes the worker, and its remaining work ends before the measured one.
      await diagnose();
      await rest();
      const time = await diagnose();
      if (counts) times.push(time);
    });
    const few = median(seats[0]?.times ?? []);
    const many = median(seats.at(-1)?.times ?? []);
    return [
      {
        id: "scale-extensions",
        what: "a whole diagnosis, by how many other extensions are installed",
        unit: "ms",
        measured: seats.map(({ count, times }) => measured(String(count), times)),
        bars: [{ text: "300 ÷ 10", value: many / few, limit: 2.5 }],
        note: "Small ones, loaded from folders; every second one may do something on all pages.",
      },
    ];
  });
}

/** @param {import("./harness.mjs").Things} things @param {number} count @returns {Promise<string[]>} their folders */
async function crowd(things, count) {
  const place = await mkdtemp(join(tmpdir(), "karte-crowd-"));
  things.keep(place, (one) => rm(one, { recursive: true, force: true }));
  const powers = { permissions: ["storage", "tabs"], host_permissions: ["https://*/*"] };
  const folders = [];
  for (let index = 0; index < count; index += 1) {
    const folder = join(place, String(index));
    const manifest = { manifest_version: 3, name: `Neighbour ${index}`, version: "1.0" };
    await mkdir(folder);
    await writeFile(
      join(folder, "manifest.json"),
      JSON.stringify({ ...manifest, ...(index % 2 === 0 ? powers : {}) }),
    );
    folders.push(folder);
  }
  return folders;
}
