/** A row of the table of measurements, and what is measured in it. */
import { median, p95 } from "./numbers.mjs";

/** @typedef {{name: string, n: number, median: number, p95: number}} Measured */
/** @typedef {{text: string, value: number, limit: number}} Bar  value <= limit means reached */
/** @typedef {{id: string, what: string, unit: "ms"|"KB"|"MB"|"count"|"ns"|"us"|"bytes", measured: Measured[], bars: Bar[], note?: string}} Row */

/**
 * @param {string} name
 * @param {readonly number[]} values
 * @returns {Measured}
 */
export const measured = (name, values) => ({
  name,
  n: values.length,
  median: median(values),
  p95: p95(values),
});
