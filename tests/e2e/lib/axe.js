/** What axe, which knows the rules of accessibility, says of a page. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * What axe objects to.
 * @param {Pick<import("./tab.js").Tab, "session">} tab
 * @param {string[]} [tags] only the rules with one of these tags, such as `cat.color`; all of them where none is named
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
