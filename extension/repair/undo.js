// The way back, shared by both articles about extensions: the time that is left, what could not be put back, what stays off.

import { CHROME_EXTENSIONS } from "../shared/addresses.js";
import { button, byId, make, setText } from "../shared/dom.js";
import { heading, line, part, press, shortName, shortNames, ways, wholeName } from "./parts.js";
import { message } from "../shared/i18n.js";

/** @typedef {import("../../types/messages.js").Bisect} Bisect */
/** @typedef {import("../../types/messages.js").Named} Named */
/** @typedef {import("./extension_experiment.js").Trial} Trial */

/** @param {Trial} trial */
export function drawUndo(trial) {
  drawNotice(trial);
  drawRunning(trial, byId("extensions-running"), "try", "ext_stop");
  drawRunning(trial, byId("bisect-running"), "bisect", "bisect_stop");
  drawEnding(trial);
  drawKept(trial);
  drawTime(trial.state, trial.age);
}

/**
 * The time that is left, whatever the PC's clock shows; not read out every second.
 * @param {Bisect | null} state
 * @param {number} age of the state, in milliseconds
 */
export function drawTime(state, age) {
  const ms = Math.max(0, (state?.run?.left ?? 0) - age);
  const seconds = Math.ceil(ms / 1_000);
  const text = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  for (const timer of document.querySelectorAll("[role=timer]")) setText(timer, text);
}

/**
 * The time that is left and the way out, as long as something is switched off.
 * @param {Trial} trial
 * @param {HTMLElement} box
 * @param {"try" | "bisect"} purpose
 * @param {string} stop key of the words for the way out
 */
function drawRunning({ state, send }, box, purpose, stop) {
  const runs = state.run?.phase === "trying" && state.run.purpose === purpose;
  const theirs = state.run?.items.filter((item) => item.by_hand) ?? [];
  // When it is known that it does not help, there is nothing left to do but to put everything back.
  const more = state.run?.seen === "bad" ? "primary" : "";
  part(box, runs ? "running" : "", [more, theirs], () => {
    if (!runs) return [];
    const time = make(
      "p",
      { class: "left" },
      message("ext_left"),
      " ",
      make("span", { role: "timer" }),
    );
    return [
      time,
      theirs.length > 0 ? line(message("ext_theirs", [shortNames(theirs)])) : null,
      ways(press(send, "extend", "ext_extend"), press(send, "stop", stop, more)),
    ];
  });
}

/** Opens Chrome's own list, for what we may not switch; where Chrome refuses, its address can be typed. */
function byHand() {
  const result = make("p", { class: "note", role: "status" });
  const show = async () => {
    try {
      await chrome.tabs.create({ url: CHROME_EXTENSIONS });
    } catch {
      setText(result, message("guide_page_not_opened", [CHROME_EXTENSIONS]));
    }
  };
  const open = button(
    { class: "button", "data-act": "extensions" },
    message("open_extensions"),
    show,
  );
  return make("div", { class: "part" }, line(message("ext_by_hand")), open, result);
}

/**
 * What could not be put back, and how a person can.
 * @param {Named[]} missing
 * @param {Named[]} refused
 */
function troubles(missing, refused) {
  const lines = [
    ...missing.map((named) => message("ext_trouble_missing", [shortName(named)])),
    ...refused.map((named) => message("ext_trouble_refused", [shortName(named)])),
  ];
  if (lines.length === 0) return [];
  const list = make("ul", {}, ...lines.map((text) => make("li", {}, text)));
  return [list, refused.length > 0 ? byHand() : null];
}

/**
 * The name of a notice, and whom it names.
 * @param {Bisect["notice"]} notice
 */
function noticed(notice) {
  if (notice === null || typeof notice === "string") return { name: notice };
  if ("left_by_hand" in notice) return { name: "left_by_hand", theirs: notice.left_by_hand };
  const { missing, refused, by_hand: theirs } = notice.left_behind;
  return { name: "left_behind", missing, refused, theirs };
}

/** @param {Trial} trial */
function drawNotice({ state: { notice }, send }) {
  const { name, missing = [], refused = [], theirs = [] } = noticed(notice);
  const box = byId("trial-notice");
  box.dataset["tone"] = name === "restored" || name === "left_by_hand" ? "well" : "maybe";
  part(box, name ?? "", [missing, refused, theirs], () =>
    name === null
      ? []
      : [
          line(message(`ext_notice_${name}`, [shortNames(theirs)])),
          ...troubles(missing, refused),
          name === "left_behind" && theirs.length > 0
            ? line(message("ext_theirs_off", [shortNames(theirs)]))
            : null,
          ways(press(send, "noticed", "ext_noticed")),
        ],
  );
}

/** @param {Trial} trial */
function drawEnding({ state: { run, search, notice } }) {
  const back = run?.phase === "ending" && run.items.some((item) => item.on);
  const ends = back && search?.phase !== "proving";
  const those = (/** @type {string} */ trouble) =>
    run?.items.filter((item) => item.on && item.trouble === trouble) ?? [];
  const [missing, refused] = [those("missing"), those("refused")];
  const told = typeof notice === "object" && notice !== null && "left_behind" in notice;
  const left = missing.length + refused.length > 0;
  part(byId("trial-ending"), ends ? "ending" : "", [missing, refused, told], () =>
    ends
      ? [
          line(message(left ? "ext_ending_left" : "ext_ending")),
          ...(told ? [] : troubles(missing, refused)),
        ]
      : [],
  );
}

/** @param {Trial} trial */
function drawKept({ state: { kept }, send }) {
  const row = (/** @type {Named} */ named) => {
    const { id } = named;
    const words = { "aria-label": message("ext_give_back_one", [shortName(named)]) };
    const back = { class: "button", "data-event": "give_back", "data-id": id, ...words };
    return make(
      "li",
      {},
      wholeName(named),
      button(back, message("ext_give_back"), () =>
        send({ kind: "bisect", event: "give_back", ids: [id] }),
      ),
    );
  };
  part(byId("trial-kept"), kept.length > 0 ? "kept" : "", kept, () =>
    kept.length > 0
      ? [
          heading(message("ext_kept_heading")),
          make("p", { class: "note" }, message("ext_kept_what")),
          make("ul", { class: "rows" }, ...kept.map(row)),
        ]
      : [],
  );
}
