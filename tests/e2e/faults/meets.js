/**
 * What a person meets in each cell: one result, or, if random choices decide, the possible ones with one sentence why.
 * This file is also read without a browser.
 */

/** @typedef {import("./table.js").Fault} Fault */
/** @typedef {import("./table.js").Meets} Meets */
/** @typedef {{rows: readonly string[], meets: Meets[], why?: string}} But */
/** @typedef {{meets: Meets[], why?: string, but?: But[]}} Met */

/** @type {Meets[]} */ const DONE = ["answered"];
/** @type {Meets[]} */ const REFUSED = ["refused_in_words"];
/** @type {Meets[]} */ const LET_BE = ["let_be"];
/** @type {Meets[]} */ const DONE_OR_REFUSED = ["answered", "refused_in_words"];
/** @type {Meets[]} */ const DONE_OR_GONE = ["answered", "page_gone"];

const IS_OVER =
  "A clock that goes past the deadline ends a try that has begun, because the PC may have been asleep; all are on again.";

/** The row of the pages that ask the core at most for the support contact, and work without it. */
export const NO_CORE = ["page:static"];
/** The content script in the karte's page: nobody sees whether it gets an answer. */
const SEEN = ["message:seen"];

/** If the core cannot start, everything that needs it is refused. @type {Met} */
const NO_START = {
  meets: REFUSED,
  but: [
    { rows: NO_CORE, meets: DONE },
    { rows: SEEN, meets: LET_BE },
  ],
};
/** If the records of what is off cannot be read, erasing is refused: the person must check the extensions first. @type {Met} */
const UNREADABLE = { meets: DONE, but: [{ rows: ["message:erase"], meets: REFUSED }] };

/** Work that must save something is refused if the storage is full. */
const SAVES = [
  ...["message:correct", "message:restart", "message:settings", "message:diary", "message:backup"],
  ...["message:correct#except", "message:correct#repair_bookmarks", "message:settings#spare"],
  ...["message:bisect", "message:bisect#keep", "message:bisect#give_back", "message:bisect#go_on"],
  "message:diary#dismiss",
];
/** Pages that ask the worker. */
const ASK_MORE = [
  ...["page:popup", "page:repair#restart", "page:repair#extensions", "page:repair#bisect"],
  ...["page:report", "page:options"],
];
/** Which call ended the worker decides the result. */
const AT_CALL = "The call at which it ends is drawn: work that is over by then is done.";
const AT_READ =
  "Which of the reads fails is drawn: what is not saved on top of it is done all the same.";
const AT_RELOAD =
  "The new version may come before the answer or after it, and the page ends with its version.";
const AT_TEXT =
  "Which call meets the panic is drawn: a page asks for several things, and its tab wakes the worker, too.";
const AT_LOOK =
  "It is drawn whether Chrome withholds the address before the work or in its midst, when the tab was seen already.";
const AT_LIST =
  "It is drawn whether the window comes before the press or after it: nothing is closed beside a tab that was not listed.";

/** @type {Record<Fault, Met>} */
export const MET = {
  worker_terminated: {
    meets: DONE_OR_REFUSED,
    why: AT_CALL,
    but: [
      { rows: NO_CORE, meets: DONE },
      { rows: SEEN, meets: ["answered", "let_be"], why: AT_CALL },
    ],
  },
  browser_killed: {
    meets: DONE_OR_GONE,
    why: AT_CALL,
    but: [{ rows: SEEN, meets: ["answered", "let_be"], why: AT_CALL }],
  },
  storage_full: { meets: DONE, but: [{ rows: SAVES, meets: REFUSED }] },
  storage_damaged: UNREADABLE,
  storage_newer: UNREADABLE,
  storage_unread: {
    meets: DONE_OR_REFUSED,
    why: AT_READ,
    but: [
      { rows: NO_CORE, meets: DONE },
      { rows: SEEN, meets: ["answered", "let_be"], why: AT_READ },
    ],
  },
  wasm_truncated: NO_START,
  wasm_of_another_build: NO_START,
  core_panicked: {
    meets: REFUSED,
    but: [
      { rows: SEEN, meets: LET_BE },
      { rows: ASK_MORE, meets: DONE_OR_REFUSED, why: AT_TEXT },
    ],
  },
  updated: {
    meets: ["answered", "refused_in_words", "page_gone"],
    why: AT_RELOAD,
    but: [
      { rows: NO_CORE, meets: DONE_OR_GONE, why: AT_RELOAD },
      { rows: SEEN, meets: ["answered", "let_be"], why: AT_RELOAD },
    ],
  },
  network_cut: { meets: DONE },
  permission_withdrawn: {
    meets: DONE,
    but: [
      {
        rows: ["fix:clear_karte", "fix:clear_medley", "page:popup", "message:restart#close_tabs"],
        meets: DONE_OR_REFUSED,
        why: AT_LOOK,
      },
    ],
  },
  clock_set_back: { meets: DONE },
  clock_set_ahead: {
    meets: DONE,
    but: [
      {
        rows: ["message:bisect", "message:bisect#go_on"],
        meets: DONE_OR_REFUSED,
        why: IS_OVER,
      },
    ],
  },
  changed_by_hand: { meets: DONE },
  policy_changed: { meets: DONE },
  second_window: {
    meets: DONE,
    but: [{ rows: ["message:restart#close_tabs"], meets: DONE_OR_REFUSED, why: AT_LIST }],
  },
};

/**
 * @param {string} row
 * @param {Fault} fault
 * @returns {{meets: Meets[], why?: string}}
 */
export function metIn(row, fault) {
  const { but = [], ...all } = MET[fault];
  const { meets, why } = but.find(({ rows }) => rows.includes(row)) ?? all;
  return { meets, ...(why ? { why } : {}) };
}
