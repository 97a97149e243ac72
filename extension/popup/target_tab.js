// Which tab the popup is about: the one in front, or the karte's while a page of this extension is in front.

import { show, byId } from "../shared/dom.js";
import { message } from "../shared/i18n.js";
import { findKarteTab, isOwnPage } from "../shared/karte_tab.js";
import { endRunningChecks } from "./checks.js";
import { drawState } from "./result.js";

/**
 * `front`: the tab in front; `other`: the karte's tab, while a page of this extension is in front; `none`: a page of this
 * extension is in front, and no tab of the karte is open.
 * @typedef {"front" | "other" | "none"} Place
 */
/** @typedef {{ id: number, place: Place, url?: string | undefined }} Target `url` if Chrome reveals it */

async function frontTab() {
  const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
  return tab;
}

/** `?tab=` names another tab when the popup is opened as a page. @returns {Promise<Target>} */
export async function targetTab() {
  const named = Number.parseInt(new URLSearchParams(location.search).get("tab") ?? "", 10);
  if (Number.isInteger(named)) return { id: named, place: "front" };
  const front = await frontTab();
  if (!isOwnPage(front)) {
    return { id: front?.id ?? chrome.tabs.TAB_ID_NONE, place: "front", url: front?.url };
  }
  const karte = await findKarteTab();
  if (karte?.id === undefined) return { id: chrome.tabs.TAB_ID_NONE, place: "none" };
  return { id: karte.id, place: "other", url: karte.url };
}

/**
 * Says that another tab than the visible one is diagnosed.
 * @param {Place} place
 */
export const drawPlace = (place) => show(byId("other-tab"), place === "other");

/**
 * A page of ours is in front and no karte is open: there is nothing to diagnose, and the last diagnosis stays as it is.
 * @param {import("./action.js").Actions} actions
 */
export function drawNoKarte(actions) {
  const [chip, headline] = [message("popup_chip_plain"), message("popup_closed")];
  const note = message("popup_closed_note");
  drawState({ state: "closed", tone: "plain", chip, headline, note }, actions);
  endRunningChecks();
}

/**
 * Brings the diagnosed tab to the front if a page of this extension still is in front, so that the person sees the change.
 * @param {number} tabId
 */
export async function showTarget(tabId) {
  if (isOwnPage(await frontTab())) await chrome.tabs.update(tabId, { active: true });
}
