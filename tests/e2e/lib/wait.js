/**
 * Waits for something that sends no event: polls in short steps.
 * The limit only ends a wait for something that never comes: on a busy machine everything is late, which is no failure.
 */
import { setTimeout as pause } from "node:timers/promises";

/**
 * Polls until the answer is neither null, undefined, false nor an error.
 * @template T
 * @param {string} what text for the error message
 * @param {() => T | Promise<T>} ask
 * @param {{limit?: number, step?: number}} [times] milliseconds
 * @returns {Promise<NonNullable<T>>}
 */
export async function until(what, ask, { limit = 30_000, step = 50 } = {}) {
  const end = Date.now() + limit;
  let why = "";
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== null && answer !== undefined && answer !== false) return answer;
    } catch (error) {
      why = ` (${/** @type {Error} */ (error).message})`;
    }
    if (Date.now() > end) throw new Error(`${what}: not within ${limit} ms${why}`);
    await pause(step);
  }
}
