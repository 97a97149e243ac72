/** The browser does not answer a question to a page that ends meanwhile: this turns that into an error. */

/** The page has ended, by itself or with the browser. */
export class PageGone extends Error {}

/**
 * @template T
 * @param {import("../lib/cdp.js").Session} page
 * @param {Promise<T>} answer
 * @returns {Promise<T>}
 */
export async function whileThere(page, answer) {
  /** @type {() => unknown} */ let stop = () => undefined;
  const gone = new Promise((_, reject) => {
    stop = page.connection.listen(({ method, params }) => {
      const ended = method === "Target.detachedFromTarget" && params["sessionId"] === page.id;
      if (ended) reject(new PageGone("the page has ended"));
    });
  });
  try {
    return await Promise.race([answer, /** @type {Promise<never>} */ (gone)]);
  } catch (error) {
    throw isEnd(error) ? new PageGone(String(error)) : error;
  } finally {
    stop();
  }
}

/**
 * Whether an error says that the page or worker that was asked has ended.
 * @param {unknown} error
 */
export function isEnd(error) {
  const ended =
    /^Error: .*(has gone|detached|closed|No target|Session with given id|navigated|Cannot find context)/i;
  return error instanceof PageGone || ended.test(String(error));
}
