// The version, and a button to chrome://extensions, where an update is loaded.

import { CHROME_EXTENSIONS } from "../shared/addresses.js";
import { button, byId, setText } from "../shared/dom.js";
import { onSettings } from "./settings.js";
import { message } from "../shared/i18n.js";

/** Draws the version. The build id comes from the core, so it names what is running. */
export function startVersion() {
  const { version } = chrome.runtime.getManifest();
  onSettings(({ build }) => setText(byId("version"), message("options_version", [version, build])));
  byId("version-actions").append(
    button({ class: "button", id: "open-extensions" }, message("options_open_extensions"), () =>
      chrome.tabs.create({ url: CHROME_EXTENSIONS }),
    ),
  );
}
