// Extensions that are switched off for a while: asks the worker how it stands, again and again while something runs, and
// has both of their articles drawn.

import { drawBisect } from "./bisect.js";
import { drawExtensions } from "./extensions.js";
import { sayFailure } from "./parts.js";
import { drawTime, drawUndo } from "./undo.js";
import { ask } from "../shared/worker_client.js";

/** @typedef {import("../../types/messages.js").Bisect} Bisect */
/** @typedef {import("../../types/messages.js").BisectRequest} BisectRequest */
/** @typedef {(request: BisectRequest) => Promise<void>} Send */

/**
 * What an article needs to draw itself.
 * @typedef {object} Trial
 * @property {Bisect} state
 * @property {Send} send
 * @property {Set<string>} insisted ids of needed ones that are to be included all the same
 * @property {() => void} redraw
 * @property {number} age of the state, in milliseconds
 */

const TICK_MS = 1_000;
/** While something runs, the worker is asked with every second tick. */
const TICKS_PER_QUESTION = 2;
/** What the worker saves when something has changed. */
const KEYS = ["repair", "bisect", "notice"];

/** @type {Bisect | null} */
let state = null;
/** When it came, by the clock that nobody can set, in milliseconds. */
let cameAt = 0;
/** So many times the worker was asked; an answer to an earlier question than the one that is drawn comes late. */
let asked = 0;
let drawn = 0;
/** @type {Set<string>} */
const insisted = new Set();
/** @type {"no" | "asking" | "again"} */
let refreshing = "no";
/** Questions in a row that were not answered. */
let silences = 0;
/** What is said about a failed press stays until a press goes well. */
let complains = false;
/** @type {ReturnType<typeof setInterval> | undefined} */
let beat;
let ticks = 0;
let isShown = () => false;

const isSeen = () => isShown() && document.visibilityState === "visible";

/**
 * @param {Bisect} reply
 * @param {number} number of the question
 */
function take(reply, number) {
  if (number > drawn) {
    state = reply;
    drawn = number;
    cameAt = performance.now();
  }
  silences = 0;
  draw();
}

/** @type {Send} */
async function send(request) {
  const number = ++asked;
  const reply = await ask(request);
  complains = reply.kind === "error";
  sayFailure(reply.kind === "error" ? reply : null, "ext_error");
  if (reply.kind !== "error") take(reply, number);
  keepTime();
}

/** Asks how it stands. One question without an answer while something runs is no reason to alarm anybody. */
async function question() {
  const number = ++asked;
  const reply = await ask({ kind: "bisect", event: "status" });
  if (reply.kind !== "error") {
    if (!complains) sayFailure(null);
    return take(reply, number);
  }
  silences += 1;
  if (silences > 1 || !state) sayFailure(reply, "ext_error");
}

/** Asks how it stands, one question at a time. */
export async function refreshTrial() {
  if (!isSeen()) return;
  if (refreshing !== "no") {
    refreshing = "again";
    return;
  }
  do {
    refreshing = "asking";
    await question();
  } while (/** @type {string} */ (refreshing) === "again" && isSeen());
  refreshing = "no";
  keepTime();
}

/** Whether something changes by itself. */
function isBusy() {
  const searching = state?.search?.phase === "trying" || state?.search?.phase === "proving";
  return !state || state.run !== null || searching || state.looking;
}

function keepTime() {
  const wanted = isSeen() && isBusy();
  if (wanted) beat ??= setInterval(tick, TICK_MS);
  if (wanted) return;
  clearInterval(beat);
  beat = undefined;
}

function tick() {
  ticks += 1;
  if (!isSeen()) return keepTime();
  drawTime(state, performance.now() - cameAt);
  if (ticks % TICKS_PER_QUESTION === 0) void refreshTrial();
}

function draw() {
  if (!state) return;
  const trial = { state, send, insisted, redraw: draw, age: performance.now() - cameAt };
  drawExtensions(trial);
  drawBisect(trial);
  drawUndo(trial);
}

/**
 * The second click of a double click is meant for the button that was there before.
 * @param {MouseEvent} click
 */
function ignoreSecond(click) {
  const { detail, target } = click;
  if (detail < 2 || !(target instanceof Element) || !target.closest("button")) return;
  click.stopPropagation();
  click.preventDefault();
}

/**
 * Keeps what is drawn true: whatever the worker saves is a reason to ask.
 * @param {() => boolean} shown whether one of the articles is on the page
 */
export function watchTrial(shown) {
  isShown = shown;
  document.addEventListener("click", ignoreSecond, { capture: true });
  // eslint-disable-next-line no-restricted-syntax -- only that something has changed; what it is the worker says
  chrome.storage.local.onChanged.addListener((changes) => {
    if (KEYS.some((key) => key in changes)) void refreshTrial();
  });
}
