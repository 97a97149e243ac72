// One line for the reminder that the worker saved: a finding of the check at Chrome's start, otherwise a certificate that
// expires soon.

import { daysUntil, formatDay } from "../shared/calendar_date.js";
import { button, byId, make, setText, show } from "../shared/dom.js";
import { sanitize } from "../shared/sanitize.js";
import { language, message, firstMessage } from "../shared/i18n.js";
import { ask } from "../shared/worker_client.js";

const KEY = "reminder";
const DIARY = "../options/options.html#diary";

/**
 * `more`: the label of the link; `later`: whether the line can wait until the next reminder.
 * @typedef {{text: string, more: string, href: string, later: boolean}} Line
 */
/** A unit is used for amounts of at least two; otherwise the next smaller unit. @type {[unit: string, seconds: number][]} */
const UNITS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

/** A lower bound of a time, so it is rounded down. @param {number} seconds */
function amount(seconds) {
  const [unit, length] = UNITS.find(([, one]) => seconds >= 2 * one) ?? ["second", 1];
  const style = /** @type {const} */ ({ style: "unit", unitDisplay: "long" });
  return new Intl.NumberFormat(language(), { ...style, unit }).format(Math.floor(seconds / length));
}

/**
 * The line for a notice of the check at Chrome's start; null if it is unreadable.
 * @param {any} notice
 * @returns {Line | null}
 */
function startLine(notice) {
  const line = (/** @type {string} */ text, /** @type {string} */ guide) => ({
    text,
    more: message("start_notice_guide"),
    href: `../guide/guide.html#${guide}`,
    later: false,
  });
  if (Number.isFinite(notice?.clock)) {
    const key = `start_notice_clock_${notice.clock > 0 ? "ahead" : "behind"}`;
    return line(message(key, [amount(Math.abs(notice.clock))]), "clock");
  }
  if (notice?.missing) return line(message("start_notice_missing"), "certificate_missing");
  const { clinic, expires } = notice?.expired ?? {};
  const day = typeof expires === "string" ? formatDay(expires) : "";
  if (day === "") return null;
  const name = typeof clinic === "string" ? sanitize(clinic) : "";
  const key = name === "" ? "start_notice_expired" : "start_notice_expired_clinic";
  return line(message(key, [day, name]), "certificate_missing");
}

/**
 * The line to show: a notice of the check at Chrome's start takes precedence over the certificate records. Null if there is
 * nothing to show or the saved state is unreadable.
 * @param {any} reminder
 * @param {number} now milliseconds since 1970
 * @returns {Line | null}
 */
export function reminderFor(reminder, now) {
  if (reminder?.v !== 1) return null;
  const start = startLine(reminder.start?.[0]);
  if (start) return start;
  const toDiary = { more: message("diary_more"), href: DIARY };
  const due = reminder.due;
  const day = typeof due?.expires === "string" ? formatDay(due.expires) : "";
  if (day === "") {
    const text = message("diary_popup_aside");
    return reminder.aside === true ? { text, ...toDiary, later: false } : null;
  }
  const left = daysUntil(due.expires, now);
  const when = left > 0 ? "soon" : left === 0 ? "today" : "over";
  const clinic = typeof due.clinic === "string" ? sanitize(due.clinic) : "";
  const key = clinic === "" ? `diary_popup_${when}` : `diary_popup_${when}_clinic`;
  const first = message(key, clinic === "" ? [day, left] : [day, left, clinic]);
  const others = due.others > 0 ? message("diary_popup_others", [due.others]) : "";
  return { text: `${first}${others}`, ...toDiary, later: true };
}

/** Success needs no message: the change of the saved state redraws the reminder. */
async function dismiss() {
  const reply = await ask({ kind: "diary", action: "dismiss" });
  const said = byId("reminder").querySelector(".said");
  if (reply.kind !== "error" || !said) return;
  setText(said, firstMessage([`error_${reply.code}`, "error_failed"]));
}

/** @param {Line | null} reminder */
function draw(reminder) {
  const place = byId("reminder");
  const says = JSON.stringify(reminder);
  if (place.dataset["says"] === says) return;
  const held = place.contains(document.activeElement);
  place.dataset["says"] = says;
  place.replaceChildren(...(reminder ? content(reminder) : []));
  show(place, reminder !== null);
  if (held) (reminder ? place : byId("headline")).focus();
}

/** @param {Line} reminder */
function content({ text, more, href, later: canWait }) {
  return [
    make("p", {}, text),
    make(
      "div",
      { class: "quietly" },
      make("a", { class: "button", id: "reminder-more", href, target: "_blank" }, more),
      canWait
        ? button({ class: "button", id: "reminder-later" }, message("diary_later"), dismiss)
        : null,
    ),
    make("p", { class: "said", role: "alert" }),
  ];
}

/** Draws the saved reminder. If there is a diary, the worker is asked to update the reminder. */
export function startReminder() {
  // eslint-disable-next-line no-restricted-syntax -- read only, and the worker may be busy
  const { local } = chrome.storage;
  const redraw = async () => {
    const stored = await local.get([KEY, "diary"]);
    draw(reminderFor(stored[KEY], Date.now()));
    return "diary" in stored;
  };
  local.onChanged.addListener((changes) => {
    if (KEY in changes) void redraw().catch(() => draw(null));
  });
  redraw().then(
    (there) => there && void ask({ kind: "diary", action: "list" }),
    () => draw(null),
  );
}
