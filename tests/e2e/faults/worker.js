/** Faults inside the worker: a panic of the core, and a clock that jumps. */
import { expect } from "@playwright/test";

/** @typedef {import("./scene.js").Scene} Scene */

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** An empty battery, a typing error in the month, a corrected clock; each of them in both directions. */
const STEPS = {
  back: [-2 * 365 * DAY, -40 * DAY, -28 * MINUTE],
  ahead: [28 * MINUTE, 30 * DAY, 3 * 365 * DAY],
};

/** Wakes the worker. */
async function awake(/** @type {Scene} */ scene) {
  await scene.person.ask({ kind: "history", action: "list" });
}

/**
 * How many texts leave the core in a message before the key of its first read from the storage. From there on an exception is
 * only a failed read, and no panic.
 */
const BEFORE_READING = 3;
/** Rows that always read a list. */
const READ_LISTS = [
  ...["message:fix", "message:settings", "message:bisect", "message:restart", "message:correct"],
  ...["message:bisect#keep", "message:bisect#give_back", "message:restart#close_tabs"],
  ...["fix:clear_karte", "fix:clear_medley", "message:backup", "page:repair#restart"],
];

/**
 * The next list that Chrome returns is longer than the core's memory, so reading it panics. For rows that may read no list, an
 * exception is thrown when a text leaves the core; it passes through the core's frames as a trap does.
 * @param {Scene} scene
 */
export async function armPanic(scene) {
  await awake(scene);
  const reads = READ_LISTS.includes(scene.row) && scene.random.below(2) === 0;
  const after = reads ? Number.MAX_SAFE_INTEGER : scene.random.below(BEFORE_READING);
  await scene.pc.extension.inWorker(breakOnce, after);
}

/**
 * Runs in the worker.
 * @param {number} texts how many texts leave the core before the exception
 */
function breakOnce(texts) {
  const panic = { how: "", left: texts, mend: () => undo.forEach((one) => one()) };
  /** @type {(() => void)[]} */ const undo = [];
  Object.assign(globalThis, { panic });
  const lists = [chrome.management, chrome.windows, chrome.cookies];
  for (const owner of lists) replace(owner, "getAll", longer);
  replace(chrome.tabs, "query", longer);
  replace(chrome.declarativeNetRequest, "getEnabledRulesets", longer);
  replace(TextDecoder.prototype, "decode", failing);

  /** @param {any} owner @param {string} name @param {(real: Function) => Function} by */
  function replace(owner, name, by) {
    const real = owner[name];
    owner[name] = by(real);
    undo.push(() => void (owner[name] = real));
  }

  /** @param {string} how @returns whether it is the first time */
  function first(how) {
    const yes = panic.how === "";
    panic.how ||= how;
    return yes;
  }

  /** @param {Function} real */
  function longer(real) {
    return (/** @type {unknown[]} */ ...args) =>
      first("panic") ? Promise.resolve(new Array(2 ** 32 - 1)) : real(...args);
  }

  /** @param {Function} real */
  function failing(real) {
    return function decode(/** @type {unknown[]} */ ...args) {
      panic.left -= 1;
      if (panic.left < 0 && first("exception")) throw new WebAssembly.RuntimeError("unreachable");
      // @ts-expect-error -- a method keeps its own `this`
      return real.apply(this, args);
    };
  }
}

/** @param {Scene} scene */
export async function disarmPanic(scene) {
  const how = await scene.pc.extension.inWorker(() => {
    const { panic } = /** @type {any} */ (globalThis);
    panic.mend();
    return panic.how;
  });
  expect(how, "the core has panicked").not.toBe("");
  scene.notes.push(how);
}

/** @param {"back" | "ahead"} way @returns {(scene: Scene) => Promise<void>} */
export const setClock = (way) => async (scene) => {
  const step = scene.random.one(STEPS[way]);
  scene.notes.push(`by ${step / MINUTE} minutes`);
  await awake(scene);
  await scene.pc.extension.inWorker((by) => {
    const real = Date.now;
    Date.now = () => real() + by;
    const Real = Date;
    globalThis.Date = /** @type {any} */ (
      class extends Real {
        constructor(/** @type {any[]} */ ...args) {
          // @ts-expect-error -- the same arguments as those of a date
          super(...(args.length > 0 ? args : [Real.now()]));
        }
      }
    );
  }, step);
};
