/**
 * Runs the queries of docs/support-desk in DuckDB, in the folder that holds `decoded.ndjson`, and prints their answers.
 * This is a separate process, so that its peak memory is that of the queries alone.
 *
 * `node queries.mjs <folder>` prints `{answers, ms, peakKib}`.
 */
import { DuckDBInstance } from "@duckdb/node-api";
import { readFileSync } from "node:fs";

const QUERIES = ["causes", "versions", "repairs", "clinics"];
const sql = (/** @type {string} */ name) =>
  readFileSync(new URL(`../../../docs/support-desk/${name}.sql`, import.meta.url), "utf8");

process.chdir(process.argv[2] ?? ".");
// Everything that the queries need is built in, so extensions must not be downloaded.
const options = { autoinstall_known_extensions: "false", autoload_known_extensions: "false" };
const database = await DuckDBInstance.create(":memory:", options);
const connection = await database.connect();
const begun = performance.now();
await connection.run(sql("load"));
/** @type {Record<string, unknown>} */
const answers = {};
for (const name of QUERIES) {
  answers[name] = (await connection.runAndReadAll(sql(name))).getRowObjectsJson();
}
const [errors] = (
  await connection.runAndReadAll("SELECT count(error) AS errors, count(*) AS lines FROM reports")
).getRowObjectsJson();
const ms = performance.now() - begun;
console.log(JSON.stringify({ answers, errors, ms, peakKib: process.resourceUsage().maxRSS }));
