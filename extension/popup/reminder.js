// One line that a certificate expires soon, from the reminder that the worker saved.

import { daysUntil, formatDay } from "../shared/calendar_date.js";
import { button, byId, make, setText, show } from "../shared/dom.js";
import { sanitize } from "../shared/sanitize.js";
import { message, firstMessage } from "../shared/i18n.js";
import { ask } from "../shared/worker_client.js";

const KEY = "reminder";

/**
 * The reminder's text; null if there is none or the saved state is unreadable.
 * @param {any} reminder
 * @param {number} now milliseconds since 1970
 * @returns {{text: string, later: boolean} | null}
 */
export function reminderFor(reminder, now) {
  if (reminder?.v !== 1) return null;
  const due = reminder.due;
  const day = typeof due?.expires === "string" ? formatDay(due.expires) : "";
  if (day === "") {
    return reminder.aside === true ? { text: message("diary_popup_aside"), later: false } : null;
  }
  const left = daysUntil(due.expires, now);
  const when = left > 0 ? "soon" : left === 0 ? "today" : "over";
  const clinic = typeof due.clinic === "string" ? sanitize(due.clinic) : "";
  const key = clinic === "" ? `diary_popup_${when}` : `diary_popup_${when}_clinic`;
  const first = message(key, clinic === "" ? [day, left] : [day, left, clinic]);
  const others = due.others > 0 ? message("diary_popup_others", [due.others]) : "";
  return { text: `${first}${others}`, later: true };
}

/** Success needs no message: the change of the saved state redraws the reminder. */
async function dismiss() {
  const reply = await ask({ kind: "diary", action: "dismiss" });
  const said = byId("reminder").querySelector(".said");
  if (reply.kind !== "error" || !said) return;
  setText(said, firstMessage([`error_${reply.code}`, "error_failed"]));
}

/** @param {{text: string, later: boolean} | null} reminder */
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

/** @param {{text: string, later: boolean}} reminder */
function content({ text, later: canWait }) {
  const href = "../options/options.html#diary";
  return [
    make("p", {}, text),
    make(
      "div",
      { class: "quietly" },
      make(
        "a",
        { class: "button", id: "reminder-more", href, target: "_blank" },
        message("diary_more"),
      ),
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
  const look = async () => {
    const stored = await local.get([KEY, "diary"]);
    draw(reminderFor(stored[KEY], Date.now()));
    return "diary" in stored;
  };
  local.onChanged.addListener((changes) => {
    if (KEY in changes) void look().catch(() => draw(null));
  });
  look().then(
    (there) => there && void ask({ kind: "diary", action: "list" }),
    () => draw(null),
  );
}
