/**
 * The table of faults: every message, fix and page × every fault. Each cell runs, or has a sentence here that says why not.
 * This file is also read without a browser: tests/unit/faults.test.mjs compares it with the sources.
 */

import { PLAYED } from "./actions.js";
import { metIn, NO_CORE } from "./meets.js";

/** What goes wrong, and how it is caused. */
export const FAULTS = /** @type {const} */ ({
  worker_terminated: "The worker is ended at one of its calls that change something, or at once.",
  browser_killed: "All processes of the browser are ended by SIGKILL at one of these calls.",
  storage_full: "storage.local is filled up to the last byte of its quota.",
  storage_damaged: "Under every key of storage.local stands something of another form.",
  storage_newer: "Under every key of storage.local stands what a newer version wrote.",
  storage_unread: "Chrome fails once to read what is asked of storage.local.",
  wasm_truncated: "The core's file ends after its first half.",
  wasm_of_another_build: "The core's file is that of another build.",
  core_panicked: "The core panics, or an exception passes through it, at one of its calls.",
  updated: "A newer version of the extension is loaded while the work goes on.",
  network_cut: "Every connection is reset, open ones as well, while the work goes on.",
  permission_withdrawn:
    "Chrome withholds the karte's address until a click, while the work goes on.",
  clock_set_back: "The clock is set back, by minutes, weeks or years, while the work goes on.",
  clock_set_ahead: "The clock is set ahead, by minutes, weeks or years, while the work goes on.",
  changed_by_hand:
    "Somebody switches another extension in Chrome's own list while the work goes on.",
  policy_changed: "The administrator changes every setting while the work goes on.",
  second_window:
    "In another window somebody writes into a page of the karte: it is neither loaded anew nor closed.",
});

/** @typedef {keyof typeof FAULTS} Fault */
export const faults = /** @type {Fault[]} */ (Object.keys(FAULTS));

/** The messages; `fix` stands for its dry run, because each fix has a row of its own. */
export const MESSAGES = /** @type {const} */ ([
  ...["diagnose", "answer", "fix", "correct", "restart", "bisect", "history", "undo", "settings"],
  ...["report", "read_code", "seen", "diary", "backup", "erase", "policy"],
]);
export const FIXES = /** @type {const} */ ([
  ...["clear_cache", "clear_karte", "clear_medley", "private_window", "restart_assistant"],
  ...["extensions_off", "extensions_bisect", "open_sign_in", "correct_bookmarks"],
  "open_clock_settings",
]);
/** Files below `extension/`, with the fragment of the address. */
export const PAGES = /** @type {const} */ ({
  popup: "popup/popup.html",
  guide: "guide/guide.html#choice_remembered",
  "repair#restart": "repair/repair.html#restart",
  "repair#extensions": "repair/repair.html#extensions",
  "repair#bisect": "repair/repair.html#bisect",
  "repair#private_window": "repair/repair.html#private_window",
  report: "report/report.html",
  options: "options/options.html",
  welcome: "welcome/welcome.html",
});

/** Pages that ask the core at most for the support contact: one row opens all of them. */
export const STATIC_PAGES = ["guide", "repair#private_window", "welcome"];

/** The pages that each row opens, one after another. @type {Record<string, string[]>} */
export const PAGE_ROWS = Object.fromEntries([
  ...Object.keys(PAGES)
    .filter((page) => !STATIC_PAGES.includes(page))
    .map((page) => [page, [page]]),
  ["static", STATIC_PAGES],
]);

/** @type {string[]} */
export const rows = [
  ...MESSAGES.map((name) => `message:${name}`),
  ...PLAYED.map((name) => `message:${name}`),
  ...FIXES.map((name) => `fix:${name}`),
  ...Object.keys(PAGE_ROWS).map((name) => `page:${name}`),
];

/** What a person meets while the fault lasts. */
export const MEETS = /** @type {const} */ ({
  answered: "The work was done as if nothing had happened.",
  refused_in_words: "Nothing, or only a part, was done, and the page has Japanese words for why.",
  page_gone: "The page ended together with the browser or with the version it belonged to.",
  let_be: "Our script in the karte's page kept silent; that page is as it was.",
});

/** How it ends after the fault is over; every cell also asserts that nothing was lost on the way. */
export const ENDS = /** @type {const} */ ({
  works_again: "The same work is done at the next try, without anything else having to be done.",
  restored: "All other extensions are on again.",
  kept_aside: "What could not be read is kept under a key of its own, and the work is done.",
  readable: "The page is drawn whole again.",
});

/** @typedef {keyof typeof MEETS} Meets */
/** @typedef {keyof typeof ENDS} Ends */
/** @typedef {{runs: true, meets: Meets[], why?: string, ends: Ends} | {runs: false, not: string}} Cell */

const NO_CALL =
  "The page asks the core at most for the support contact, and shows everything else without it.";
const NO_LINE =
  "The line that could be undone stands in the history, which is set aside: there is nothing to press.";
const NO_RECORD =
  "What it is about stands in a record that is set aside: there is nothing to press.";
/** @type {Record<string, string>} */
const UNREADABLE = {
  "message:undo": NO_LINE,
  "message:correct#undo_bookmarks": NO_RECORD,
  "message:bisect#keep": NO_RECORD,
  "message:bisect#give_back": NO_RECORD,
  "message:bisect#go_on": NO_RECORD,
};
/** @type {Partial<Record<Fault, Record<string, string>>>} */
const NOT = {
  storage_damaged: UNREADABLE,
  storage_newer: UNREADABLE,
  core_panicked: Object.fromEntries(NO_CORE.map((row) => [row, NO_CALL])),
};

/**
 * One cell of the table.
 * @param {string} row
 * @param {Fault} fault
 * @returns {Cell}
 */
export function cell(row, fault) {
  const not = NOT[fault]?.[row];
  if (not) return { runs: false, not };
  return { runs: true, ...metIn(row, fault), ends: endsOf(row, fault) };
}

/**
 * @param {string} row
 * @param {Fault} fault
 * @returns {Ends}
 */
function endsOf(row, fault) {
  if (row.startsWith("message:bisect")) return "restored";
  if (row.startsWith("page:")) return "readable";
  // Erasing keeps nothing, so nothing is set aside.
  if (row === "message:erase") return "works_again";
  return fault === "storage_damaged" || fault === "storage_newer" ? "kept_aside" : "works_again";
}

/** Cells that once found a defect run every time. @type {Partial<Record<Fault, string[]>>} */
const ALWAYS = {
  storage_damaged: ["message:backup"],
  storage_newer: ["message:settings"],
};

/**
 * The small form: as many cells as needed to cover every row and every fault.
 * @param {import("../../random.js").Random} random
 * @returns {Record<Fault, string[]>}
 */
export function few(random) {
  const chosen = /** @type {Record<Fault, string[]>} */ (
    Object.fromEntries(faults.map((fault) => [fault, [...(ALWAYS[fault] ?? [])]]))
  );
  const always = Object.values(ALWAYS).flat();
  for (const row of random.shuffled(rows.filter((one) => !always.includes(one)))) {
    const open = faults.filter((fault) => cell(row, fault).runs);
    const [emptiest] = open.sort((one, other) => chosen[one].length - chosen[other].length);
    if (emptiest) chosen[emptiest].push(row);
  }
  return chosen;
}
