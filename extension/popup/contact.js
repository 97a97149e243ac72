// Shows the clinic's support contact when the result advises to ask somebody.

import { loadPolicy } from "../shared/support_contact.js";
import { byId, setText, show } from "../shared/dom.js";
import { FAILING_STATES, isRepeatedClockError, firstStepKey } from "./result.js";

/** @typedef {import("../../types/messages.js").Diagnosis} Diagnosis */

/** Keys of messages that advise to ask somebody. A unit test compares them with the messages. */
export const ASKS_KEYS = new Set([
  "first_step_certificate_revoked_other_pcs_fail_too",
  "first_step_network_network_sign_in",
  "first_step_network_other_pcs_fail_too",
  "first_step_network_proxy",
  "first_step_security_software",
  "first_step_security_software_filtered",
  "first_step_url_look_alike",
  "hint_clock_again",
  "reason_blocked_by_policy",
]);

/**
 * Whether to show the contact: a message advises to ask somebody, or the sign-in fails and no cause is found.
 * @param {Diagnosis} diagnosis
 */
export function advisesToAsk({ state, primary, findings }) {
  if (state === "running") return false;
  const found = findings.find(({ cause }) => cause === primary);
  if (!found) return FAILING_STATES.has(state) || state === "failed";
  return (
    ASKS_KEYS.has(firstStepKey(found)) ||
    ASKS_KEYS.has(`reason_${found.reason}`) ||
    (isRepeatedClockError(found) && ASKS_KEYS.has("hint_clock_again"))
  );
}

/** Shows or hides the contact. @param {boolean} wanted */
export async function drawContact(wanted) {
  const text = wanted ? ((await loadPolicy())?.supportText ?? "") : "";
  setText(byId("contact-text"), text);
  show(byId("contact"), text !== "");
}
