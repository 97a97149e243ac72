// A cause in words, with its number on the vendor's help page. Used by the report and by the message for the chat.

import { message } from "./i18n.js";

/** @param {Pick<import("../../types/messages.js").ReportLine, "cause" | "number">} line */
export function nameOf({ cause, number }) {
  const name = message(`cause_${cause}`);
  return number === null || number === 0 ? name : message("report_help_number", [name, number]);
}
