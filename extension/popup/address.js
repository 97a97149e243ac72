// Says what became of the tab's address: corrected, on a site beside the karte's, or an imitation of it.

import { button, byId, make, setText, show } from "../shared/dom.js";
import { address } from "../shared/sanitize.js";
import { say, sayFinest } from "../shared/i18n.js";
import { ask } from "../shared/worker_client.js";

/** @typedef {import("../../types/messages.js").Correction} Correction */
/** @typedef {import("../../types/messages.js").Corrected} Corrected */
/** @typedef {import("../../types/messages.js").CorrectRequest} CorrectRequest */
/** @typedef {import("../../types/messages.js").TabAddress} TabAddress */

/** Reasons that only the optional list of typing errors corrects. */
const TYPED = new Set(["typed_host", "typed_scheme"]);

/**
 * Replaces a card; without children it is hidden.
 * @param {string} id
 * @param {string} tone
 * @param {(Node | null)[]} children
 */
function fill(id, tone, children) {
  const card = byId(id);
  card.dataset.tone = tone;
  card.replaceChildren(...children.filter((child) => child !== null));
  show(card, children.length > 0);
}

/** @param {TabAddress | null} tab */
function reasonOf(tab) {
  return tab?.reason ? say(`correction_${tab.reason}`) : "";
}

/**
 * An imitation is warned of before the answer, because that must be read before anything is typed; a site beside the
 * karte's is named within it. The way to the karte is the answer's own button.
 * @param {TabAddress | null} tab
 */
function drawWarning(tab) {
  const imitation = tab?.verdict === "suspicious";
  const warning = [
    make("p", { class: "lead", role: "alert" }, say("popup_suspicious")),
    make("p", { class: "note" }, reasonOf(tab)),
  ];
  fill("address-warning", "bad", imitation ? warning : []);
  const offered = tab?.verdict === "offer";
  setText(byId("address-offer"), offered ? reasonOf(tab) : "");
  show(byId("address-offer"), offered);
}

/**
 * Before and after, as text and whole: an address that is cut could hide its host.
 * @param {Corrected} last
 */
function addresses({ from, to }) {
  return make(
    "dl",
    { class: "addresses" },
    make("dt", {}, say("popup_corrected_from")),
    make("dd", {}, address(from)),
    make("dt", {}, say("popup_corrected_to")),
    make("dd", {}, address(to)),
  );
}

/**
 * Sends what was pressed and says in the notice's place what came of it.
 * @param {CorrectRequest} request
 * @param {string} done
 */
async function act(request, done) {
  const reply = await ask(request);
  if (reply.kind === "correction") return conclude("well", say(done));
  const why = sayFinest([`error_${reply.code}`, "error_failed"]);
  byId("address-notice").querySelector(".said")?.replaceChildren(why);
  return undefined;
}

/**
 * @param {string} tone
 * @param {string} text
 */
function conclude(tone, text) {
  fill("address-notice", tone, [make("p", {}, text)]);
  byId("address-notice").focus();
}

/** @param {Corrected} last */
function correctedNotice(last) {
  const { tabId } = last;
  const press = (/** @type {"undo" | "except"} */ action, /** @type {string} */ done) => () =>
    act({ kind: "correct", action, tabId }, done);
  return [
    make("h2", {}, say("popup_corrected_heading")),
    make("p", { class: "note" }, say(`correction_${last.reason}`)),
    addresses(last),
    make(
      "div",
      { class: "quietly" },
      button(
        { class: "button", "data-action": "undo" },
        say("popup_corrected_undo"),
        press("undo", "popup_corrected_undone"),
      ),
      button(
        { class: "button", "data-action": "except" },
        say("popup_corrected_except"),
        press("except", "popup_corrected_excepted"),
      ),
    ),
    make("p", { class: "said", role: "status" }),
  ];
}

/** The permission is asked for before anything is awaited: Chrome grants it only within the press. */
async function allowTyping() {
  const asked = chrome.permissions.request({ permissions: ["webNavigation"] });
  if (!(await asked.catch(() => false))) return conclude("plain", say("options_typing_denied"));
  return act({ kind: "correct", action: "host_typing", on: true }, "options_said_typing_on");
}

/** A typing error that nobody corrects yet. */
function typingOffer() {
  return [
    make("h2", {}, say("popup_typing_heading")),
    make("p", {}, say("popup_typing")),
    make("p", { class: "note" }, say("options_typing_permission")),
    button({ class: "button", "data-action": "host_typing" }, say("popup_typing_on"), allowTyping),
    make("p", { class: "said", role: "status" }),
  ];
}

/**
 * A correction is told of once, while the tab shows the page that it led to: the core says whether it still is.
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
  fill("address-notice", "plain", noticeOf(correction, tabId, typing));
}
