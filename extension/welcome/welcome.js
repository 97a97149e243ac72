// The page after installing: what the extension does, its shortcut, and what each permission is for.

import "../shared/extension_api.js";
import { byId, make, setText } from "../shared/dom.js";
import { loadMessages, localizePage, message } from "../shared/i18n.js";

/** The keyboard shortcut of the popup, which the person may have changed. */
async function drawShortcut() {
  const commands = await chrome.commands.getAll();
  const keys = commands.find(({ name }) => name === "_execute_action")?.shortcut ?? "";
  setText(
    byId("shortcut-text"),
    message(keys === "" ? "welcome_shortcut_none" : "welcome_shortcut"),
  );
  setText(byId("shortcut-keys"), keys);
  byId("shortcut-keys").hidden = keys === "";
}

/**
 * One line for each permission of the manifest, so that none is missing.
 * @param {string} list
 * @param {string[]} names
 */
function drawPermissions(list, names) {
  byId(list).replaceChildren(
    ...names.map((name) => make("li", {}, message(`permission_${name}`) || name)),
  );
}

function start() {
  localizePage(document);
  const manifest = chrome.runtime.getManifest();
  drawPermissions("permissions", ["host", ...(manifest.permissions ?? [])]);
  drawPermissions("optional", manifest.optional_permissions ?? []);
  byId("optional-part").hidden = (manifest.optional_permissions ?? []).length === 0;
  byId("shortcut-change").addEventListener("click", () => {
    void chrome.tabs.create({ url: "chrome://extensions/shortcuts" });
  });
  void drawShortcut();
  // The shortcut is changed in another tab, so it is read again when this one gets the focus.
  addEventListener("focus", () => void drawShortcut());
}

void loadMessages().then(start, start);
