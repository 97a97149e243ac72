// Which words name the tab's state where no cause is found.

/** @typedef {import("../../types/messages.js").Diagnosis} Diagnosis */

/**
 * Clicked, and Chrome tells no address all the same: nobody can say that this is another page.
 * @param {Diagnosis} diagnosis
 */
export const isWithheld = ({ state, findings }) =>
  state === "elsewhere" &&
  findings.some(({ evidence }) => evidence.some(({ reading }) => reading === "withheld"));

/** @param {Diagnosis} diagnosis */
export const stateKeyOf = (diagnosis) =>
  isWithheld(diagnosis) ? "popup_withheld" : `state_${diagnosis.state}`;
