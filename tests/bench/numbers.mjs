/** Medians, percentiles and tables. */

/**
 * The value below which this share of them lies.
 * @param {readonly number[]} values
 * @param {number} share
 */
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

/**
 * A number with about three digits, thousands apart.
 * @param {number} value
 */
export function short(value) {
  const digits = value < 10 ? 2 : value < 100 ? 1 : 0;
  return value.toLocaleString("en-US", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

/**
 * A table in Markdown; the first columns are text, the others are numbers.
 * @param {readonly string[]} head
 * @param {readonly (readonly string[])[]} rows
 * @param {number} [texts] how many are text
 */
export function table(head, rows, texts = 1) {
  const line = (/** @type {readonly string[]} */ cells) => `| ${cells.join(" | ")} |`;
  const rule = line(head.map((_, column) => (column < texts ? "---" : "---:")));
  return [line(head), rule, ...rows.map(line)].join("\n");
}
