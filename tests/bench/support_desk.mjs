/** Time and memory that a support desk needs for a million lines: `decode`, then DuckDB with its output. */
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { example } from "../example.mjs";
import { expectedAnswers, sorted, withNumbers } from "./support_desk/expected.mjs";
import { decode, query, simulate } from "./support_desk/simulate.mjs";
import { measured, median } from "./rows.mjs";

/** @typedef {import("./rows.mjs").Row} Row */

const FEW = 100_000;
const MANY = 1_000_000;
const KIB_OF_MB = 2 ** 10;
const NOTE =
  "Compiled for tests (not for speed). DuckDB's answers are compared with the counts of the lines' generator.";

/** One folder of lines, decoded and counted. @param {number} lines @param {number} seed */
async function once(lines, seed) {
  const folder = await mkdtemp(join(tmpdir(), "support-desk-"));
  try {
    const expected = await simulate({ program: example("support_desk"), folder, lines, seed });
    const decoded = await decode({ program: example("decode"), folder, output: "decoded.ndjson" });
    const { answers, ms, peakKib } = await query(folder);
    for (const [question, rows] of Object.entries(expectedAnswers(expected))) {
      assert.deepEqual(sorted(withNumbers(answers[question] ?? [])), sorted(rows), question);
    }
    return { decoded, ms, peakKib };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** @param {number} [rounds] @returns {Promise<Row[]>} */
export async function measureSupportDesk(rounds = 20) {
  const few = [];
  const many = [];
  for (let round = 0; round < rounds; round += 1) {
    few.push(await once(FEW, round));
    many.push(await once(MANY, round));
  }
  return [
    ...times(
      few.map(({ decoded }) => decoded.ms),
      many.map(({ decoded }) => decoded.ms),
      many.map(({ ms }) => ms),
    ),
    memory("decode-memory", "Peak memory of `decode`, a million lines", {
      ...{ kib: many.map(({ decoded }) => decoded.peakKib), limit: 64 },
    }),
    memory("duckdb-memory", "Peak memory of DuckDB and Node.js, a million rows", {
      ...{ kib: many.map(({ peakKib }) => peakKib), limit: 1_024 },
    }),
  ];
}

/** @param {number[]} few @param {number[]} many @param {number[]} duckdb @returns {Row[]} */
function times(few, many, duckdb) {
  const growth = median(many) / median(few) / (MANY / FEW);
  const decoding = measured("`decode`, 1,000,000 lines", many);
  return [
    {
      ...{ id: "decode-time", what: "A million lines for `decode`", unit: "ms", note: NOTE },
      measured: [decoding, measured("100,000 lines", few)],
      bars: [{ text: "ten times the lines ÷ 10", value: growth, limit: 1.2 }],
    },
    {
      ...{ id: "duckdb-time", what: "DuckDB: loading their rows, and five questions", unit: "ms" },
      ...{ measured: [measured("DuckDB", duckdb), decoding], note: NOTE },
      bars: [{ text: "DuckDB ÷ `decode`", value: median(duckdb) / median(many), limit: 1 }],
    },
  ];
}

/** @param {string} id @param {string} what @param {{kib: number[], limit: number}} most @returns {Row} */
function memory(id, what, { kib, limit }) {
  const megabytes = kib.map((size) => size / KIB_OF_MB);
  const bar = { text: `the most ≤ ${limit} MB`, value: Math.max(...megabytes), limit };
  return { id, what, unit: "MB", measured: [measured("a million", megabytes)], bars: [bar] };
}
