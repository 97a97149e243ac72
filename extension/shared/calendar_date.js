// Calendar dates as the worker writes them ("2026-01-31"): formatting and counting days.

import { language } from "./i18n.js";

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Noon of the day in the PC's time zone, so that a change to summer time cannot move it to another day.
 * @param {string} day
 */
function noon(day) {
  // A time without a zone is local time. A text that is no date gives an invalid date.
  return new Date(`${day}T12:00:00`);
}

/**
 * The date in the language of the page; "" if the text is no date.
 * @param {string} day
 */
export function formatDay(day) {
  const at = noon(day);
  if (Number.isNaN(at.getTime())) return "";
  return new Intl.DateTimeFormat(language(), { dateStyle: "long" }).format(at);
}

/**
 * Days from today until the given day; negative if it has passed.
 * @param {string} day
 * @param {number} now milliseconds since 1970
 */
export function daysUntil(day, now) {
  const today = new Date(now);
  today.setHours(12, 0, 0, 0);
  return Math.round((noon(day).getTime() - today.getTime()) / DAY_MS);
}

/**
 * The date so many days later, in the worker's form.
 * @param {string} day
 * @param {number} days
 */
export function daysLater(day, days) {
  const at = noon(day);
  at.setDate(at.getDate() + days);
  // The Swedish form of a date is 2026-01-31.
  return Number.isNaN(at.getTime()) ? "" : new Intl.DateTimeFormat("sv-SE").format(at);
}
