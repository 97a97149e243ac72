// Without messages from chrome.i18n the pages read their own file: same messages, placeholders filled in.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import test from "node:test";

const FOLDER = new URL("../../extension/", import.meta.url);

test("sentences come from our own file when Chrome has none", async () => {
  const messages = JSON.parse(await readFile(new URL("_locales/ja/messages.json", FOLDER), "utf8"));
  const file = (/** @type {string} */ path) => new URL(path, FOLDER).href;
  Object.assign(globalThis, {
    chrome: {
      i18n: { getMessage: () => "", getUILanguage: () => "ja" },
      runtime: { getURL: file },
    },
    fetch: async (/** @type {string} */ url) => new Response(await readFile(new URL(url))),
  });
  const { loadMessages, message } = await import("../../extension/shared/i18n.js");
  await loadMessages();
  assert.equal(message("popup_retry"), messages.popup_retry.message);
  const wanted = messages.reason_ahead.message.replace("$1", "2").replace("$2", "28");
  assert.equal(message("reason_ahead", [2, 28]), wanted);
  /** @type {string} */
  const unknown = "no_such_key";
  assert.equal(message(unknown), "");
});
