// The message key for the state of the tab, used when no cause is found.

/** @typedef {import("../../types/messages.js").Diagnosis} Diagnosis */

/**
 * The icon was clicked, so Chrome should reveal the address of the tab, but does not. It may still be the karte.
 * @param {Diagnosis} diagnosis
 */
export const isWithheld = ({ state, findings }) =>
  state === "elsewhere" &&
  findings.some(({ evidence }) => evidence.some(({ reading }) => reading === "withheld"));

/**
 * The address is the karte's, but the text is that of no known page of the karte: a filter's page, a maintenance notice,
 * or a page after signing out.
 * @param {Diagnosis} diagnosis
 */
export const isOtherText = ({ state, findings }) =>
  state === "elsewhere" &&
  findings.some(({ cause, verdict }) => cause === "url" && verdict === "clear");

/** @param {Diagnosis} diagnosis */
export function stateMessageKey(diagnosis) {
  if (isWithheld(diagnosis)) return "popup_withheld";
  return isOtherText(diagnosis) ? "popup_other_text" : `state_${diagnosis.state}`;
}
