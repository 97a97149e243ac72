// Sends requests to the service worker. Every failure to answer (timeout, no worker, empty reply) becomes an error reply,
// so callers need no try/catch. All pages use this module; none calls chrome.runtime itself.

/** @typedef {import("../../types/messages.js").Diagnosis} Diagnosis */
/** @typedef {import("../../types/messages.js").Failed} Failed */
/** @typedef {import("../../types/messages.js").Request} Request */
/**
 * @template {Request} R
 * @typedef {import("../../types/messages.js").ReplyTo<R>} ReplyTo
 */

/** A worker that sends nothing for this long counts as dead. */
const SILENCE_MS = 12_000;

/** `performance.now()` of the last message from the worker. */
let heardAt = 0;

/**
 * An error reply in the same form as the worker's own.
 * @param {string} code
 * @param {unknown} cause
 * @returns {Failed}
 */
function failed(code, cause) {
  return { kind: "error", code, message: cause instanceof Error ? cause.message : String(cause) };
}

/**
 * Opens the port over which the worker sends the diagnosis after each reading. Each message is a whole diagnosis.
 * @param {(diagnosis: Diagnosis) => void} draw
 */
export function onDiagnosis(draw) {
  try {
    const port = chrome.runtime.connect({ name: "diagnosis" });
    port.onMessage.addListener((/** @type {Diagnosis} */ message) => {
      heardAt = performance.now();
      if (message?.kind === "diagnosis") draw(message);
    });
    // Reading lastError keeps Chrome from logging an unchecked error. The reply to the request reports the failure.
    port.onDisconnect.addListener(() => void chrome.runtime.lastError);
  } catch {
    // No worker: the request that follows gets an error reply.
  }
}

/** Resolves with an error reply once the worker has sent nothing for `SILENCE_MS`. */
function silenceTimeout() {
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
  const quiet = silenceTimeout();
  // Checks by type that the core can read every request.
  /** @type {import("../../types/messages.js").Message} */
  const sent = request;
  try {
    /** @type {ReplyTo<R> | Failed | undefined} */
    const reply = await Promise.race([chrome.runtime.sendMessage(sent), quiet.promise]);
    return reply?.kind ? reply : failed("no_reply", "empty reply");
  } catch (error) {
    return failed("no_worker", error);
  } finally {
    quiet.stop();
  }
}

/**
 * Whether typing errors in the host are corrected: switched on, and the optional permission is still granted.
 * @param {import("../../types/messages.js").Correction} correction
 */
export async function correctsTyping({ hostTyping }) {
  return hostTyping && (await chrome.permissions.contains({ permissions: ["webNavigation"] }));
}
