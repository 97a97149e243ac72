/** The expected answers of the queries, computed from the generator's own counts without any database. */

/** @typedef {import("./simulate.mjs").Expected} Expected */
/** @typedef {import("./simulate.mjs").Row} Row */

/** So many reports of one cause at one clinic on one day count as a pattern. */
const PATTERN = 3;

/** The keys of each count, and the count. @param {Record<string, number>} counts @returns {[string[], number][]} */
const split = (counts) => Object.entries(counts).map(([key, count]) => [key.split("/"), count]);

/** The rows in a fixed order, for a comparison that ignores the order. @param {readonly Row[]} rows */
export const sorted = (rows) =>
  rows.map((row) => JSON.stringify(row, Object.keys(row).toSorted())).toSorted();

/** @param {string} version */
const numbers = (version) =>
  version
    .split(".")
    .map((part) => part.padStart(5, "0"))
    .join(".");

/** @param {string} one @param {string} other */
const older = (one, other) => (numbers(one) < numbers(other) ? one : other);

/** @param {number} value @param {number} digits */
const rounded = (value, digits) => Math.round(value * 10 ** digits) / 10 ** digits;

/** @param {Expected} expected @returns {Record<string, Row[]>} the rows of each query, in any order */
export function expectedAnswers({ counts, first_days: firstDays }) {
  return {
    causes: causes(counts["causes"] ?? {}),
    versions: versions(counts["versions"] ?? {}, firstDays),
    repairs: repairs(counts["repairs"] ?? {}),
    clinics: split(counts["clinics"] ?? {})
      .filter(([[, , cause], reports]) => cause !== "none" && reports >= PATTERN)
      .map(([[day = "", clinic = "", cause = ""], reports]) => ({ day, clinic, cause, reports })),
  };
}

/** @param {Record<string, number>} counts @returns {Row[]} */
function causes(counts) {
  const all = new Set(split(counts).map(([[cause = ""]]) => cause));
  all.delete("none");
  return [...all].map((cause) => {
    const [found, suspected] = ["found", "suspected"].map(
      (verdict) => counts[`${cause}/${verdict}`] ?? 0,
    );
    return {
      cause,
      reports: (found ?? 0) + (suspected ?? 0),
      found: found ?? 0,
      suspected: suspected ?? 0,
    };
  });
}

/** @param {Record<string, number>} counts @param {Record<string, string>} firstDays @returns {Row[]} */
function versions(counts, firstDays) {
  /** @type {Record<string, number>} */
  const total = {};
  /** @type {Record<string, string>} */
  const since = {};
  for (const [[cause = "", version = ""], count] of split(counts)) {
    total[version] = (total[version] ?? 0) + count;
    since[cause] = older(since[cause] ?? version, version);
  }
  return split(counts)
    .filter(([[cause]]) => cause !== "none")
    .map(([[cause = "", version = ""], reports]) => ({
      ...{ cause, version, reports, since: since[cause] ?? null },
      percent: rounded((100 * reports) / (total[version] ?? 0), 2),
      first_day: firstDays[`${cause}/${version}`] ?? null,
    }));
}

/** @param {Record<string, number>} counts @returns {Row[]} */
function repairs(counts) {
  const pairs = new Set(split(counts).map(([[cause, fix]]) => `${cause}/${fix}`));
  return [...pairs].map((pair) => {
    const [cause = "", fix = ""] = pair.split("/");
    const worked = counts[`${pair}/worked`] ?? 0;
    const tried = worked + (counts[`${pair}/failed`] ?? 0);
    const percent = rounded((100 * worked) / tried, 1);
    return { cause: cause === "none" ? null : cause, fix, tried, worked, percent };
  });
}

/** DuckDB's answers with numbers as numbers: it returns 64-bit integers as text. @param {readonly Row[]} rows @returns {Row[]} */
export const withNumbers = (rows) =>
  rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([key, value]) => [
        key,
        typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value,
      ]),
    ),
  );
