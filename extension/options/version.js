// Which version this is, and how a newer one takes its place without losing anything.

import { button, byId, setText } from "../shared/dom.js";
import { onSettings } from "./settings.js";
import { message } from "../shared/i18n.js";

/** Draws the version; the build comes from the core, which is what really runs. */
export function startVersion() {
  const { version } = chrome.runtime.getManifest();
  onSettings(({ build }) => setText(byId("version"), message("options_version", [version, build])));
  byId("version-actions").append(
    button({ class: "button", id: "open-extensions" }, message("options_open_extensions"), () =>
      chrome.tabs.create({ url: "chrome://extensions" }),
    ),
  );
}
