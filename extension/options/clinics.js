// Asks whether this PC serves several clinics: then the certificate of another one may be what is in the way.

import { byId } from "../shared/dom.js";
import { change, onSettings } from "./settings.js";
import { message } from "../shared/i18n.js";

function several() {
  return /** @type {HTMLInputElement} */ (byId("clinics"));
}

async function turn() {
  const wanted = several().checked;
  const done = wanted ? "options_said_clinics_on" : "options_said_clinics_off";
  if (!(await change({ severalClinics: wanted }, "clinics-said", message(done)))) {
    several().checked = !wanted;
  }
}

/** The switch works once it is known how it stands. */
export function startClinics() {
  several().addEventListener("change", () => void turn());
  onSettings(({ severalClinics }) => {
    several().checked = severalClinics;
    several().disabled = false;
  });
}
