// The worker's glue: every listener at the top level, one lazily started core, one queue. All meaning is in the core.
import init, * as core from "./wasm/karte_signin_doctor.js";
import { BUILD } from "./build.js";
import { HOSTS } from "./rules/hosts.js";
import { begins, commits, fails, leadOn, stillGoesThere } from "./typing.js";

const OURS = { urls: ["*://*.medley.life/*"] };
const PAGES = { ...OURS, types: /** @type {chrome.webRequest.ResourceType[]} */ (["main_frame"]) };
/** @type {Promise<typeof core> | null} */ let ready = null;
let loaded = false;
/** @type {Promise<unknown>} */ let queue = Promise.resolve();
/** @type {Set<(code: string) => void>} */ const waiting = new Set();
/** @type {Set<chrome.runtime.Port>} */ const ports = new Set();
let poisoned = false;

// Chrome would keep the times of the next 250 requests, which nobody here reads.
performance.setResourceTimingBufferSize(0);

/** Starts the core once; after a panic the same compiled module is instantiated anew. */
function start() {
  if (poisoned && ready) core.__wbg_reset_state();
  poisoned = false;
  ready ??= load();
  return ready;
}

async function load() {
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

// Whatever has woken this worker needs the core: it is fetched while the event is still on its way.
// Where that fails, whoever needs it tries again and says why.
start().catch(() => undefined);

class CoreError extends Error {
  /** @param {string} code @param {string} message */
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

// Called by the core's panic hook: its instance is lost, so whoever waits for it is told.
function karteCorePanicked() {
  poisoned = true;
  for (const tell of waiting) tell("core_stopped");
  waiting.clear();
}
Object.assign(globalThis, { karteCorePanicked });

// A trap without a panic (memory, stack) ends in a promise that nobody holds.
self.addEventListener("unhandledrejection", ({ reason }) => {
  if (reason instanceof WebAssembly.RuntimeError) karteCorePanicked();
});
self.addEventListener("error", ({ error }) => {
  if (error instanceof WebAssembly.RuntimeError) karteCorePanicked();
});

/**
 * Runs work on the core; a panic in it rejects instead of never answering.
 * @template T
 * @param {(ready: typeof core) => T | Promise<T>} work
 * @returns {Promise<T>}
 */
async function withCore(work) {
  const running = await start();
  return new Promise((resolve, reject) => {
    const tell = (/** @type {string} */ code) =>
      reject(new CoreError(code, "The core has stopped."));
    waiting.add(tell);
    Promise.resolve()
      .then(() => work(running))
      .then(resolve, (error) => {
        if (error instanceof WebAssembly.RuntimeError) karteCorePanicked();
        reject(error);
      })
      .finally(() => waiting.delete(tell));
  });
}

/**
 * One after the other: what events say is saved in the order in which they came.
 * @template T
 * @param {(ready: typeof core) => T | Promise<T>} work
 * @returns {Promise<T>}
 */
function inOrder(work) {
  const next = queue.then(() => withCore(work));
  queue = next.catch(() => undefined);
  return next;
}

/** Asks the dotted host where the core wants it. @param {Promise<boolean>} wanted */
async function lookAtDot(wanted) {
  if (!(await wanted)) return;
  const asked = await withCore((c) => c.ask_dot());
  await inOrder((c) => c.keep_dot(asked));
}

/** As `LONGEST_ADDRESS` in `crate/src/url_correction/redacted_url.rs`. */
const LONGEST_ADDRESS = 2_000;

/**
 * An event with its addresses cut: any page can make one of two million characters.
 * @template {{url: string, redirectUrl?: string}} T @param {T} details @returns {T}
 */
function cut(details) {
  const url = details.url.slice(0, LONGEST_ADDRESS);
  const redirectUrl = details.redirectUrl?.slice(0, LONGEST_ADDRESS);
  return { ...details, url, ...(redirectUrl === undefined ? {} : { redirectUrl }) };
}

/** Events that the core has not taken in yet: all that have come by its turn are one change. @type {object[]} */
const events = [];

function observe() {
  const taken = inOrder((c) => c.observe(events.splice(0)));
  // Where there is no core to take them in, they are let go: the next ones come with a turn of their own.
  taken.catch(() => events.splice(0));
  lookAtDot(taken).catch(() => undefined);
}

/** @param {string} phase @returns {(details: {url: string}) => undefined} */
const report = (phase) => (details) => {
  if (events.push({ ...cut(details), phase }) === 1) observe();
  return undefined;
};

/** An event about one of our own requests; our requests run only while the core does. @param {{tabId: number}} details */
function own(details) {
  if (details.tabId === -1 && loaded && !poisoned) core.note_own_request(details);
}

/** By one of our rules, or by a site that leads back to what they correct. @param {{url: string}} whole */
function redirected(whole) {
  const details = cut(whole);
  inOrder((c) => c.redirected(details)).catch(() => undefined);
}

/** @param {{tabId: number, url: string}} whole */
async function completed(whole) {
  const details = cut(whole);
  const corrected = await inOrder((c) => c.completed(details));
  if (corrected !== undefined) await withCore((c) => c.mark(details.tabId, details.url, corrected));
}

chrome.webRequest.onBeforeRequest.addListener(report("begin"), PAGES);
chrome.webRequest.onSendHeaders.addListener(report("sent"), PAGES);
chrome.webRequest.onResponseStarted.addListener(report("answered"), PAGES, ["responseHeaders"]);
chrome.webRequest.onErrorOccurred.addListener(report("error"), PAGES);
chrome.webRequest.onCompleted.addListener((details) => {
  completed(details).catch(() => undefined);
}, PAGES);
chrome.webRequest.onBeforeRedirect.addListener(redirected, PAGES, ["responseHeaders"]);
const OWN = {
  ...OURS,
  types: /** @type {chrome.webRequest.ResourceType[]} */ (["xmlhttprequest"]),
  tabId: -1,
};
chrome.webRequest.onErrorOccurred.addListener(own, OWN);
chrome.webRequest.onBeforeRedirect.addListener(own, OWN, ["responseHeaders"]);

/** Typing errors in the host: the browser wakes us for the listed hosts only, and only where a person allowed it. */
function watchTyping() {
  const url = HOSTS.map((hostEquals) => ({ hostEquals }));
  const { onBeforeNavigate, onCommitted, onErrorOccurred } = chrome.webNavigation ?? {};
  if (!onBeforeNavigate || onBeforeNavigate.hasListener(mistyped)) return;
  onBeforeNavigate.addListener(mistyped, { url });
  onCommitted?.addListener(commits, { url });
  onErrorOccurred?.addListener(fails, { url });
}

/** @param {import("./typing.js").Details} whole */
function mistyped(whole) {
  const details = cut(whole);
  begins(details);
  const leading = leadOn(details);
  const still = () => stillGoesThere(details);
  inOrder(async (c) => c.mistyped(details, { ...(await leading), still })).catch(() => undefined);
}

/**
 * Chrome's dialog may close the popup that asked, so what was allowed or taken away is noted here.
 * @param {boolean} on @returns {(changed: chrome.permissions.Permissions) => void}
 */
const noteTyping = (on) => (changed) => {
  if (!changed.permissions?.includes("webNavigation")) return;
  if (on) watchTyping();
  const request = { kind: "correct", action: "host_typing", on };
  const self = { id: chrome.runtime.id, url: chrome.runtime.getURL("") };
  inOrder((c) => c.handle(request, self, post)).catch(() => undefined);
};

watchTyping();
chrome.permissions.onAdded.addListener(noteTyping(true));
chrome.permissions.onRemoved.addListener(noteTyping(false));

/** What an administrator says comes late after a start: only its outcome stands in the queue. */
async function readPolicy() {
  const managed = await withCore((c) => c.read_policy());
  await inOrder((c) => c.keep_policy(managed));
}

/** Our scripts in web pages get nothing of what is stored, where Chrome accepts this (from about version 140 on). */
const lockStorage = () =>
  chrome.storage.local.setAccessLevel({ accessLevel: "TRUSTED_CONTEXTS" }).catch(() => undefined);

function apply() {
  void lockStorage();
  inOrder((c) => c.apply_settings()).catch(() => undefined);
  readPolicy().catch(() => undefined);
}
chrome.storage.managed.onChanged.addListener(() => void readPolicy().catch(() => undefined));

/** What is switched off is held against what is wished; it takes seconds, so nothing waits for it. @param {boolean} started */
function wakeTrial(started) {
  withCore((c) => c.wake_trial(started)).catch(() => undefined);
}

/** Which certificate runs out. */
function checkDiary() {
  withCore((c) => c.check_diary()).catch(() => undefined);
}

chrome.alarms.onAlarm.addListener(({ name }) => {
  if (name === "trial") wakeTrial(false);
  if (name === "correction") inOrder((c) => c.apply_settings()).catch(() => undefined);
  if (name === "diary") checkDiary();
});

chrome.runtime.onStartup.addListener(() => {
  wakeTrial(true);
  lookAtDot(inOrder((c) => c.browser_started())).catch(() => undefined);
  checkDiary();
  apply();
});

chrome.runtime.onInstalled.addListener(async ({ reason }) => {
  wakeTrial(false);
  checkDiary();
  apply();
  if (reason === "install") {
    await chrome.tabs.create({ url: chrome.runtime.getURL("pages/welcome.html") });
  }
  for (const { id } of await chrome.tabs.query({ url: OURS.urls })) {
    if (id === undefined) continue;
    const target = { tabId: id };
    await chrome.scripting
      .executeScript({ target, files: ["content/notice.js"] })
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
function post(diagnosis) {
  for (const port of ports) port.postMessage(diagnosis);
}

chrome.runtime.onMessage.addListener((message, sender, reply) => {
  queue
    .then(() => withCore((c) => c.handle(message, sender, post)))
    .then(reply, (error) =>
      reply({ kind: "error", code: error.code ?? "failed", message: String(error.message) }),
    );
  return true;
});
