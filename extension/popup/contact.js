// Whom to ask in this clinic, where the answer is to ask somebody: the administrator's words, as text only.

import { policy } from "../shared/support_contact.js";
import { byId, setText, show } from "../shared/dom.js";
import { FAILING, saysAgain, stepKeyOf } from "./answer.js";

/** @typedef {import("../../types/messages.js").Diagnosis} Diagnosis */

/** Sentences that send a person to somebody else; a test holds them against the words. */
export const ASKS = new Set([
  "first_step_network_other_pcs_fail_too",
  "first_step_network_proxy",
  "first_step_security_software",
  "first_step_url_look_alike",
  "hint_clock_again",
  "reason_blocked_by_policy",
]);

/**
 * Whether the answer is to ask somebody: its sentences say so, or there is none although the door is closed.
 * @param {Diagnosis} diagnosis
 */
export function asksSomebody({ state, primary, findings }) {
  if (state === "running") return false;
  const found = findings.find(({ cause }) => cause === primary);
  if (!found) return FAILING.has(state) || state === "failed";
  return (
    ASKS.has(stepKeyOf(found)) ||
    ASKS.has(`reason_${found.reason}`) ||
    (saysAgain(found) && ASKS.has("hint_clock_again"))
  );
}

/** Shows it or not. @param {boolean} wanted */
export async function drawContact(wanted) {
  const text = wanted ? ((await policy())?.supportText ?? "") : "";
  setText(byId("contact-text"), text);
  show(byId("contact"), text !== "");
}
