// Extensions that an experiment never disables: the administrator's list and the person's own.

import { button, byId, make, setText, show } from "../shared/dom.js";
import { change, onSettings } from "./settings.js";
import { hasVisibleText, sanitize, textElement } from "../shared/sanitize.js";
import { language, message } from "../shared/i18n.js";

/** @typedef {import("../../types/messages.js").Settings} Settings */
/** @typedef {Settings["spared"][number]} Listed */

/**
 * The name of an extension. Its id if it is not installed or its name has no visible character.
 * @param {Listed} listed
 */
export function nameOf({ id, name }) {
  if (!name) return message("options_spared_gone", [id]);
  return hasVisibleText(name) ? name : id;
}

/** @param {Listed} listed */
function chosenRow(listed) {
  const name = sanitize(nameOf(listed));
  const label = message("options_spared_remove_one", [name]);
  const remove = async () => {
    const done = message("options_said_unspared", [name]);
    if (await change({ unspare: listed.id }, "spared-said", done)) byId("spared-heading").focus();
  };
  return make(
    "li",
    { "data-id": listed.id },
    textElement(nameOf(listed), { class: "title" }),
    button({ class: "button", "aria-label": label }, message("options_exceptions_remove"), remove),
  );
}

/** @param {Listed} listed */
function policyRow(listed) {
  return make(
    "li",
    { "data-id": listed.id },
    textElement(nameOf(listed), { class: "title" }),
    make("span", { class: "note" }, message("options_forced")),
  );
}

function choice() {
  return /** @type {HTMLSelectElement} */ (byId("spare-choice"));
}

/** @param {Settings} settings */
function draw({ spared, neverTouch, others }) {
  const compare = new Intl.Collator(language()).compare;
  const sorted = others.toSorted((one, other) => compare(nameOf(one), nameOf(other)));
  show(byId("spared-none"), spared.length + neverTouch.length === 0);
  byId("spared").replaceChildren(...neverTouch.map(policyRow), ...spared.map(chosenRow));
  const options = sorted.map((one) => make("option", { value: one.id }, sanitize(nameOf(one))));
  choice().replaceChildren(...options);
  show(byId("spare-part"), sorted.length > 0);
}

async function protect() {
  const name = choice().selectedOptions[0]?.textContent ?? "";
  if (name === "") return;
  await change({ spare: choice().value }, "spared-said", message("options_said_spared", [name]));
  if (byId("spare-part").hidden) byId("spared-heading").focus();
}

/** Adds the button, and draws the lists when the settings are loaded. */
export function startProtectedExtensions() {
  byId("spare-actions").append(
    button({ class: "button", id: "spare" }, message("options_spare"), protect),
  );
  onSettings(draw);
  setText(byId("spared-said"), "");
}
