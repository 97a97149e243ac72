// Says above the answer that extensions are switched off just now, or what a person has to know of an earlier try.

import { button, byId, make, setText, show } from "../pages/dom.js";
import { language, say, sayFinest } from "../pages/words.js";
import { ask } from "./ask.js";

/**
 * @typedef {object} Banner
 * @property {"trying" | "ending" | "paused" | "notice"} state
 * @property {string} key of its sentence
 * @property {(string | number)[]} values
 * @property {"extensions" | "bisect"} page where it goes on
 */

const KEYS = ["repair", "bisect", "notice"];
/** Notices about which nothing has to be done. */
const WELL = ["banner_notice_restored", "banner_notice_left_by_hand"];

/**
 * What is switched off, or being switched on. Who cannot be restored, and is known to be so, is not waited for here.
 * @param {any} repair
 * @param {number} now
 * @returns {Banner | null}
 */
function ofRun(repair, now) {
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
function ofNotice(notice) {
  const what = notice?.v === 1 ? notice.notice : null;
  const name = ["left_behind", "left_by_hand"].find((one) => what?.[one]) ?? what;
  const left = [what?.left_behind?.missing, what?.left_behind?.refused].flat().filter(Boolean);
  const key = `banner_notice_${name}`;
  if (typeof name !== "string" || !say(key)) return null;
  if (name === "left_behind" && left.length === 0) return null;
  return { state: "notice", key, values: [left.length], page: "extensions" };
}

/**
 * The one thing to be said, the most pressing first; of what cannot be read nothing is said.
 * @param {Record<string, any>} stored
 * @param {number} now milliseconds since 1970
 * @returns {Banner | null}
 */
export function bannerOf({ repair, bisect, notice }, now) {
  const run = ofRun(repair, now);
  const told = ofNotice(notice);
  if (run?.state === "trying") return run;
  if (told && !WELL.includes(told.key)) return told;
  if (run) return run;
  const paused = bisect?.v === 1 && bisect.phase === "paused";
  return paused ? { state: "paused", key: "banner_paused", values: [], page: "bisect" } : told;
}

/** What the worker then saves is drawn by itself. */
async function stop() {
  const reply = await ask({ kind: "bisect", event: "stop" });
  const said = byId("banner").querySelector(".said");
  if (reply.kind !== "error" || !said) return;
  setText(said, sayFinest([`error_${reply.code}`, "error_failed"]));
}

/** @param {Banner | null} banner */
function draw(banner) {
  const place = byId("banner");
  const says = JSON.stringify(banner);
  if (place.dataset["says"] === says) return;
  const held = place.contains(document.activeElement);
  place.dataset["says"] = says;
  place.dataset["state"] = banner?.state ?? "";
  place.replaceChildren(...(banner ? parts(banner) : []));
  show(place, banner !== null);
  if (held) (banner ? place : byId("headline")).focus();
}

/** @param {Banner} banner */
function parts({ state, key, values, page }) {
  const href = `../pages/repair.html#${page}`;
  const more = say(state === "notice" ? "banner_details" : "banner_more");
  return [
    make("p", {}, say(key, values)),
    make(
      "div",
      { class: "quietly" },
      make("a", { class: "button", "data-banner": "more", href, target: "_blank" }, more),
      state === "trying"
        ? button({ class: "button", "data-banner": "stop" }, say("banner_stop"), stop)
        : null,
    ),
    make("p", { class: "said", role: "alert" }),
  ];
}

/** Shows it, and again whenever what is saved changes; what is damaged beyond reading shows nothing. */
export function startBanner() {
  // eslint-disable-next-line no-restricted-syntax -- one look: the worker, which may be busy, is not asked
  const { local } = chrome.storage;
  const look = () =>
    local
      .get(KEYS)
      .then((stored) => draw(bannerOf(stored, Date.now())))
      .catch(() => draw(null));
  local.onChanged.addListener((changes) => {
    if (KEYS.some((key) => key in changes)) void look();
  });
  void look();
}
