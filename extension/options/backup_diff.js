// The differences between the current settings and an imported file: one line for each, before and after.

import { formatDay } from "../shared/calendar_date.js";
import { make } from "../shared/dom.js";
import { addressElement, sanitize } from "../shared/sanitize.js";
import { message } from "../shared/i18n.js";

/** @typedef {import("../../types/messages.js").BackupFile} BackupFile */
/** @typedef {{what: string, before: string[], after: string[]}} Difference */

/** Names of extensions by their ids. @typedef {(id: string) => string} NameOf */

/** Longer lists are shortened; the rest is counted. */
const MAX_LINES = 20;

/** @type {[keyof BackupFile["settings"], (value: any, nameOf: NameOf) => string[]][]} */
const SETTINGS = [
  ["correction", onOff],
  ["hostTyping", onOff],
  ["exceptions", (/** @type {string[]} */ urls) => urls],
  ["severalClinics", onOff],
  ["reminders", onOff],
  ["startCheck", onOff],
  ["spared", (/** @type {string[]} */ ids, nameOf) => ids.map(nameOf)],
  ["language", (/** @type {string} */ language) => [message(`options_language_${language}`)]],
];

/** @param {boolean | null} on */
function onOff(on) {
  if (on === null) return [message("options_as_default")];
  return [message(on ? "options_on" : "options_off")];
}

/** @param {BackupFile["diary"]} diary */
function certificates({ entries }) {
  return entries.map(({ clinic, issued }) =>
    message("options_backup_certificate", [
      sanitize(clinic) || message("diary_nameless"),
      formatDay(issued),
    ]),
  );
}

/**
 * The differences, without the times at which reminders were dismissed.
 * @param {BackupFile} now
 * @param {BackupFile} file
 * @param {NameOf} nameOf
 * @returns {Difference[]}
 */
export function differences(now, file, nameOf) {
  const rows = SETTINGS.map(([what, inWords]) => ({
    what: `options_backup_${what}`,
    before: inWords(now.settings[what], nameOf),
    after: inWords(file.settings[what], nameOf),
  }));
  rows.push({
    what: "options_backup_diary",
    before: certificates(now.diary),
    after: certificates(file.diary),
  });
  return rows.filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after));
}

/** @param {string[]} values */
function listed(values) {
  if (values.length === 0) return [message("options_none")];
  const some = values.slice(0, MAX_LINES).map((value) => make("div", {}, addressElement(value)));
  const left = values.length - some.length;
  return [...some, ...(left > 0 ? [make("div", {}, message("history_names_more", [left]))] : [])];
}

/** @param {Difference} difference */
export function drawDifference({ what, before, after }) {
  return make(
    "li",
    { "data-what": what },
    make(
      "div",
      {},
      make("p", { class: "title" }, message(what)),
      make(
        "dl",
        { class: "change" },
        make("dt", {}, message("options_backup_before")),
        make("dd", {}, ...listed(before)),
        make("dt", {}, message("options_backup_after")),
        make("dd", {}, ...listed(after)),
      ),
    ),
  );
}
