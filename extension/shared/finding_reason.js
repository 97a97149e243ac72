// The sentence that says why a check reached its verdict. Used by the popup and by the report.

import { message, firstMessage, placeholderValues } from "./i18n.js";

/** @typedef {import("../../types/messages.js").Finding} Finding */
/** @typedef {import("../../types/messages.js").Reason} Reason */

/** In minutes. */
const HOUR = 60;
const DAY = 24 * HOUR;

/**
 * The reason of a finding as a sentence. From two hours on, minutes are given in hours or days.
 * A `count` of 0 uses the words that announce no list.
 * @param {Pick<Finding, "reason" | "params">} finding
 */
export function reasonOf({ reason, params }) {
  const { minutes, count } = params;
  /** @type {`reason_${Reason}`} */
  const key = `reason_${reason}`;
  if (count === 0) return firstMessage([`${key}_none`, key], placeholderValues(params));
  if (typeof minutes !== "number" || minutes < 2 * HOUR) {
    return message(key, placeholderValues(params));
  }
  const full = minutes % HOUR === 0 ? [`${key}_full_hours`] : [];
  const finer =
    minutes < 2 * DAY
      ? firstMessage([...full, `${key}_hours`], inHours(params, minutes))
      : firstMessage([`${key}_days`], [inDays(params, minutes)]);
  return finer || message(key, placeholderValues(params));
}

/**
 * Full hours, the remaining minutes, and the error bound if there is one: an "at least" value has none.
 * @param {Finding["params"]} params
 * @param {number} minutes
 */
const inHours = ({ boundSeconds = "" }, minutes) => [
  Math.floor(minutes / HOUR),
  minutes % HOUR,
  boundSeconds,
];

/**
 * Days, without the error bound: seconds do not matter there. An "at least" value is rounded down.
 * @param {Finding["params"]} params
 * @param {number} minutes
 */
const inDays = ({ boundSeconds }, minutes) =>
  boundSeconds === undefined ? Math.floor(minutes / DAY) : Math.round(minutes / DAY);
