/** The core alone: nanoseconds per address, and how its time grows with nasty text. */
import { root } from "../e2e/lib/paths.js";
import { run } from "../e2e/lib/run.js";
import { short, table } from "./numbers.mjs";

/** @typedef {{median: number, p95: number}} Times */
/**
 * @typedef {object} Native
 * @property {number} samples
 * @property {{name: string, parsed: Times, text: Times}[]} mix
 * @property {number[]} sizes
 * @property {{name: string, ns_per_byte: number[]}[]} growth
 */

/** @returns {Promise<Native>} */
export async function measureCore() {
  const command = "bench --quiet -p karte-signin-doctor --bench correct".split(" ");
  return JSON.parse(await run("cargo", command, { cwd: root }));
}

/** @param {Native} native */
export function describeCore({ samples, mix, sizes, growth }) {
  const each = mix.map(({ name, parsed, text }) => [
    name,
    ...[parsed.median, parsed.p95, text.median, text.p95].map(short),
  ]);
  const perByte = growth.map(({ name, ns_per_byte: times }) => [
    name,
    ...times.map(short),
    short((times.at(-1) ?? Number.NaN) / (times[0] ?? Number.NaN)),
  ]);
  return `## The core: nanoseconds for an address

Compiled as it is shipped (\`opt-level = "z"\`), but for the machine itself.
Each number is over ${samples} samples; "parsed" is the sorting alone, "text" begins with the text of the address.

${table(["addresses", "parsed, median", "parsed, p95", "text, median", "text, p95"], each)}

## The core: nanoseconds per byte of nasty text

The fastest of 15 runs: growth is the code's, delay is the machine's.
The time is linear when a row stays about the same; what no longer fits into the caches is a little dearer.

${table(["text", ...sizes.map(size), "last ÷ first"], perByte)}
`;
}

/** @param {number} bytes */
function size(bytes) {
  return bytes < 1e6 ? `${bytes / 1e3} KB` : `${bytes / 1e6} MB`;
}
