/**
 * For each message with actions: the action that the message's own row plays, the actions with a row of their own, those that
 * only read, and for each of the others one sentence why it is not played.
 * This file is also read without a browser: tests/unit/faults.test.mjs compares it with the sources.
 */

/** @typedef {{itself: string[], rows: string[], reads: string[], not: Record<string, string>}} Acts */

const AS_OFF = "It writes the settings and makes the rules anew just as `off` does.";
const AN_ANSWER = "An answer is one more event of the search that the row of the message begins.";
const AS_OTHERS = "One field of the settings, written as the reminders and the list of the spared.";

/** @type {Record<string, Acts>} */
export const ACTIONS = {
  correct: {
    itself: ["off"],
    rows: ["except", "undo", "repair_bookmarks", "undo_bookmarks"],
    reads: ["status", "bookmarks"],
    not: {
      ...{ on: AS_OFF, resume: AS_OFF, host_typing: AS_OFF, forget: AS_OFF },
      told: "It notes for this session only that the person has read of a correction.",
    },
  },
  restart: {
    itself: ["announce"],
    rows: ["close_tabs"],
    reads: ["status"],
    not: {
      finish: "It writes the same record as `announce`, empty.",
      show: "It only brings a tab to the front.",
    },
  },
  bisect: {
    // After each cell `stop` ends it.
    itself: ["try", "start", "stop"],
    rows: ["keep", "give_back", "go_on"],
    // A query of the state also applies a deadline that has passed unnoticed.
    reads: ["status"],
    not: {
      ...{ good: AN_ANSWER, bad: AN_ANSWER, unsure: AN_ANSWER },
      extend: "It writes one time into the record that `try` has just made, and switches nothing.",
      show: "It only brings a tab to the front.",
      noticed: "It takes away a notice that was read.",
    },
  },
  history: { itself: ["list"], rows: ["erase"], reads: ["export"], not: {} },
  diary: {
    itself: ["add"],
    rows: ["remove", "dismiss"],
    reads: ["list", "ics"],
    not: { drop_aside: "It takes away one key that only a damaged diary leaves behind." },
  },
  backup: { itself: ["restore"], rows: [], reads: ["export", "preview"], not: {} },
  settings: {
    itself: ["severalClinics", "reminders"],
    rows: ["spare"],
    reads: [],
    not: {
      ...{ language: AS_OTHERS, default: AS_OTHERS, unspare: AS_OTHERS },
      startCheck: AS_OTHERS,
    },
  },
};

/** The rows of single actions, such as `bisect#keep`. */
export const PLAYED = Object.entries(ACTIONS).flatMap(([kind, { rows }]) =>
  rows.map((action) => `${kind}#${action}`),
);
