/** What axe, which knows the rules of accessibility, says of a page. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * What axe objects to.
 * @param {import("./tab.js").Tab} tab
 */
export async function objections({ session }) {
  await session.send("Runtime.evaluate", { expression: axe });
  return session.evaluate(async () => {
    const { violations } = await /** @type {any} */ (globalThis).axe.run();
    return violations.map((/** @type {any} */ { id, nodes }) => `${id}: ${nodes[0].html}`);
  });
}
