// The buttons of a step: open a page of Chrome or of the system, or copy a text, and report the result.

import { button, make, setText } from "../shared/dom.js";
import { nameOf } from "../shared/cause_name.js";
import { actionNamed, actionMessageKey } from "./buttons.js";
import { message } from "../shared/i18n.js";
import { ask } from "../shared/worker_client.js";

/**
 * Opens a page. If Chrome refuses, shows the address to type.
 * @param {string} url
 * @param {Element} result
 */
async function open(url, result) {
  try {
    await chrome.tabs.create({ url });
  } catch {
    setText(result, message("guide_page_not_opened", [url]));
  }
}

/**
 * @param {string} text
 * @param {string} said the sentence for success
 * @param {Element} result
 */
async function copy(text, said, result) {
  try {
    await navigator.clipboard.writeText(text);
    setText(result, message(said));
  } catch {
    setText(result, message("guide_page_not_copied", [text]));
  }
}

/**
 * The button of a step, with a status line.
 * @param {string | undefined} name
 */
export function stepButton(name) {
  const act = name === undefined ? undefined : actionNamed(name);
  if (!act || name === undefined) return null;
  const words = message(actionMessageKey(name));
  const attributes = { class: "button", "data-act": name };
  if ("link" in act) {
    // A page of this extension opens in a new tab, so that the guide stays. A system address opens no page.
    const target = act.link.startsWith("..") ? "_blank" : "_self";
    return make(
      "div",
      { class: "act" },
      make("a", { ...attributes, target, href: act.link }, words),
    );
  }
  const result = make("p", { class: "note", role: "status" });
  const press = () => ("open" in act ? open(act.open, result) : copy(act.copy, act.said, result));
  return make("div", { class: "act" }, button(attributes, words, press), result);
}

/**
 * A prepared message. The one for the chat has a placeholder for the item on the vendor's help page.
 * @param {string} name
 * @param {string} [item]
 */
export const preparedMessage = (name, item = message("guide_chat_item_unknown")) =>
  message(`guide_message_${name}`, name === "chat" ? [item] : []);

/**
 * Puts the main cause of the last diagnosis into the message for the chat, with its number.
 * @param {Element} text
 */
async function addCause(text) {
  const reply = await ask({ kind: "report", withExtensionNames: false });
  if (reply.kind !== "report") return;
  const { findings, primary } = reply.report;
  const found = findings.find(({ cause }) => cause === primary);
  if (found) setText(text, preparedMessage("chat", message("guide_chat_item", [nameOf(found)])));
}

/**
 * A prepared message with a button that copies it. The whole text is shown above the button.
 * @param {string | undefined} name
 */
export function copyableText(name) {
  if (name === undefined) return null;
  const text = make("blockquote", { class: "message" }, preparedMessage(name));
  if (name === "chat") void addCause(text);
  const result = make("p", { class: "note", role: "status" });
  const press = () => copy(text.textContent ?? "", "guide_page_message_copied", result);
  return make(
    "div",
    { class: "act" },
    text,
    button({ class: "button", "data-message": name }, message("guide_page_copy_message"), press),
    result,
  );
}
