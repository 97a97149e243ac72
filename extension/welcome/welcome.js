// The first page after installing: what the extension does, how to reach it, and what each permission is for.

import { byId, make, setText } from "../shared/dom.js";
import { loadMessages, localizePage, message } from "../shared/i18n.js";

/** The keys that open the popup, as the person may have changed them. */
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
 * One line per permission; the manifest is the source, so that none can be left out.
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
  // The keys are changed in another tab: look again when this one is back in front.
  addEventListener("focus", () => void drawShortcut());
}

void loadMessages().then(start, start);
