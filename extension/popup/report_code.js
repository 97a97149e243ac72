// The report code in the footer: what a person reads out to the support desk, without opening the report.

import { byId, setText } from "../shared/dom.js";
import { message } from "../shared/i18n.js";
import { ask } from "../shared/worker_client.js";

/** Request counter: only the reply to the newest request is drawn. */
let newest = 0;

/**
 * Draws the code of the last diagnosis. The worker makes it from what is saved; no probe runs.
 * @param {boolean} wanted
 */
export async function drawReportCode(wanted) {
  newest += 1;
  const mine = newest;
  const reply = wanted ? await ask({ kind: "report", withExtensionNames: false }) : null;
  if (mine !== newest) return;
  setText(byId("code"), reply?.kind === "report" ? message("popup_code", [reply.code]) : "");
}
