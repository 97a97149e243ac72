// The switch "several clinics use this PC". If it is on, another clinic's certificate may be selected by mistake.

import { byId } from "../shared/dom.js";
import { change, onSettings } from "./settings.js";
import { message } from "../shared/i18n.js";

function several() {
  return /** @type {HTMLInputElement} */ (byId("clinics"));
}

async function saveSwitch() {
  const wanted = several().checked;
  const done = wanted ? "options_said_clinics_on" : "options_said_clinics_off";
  if (!(await change({ severalClinics: wanted }, "clinics-said", message(done)))) {
    several().checked = !wanted;
  }
}

/** The switch is disabled until its state is known. */
export function startClinics() {
  several().addEventListener("change", () => void saveSwitch());
  onSettings(({ severalClinics }) => {
    several().checked = severalClinics;
    several().disabled = false;
  });
}
