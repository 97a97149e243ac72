// The service worker: registers every listener at the top level, starts the core early and rebuilds it after a panic,
// and runs work on it in order. It contains no logic of the diagnosis; that is in the core (crate/).
import init, * as core from "./wasm/karte_signin_doctor.js";
import { BUILD } from "./build.js";
import { HOSTS } from "./rules/hosts.js";
import { limitAddresses } from "./shared/addresses.js";
import {
  isStillNavigating,
  onNavigationCommit,
  onNavigationError,
  onNavigationStart,
  redirectTypo,
} from "./typo_redirect.js";

const VENDOR_URLS = { urls: ["*://*.medley.life/*"] };
/** The vendor's requests of a type. @param {...`${chrome.webRequest.ResourceType}`} types */
const requestsOf = (...types) => ({ ...VENDOR_URLS, types });
const MAIN_FRAMES = requestsOf("main_frame");
/** @type {Promise<typeof core> | null} */ let ready = null;
let loaded = false;
/** @type {Promise<unknown>} */ let queue = Promise.resolve();
/**
 * The newest events for the core, which are processed together once the core gets to them. Other work that is queued ends
 * the batch, so that no event overtakes it.
 * @type {object[] | null}
 */
let batch = null;
/** @type {Set<(code: string) => void>} */ const waiting = new Set();
/** @type {Set<chrome.runtime.Port>} */ const ports = new Set();
let hasPanicked = false;

// Nobody reads the resource timing entries that Chrome would keep for the next 250 requests.
performance.setResourceTimingBufferSize(0);

class CoreError extends Error {
  /** @param {string} code @param {string} message */
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

/** Starts the core once. After a panic the compiled module gets a new instance. */
function startCore() {
  if (hasPanicked && ready) core.__wbg_reset_state();
  hasPanicked = false;
  ready ??= loadCore();
  return ready;
}

async function loadCore() {
  // A policy or Chrome's setting for JavaScript optimization has switched WebAssembly off: reinstalling would not help.
  if (typeof WebAssembly !== "object") throw new CoreError("no_webassembly", "no WebAssembly");
  try {
    await init({ module_or_path: chrome.runtime.getURL("wasm/karte_signin_doctor_bg.wasm") });
  } catch (error) {
    ready = null;
    throw new CoreError("core_missing", String(error));
  }
  if (core.build() !== BUILD) throw new CoreError("other_build", `${core.build()} is not ${BUILD}`);
  loaded = true;
  return core;
}

// Every event needs the core, so loading starts before the event arrives. If it fails, the code that needs the core tries
// again and reports the error.
startCore().catch(() => undefined);

// Called by the core's panic hook. The wasm instance is lost, so all pending calls are rejected.
function karteCorePanicked() {
  hasPanicked = true;
  for (const tell of waiting) tell("core_stopped");
  waiting.clear();
}
Object.assign(globalThis, { karteCorePanicked });

/** If WebAssembly is switched off, its name is undefined, too. @param {unknown} error */
const isTrap = (error) =>
  typeof WebAssembly === "object" && error instanceof WebAssembly.RuntimeError;

// A wasm trap without a panic (memory, stack) ends as an unhandled rejection or error.
self.addEventListener("unhandledrejection", ({ reason }) => {
  if (isTrap(reason)) karteCorePanicked();
});
self.addEventListener("error", ({ error }) => {
  if (isTrap(error)) karteCorePanicked();
});

/**
 * Runs work on the core. A panic rejects the promise; without this it would stay pending.
 * @template T
 * @param {(ready: typeof core) => T | Promise<T>} work
 * @returns {Promise<T>}
 */
async function withCore(work) {
  const running = await startCore();
  return new Promise((resolve, reject) => {
    const tell = (/** @type {string} */ code) =>
      reject(new CoreError(code, "The core has stopped."));
    waiting.add(tell);
    Promise.resolve()
      .then(() => work(running))
      .then(resolve, (error) => {
        if (isTrap(error)) karteCorePanicked();
        reject(error);
      })
      .finally(() => waiting.delete(tell));
  });
}

/**
 * Runs work in order of arrival, so that events are saved in the order in which they came.
 * @template T
 * @param {(ready: typeof core) => T | Promise<T>} work
 * @returns {Promise<T>}
 */
function inOrder(work) {
  batch = null;
  const next = queue.then(() => withCore(work));
  queue = next.catch(() => undefined);
  return next;
}

/** Requests the dot host if the core wants it. @param {Promise<boolean>} wanted */
async function requestDotHost(wanted) {
  if (!(await wanted)) return;
  const asked = await withCore((c) => c.ask_dot());
  await inOrder((c) => c.keep_dot(asked));
}

/** Starts a new batch. Without a core its events are dropped. */
function processEvents() {
  /** @type {object[]} */ const events = [];
  const end = () => {
    if (batch === events) batch = null;
  };
  const taken = inOrder((c) => {
    end();
    return c.observe(events);
  });
  taken.catch(end);
  requestDotHost(taken).catch(() => undefined);
  batch = events;
  return events;
}

/** @param {string} phase @returns {(details: {url: string}) => undefined} */
const recordEvent = (phase) => (details) => {
  (batch ?? processEvents()).push({ ...limitAddresses(details), phase });
  return undefined;
};

/** An event of one of our own requests. These exist only while the core runs. @param {{tabId: number}} details */
function onOwnRequest(details) {
  if (details.tabId === -1 && loaded && !hasPanicked) core.note_own_request(details);
  return undefined;
}

/** A redirect by one of our rules, or by a site back to an address that the rules correct. @param {{url: string}} event */
function onRedirect(event) {
  const details = limitAddresses(event);
  inOrder((c) => c.redirected(details)).catch(() => undefined);
}

/** @param {{tabId: number, url: string}} event */
async function onCompleted(event) {
  const details = limitAddresses(event);
  const corrected = await inOrder((c) => c.completed(details));
  if (corrected !== undefined) await withCore((c) => c.mark(details.tabId, details.url, corrected));
}

chrome.webRequest.onBeforeRequest.addListener(recordEvent("begin"), MAIN_FRAMES);
chrome.webRequest.onSendHeaders.addListener(recordEvent("sent"), MAIN_FRAMES);
chrome.webRequest.onResponseStarted.addListener(recordEvent("answered"), MAIN_FRAMES, [
  "responseHeaders",
]);
chrome.webRequest.onErrorOccurred.addListener(recordEvent("error"), MAIN_FRAMES);
chrome.webRequest.onCompleted.addListener((details) => {
  onCompleted(details).catch(() => undefined);
}, MAIN_FRAMES);
chrome.webRequest.onBeforeRedirect.addListener(onRedirect, MAIN_FRAMES, ["responseHeaders"]);
const OWN_REQUESTS = { ...requestsOf("xmlhttprequest"), tabId: -1 };
chrome.webRequest.onErrorOccurred.addListener(onOwnRequest, OWN_REQUESTS);
chrome.webRequest.onBeforeRedirect.addListener(onOwnRequest, OWN_REQUESTS, ["responseHeaders"]);
// With `extraHeaders` the event comes before Chrome hides the dot host's response from fetch.
chrome.webRequest.onHeadersReceived.addListener(onOwnRequest, OWN_REQUESTS, [
  "responseHeaders",
  "extraHeaders",
]);

/** Listens for navigations to mistyped hosts. Chrome wakes the worker for the listed hosts only, and only with the permission. */
function listenForTypos() {
  const url = HOSTS.map((hostEquals) => ({ hostEquals }));
  const { onBeforeNavigate, onCommitted, onErrorOccurred } = chrome.webNavigation ?? {};
  if (!onBeforeNavigate || onBeforeNavigate.hasListener(onMistypedNavigation)) return;
  onBeforeNavigate.addListener(onMistypedNavigation, { url });
  onCommitted?.addListener(onNavigationCommit, { url });
  onErrorOccurred?.addListener(onNavigationError, { url });
}

/** @param {import("./typo_redirect.js").NavigationDetails} event */
function onMistypedNavigation(event) {
  const details = limitAddresses(event);
  onNavigationStart(details);
  const leading = redirectTypo(details);
  const still = () => isStillNavigating(details);
  inOrder(async (c) => c.mistyped(details, { ...(await leading), still })).catch(() => undefined);
}

/**
 * Saves the change of the optional permission. The popup cannot do it, because Chrome's dialog may close the popup.
 * @param {boolean} on @returns {(changed: chrome.permissions.Permissions) => void}
 */
const savePermission = (on) => (changed) => {
  if (!changed.permissions?.includes("webNavigation")) return;
  if (on) listenForTypos();
  const request = { kind: "correct", action: "host_typing", on };
  const self = { id: chrome.runtime.id, url: chrome.runtime.getURL("") };
  inOrder((c) => c.handle(request, self, postDiagnosis)).catch(() => undefined);
};

listenForTypos();
chrome.permissions.onAdded.addListener(savePermission(true));
chrome.permissions.onRemoved.addListener(savePermission(false));

/** Reading the policy can take long after a start, so only saving it goes through the queue. */
async function readPolicy() {
  const managed = await withCore((c) => c.read_policy());
  await inOrder((c) => c.keep_policy(managed));
}

/** Hides the saved state from content scripts, if Chrome supports it (from about version 140 on). */
const restrictStorage = () =>
  chrome.storage.local.setAccessLevel({ accessLevel: "TRUSTED_CONTEXTS" }).catch(() => undefined);

function applySettings() {
  void restrictStorage();
  inOrder((c) => c.apply_settings()).catch(() => undefined);
  readPolicy().catch(() => undefined);
}
chrome.storage.managed.onChanged.addListener(() => void readPolicy().catch(() => undefined));

/** Compares the enabled state of extensions with the target state. Takes seconds; nothing waits. @param {boolean} started */
function resumeExperiment(started) {
  withCore((c) => c.wake_experiment(started)).catch(() => undefined);
}

/** Updates the reminder of expiring certificates. */
const updateReminder = () => void withCore((c) => c.check_diary()).catch(() => undefined);

chrome.alarms.onAlarm.addListener(({ name }) => {
  if (name === "trial") resumeExperiment(false);
  if (name === "correction") inOrder((c) => c.apply_settings()).catch(() => undefined);
  if (name === "diary") updateReminder();
});

chrome.runtime.onStartup.addListener(() => {
  resumeExperiment(true);
  requestDotHost(inOrder((c) => c.browser_started())).catch(() => undefined);
  updateReminder();
  applySettings();
});

chrome.runtime.onInstalled.addListener(async ({ reason }) => {
  resumeExperiment(false);
  updateReminder();
  applySettings();
  if (reason === "install") {
    await chrome.tabs.create({ url: chrome.runtime.getURL("welcome/welcome.html") });
  }
  for (const { id } of await chrome.tabs.query({ url: VENDOR_URLS.urls })) {
    if (id === undefined) continue;
    const target = { tabId: id };
    await chrome.scripting
      .executeScript({ target, files: ["content/detect_failure.js"] })
      .catch(() => undefined);
  }
});

chrome.runtime.onConnect.addListener((port) => {
  void withCore((c) => {
    if (port.name !== "diagnosis" || !c.is_own_page(port.sender)) return port.disconnect();
    ports.add(port);
    return port.onDisconnect.addListener(() => ports.delete(port));
  }).catch(() => port.disconnect());
});

/** @param {unknown} diagnosis */
const postDiagnosis = (diagnosis) => ports.forEach((port) => port.postMessage(diagnosis));

chrome.runtime.onMessage.addListener((message, sender, reply) => {
  queue
    .then(() => withCore((c) => c.handle(message, sender, postDiagnosis)))
    .then(reply, (error) =>
      reply({ kind: "error", code: error.code ?? "failed", message: String(error.message) }),
    );
  return true;
});
