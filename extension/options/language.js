// The language of all pages and of the toolbar icon's title. Texts that Chrome itself shows keep the browser's language.

import { byId } from "../shared/dom.js";
import { change, onSettings } from "./settings.js";
import { chooseLanguage, chosenLanguage } from "../shared/i18n.js";

const CHOICES = /** @type {const} */ (["browser", "ja", "en"]);

/** @param {string} choice */
function radio(choice) {
  return /** @type {HTMLInputElement} */ (byId(`language-${choice}`));
}

/**
 * Saves the language and reloads the page, because messages are loaded with the page.
 * @param {typeof CHOICES[number]} language
 */
async function choose(language) {
  if (!(await change({ language }, "language-said", ""))) return;
  location.hash = "language";
  location.reload();
}

/** If the worker's saved language differs (imported file, cleared localStorage), it is copied here and the page reloads. */
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
