// Talks to the worker and turns every way in which it can be silent or dead into an ordinary error reply.

/** @typedef {import("../../types/messages.js").Diagnosis} Diagnosis */
/** @typedef {import("../../types/messages.js").Failed} Failed */
/** @typedef {import("../../types/messages.js").Request} Request */
/**
 * @template {Request} R
 * @typedef {import("../../types/messages.js").ReplyTo<R>} ReplyTo
 */

/** A worker that says nothing for so long is dead. */
const SILENCE_MS = 12_000;

/** When something last came from the worker, on the monotonic clock. */
let heardAt = 0;

/**
 * An error in the form in which the worker reports its own.
 * @param {string} code
 * @param {unknown} cause
 * @returns {Failed}
 */
function failed(code, cause) {
  return { kind: "error", code, message: cause instanceof Error ? cause.message : String(cause) };
}

/**
 * Live progress: each message is a whole diagnosis.
 * @param {(diagnosis: Diagnosis) => void} draw
 */
export function listen(draw) {
  try {
    const port = chrome.runtime.connect({ name: "diagnosis" });
    port.onMessage.addListener((/** @type {Diagnosis} */ message) => {
      heardAt = performance.now();
      if (message?.kind === "diagnosis") draw(message);
    });
    // The reply tells what went wrong; without this line Chrome logs an unchecked error.
    port.onDisconnect.addListener(() => void chrome.runtime.lastError);
  } catch {
    // No worker: the question that follows says so to the person.
  }
}

/** Ends in an error once the worker has been silent for too long. */
function silence() {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const promise = new Promise((/** @type {(reply: Failed) => void} */ resolve) => {
    const wait = () => {
      const left = heardAt + SILENCE_MS - performance.now();
      if (left <= 0) resolve(failed("no_reply", `${SILENCE_MS} ms without an answer`));
      else timer = setTimeout(wait, left);
    };
    wait();
  });
  return { promise, stop: () => clearTimeout(timer) };
}

/**
 * Sends a request and waits for its reply; never throws.
 * @template {Request} R
 * @param {R} request
 * @returns {Promise<ReplyTo<R> | Failed>}
 */
export async function ask(request) {
  heardAt = performance.now();
  const quiet = silence();
  try {
    /** @type {ReplyTo<R> | Failed | undefined} */
    const reply = await Promise.race([chrome.runtime.sendMessage(request), quiet.promise]);
    return reply?.kind ? reply : failed("no_reply", "empty reply");
  } catch (error) {
    return failed("no_worker", error);
  } finally {
    quiet.stop();
  }
}

/**
 * Whether typing errors in the host are corrected: wanted, and allowed by Chrome, where it can be taken away.
 * @param {import("../../types/messages.js").Correction} correction
 */
export async function correctsTyping({ hostTyping }) {
  return hostTyping && (await chrome.permissions.contains({ permissions: ["webNavigation"] }));
}
