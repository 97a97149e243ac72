// Asks whether this PC serves several clinics: then the certificate of another one may be what is in the way.

import { ask } from "../popup/ask.js";
import { byId, setText } from "./dom.js";
import { whyNot } from "./options_bookmarks.js";
import { say } from "./words.js";

function several() {
  return /** @type {HTMLInputElement} */ (byId("clinics"));
}

async function change() {
  const wanted = several().checked;
  const reply = await ask({ kind: "settings", set: { severalClinics: wanted } });
  const saved = reply.kind === "settings";
  several().checked = saved ? reply.severalClinics : !wanted;
  const done = wanted ? "options_said_clinics_on" : "options_said_clinics_off";
  setText(byId("clinics-said"), saved ? say(done) : whyNot(reply));
}

/** The switch works once it is known how it stands. */
export async function startClinics() {
  several().addEventListener("change", () => void change());
  const reply = await ask({ kind: "settings" });
  if (reply.kind !== "settings") return setText(byId("clinics-said"), whyNot(reply));
  several().checked = reply.severalClinics;
  several().disabled = false;
  return undefined;
}
