// A day of the calendar, as the worker writes it ("2026-01-31"), in words and numbers.

import { language } from "./i18n.js";

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Its noon on this PC's wall, so that no change to summer time makes it another day.
 * @param {string} day
 */
function noon(day) {
  // With a time but no zone it is read as this PC's own; what is no day becomes an invalid date.
  return new Date(`${day}T12:00:00`);
}

/**
 * As people here write it; "" for what is no day.
 * @param {string} day
 */
export function formatDay(day) {
  const at = noon(day);
  if (Number.isNaN(at.getTime())) return "";
  return new Intl.DateTimeFormat(language(), { dateStyle: "long" }).format(at);
}

/**
 * How many days there are from today until then; below zero, it has passed.
 * @param {string} day
 * @param {number} now milliseconds since 1970
 */
export function daysUntil(day, now) {
  const today = new Date(now);
  today.setHours(12, 0, 0, 0);
  return Math.round((noon(day).getTime() - today.getTime()) / DAY_MS);
}

/**
 * So many days later, as the worker writes it.
 * @param {string} day
 * @param {number} days
 */
export function daysLater(day, days) {
  const at = noon(day);
  at.setDate(at.getDate() + days);
  // The Swedish form of a date is 2026-01-31.
  return Number.isNaN(at.getTime()) ? "" : new Intl.DateTimeFormat("sv-SE").format(at);
}
