// Whom to ask in this clinic: the administrator's own words, as text only, where a person is told to ask somebody.

import { ask } from "./worker_client.js";
import { byId, setText, show } from "./dom.js";

/** What the administrator says; null where the worker does not answer. */
export async function policy() {
  const reply = await ask({ kind: "policy" });
  return reply.kind === "policy" ? reply.policy : null;
}

/**
 * Shows it where the page has its place for it; nothing where nobody has said whom to ask.
 * @param {{supportText: string | null} | null} said
 */
export function showContact(said) {
  const text = said?.supportText ?? "";
  setText(byId("contact-text"), text);
  show(byId("contact"), text !== "");
}

/** Asks for it, and shows it. */
export async function startContact() {
  showContact(await policy());
}
