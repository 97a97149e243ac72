// The text for an error on the settings page.

import { firstMessage } from "../shared/i18n.js";

/** @typedef {import("../../types/messages.js").Failed} Failed */

/** Codes whose popup message also fits here. Others mention the popup's button "check again". */
const POPUP_CODES = new Set(["not_permitted", "storage", "core_missing"]);

/**
 * The message for an error, as this page words it.
 * @param {Failed} failed
 */
export function failureText({ code }) {
  return firstMessage([
    `options_error_${code}`,
    POPUP_CODES.has(code) ? `error_${code}` : "options_error",
  ]);
}
