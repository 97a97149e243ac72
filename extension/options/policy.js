// The administrator's policy: enforced values, defaults, and values that are invalid.

import { loadPolicy } from "../shared/support_contact.js";
import { byId, make, show } from "../shared/dom.js";
import { message } from "../shared/i18n.js";

/** @typedef {import("../../types/messages.js").Policy} Policy */
/** @typedef {Policy["errors"][number]} PolicyError */

/** Errors in a list whose other entries still count. */
const PARTLY_VALID = new Set(["not_ids", "too_many"]);

/** @param {boolean | null} on */
const onOff = (on) => (on === null ? "" : message(on ? "options_on" : "options_off"));

/** @param {string[]} parts */
const listed = (parts) => parts.join(message("list_comma"));

/**
 * Each value with its name; "" if it is not set.
 * @param {Policy} said
 */
function enforced({ correction, reminders, startCheck, neverTouch, supportText, leftOut }) {
  return [
    [message("options_correction"), onOff(correction)],
    [message("options_reminders"), onOff(reminders)],
    [message("options_start_check"), onOff(startCheck)],
    [
      message("options_spared_heading"),
      neverTouch.length ? message("policy_count", [neverTouch.length]) : "",
    ],
    [message("policy_support"), supportText ?? ""],
    [message("policy_left_out"), listed(leftOut.map((part) => message(`policy_part_${part}`)))],
  ];
}

/** @param {Policy} said */
function defaults({ defaults: { correction, reminders, startCheck, extensionNames } }) {
  return [
    [message("options_correction"), onOff(correction)],
    [message("options_reminders"), onOff(reminders)],
    [message("options_start_check"), onOff(startCheck)],
    [message("report_names"), onOff(extensionNames)],
  ];
}

/**
 * @param {string[][]} values
 * @param {string} note
 */
function rows(values, note) {
  return values
    .filter(([, value]) => value !== "")
    .map(([name = "", value = ""]) =>
      make(
        "li",
        {},
        make("div", {}, make("p", { class: "title" }, name), make("p", {}, make("bdi", {}, value))),
        make("span", { class: "note" }, message(note)),
      ),
    );
}

/** @param {PolicyError} error */
function errorRow({ key, why, found }) {
  const kept = why === "unknown_key" ? "unused" : PARTLY_VALID.has(why) ? "rest" : "default";
  return make(
    "li",
    { "data-why": why },
    make(
      "div",
      {},
      key === null ? null : make("p", { class: "title" }, make("code", {}, key)),
      make("p", {}, message(`policy_why_${why}`)),
      found.length > 0 ? make("p", { class: "address" }, make("bdi", {}, listed(found))) : null,
      make("p", { class: "note" }, message(`policy_kept_${kept}`)),
    ),
  );
}

/** Loads and draws the policy; the part is hidden if nothing is set. */
export async function refreshPolicy() {
  const said = await loadPolicy();
  if (!said) return;
  const set = [
    ...rows(enforced(said), "options_forced"),
    ...rows(defaults(said), "policy_is_default"),
  ];
  const errors = said.errors.map(errorRow);
  byId("policy-list").replaceChildren(...set);
  byId("policy-errors").replaceChildren(...errors);
  show(byId("policy-wrong"), errors.length > 0);
  show(byId("policy"), set.length + errors.length > 0);
}
