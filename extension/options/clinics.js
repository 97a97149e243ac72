// The switch "several clinics use this PC". If it is on, another clinic's certificate may be selected by mistake.

import { message } from "../shared/i18n.js";
import { bindSwitch } from "./settings.js";

export function startClinics() {
  bindSwitch("clinics", {
    place: "clinics-said",
    state: ({ severalClinics }) => ({ on: severalClinics, forced: false }),
    set: (severalClinics) => ({ severalClinics }),
    done: (on) => message(on ? "options_said_clinics_on" : "options_said_clinics_off"),
  });
}
