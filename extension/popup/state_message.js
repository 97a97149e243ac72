// The message key for the state of the tab, used when no cause is found.

/** @typedef {import("../../types/messages.js").Diagnosis} Diagnosis */

/**
 * The icon was clicked, so Chrome should reveal the address of the tab, but does not. It may still be the karte.
 * @param {Diagnosis} diagnosis
 */
export const isWithheld = ({ state, findings }) =>
  state === "elsewhere" &&
  findings.some(({ evidence }) => evidence.some(({ reading }) => reading === "withheld"));

/** @param {Diagnosis} diagnosis */
export const stateMessageKey = (diagnosis) =>
  isWithheld(diagnosis) ? "popup_withheld" : `state_${diagnosis.state}`;
