// The state of an experiment with disabled extensions: polls the worker while it runs, and draws the articles
// "disable extensions" and "find the extension".

import { drawBisect } from "./bisect.js";
import { drawExtensions } from "./extensions.js";
import { showFailure } from "./parts.js";
import { drawTime, drawUndo } from "./undo.js";
import { ask } from "../shared/worker_client.js";

/** @typedef {import("../../types/messages.js").Bisect} Bisect */
/** @typedef {import("../../types/messages.js").BisectRequest} BisectRequest */
/** @typedef {(request: BisectRequest) => Promise<void>} Send */

/**
 * What an article draws itself from.
 * @typedef {object} ExperimentView
 * @property {Bisect} state
 * @property {Send} send
 * @property {Set<string>} includedAnyway ids of extensions that the person included anyway
 * @property {() => void} redraw
 * @property {number} age of the state, in milliseconds
 */

const TICK_MS = 1_000;
/** While an experiment runs, the worker is asked on every second tick. */
const TICKS_PER_QUESTION = 2;
/** Storage keys whose change means a new state. */
const KEYS = ["repair", "bisect", "notice"];

/** @type {Bisect | null} */
let state = null;
/** `performance.now()` when the state arrived. */
let cameAt = 0;
/** Number of the last request. A reply to an earlier request than the drawn one is outdated. */
let asked = 0;
let drawn = 0;
/** @type {Set<string>} */
const includedAnyway = new Set();
/** @type {"no" | "asking" | "again"} */
let refreshing = "no";
/** Consecutive requests without an answer. */
let failedRequests = 0;
/** The error of a failed action stays until an action succeeds. */
let showsFailure = false;
/** @type {ReturnType<typeof setInterval> | undefined} */
let timer;
let ticks = 0;
let isShown = () => false;

const isSeen = () => isShown() && document.visibilityState === "visible";

/**
 * @param {Bisect} reply
 * @param {number} number of the request
 */
function acceptState(reply, number) {
  if (number > drawn) {
    state = reply;
    drawn = number;
    cameAt = performance.now();
  }
  failedRequests = 0;
  draw();
}

/** @type {Send} */
async function send(request) {
  const number = ++asked;
  const reply = await ask(request);
  showsFailure = reply.kind === "error";
  showFailure(reply.kind === "error" ? reply : null, "ext_error");
  if (reply.kind !== "error") acceptState(reply, number);
  updateTimer();
}

/** Requests the state. A single failure during an experiment shows no error. */
async function requestStatus() {
  const number = ++asked;
  const reply = await ask({ kind: "bisect", event: "status" });
  if (reply.kind !== "error") {
    if (!showsFailure) showFailure(null);
    return acceptState(reply, number);
  }
  failedRequests += 1;
  if (failedRequests > 1 || !state) showFailure(reply, "ext_error");
}

/** Refreshes the state, one request at a time. */
export async function refreshExperiment() {
  if (!isSeen()) return;
  if (refreshing !== "no") {
    refreshing = "again";
    return;
  }
  do {
    refreshing = "asking";
    await requestStatus();
  } while (/** @type {string} */ (refreshing) === "again" && isSeen());
  refreshing = "no";
  updateTimer();
}

/** Whether the state can change without an action of the person. */
function isBusy() {
  const searching = state?.search?.phase === "trying" || state?.search?.phase === "proving";
  return !state || state.run !== null || searching || state.looking;
}

function updateTimer() {
  const wanted = isSeen() && isBusy();
  if (wanted) timer ??= setInterval(tick, TICK_MS);
  if (wanted) return;
  clearInterval(timer);
  timer = undefined;
}

function tick() {
  ticks += 1;
  if (!isSeen()) return updateTimer();
  drawTime(state, performance.now() - cameAt);
  if (ticks % TICKS_PER_QUESTION === 0) void refreshExperiment();
}

function draw() {
  if (!state) return;
  const experiment = { state, send, includedAnyway, redraw: draw, age: performance.now() - cameAt };
  drawExtensions(experiment);
  drawBisect(experiment);
  drawUndo(experiment);
}

/**
 * Ignores the second click of a double click: the button under it may have been replaced after the first.
 * @param {MouseEvent} click
 */
function ignoreSecondClick(click) {
  const { detail, target } = click;
  if (detail < 2 || !(target instanceof Element) || !target.closest("button")) return;
  click.stopPropagation();
  click.preventDefault();
}

/**
 * Refreshes the articles whenever the worker saves a change.
 * @param {() => boolean} shown whether one of the articles is visible
 */
export function watchExperiment(shown) {
  isShown = shown;
  document.addEventListener("click", ignoreSecondClick, { capture: true });
  // eslint-disable-next-line no-restricted-syntax -- only the fact of a change; the worker reports the new state
  chrome.storage.local.onChanged.addListener((changes) => {
    if (KEYS.some((key) => key in changes)) void refreshExperiment();
  });
}
