// The language of all pages; the toolbar icon's title follows it, what Chrome itself writes does not.

import { byId } from "../shared/dom.js";
import { change, onSettings } from "./settings.js";
import { chooseLanguage, chosenLanguage } from "../shared/i18n.js";

const CHOICES = /** @type {const} */ (["browser", "ja", "en"]);

/** @param {string} choice */
function radio(choice) {
  return /** @type {HTMLInputElement} */ (byId(`language-${choice}`));
}

/**
 * The words of a page are found when it is opened: so this one is opened again.
 * @param {typeof CHOICES[number]} language
 */
async function choose(language) {
  if (!(await change({ language }, "language-said", ""))) return;
  location.hash = "language";
  location.reload();
}

/** A choice that came by a file, or was lost here, is taken over before anybody reads on. */
export function startLanguage() {
  onSettings(({ language }) => {
    for (const choice of CHOICES) {
      radio(choice).checked = choice === language;
      radio(choice).disabled = false;
    }
    if (chosenLanguage() === language) return;
    chooseLanguage(language);
    location.reload();
  });
  for (const choice of CHOICES) {
    radio(choice).addEventListener("change", () => void choose(choice));
  }
}
