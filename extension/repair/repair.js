// The repair page: shows the article that the hash names, and reloads its state when the page becomes visible.

import "../shared/extension_api.js";
import { showSupportContact } from "../shared/support_contact.js";
import { byId, setText, show } from "../shared/dom.js";
import { drawComparison } from "./comparison.js";
import { showFailure } from "./parts.js";
import { drawRestart } from "./restart.js";
import { refreshExperiment, watchExperiment } from "./extension_experiment.js";
import { ask } from "../shared/worker_client.js";
import { loadMessages, localizePage, message } from "../shared/i18n.js";

/** The article for each hash. Without a known hash the first one is shown. */
const ARTICLES = /** @type {Record<string, string>} */ ({
  restart: "restart",
  clinic: "restart",
  extensions: "extensions",
  bisect: "bisect",
  private_window: "comparison",
  other_network: "comparison",
});

const chosen = () => (location.hash.slice(1) in ARTICLES ? location.hash.slice(1) : "restart");
const article = () => ARTICLES[chosen()] ?? "restart";
const isExtensionArticle = () => article() === "extensions" || article() === "bisect";

/** What is drawn. It is redrawn only if it differs, so that a button is not replaced during a click. */
let drawn = "";
/** The last "close tabs" closed none, because the tabs had changed. Shown until the next request. */
let tabsChanged = false;

/**
 * Sends a request about the restart and draws the new state.
 * @param {import("../../types/messages.js").RestartRequest} request
 */
async function restart(request) {
  const reply = await ask(request);
  if (reply.kind === "error") return showFailure(reply);
  showFailure(null);
  if (request.action !== "status") ({ tabsChanged } = reply);
  const clinic = chosen() === "clinic";
  const state = { ...reply, tabsChanged };
  const drawing = JSON.stringify([clinic, state]);
  if (drawing !== drawn) drawRestart(state, clinic, restart);
  drawn = drawing;
}

function refresh() {
  const name = chosen();
  if (name === "private_window" || name === "other_network") return drawComparison(name);
  return void (isExtensionArticle()
    ? refreshExperiment()
    : restart({ kind: "restart", action: "status" }));
}

/** Shows the advice about profiles when the person switches clinics, and on a PC that several clinics use. */
async function showProfiles() {
  const clinic = chosen() === "clinic";
  show(byId("profiles"), clinic);
  const reply = clinic ? null : await ask({ kind: "settings" });
  if (reply?.kind === "settings" && reply.severalClinics) show(byId("profiles"), true);
}

function showArticle() {
  const clinic = chosen() === "clinic";
  if (article() === "restart") void showProfiles();
  for (const id of new Set(Object.values(ARTICLES))) show(byId(id), id === article());
  for (const shared of document.querySelectorAll(".experiment")) {
    show(/** @type {HTMLElement} */ (shared), isExtensionArticle());
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
  watchExperiment(isExtensionArticle);
  void showSupportContact();
  showArticle();
  addEventListener("hashchange", () => {
    showArticle();
    byId(`${article()}-heading`).focus();
    scrollTo(0, 0);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") refresh();
  });
}

void loadMessages().then(start, start);
