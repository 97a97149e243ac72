// The clinic's own support contact, as set by the administrator's policy. Shown as text where a page advises to ask somebody.

import { ask } from "./worker_client.js";
import { byId, setText, show } from "./dom.js";

/** The administrator's policy; null if the worker does not answer. */
export async function loadPolicy() {
  const reply = await ask({ kind: "policy" });
  return reply.kind === "policy" ? reply.policy : null;
}

/**
 * Shows the contact in the element that the page has for it; hides that element if the policy names none.
 * @param {{supportText: string | null} | null} said
 */
export function showContact(said) {
  const text = said?.supportText ?? "";
  setText(byId("contact-text"), text);
  show(byId("contact"), text !== "");
}

/** Loads the policy and shows the contact. */
export async function showSupportContact() {
  showContact(await loadPolicy());
}
