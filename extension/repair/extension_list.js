// The list of the other extensions: what each can do, and why it is left on; names are untrusted text.

import { byId, make } from "../shared/dom.js";
import { isNeeded, isPowerless, isSwitching } from "./preview.js";
import { part, shortName, wholeName } from "./parts.js";
import { language, message } from "../shared/i18n.js";

/** @typedef {import("../../types/messages.js").Sorted} Sorted */
/** @typedef {import("./extension_experiment.js").Trial} Trial */
/** So many of its powers are named, the strongest first: more than that is no help in choosing. */
const NAMED = 2;

/** @typedef {"ext_insist" | "bisect_insist"} Insist words of the checkbox */

/** @param {Trial} trial */
export function drawList(trial) {
  const { extensions, run } = trial.state;
  const moving = run?.phase === "trying" || isSwitching(trial.state);
  const list = moving ? [] : extensions;
  part(byId("extensions-list"), list.length > 0 ? "list" : "", list, () => [
    group(
      "ext_off_heading",
      list.filter(({ leftOn }) => leftOn === null).map((one) => row(one)),
    ),
    ...optionalOnes(trial, list, "ext_insist"),
    group(
      "ext_stuck_heading",
      list.filter(isStuck).map((one) => row(one)),
    ),
  ]);
}

/** @param {Sorted} extension */
const isStuck = (extension) => typeof extension.leftOn === "string" && !isPowerless(extension);

/**
 * Those that may be needed, and those without power, each with the choice to include it all the same.
 * @param {Trial} trial
 * @param {Sorted[]} list
 * @param {Insist} words
 */
export function optionalOnes(trial, list, words) {
  const rows = (/** @type {Sorted[]} */ some) =>
    some.map((one) => row(one, insist(trial, one, words)));
  return [
    group("ext_needed_heading", rows(list.filter(isNeeded))),
    group("ext_powerless_heading", rows(list.filter(isPowerless))),
  ];
}

/**
 * @param {string} key of the words for the heading
 * @param {HTMLElement[]} rows
 */
function group(key, rows) {
  if (rows.length === 0) return null;
  const list = make("ul", { class: "extensions" }, ...rows);
  return make("div", { class: "part" }, make("h3", {}, message(key)), list);
}

/**
 * @param {Sorted} extension
 * @param {HTMLElement | null} [choice]
 */
function row(extension, choice = null) {
  const { id, means, need, leftOn } = extension;
  const why = isStuck(extension) ? message(`lefton_${leftOn}`) : "";
  const marks = [need ? message(`need_${need}`) : "", why].filter(Boolean);
  const space = language() === "en" ? " " : "";
  const powers = isPowerless(extension)
    ? [message("lefton_no_power")]
    : means.slice(0, NAMED).map((one) => message(`means_${one}`));
  return make(
    "li",
    { "data-extension": id },
    wholeName(extension),
    make("p", { class: "note" }, powers.join(space)),
    ...marks.map((text) => make("p", { class: "warning" }, text)),
    choice,
  );
}

/**
 * The checkbox that includes a needed one all the same; both articles have it.
 * @param {Trial} trial
 * @param {Sorted} extension
 * @param {Insist} words
 */
function insist({ insisted, redraw }, extension, words) {
  const { id } = extension;
  const name = message(`${words}_one`, [shortName(extension)]);
  const box = /** @type {HTMLInputElement} */ (
    make("input", { type: "checkbox", "data-insist": id, "aria-label": name })
  );
  box.checked = insisted.has(id);
  box.addEventListener("change", () => {
    if (box.checked) insisted.add(id);
    else insisted.delete(id);
    for (const twin of document.querySelectorAll("input[data-insist]")) {
      if (/** @type {HTMLElement} */ (twin).dataset["insist"] === id) {
        /** @type {HTMLInputElement} */ (twin).checked = box.checked;
      }
    }
    redraw();
  });
  return make("label", { class: "insist" }, box, make("span", {}, message(words)));
}
