// Shared by both articles about extensions: the remaining time, extensions that could not be re-enabled, extensions kept off.

import { CHROME_EXTENSIONS } from "../shared/addresses.js";
import { button, byId, make, setText } from "../shared/dom.js";
import {
  heading,
  paragraph,
  updatePart,
  eventButton,
  inlineName,
  inlineNames,
  actionRow,
  nameElement,
} from "./parts.js";
import { message } from "../shared/i18n.js";

/** @typedef {import("../../types/messages.js").Bisect} Bisect */
/** @typedef {import("../../types/messages.js").Named} Named */
/** @typedef {import("./extension_experiment.js").ExperimentView} Experiment */

/** @param {Experiment} experiment */
export function drawUndo(experiment) {
  drawNotice(experiment);
  drawRunning(experiment, byId("extensions-running"), "try", "ext_stop");
  drawRunning(experiment, byId("bisect-running"), "bisect", "bisect_stop");
  drawEnding(experiment);
  drawKept(experiment);
  drawTime(experiment.state, experiment.age);
}

/**
 * The remaining time, independent of the PC's clock. Not announced every second.
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
 * The remaining time and the stop button, while extensions are disabled.
 * @param {Experiment} experiment
 * @param {HTMLElement} box
 * @param {"try" | "bisect"} purpose
 * @param {string} stop key of the stop button's label
 */
function drawRunning({ state, send }, box, purpose, stop) {
  const runs = state.run?.phase === "trying" && state.run.purpose === purpose;
  const theirs = state.run?.items.filter((item) => item.by_hand) ?? [];
  // If disabling did not help, stopping is the primary action.
  const more = state.run?.seen === "bad" ? "primary" : "";
  updatePart(box, runs ? "running" : "", [more, theirs], () => {
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
      theirs.length > 0 ? paragraph(message("ext_theirs", [inlineNames(theirs)])) : null,
      actionRow(eventButton(send, "extend", "ext_extend"), eventButton(send, "stop", stop, more)),
    ];
  });
}

/** A button to chrome://extensions, for extensions that we may not enable. If Chrome refuses, shows the address to type. */
function openExtensionsPage() {
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
  return make("div", { class: "part" }, paragraph(message("ext_by_hand")), open, result);
}

/**
 * The extensions that could not be re-enabled, and how the person can do it.
 * @param {Named[]} missing
 * @param {Named[]} refused
 */
function failures(missing, refused) {
  const lines = [
    ...missing.map((named) => message("ext_trouble_missing", [inlineName(named)])),
    ...refused.map((named) => message("ext_trouble_refused", [inlineName(named)])),
  ];
  if (lines.length === 0) return [];
  const list = make("ul", {}, ...lines.map((text) => make("li", {}, text)));
  return [list, refused.length > 0 ? openExtensionsPage() : null];
}

/**
 * The name of a notice and the extensions that it lists.
 * @param {Bisect["notice"]} notice
 */
function noticeParts(notice) {
  if (notice === null || typeof notice === "string") return { name: notice };
  if ("left_by_hand" in notice) return { name: "left_by_hand", theirs: notice.left_by_hand };
  const { missing, refused, by_hand: theirs } = notice.left_behind;
  return { name: "left_behind", missing, refused, theirs };
}

/** @param {Experiment} experiment */
function drawNotice({ state: { notice }, send }) {
  const { name, missing = [], refused = [], theirs = [] } = noticeParts(notice);
  const box = byId("experiment-notice");
  box.dataset["tone"] = name === "restored" || name === "left_by_hand" ? "well" : "maybe";
  updatePart(box, name ?? "", [missing, refused, theirs], () =>
    name === null
      ? []
      : [
          paragraph(message(`ext_notice_${name}`, [inlineNames(theirs)])),
          ...failures(missing, refused),
          name === "left_behind" && theirs.length > 0
            ? paragraph(message("ext_theirs_off", [inlineNames(theirs)]))
            : null,
          actionRow(eventButton(send, "noticed", "ext_noticed")),
        ],
  );
}

/** @param {Experiment} experiment */
function drawEnding({ state: { run, search, notice } }) {
  const back = run?.phase === "ending" && run.items.some((item) => item.on);
  const ends = back && search?.phase !== "proving";
  const those = (/** @type {string} */ trouble) =>
    run?.items.filter((item) => item.on && item.trouble === trouble) ?? [];
  const [missing, refused] = [those("missing"), those("refused")];
  const told = typeof notice === "object" && notice !== null && "left_behind" in notice;
  const left = missing.length + refused.length > 0;
  updatePart(byId("experiment-ending"), ends ? "ending" : "", [missing, refused, told], () =>
    ends
      ? [
          paragraph(message(left ? "ext_ending_left" : "ext_ending")),
          ...(told ? [] : failures(missing, refused)),
        ]
      : [],
  );
}

/** @param {Experiment} experiment */
function drawKept({ state: { kept }, send }) {
  const row = (/** @type {Named} */ named) => {
    const { id } = named;
    const words = { "aria-label": message("ext_give_back_one", [inlineName(named)]) };
    const back = { class: "button", "data-event": "give_back", "data-id": id, ...words };
    return make(
      "li",
      {},
      nameElement(named),
      button(back, message("ext_give_back"), () =>
        send({ kind: "bisect", event: "give_back", ids: [id] }),
      ),
    );
  };
  updatePart(byId("experiment-kept"), kept.length > 0 ? "kept" : "", kept, () =>
    kept.length > 0
      ? [
          heading(message("ext_kept_heading")),
          make("p", { class: "note" }, message("ext_kept_what")),
          make("ul", { class: "rows" }, ...kept.map(row)),
        ]
      : [],
  );
}
