// Shows the clinic's support contact wherever the karte cannot be opened, or a cause is named.

import { loadPolicy } from "../shared/support_contact.js";
import { byId, setText, show } from "../shared/dom.js";
import { FAILING_STATES } from "./result.js";
import { isOtherText } from "./state_message.js";

/** @typedef {import("../../types/messages.js").Diagnosis} Diagnosis */

/**
 * Whether to show the contact: there is a cause, or the sign-in fails without one, or the karte's address shows another's text.
 * @param {Diagnosis} diagnosis
 */
export const needsContact = (diagnosis) => {
  const { state, primary } = diagnosis;
  if (state === "running") return false;
  return (
    primary !== null || FAILING_STATES.has(state) || state === "failed" || isOtherText(diagnosis)
  );
};

/** Shows or hides the contact. @param {boolean} wanted */
export async function drawContact(wanted) {
  const text = wanted ? ((await loadPolicy())?.supportText ?? "") : "";
  setText(byId("contact-text"), text);
  show(byId("contact"), text !== "");
}
