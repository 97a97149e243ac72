// Shows what the URL correction knows about the tab: corrected, on another site of the vendor, or a look-alike host.

import { button, byId, make, setText, show } from "../shared/dom.js";
import { addressElement } from "../shared/sanitize.js";
import { message, firstMessage } from "../shared/i18n.js";
import { ask } from "../shared/worker_client.js";

/** @typedef {import("../../types/messages.js").Correction} Correction */
/** @typedef {import("../../types/messages.js").Corrected} Corrected */
/** @typedef {import("../../types/messages.js").CorrectRequest} CorrectRequest */
/** @typedef {import("../../types/messages.js").TabAddress} TabAddress */

/** Reasons that need the optional correction of typing errors. */
const TYPED = new Set(["typed_host", "typed_scheme"]);

/**
 * Replaces the children of a card; hides it if there are none.
 * @param {string} id
 * @param {string} tone
 * @param {(Node | null)[]} children
 */
function fillCard(id, tone, children) {
  const card = byId(id);
  card.dataset.tone = tone;
  card.replaceChildren(...children.filter((child) => child !== null));
  show(card, children.length > 0);
}

/** @param {TabAddress | null} tab */
function reasonOf(tab) {
  return tab?.reason ? message(`correction_${tab.reason}`) : "";
}

/**
 * Warns of a look-alike host above the result, because it must be read before anything is typed. Another site of the
 * vendor is named inside the result. The button that opens the karte belongs to the result.
 * @param {TabAddress | null} tab
 */
function drawWarning(tab) {
  const imitation = tab?.verdict === "suspicious";
  const warning = [
    make("p", { class: "lead", role: "alert" }, message("popup_suspicious")),
    make("p", { class: "note" }, reasonOf(tab)),
  ];
  fillCard("address-warning", "bad", imitation ? warning : []);
  const offered = tab?.verdict === "offer";
  setText(byId("address-offer"), offered ? reasonOf(tab) : "");
  show(byId("address-offer"), offered);
}

/**
 * The address before and after, in full: a cut address could hide its host.
 * @param {Corrected} last
 */
function addresses({ from, to }) {
  return make(
    "dl",
    { class: "addresses" },
    make("dt", {}, message("popup_corrected_from")),
    make("dd", {}, addressElement(from)),
    make("dt", {}, message("popup_corrected_to")),
    make("dd", {}, addressElement(to)),
  );
}

/**
 * Sends a request and shows its result in the notice.
 * @param {CorrectRequest} request
 * @param {string} done
 */
async function act(request, done) {
  const reply = await ask(request);
  if (reply.kind === "correction") return showDone("well", message(done));
  const why = firstMessage([`error_${reply.code}`, "error_failed"]);
  byId("address-notice").querySelector(".said")?.replaceChildren(why);
  return undefined;
}

/**
 * @param {string} tone
 * @param {string} text
 */
function showDone(tone, text) {
  fillCard("address-notice", tone, [make("p", {}, text)]);
  byId("address-notice").focus();
}

/** @param {Corrected} last */
function correctedNotice(last) {
  const { tabId } = last;
  const press = (/** @type {"undo" | "except"} */ action, /** @type {string} */ done) => () =>
    act({ kind: "correct", action, tabId }, done);
  return [
    make("h2", {}, message("popup_corrected_heading")),
    make("p", { class: "note" }, last.reason ? message(`correction_${last.reason}`) : ""),
    addresses(last),
    make(
      "div",
      { class: "quietly" },
      button(
        { class: "button", "data-action": "undo" },
        message("popup_corrected_undo"),
        press("undo", "popup_corrected_undone"),
      ),
      button(
        { class: "button", "data-action": "except" },
        message("popup_corrected_except"),
        press("except", "popup_corrected_excepted"),
      ),
    ),
    make("p", { class: "said", role: "status" }),
  ];
}

/** Chrome grants a permission only during the click, so the request comes before any `await`. */
async function allowTyping() {
  const asked = chrome.permissions.request({ permissions: ["webNavigation"] });
  if (!(await asked.catch(() => false))) return showDone("plain", message("options_typing_denied"));
  return act({ kind: "correct", action: "host_typing", on: true }, "options_said_typing_on");
}

/** Offers to correct typing errors in the host. */
function typingOffer() {
  return [
    make("h2", {}, message("popup_typing_heading")),
    make("p", {}, message("popup_typing")),
    make("p", { class: "note" }, message("options_typing_permission")),
    button(
      { class: "button", "data-action": "host_typing" },
      message("popup_typing_on"),
      allowTyping,
    ),
    make("p", { class: "said", role: "status" }),
  ];
}

/**
 * The notice of a correction, otherwise the offer to correct typing errors. The core sends `last` only until the notice
 * was shown, and only while the tab shows the corrected page.
 * @param {Correction} correction
 * @param {number} tabId
 * @param {boolean} typing whether typing errors are corrected already
 */
function noticeOf({ last, tab, inForce }, tabId, typing) {
  if (last && tab?.verdict === "right") {
    void ask({ kind: "correct", action: "told", tabId });
    return correctedNotice(last);
  }
  const typed = tab?.verdict === "corrected" && TYPED.has(tab.reason ?? "");
  return typed && inForce && !typing ? typingOffer() : [];
}

/**
 * @param {Correction} correction
 * @param {number} tabId
 * @param {boolean} typing
 */
export function drawAddress(correction, tabId, typing) {
  drawWarning(correction.tab);
  fillCard("address-notice", "plain", noticeOf(correction, tabId, typing));
}
