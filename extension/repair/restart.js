// The article "restart Chrome": the karte's tabs, what else closes, the address to paste, and the result.

import { CHROME_RESTART, SIGN_IN_URL } from "../shared/addresses.js";
import { button, byId, make, setText, show } from "../shared/dom.js";
import { addressElement, hasVisibleText, textElement } from "../shared/sanitize.js";
import { quotedAll, message } from "../shared/i18n.js";

/** @typedef {import("../../types/messages.js").Restart} Restart */
/** @typedef {import("../../types/messages.js").RestartRequest} RestartRequest */
/** @typedef {(request: RestartRequest) => Promise<void>} Send */

/**
 * The karte's tabs, with buttons to show each and to close all.
 * @param {Restart} state
 * @param {boolean} clinic
 * @param {Send} send
 */
function drawTabs({ karteTabs, tabsChanged }, clinic, send) {
  const tabs = (karteTabs ?? []).map(({ tabId, url }) => ({ tabId, url }));
  const rows = (karteTabs ?? []).map(({ tabId, title, url }) =>
    make(
      "li",
      {},
      hasVisibleText(title) ? textElement(title) : addressElement(url),
      button({ class: "button" }, message("restart_show_tab"), () =>
        send({ kind: "restart", action: "show", tabId }),
      ),
    ),
  );
  const none = message(karteTabs ? "restart_no_tabs" : "restart_tabs_unseen");
  const open = rows.length > 0 ? message("restart_tabs", [rows.length]) : none;
  byId("tabs").replaceChildren(
    ...(tabsChanged
      ? [make("p", { class: "warning", role: "alert" }, message("restart_tabs_changed"))]
      : []),
    make("p", {}, open),
    ...(rows.length > 0 ? [make("ul", { class: "rows" }, ...rows)] : []),
  );
  const close = button({ class: "button", id: "close-tabs" }, message("restart_close_tabs"), () =>
    send({ kind: "restart", action: "close_tabs", tabs }),
  );
  const note = make(
    "p",
    { class: "note" },
    message(clinic ? "clinic_close_what" : "restart_close_what"),
  );
  byId("tabs-close").replaceChildren(...(rows.length > 0 ? [close, note] : []));
}

/**
 * What else a restart closes, as far as the extension can see it.
 * @param {Restart} state
 */
function drawOtherWindows({ windows, privateWindows, background }) {
  const apps = windows.filter(({ kind }) => kind === "app" || kind === "popup").length;
  const plain = windows.filter((one) => !one.private).length - apps;
  const lines = [
    message("restart_windows", [plain]),
    apps > 0 ? message("restart_apps", [apps]) : "",
    privateWindows === null ? message("restart_private_unseen") : "",
    privateWindows ? message("restart_private", [privateWindows]) : "",
    background.length > 0 ? message("restart_background", [quotedAll(background)]) : "",
  ];
  byId("alive").replaceChildren(...lines.filter(Boolean).map((line) => make("li", {}, line)));
}

/**
 * Announces the restart to the worker and copies chrome://restart to the clipboard.
 * @param {(request: RestartRequest) => Promise<unknown>} send
 * @param {Element} result
 * @param {string} said message key for success
 */
export async function announceRestart(send, result, said) {
  await send({ kind: "restart", action: "announce" });
  try {
    await navigator.clipboard.writeText(CHROME_RESTART);
    setText(result, message(said));
  } catch {
    setText(result, message("guide_page_not_copied", [CHROME_RESTART]));
  }
}

/**
 * The result after the restart, and what to do next.
 * @param {Restart} state
 * @param {boolean} clinic
 * @param {Send} send
 */
function drawAfter({ after }, clinic, send) {
  const box = byId("after");
  show(box, after !== null);
  show(byId("restart-steps"), after === null);
  if (!after) return;
  const none = after.will === "not_ask";
  const open = make(
    "a",
    {
      class: none ? "button" : "button primary",
      href: SIGN_IN_URL,
      target: "_blank",
      rel: "noreferrer",
    },
    message("fix_open_sign_in"),
  );
  const missing = make(
    "a",
    { class: none ? "button primary" : "button", href: "../guide/guide.html#certificate_missing" },
    message("restart_to_missing"),
  );
  const again = button({ class: "button" }, message("restart_again"), () =>
    send({ kind: "restart", action: "finish" }),
  );
  const report = make(
    "a",
    { class: "button", href: "../report/report.html" },
    message("report_link"),
  );
  const ways = none ? [missing, open] : after.will === "ask" ? [open] : [open, missing];
  box.replaceChildren(
    make("h3", {}, message(`restarted_${after.will}_heading`)),
    make("p", {}, message(clinic && !none ? "clinic_after" : `restarted_${after.will}`)),
    make("div", { class: "ways" }, ...ways, again, report),
  );
}

/**
 * @param {Restart} state
 * @param {boolean} clinic
 * @param {Send} send
 */
export function drawRestart(state, clinic, send) {
  drawTabs(state, clinic, send);
  drawOtherWindows(state);
  drawAfter(state, clinic, send);
  byId("announce").replaceChildren(
    button({ class: "button primary", id: "copy-restart" }, message("open_copy_restart"), () =>
      announceRestart(send, byId("announced"), "restart_copied"),
    ),
  );
  if (state.announcedAt === null) setText(byId("announced"), "");
}
