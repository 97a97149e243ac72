// The page of repairs: shows the one behind the # and asks the worker anew whenever the person comes back to it.

import { byId, setText, show } from "./dom.js";
import { drawRestart } from "./repair_restart.js";
import { ask } from "../popup/ask.js";
import { findWords, localise, say, sayFinest } from "./words.js";

/** Which repair an address names, and which article of the page it is; the first one where it names none. */
const ARTICLES = /** @type {Record<string, string>} */ ({ restart: "restart", clinic: "restart" });

const chosen = () => (location.hash.slice(1) in ARTICLES ? location.hash.slice(1) : "restart");

/** What is drawn: drawn again only where it differs, so that no button goes away under a finger. */
let drawn = "";

/** @param {import("../../types/messages.js").Failed} failed */
function fail(failed) {
  setText(byId("failure"), sayFinest([`error_${failed.code}`, "error_failed"]));
  show(byId("failure"), true);
}

/**
 * Sends a request about the restart and draws how it then stands.
 * @param {import("../../types/messages.js").RestartRequest} request
 */
async function restart(request) {
  const reply = await ask(request);
  if (reply.kind === "error") return fail(reply);
  show(byId("failure"), false);
  const clinic = chosen() === "clinic";
  const drawing = JSON.stringify([clinic, reply]);
  if (drawing !== drawn) drawRestart(reply, clinic, restart);
  drawn = drawing;
}

function refresh() {
  void restart({ kind: "restart", action: "status" });
}

function turn() {
  const repair = chosen();
  for (const id of new Set(Object.values(ARTICLES))) show(byId(id), id === ARTICLES[repair]);
  const clinic = repair === "clinic";
  setText(byId("restart-heading"), say(clinic ? "clinic_heading" : "restart_heading"));
  show(byId("clinic-why"), clinic);
  show(byId("restart-why"), !clinic);
  show(byId("restart-after"), !clinic);
  for (const only of document.querySelectorAll(".clinic")) {
    show(/** @type {HTMLElement} */ (only), clinic);
  }
  refresh();
}

function start() {
  localise(document);
  turn();
  addEventListener("hashchange", () => {
    turn();
    byId("restart-heading").focus();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") refresh();
  });
}

void findWords().then(start, start);
