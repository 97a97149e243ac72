// Words that the report's text and the reader of codes share.

import { message } from "../shared/i18n.js";

/** @param {string[]} parts */
export const listed = (parts) => parts.join(message("list_comma"));

/** @param {boolean} value */
export const yesNo = (value) => message(value ? "report_yes" : "report_no");
