// The banner above the result: extensions are disabled at the moment, or an earlier run left a notice.
// It reads the saved state itself, because it must appear before the core has started.

import { button, byId, make, setText, show } from "../shared/dom.js";
import { language, message, firstMessage } from "../shared/i18n.js";
import { ask } from "../shared/worker_client.js";

/**
 * @typedef {object} Banner
 * @property {"trying" | "ending" | "paused" | "notice"} state
 * @property {string} key of its message
 * @property {(string | number)[]} values
 * @property {"extensions" | "bisect"} page article of the repair page that its link opens
 */

const KEYS = ["repair", "bisect", "notice"];
/** Notices that need no action. */
const HARMLESS_NOTICES = ["banner_notice_restored", "banner_notice_left_by_hand"];

/**
 * The banner for a run: extensions are disabled, or being re-enabled. Extensions that could not be re-enabled, and of
 * which the person was told, do not count as pending.
 * @param {any} repair
 * @param {number} now
 * @returns {Banner | null}
 */
function runBanner(repair, now) {
  const run = repair?.v === 2 ? repair.run : null;
  const page = run?.purpose === "bisect" ? "bisect" : "extensions";
  // See crate/src/base/deadline.rs.
  const deadline = run?.deadline?.at ?? run?.deadline;
  if (run?.phase === "trying" && deadline > now) {
    const time = new Intl.DateTimeFormat(language(), { timeStyle: "short" }).format(deadline);
    return { state: "trying", key: "banner_trying", values: [time], page };
  }
  const over = run?.phase === "trying" && deadline <= now;
  const coming =
    Array.isArray(run?.items) &&
    run.items.some((/** @type {any} */ one) => one?.on && one.by_hand !== true);
  const ending = run?.phase?.ending && run.patience !== "told" && coming;
  return over || ending ? { state: "ending", key: "banner_ending", values: [], page } : null;
}

/**
 * @param {any} notice
 * @returns {Banner | null}
 */
function noticeBanner(notice) {
  const what = notice?.v === 1 ? notice.notice : null;
  const name = ["left_behind", "left_by_hand"].find((one) => what?.[one]) ?? what;
  const left = [what?.left_behind?.missing, what?.left_behind?.refused].flat().filter(Boolean);
  const key = `banner_notice_${name}`;
  if (typeof name !== "string" || !message(key)) return null;
  if (name === "left_behind" && left.length === 0) return null;
  return { state: "notice", key, values: [left.length], page: "extensions" };
}

/**
 * The most urgent banner; null if there is none or the saved state is unreadable.
 * @param {Record<string, any>} stored
 * @param {number} now milliseconds since 1970
 * @returns {Banner | null}
 */
export function bannerFor({ repair, bisect, notice }, now) {
  const run = runBanner(repair, now);
  const told = noticeBanner(notice);
  if (run?.state === "trying") return run;
  if (told && !HARMLESS_NOTICES.includes(told.key)) return told;
  if (run) return run;
  const paused = bisect?.v === 1 && bisect.phase === "paused";
  return paused ? { state: "paused", key: "banner_paused", values: [], page: "bisect" } : told;
}

/** Success needs no message: the change of the saved state redraws the banner. */
async function stop() {
  const reply = await ask({ kind: "bisect", event: "stop" });
  const said = byId("banner").querySelector(".said");
  if (reply.kind !== "error" || !said) return;
  setText(said, firstMessage([`error_${reply.code}`, "error_failed"]));
}

/** @param {Banner | null} banner */
function draw(banner) {
  const place = byId("banner");
  const says = JSON.stringify(banner);
  if (place.dataset["says"] === says) return;
  const held = place.contains(document.activeElement);
  place.dataset["says"] = says;
  place.dataset["state"] = banner?.state ?? "";
  place.replaceChildren(...(banner ? content(banner) : []));
  show(place, banner !== null);
  if (held) (banner ? place : byId("headline")).focus();
}

/** @param {Banner} banner */
function content({ state, key, values, page }) {
  const href = `../repair/repair.html#${page}`;
  const more = message(state === "notice" ? "banner_details" : "banner_more");
  return [
    make("p", {}, message(key, values)),
    make(
      "div",
      { class: "quietly" },
      make("a", { class: "button", "data-banner": "more", href, target: "_blank" }, more),
      state === "trying"
        ? button({ class: "button", "data-banner": "stop" }, message("banner_stop"), stop)
        : null,
    ),
    make("p", { class: "said", role: "alert" }),
  ];
}

/** Draws the banner now and after every change of the saved state. */
export function startBanner() {
  // eslint-disable-next-line no-restricted-syntax -- read only, and the worker may be busy
  const { local } = chrome.storage;
  const redraw = () =>
    local
      .get(KEYS)
      .then((stored) => draw(bannerFor(stored, Date.now())))
      .catch(() => draw(null));
  local.onChanged.addListener((changes) => {
    if (KEYS.some((key) => key in changes)) void redraw();
  });
  void redraw();
}
