/** What a run of the measurements has found, as the one table and as a page. */
import { short, table } from "./numbers.mjs";

/** @typedef {import("./row.mjs").Row} Row */
/** @typedef {import("./row.mjs").Bar} Bar */
/** @typedef {import("./machine.mjs").Machine} Machine */
/** @typedef {import("./weigh.mjs").Part} Part */
/**
 * @typedef {object} Results
 * @property {Machine} machine
 * @property {string} date
 * @property {string} build
 * @property {Row[]} rows
 * @property {import("./native.mjs").Growth} growth
 * @property {{total: number, gzipped: number, sections: Part[], crates: Part[], modules: Part[]}} weight
 */
/** Why a bar was not reached: by the row's id and a colon, and the bar's text. @typedef {Record<string, string>} Reasons */

const UNITS = { us: "µs", count: "", bytes: "B" };

/** @param {Row} row */
const unit = ({ unit: name }) => UNITS[/** @type {"us"} */ (name)] ?? name;

/** @param {Bar} bar */
export const reached = ({ value, limit }) => value <= limit;

/** @param {Row} row @param {Bar} bar */
export const reasonKey = ({ id }, { text }) => `${id}: ${text}`;

/** Bars that were not reached, by the keys of their reasons. @param {readonly Row[]} rows */
export const missed = (rows) =>
  rows.flatMap((row) => row.bars.filter((bar) => !reached(bar)).map((bar) => reasonKey(row, bar)));

/** @param {number} value */
const number = (value) => (Number.isInteger(value) ? value.toLocaleString("en-US") : short(value));

/** @param {import("./row.mjs").Measured} measured @param {Row} row */
const both = ({ n, median, p95 }, row) =>
  `${number(median)}${n > 1 ? ` / ${number(p95)}` : ""} ${unit(row)}`.trimEnd();

/**
 * One line for each bar: what is measured, its median and 95th percentile, what it stands beside, what was to be reached.
 * @param {readonly Row[]} rows
 * @param {Reasons} reasons
 */
export function summary(rows, reasons) {
  const lines = rows.flatMap((row) =>
    row.bars.map((bar, at) => {
      const [ours, ...others] = row.measured;
      const beside = others.slice(0, 3).map((one) => `${one.name}: ${both(one, row)}`);
      const more = others.length > 3 ? [`${others.length - 3} more below`] : [];
      const head = [
        row.what,
        ours ? `${ours.name}: ${both(ours, row)}` : "",
        [...beside, ...more].join("; "),
      ];
      const why = reasons[reasonKey(row, bar)] ?? "no reason given";
      const outcome = reached(bar) ? "reached" : `**not reached** (${number(bar.value)}): ${why}`;
      return [...(at === 0 ? head : ["", "", ""]), bar.text, outcome];
    }),
  );
  const head = ["what", "measured, median / p95", "against", "to reach", "reached, or why not"];
  return table(head, lines, head.length);
}

/** @param {Row} row */
function details(row) {
  const lines = row.measured.map((one) => [
    one.name,
    number(one.median),
    one.n > 1 ? number(one.p95) : "",
    String(one.n),
  ]);
  const head = [unit(row) || "number", "median", "p95", "samples"];
  return `### ${row.what}\n\n${row.note ? `${row.note}\n\n` : ""}${table(head, lines)}\n`;
}

/** @param {Results} results @param {Reasons} reasons */
export function page({ machine, date, build, rows, growth, weight }, reasons) {
  const { cores, cpu, memory, os, chromium, node, rustc, load } = machine;
  return `# Measurements

Written by \`./build.sh bench\` (\`tests/bench\`) from \`tests/bench/results.json\`; what stands beside each other in a row was measured in turns in one run.
Measured on ${date} with build ${build}.
Machine: ${cores} cores (${cpu}), ${memory} memory, ${os}, Chromium ${chromium}, Node.js ${node}, Rust ${rustc}.
The load over 1, 5 and 15 minutes was ${load.begin.join(", ")} at the beginning and ${load.end.join(", ")} at the end: the higher, the longer are the tails.
Numbers of another machine differ; ratios of one run can be compared.

## What was to be reached

${summary(rows, reasons)}

## All numbers

${rows
  .filter((row) => row.measured.length > 0)
  .map(details)
  .join("\n")}
${describeGrowth(growth)}
${describeWeight(weight)}`;
}

/** @param {import("./native.mjs").Growth} growth */
function describeGrowth({ sizes, growth }) {
  const size = (/** @type {number} */ bytes) =>
    bytes < 1e6 ? `${bytes / 1e3} KB` : `${bytes / 1e6} MB`;
  const lines = growth.map(({ name, ns_per_byte: times }) => [
    name,
    ...times.map(short),
    short((times.at(-1) ?? Number.NaN) / (times[0] ?? Number.NaN)),
  ]);
  return `### Nanoseconds per byte of nasty text

The fastest of 15 runs: growth is the code's, delay is the machine's.
The time is linear when a row stays about the same; what no longer fits into the caches is a little dearer.

${table(["text", ...sizes.map(size), "last ÷ first"], lines)}
`;
}

/** @param {Results["weight"]} weight */
function describeWeight({ total, gzipped, sections, crates, modules }) {
  const lines = (/** @type {Part[]} */ parts) =>
    parts.map(({ name, bytes }) => [`\`${name}\``, bytes.toLocaleString("en-US")]);
  return `### What the parts of the core weigh

Bytes by \`tests/bench/weigh.mjs\`, in the core as it is shipped but with its names (${number(total)} bytes with them, ${number(gzipped)} gzipped).

${table(["section", "bytes"], lines(sections))}

${table(["code by crate", "bytes"], lines(crates))}

${table(["code by module, the heaviest", "bytes"], lines(modules))}
`;
}
