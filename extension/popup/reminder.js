// Says in one line that a certificate runs out, when the diary has something to remind of.

import { daysUntil, formatDay } from "../shared/calendar_date.js";
import { button, byId, make, setText, show } from "../shared/dom.js";
import { short } from "../shared/sanitize.js";
import { say, sayFinest } from "../shared/i18n.js";
import { ask } from "../shared/worker_client.js";

const KEY = "reminder";

/**
 * The sentence; null where there is nothing to say, or what is saved cannot be read.
 * @param {any} reminder
 * @param {number} now milliseconds since 1970
 * @returns {{text: string, later: boolean} | null}
 */
export function reminderOf(reminder, now) {
  if (reminder?.v !== 1) return null;
  const due = reminder.due;
  const day = typeof due?.expires === "string" ? formatDay(due.expires) : "";
  if (day === "") {
    return reminder.aside === true ? { text: say("diary_popup_aside"), later: false } : null;
  }
  const left = daysUntil(due.expires, now);
  const when = left > 0 ? "soon" : left === 0 ? "today" : "over";
  const clinic = typeof due.clinic === "string" ? short(due.clinic) : "";
  const key = clinic === "" ? `diary_popup_${when}` : `diary_popup_${when}_clinic`;
  const first = say(key, clinic === "" ? [day, left] : [day, left, clinic]);
  const others = due.others > 0 ? say("diary_popup_others", [due.others]) : "";
  return { text: `${first}${others}`, later: true };
}

/** What the worker then saves is drawn by itself. */
async function later() {
  const reply = await ask({ kind: "diary", action: "dismiss" });
  const said = byId("reminder").querySelector(".said");
  if (reply.kind !== "error" || !said) return;
  setText(said, sayFinest([`error_${reply.code}`, "error_failed"]));
}

/** @param {{text: string, later: boolean} | null} reminder */
function draw(reminder) {
  const place = byId("reminder");
  const says = JSON.stringify(reminder);
  if (place.dataset["says"] === says) return;
  const held = place.contains(document.activeElement);
  place.dataset["says"] = says;
  place.replaceChildren(...(reminder ? parts(reminder) : []));
  show(place, reminder !== null);
  if (held) (reminder ? place : byId("headline")).focus();
}

/** @param {{text: string, later: boolean}} reminder */
function parts({ text, later: canWait }) {
  const href = "../options/options.html#diary";
  return [
    make("p", {}, text),
    make(
      "div",
      { class: "quietly" },
      make(
        "a",
        { class: "button", id: "reminder-more", href, target: "_blank" },
        say("diary_more"),
      ),
      canWait ? button({ class: "button", id: "reminder-later" }, say("diary_later"), later) : null,
    ),
    make("p", { class: "said", role: "alert" }),
  ];
}

/** Shows what is saved, and lets the worker look whether that is still so where there is a diary at all. */
export function startReminder() {
  // eslint-disable-next-line no-restricted-syntax -- one look: the worker, which may be busy, is not asked
  const { local } = chrome.storage;
  const look = async () => {
    const stored = await local.get([KEY, "diary"]);
    draw(reminderOf(stored[KEY], Date.now()));
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
