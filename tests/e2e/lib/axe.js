/** Checks the accessibility of a page with axe. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * The violations that axe reports.
 * @param {Pick<import("./tab.js").Tab, "session">} tab
 * @param {string[]} [tags] only the rules with one of these tags, such as `cat.color`; all rules if omitted
 */
export async function objections({ session }, tags) {
  const there = await session.evaluate(() => "axe" in globalThis);
  if (!there) await session.send("Runtime.evaluate", { expression: axe });
  return session.evaluate(async (only) => {
    const options = only ? { runOnly: only } : {};
    const { violations } = await /** @type {any} */ (globalThis).axe.run(options);
    return violations.map((/** @type {any} */ { id, nodes }) => `${id}: ${nodes[0].html}`);
  }, tags);
}
