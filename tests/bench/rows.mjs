/** The result format of every measurement, the statistics, and the printed tables. */
import { random } from "../random.js";

/** @typedef {{name: string, n: number, median: number, p95: number}} Measured */
/** @typedef {{text: string, value: number, limit: number}} Bar  value <= limit means reached */
/** @typedef {{id: string, what: string, unit: "ms"|"KB"|"MB"|"count"|"ns"|"us"|"bytes", measured: Measured[], bars: Bar[], note?: string, apart?: string}} Row  apart: the day on which it was measured without the others */
/** Why a bar was not reached, by the key `<row's id>: <bar's text>`. @typedef {Record<string, string>} Reasons */
/** @typedef {{cores: number, cpu: string, memory: string, os: string, chromium: string, node: string, rustc: string, load: {begin: number[], end: number[]}}} Machine */
/** @typedef {{machine: Machine, date: string, build: string, rows: Row[]}} Results */

const UNITS = { us: "µs", count: "", bytes: "B" };
const BOOTSTRAP_DRAWS = 4_000;

/** @param {readonly number[]} values @param {number} share @returns {number} the value below which this share of them lies */
export function quantile(values, share) {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}

/** @param {readonly number[]} values */
export const median = (values) => quantile(values, 0.5);

/** @param {readonly number[]} values */
export const p95 = (values) => quantile(values, 0.95);

/** @param {string} name @param {readonly number[]} values @returns {Measured} */
export const measured = (name, values) => ({
  ...{ name, n: values.length, median: median(values), p95: p95(values) },
});

/** Median and 95 % bootstrap interval of the differences within each round. @param {readonly number[]} ours @param {readonly number[]} others */
export function difference(ours, others) {
  const pairs = ours.map((time, round) => time - (others[round] ?? Number.NaN));
  const { one } = random("bootstrap", 1);
  const drawn = Array.from({ length: BOOTSTRAP_DRAWS }, () => median(pairs.map(() => one(pairs))));
  return { median: median(pairs), from: quantile(drawn, 0.025), to: quantile(drawn, 0.975) };
}

/** How far apart two equal variants seem to be in one run. @param {readonly number[]} one @param {readonly number[]} other */
export function noise(one, other) {
  const { from, to } = difference(one, other);
  return Math.max(Math.abs(from), Math.abs(to));
}

/** @param {Bar} bar */
const reached = ({ value, limit }) => value <= limit;

/** @param {Row} row @param {Bar} bar */
const reasonKey = ({ id }, { text }) => `${id}: ${text}`;

/** The bars that were not reached, by the keys of their reasons. @param {readonly Row[]} rows */
export const missed = (rows) =>
  rows.flatMap((row) => row.bars.filter((bar) => !reached(bar)).map((bar) => reasonKey(row, bar)));

/** Whole numbers unchanged, others with about three digits. @param {number} value */
export function number(value) {
  const digits = Number.isInteger(value) || value >= 100 ? 0 : value < 10 ? 2 : 1;
  return value.toLocaleString("en-US", {
    ...{ minimumFractionDigits: digits, maximumFractionDigits: digits },
  });
}

/** @param {readonly string[]} head @param {readonly (readonly string[])[]} rows @param {number} texts columns of text; the others are numbers */
function table(head, rows, texts) {
  const line = (/** @type {readonly string[]} */ cells) => `| ${cells.join(" | ")} |`;
  const rule = line(head.map((_, column) => (column < texts ? "---" : "---:")));
  return [line(head), rule, ...rows.map(line)].join("\n");
}

/** @param {Row} row */
const unit = ({ unit: name }) => UNITS[/** @type {"us"} */ (name)] ?? name;

/** @param {Measured | undefined} one @param {Row} row */
const both = (one, row) =>
  one
    ? `${one.name}: ${number(one.median)}${one.n > 1 ? ` / ${number(one.p95)}` : ""} ${unit(row)}`.trimEnd()
    : "";

/** One line for each bar. @param {readonly Row[]} rows @param {Reasons} reasons */
export function summary(rows, reasons) {
  const head = ["what", "measured, median / p95", "against", "to reach", "reached, or why not"];
  const lines = rows.flatMap((row) =>
    row.bars.map((bar, at) => {
      const [ours, ...others] = row.measured;
      const beside = others.slice(0, 3).map((one) => both(one, row));
      if (others.length > 3) beside.push(`${others.length - 3} more below`);
      const why = reasons[reasonKey(row, bar)] ?? "no reason given";
      const outcome = reached(bar) ? "reached" : `**not reached** (${number(bar.value)}): ${why}`;
      const first = [row.what, both(ours, row), beside.join("; ")];
      return [...(at === 0 ? first : ["", "", ""]), bar.text, outcome];
    }),
  );
  return table(head, lines, head.length);
}

/** @param {Row} row */
function details(row) {
  const lines = row.measured.map(({ name, n, median: middle, p95: high }) => [
    ...[name, number(middle), n > 1 ? number(high) : "", String(n)],
  ]);
  const head = [unit(row) || "number", "median", "p95", "samples"];
  const apart = row.apart ? `Measured apart from the others, on ${row.apart}.` : "";
  const notes = [row.note ?? "", apart].filter(Boolean).join("\n");
  return `### ${row.what}\n\n${notes ? `${notes}\n\n` : ""}${table(head, lines, 1)}\n`;
}

/** docs/measurements.md. @param {Results} results @param {Reasons} reasons */
export function page({ machine, date, build, rows }, reasons) {
  const { cores, cpu, memory, os, chromium, node, rustc, load } = machine;
  // The date and the load are those of the last whole run; rows that were measured apart since then have a date of their own.
  const isOfOneRun = rows.some((row) => !row.apart);
  const when = isOfOneRun
    ? `Measured on ${date} with build ${build}.
The load over 1, 5 and 15 minutes was ${load.begin.join(", ")} at the beginning and ${load.end.join(", ")} at the end: the higher, the longer are the tails.`
    : "Each row says when it was measured.";
  return `# Measurements

Written by \`./build.sh bench\` (\`tests/bench\`) from \`tests/bench/results.json\`; what stands beside each other in a row was measured in turns in one run.
${when}
Machine: ${cores} cores (${cpu}), ${memory} memory, ${os}, Chromium ${chromium}, Node.js ${node}, Rust ${rustc}.
Numbers of another machine differ; ratios of one run can be compared.

## What was to be reached

${summary(rows, reasons)}

## All numbers

${rows.map(details).join("\n")}`;
}
