// The page of repairs: shows the one behind the # and asks the worker anew whenever the person comes back to it.

import { showSupportContact } from "../shared/support_contact.js";
import { byId, setText, show } from "../shared/dom.js";
import { drawExperiment } from "./comparison.js";
import { sayFailure } from "./parts.js";
import { drawRestart } from "./restart.js";
import { refreshTrial, watchTrial } from "./extension_experiment.js";
import { ask } from "../shared/worker_client.js";
import { loadMessages, localizePage, message } from "../shared/i18n.js";

/** Which repair an address names, and which article of the page it is; the first one where it names none. */
const ARTICLES = /** @type {Record<string, string>} */ ({
  restart: "restart",
  clinic: "restart",
  extensions: "extensions",
  bisect: "bisect",
  private_window: "experiment",
  other_network: "experiment",
});

const chosen = () => (location.hash.slice(1) in ARTICLES ? location.hash.slice(1) : "restart");
const article = () => ARTICLES[chosen()] ?? "restart";
const isTrial = () => article() === "extensions" || article() === "bisect";

/** What is drawn: drawn again only where it differs, so that no button goes away under a finger. */
let drawn = "";
/** The last press has closed no tab, because the list was no longer true: said until the next press. */
let tabsChanged = false;

/**
 * Sends a request about the restart and draws how it then stands.
 * @param {import("../../types/messages.js").RestartRequest} request
 */
async function restart(request) {
  const reply = await ask(request);
  if (reply.kind === "error") return sayFailure(reply);
  sayFailure(null);
  if (request.action !== "status") ({ tabsChanged } = reply);
  const clinic = chosen() === "clinic";
  const state = { ...reply, tabsChanged };
  const drawing = JSON.stringify([clinic, state]);
  if (drawing !== drawn) drawRestart(state, clinic, restart);
  drawn = drawing;
}

function refresh() {
  const name = chosen();
  if (name === "private_window" || name === "other_network") return drawExperiment(name);
  return void (isTrial() ? refreshTrial() : restart({ kind: "restart", action: "status" }));
}

function turn() {
  const clinic = chosen() === "clinic";
  for (const id of new Set(Object.values(ARTICLES))) show(byId(id), id === article());
  for (const shared of document.querySelectorAll(".trial")) {
    show(/** @type {HTMLElement} */ (shared), isTrial());
  }
  setText(byId("restart-heading"), message(clinic ? "clinic_heading" : "restart_heading"));
  show(byId("clinic-why"), clinic);
  show(byId("restart-why"), !clinic);
  show(byId("restart-after"), !clinic);
  for (const only of document.querySelectorAll(".clinic")) {
    show(/** @type {HTMLElement} */ (only), clinic);
  }
  for (const index of document.querySelectorAll(".index a")) {
    if (index.getAttribute("href") === `#${chosen()}`) index.setAttribute("aria-current", "page");
    else index.removeAttribute("aria-current");
  }
  refresh();
}

function start() {
  localizePage(document);
  watchTrial(isTrial);
  void showSupportContact();
  turn();
  addEventListener("hashchange", () => {
    turn();
    byId(`${article()}-heading`).focus();
    scrollTo(0, 0);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") refresh();
  });
}

void loadMessages().then(start, start);
