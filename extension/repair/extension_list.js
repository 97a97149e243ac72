// The list of the other extensions: what each can access, and why it stays enabled. Names are untrusted text.

import { byId, make } from "../shared/dom.js";
import { mayBeRequired, hasNoAccess, isSwitching } from "./preview.js";
import { updatePart, inlineName, nameElement } from "./parts.js";
import { language, message } from "../shared/i18n.js";

/** @typedef {import("../../types/messages.js").Sorted} Sorted */
/** @typedef {import("./extension_experiment.js").ExperimentView} Experiment */
/** Kinds of access shown for each extension, the strongest first. */
const MAX_ACCESS_LINES = 2;

/** @typedef {"ext_insist" | "bisect_insist"} Insist message key of the checkbox */

/** @param {Experiment} experiment */
export function drawList(experiment) {
  const { extensions, run } = experiment.state;
  const moving = run?.phase === "trying" || isSwitching(experiment.state);
  const list = moving ? [] : extensions;
  updatePart(byId("extensions-list"), list.length > 0 ? "list" : "", list, () => [
    group(
      "ext_off_heading",
      list.filter(({ leftOn }) => leftOn === null).map((one) => row(one)),
    ),
    ...optionalGroups(experiment, list, "ext_insist"),
    group(
      "ext_stuck_heading",
      list.filter(cannotBeDisabled).map((one) => row(one)),
    ),
  ]);
}

/** @param {Sorted} extension */
const cannotBeDisabled = (extension) =>
  typeof extension.leftOn === "string" && !hasNoAccess(extension);

/**
 * Extensions that stay enabled, each with a checkbox to include it anyway: required ones, and those without access.
 * @param {Experiment} experiment
 * @param {Sorted[]} list
 * @param {Insist} words
 */
export function optionalGroups(experiment, list, words) {
  const rows = (/** @type {Sorted[]} */ some) =>
    some.map((one) => row(one, includeCheckbox(experiment, one, words)));
  return [
    group("ext_needed_heading", rows(list.filter(mayBeRequired))),
    group("ext_powerless_heading", rows(list.filter(hasNoAccess))),
  ];
}

/**
 * @param {string} key of the heading's message
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
  const why = cannotBeDisabled(extension) ? message(`lefton_${leftOn}`) : "";
  const marks = [need ? message(`need_${need}`) : "", why].filter(Boolean);
  const space = language() === "en" ? " " : "";
  const powers = hasNoAccess(extension)
    ? [message("lefton_no_power")]
    : means.slice(0, MAX_ACCESS_LINES).map((one) => message(`means_${one}`));
  return make(
    "li",
    { "data-extension": id },
    nameElement(extension),
    make("p", { class: "note" }, powers.join(space)),
    ...marks.map((text) => make("p", { class: "warning" }, text)),
    choice,
  );
}

/**
 * The checkbox that includes an extension anyway. Both articles have one; they are kept in step.
 * @param {Experiment} experiment
 * @param {Sorted} extension
 * @param {Insist} words
 */
function includeCheckbox({ includedAnyway, redraw }, extension, words) {
  const { id } = extension;
  const name = message(`${words}_one`, [inlineName(extension)]);
  const box = /** @type {HTMLInputElement} */ (
    make("input", { type: "checkbox", "data-insist": id, "aria-label": name })
  );
  box.checked = includedAnyway.has(id);
  box.addEventListener("change", () => {
    if (box.checked) includedAnyway.add(id);
    else includedAnyway.delete(id);
    for (const twin of document.querySelectorAll("input[data-insist]")) {
      if (/** @type {HTMLElement} */ (twin).dataset["insist"] === id) {
        /** @type {HTMLInputElement} */ (twin).checked = box.checked;
      }
    }
    redraw();
  });
  return make("label", { class: "insist" }, box, make("span", {}, message(words)));
}
