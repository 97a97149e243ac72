// One row of the history: time, action, values before and after, undo button.

import { button, make } from "../shared/dom.js";
import { hasVisibleText, sanitize, withoutQuotes, textElement } from "../shared/sanitize.js";
import { language, message } from "../shared/i18n.js";

/** @typedef {import("../../types/messages.js").HistoryEntry} HistoryEntry */
/** @typedef {HistoryEntry["before"][string] | undefined} Fact */

/** Further names are only counted; the exported file has all. */
const MAX_NAMES = 5;
/** Keys of extensions that were not re-enabled. */
const NOT_RESTORED_KEYS = ["missing", "refused", "kept_off"];

/**
 * The time in the language of the page; a message if it is invalid.
 * @param {number | undefined} at
 * @param {Intl.DateTimeFormatOptions} [style]
 */
export function formatTime(at, style = { dateStyle: "medium", timeStyle: "short" }) {
  const date = new Date(at ?? Number.NaN);
  if (Number.isNaN(date.getTime())) return message("history_no_time");
  return new Intl.DateTimeFormat(language(), style).format(date);
}

/** The name of the action; an unknown fix keeps its identifier. @param {HistoryEntry} entry */
function titleOf({ fix }) {
  return message(`fix_${fix}`) || message("history_other_fix", [sanitize(fix)]);
}

/**
 * An untrusted name in quotation marks, as an element of its own.
 * @param {string} name
 */
function quotedElement(name) {
  const [open = "", close = ""] = message("name_quoted", ["\n"]).split("\n");
  return [open, textElement(withoutQuotes(name)), close];
}

/**
 * Untrusted names, each in an element of its own, so that right-to-left text does not reorder the others.
 * @param {string[]} names
 */
function listed(names) {
  const seen = (/** @type {string} */ name) =>
    hasVisibleText(name) ? name : message("history_nameless");
  const some = names.slice(0, MAX_NAMES).map((name) => seen(String(name)));
  const parts = new Intl.ListFormat(language()).formatToParts(some);
  const left = names.length - some.length;
  return [
    ...parts.flatMap(({ type, value }) => (type === "element" ? quotedElement(value) : [value])),
    ...(left > 0 ? [message("history_names_more", [left])] : []),
  ];
}

/**
 * @param {Fact} fact
 * @returns {(string | Node)[]}
 */
function inWords(fact) {
  if (typeof fact === "number") return [message("history_count", [fact])];
  if (typeof fact === "string") return [sanitize(fact)];
  return Array.isArray(fact) && fact.length > 0 ? listed(fact) : [];
}

/**
 * The values of one key before and after; empty if there are none.
 * @param {string} key
 * @param {HistoryEntry} entry
 */
function detail(key, { before, after }) {
  const [was, is] = [inWords(before[key]), inWords(after[key])];
  const both = was.length > 0 && is.length > 0;
  const counted = typeof (before[key] ?? after[key]) === "number";
  const gap = both || !counted ? [] : [message("history_uncounted")];
  const ended = Object.keys(after).length > 0;
  if (was.length + is.length === 0) return [];
  const value = ended
    ? [...(was.length > 0 ? was : gap), both || counted ? " → " : "", ...(is.length > 0 ? is : gap)]
    : [...was, counted ? message("history_before") : ""];
  return [
    make("dt", {}, message(`history_fact_${key}`) || sanitize(key)),
    make("dd", { "data-fact": key }, ...value),
  ];
}

/** The result, if it is known. @param {HistoryEntry} entry */
function resultOf({ before, after }) {
  if (Object.keys(after).length === 0) return message("history_outcome_interrupted");
  if (after["outcome"] !== undefined) return message(`history_outcome_${String(after["outcome"])}`);
  const left = NOT_RESTORED_KEYS.some((key) => inWords(after[key]).length > 0);
  return before["on"] !== undefined && !left ? message("history_all_on") : "";
}

/** @param {HistoryEntry} entry */
function details(entry) {
  const keys = new Set([...Object.keys(entry.before), ...Object.keys(entry.after)]);
  keys.delete("outcome");
  const result = resultOf(entry);
  const rows = result
    ? [make("dt", {}, message("history_result")), make("dd", { "data-fact": "outcome" }, result)]
    : [];
  rows.push(...[...keys].flatMap((key) => detail(key, entry)));
  return rows.length > 0 ? make("dl", { class: "change" }, ...rows) : null;
}

/**
 * @param {HistoryEntry} entry
 * @param {string} title
 * @param {string} time
 * @param {() => unknown} undo
 */
function undoButton({ undo: way }, title, time, undo) {
  if (!way) return null;
  if (way.doneAt !== null) {
    return make("p", { class: "note undone" }, message("history_undone", [formatTime(way.doneAt)]));
  }
  const label = message("history_undo_one", [title, time]);
  return button({ class: "button", "aria-label": label }, message("history_undo"), undo);
}

/**
 * @param {HistoryEntry} entry
 * @param {() => unknown} undo
 */
export function row(entry, undo) {
  const [title, time] = [titleOf(entry), formatTime(entry.at)];
  const body = make(
    "div",
    {},
    make("p", { class: "title" }, title),
    make("p", { class: "note" }, time),
    details(entry),
  );
  const attributes = { "data-at": String(entry.at), "data-fix": entry.fix, tabindex: "-1" };
  return make("li", attributes, body, undoButton(entry, title, time, undo));
}
