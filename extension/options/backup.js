// Exports settings and diary to a file, imports one after a preview of the changes, and erases all data.

import { ask } from "../shared/worker_client.js";
import { button, byId, make, setText, show } from "../shared/dom.js";
import { differences, drawDifference } from "./backup_diff.js";
import { failureText } from "./failure_text.js";
import { refreshDiary } from "./diary.js";
import { onSettings, refreshSettings } from "./settings.js";
import { saveFile } from "../shared/save_file.js";
import { message } from "../shared/i18n.js";

/** @typedef {import("../../types/messages.js").Backup} Backup */

/** Exported files are smaller than this. */
const MAX_FILE_BYTES = 1_000_000;

/** Names of extensions by their ids. @type {Map<string, string>} */
let names = new Map();
/** Redraws the correction's part of the page. @type {() => Promise<void>} */
let refreshCorrection = () => Promise.resolve();

async function save() {
  const reply = await ask({ kind: "backup", action: "export" });
  if (reply.kind !== "backup") return setText(byId("backup-said"), failureText(reply));
  const name = saveFile(`${JSON.stringify(reply.now, null, 2)}\n`, "settings", "json");
  return setText(byId("backup-said"), message("history_said_saved", [name]));
}

function fileInput() {
  return /** @type {HTMLInputElement} */ (byId("backup-file"));
}

/** Reads the chosen file and shows what it would change. Nothing is changed yet. */
async function read() {
  const file = fileInput().files?.[0];
  if (!file) return;
  const text = file.size > MAX_FILE_BYTES ? "" : await file.text();
  fileInput().value = "";
  close("");
  const reply = await ask({ kind: "backup", action: "preview", text });
  if (reply.kind !== "backup" || !reply.file) {
    setText(byId("backup-said"), reply.kind === "error" ? failureText(reply) : "");
    return;
  }
  const rows = differences(
    reply.now,
    reply.file,
    (id) => names.get(id) || message("options_spared_gone", [id]),
  );
  if (rows.length === 0) {
    setText(byId("backup-said"), message("options_backup_same"));
    return;
  }
  const typing = reply.file.settings.hostTyping && !reply.now.settings.hostTyping;
  drawConfirmation(text, rows, typing);
}

/**
 * @param {string} text
 * @param {import("./backup_diff.js").Difference[]} rows
 * @param {boolean} typing whether a permission is needed
 */
function drawConfirmation(text, rows, typing) {
  byId("backup-sure").replaceChildren(
    make("p", {}, message("options_backup_sure", [rows.length])),
    make("ul", { class: "rows" }, ...rows.map(drawDifference)),
    typing ? make("p", {}, message("options_typing_permission")) : "",
    make(
      "div",
      { class: "actions" },
      button({ class: "button primary", id: "backup-yes" }, message("options_backup_yes"), () =>
        restore(text, typing),
      ),
      button({ class: "button", id: "backup-no" }, message("history_erase_no"), () => {
        close("");
        byId("backup-heading").focus();
      }),
    ),
  );
  show(byId("backup-sure"), true);
  byId("backup-sure").focus();
}

/** @param {string} said */
function close(said) {
  byId("backup-sure").replaceChildren();
  show(byId("backup-sure"), false);
  setText(byId("backup-said"), said);
}

/**
 * Chrome grants a permission only during the click, so the request comes before any `await`.
 * @param {string} text
 * @param {boolean} typing
 */
async function restore(text, typing) {
  // If it is denied, the rest is imported, and the switch shows that it is off.
  const permission = { permissions: /** @type {["webNavigation"]} */ (["webNavigation"]) };
  const asked = typing ? chrome.permissions.request(permission) : Promise.resolve(true);
  await asked.catch(() => false);
  const reply = await ask({ kind: "backup", action: "restore", text });
  close(reply.kind === "backup" ? message("options_said_restored") : failureText(reply));
  byId("backup-heading").focus({ preventScroll: true });
  if (reply.kind !== "backup") return;
  await Promise.all([refreshSettings(), refreshDiary(), refreshCorrection()]);
}

const ERASED = { erased: true };

/** Erasing cannot be undone, so it needs a confirmation. */
function askBeforeErasing() {
  byId("erase-sure").replaceChildren(
    make("p", {}, message("options_erase_sure")),
    make(
      "div",
      { class: "actions" },
      button({ class: "button", id: "erase-yes" }, message("options_erase_yes"), erase),
      button({ class: "button", id: "erase-no" }, message("history_erase_no"), () => {
        show(byId("erase-sure"), false);
        byId("erase-heading").focus();
      }),
    ),
  );
  setText(byId("erase-said"), "");
  show(byId("erase-sure"), true);
  byId("erase-sure").focus();
}

/** Erases everything, then reloads the page, because it shows erased data. */
async function erase() {
  const reply = await ask({ kind: "erase" });
  show(byId("erase-sure"), false);
  if (reply.kind !== "erased") {
    const link = { class: "button", href: "../repair/repair.html#extensions" };
    const back = reply.code.startsWith("extensions_")
      ? make("a", link, message("options_erase_extensions"))
      : "";
    byId("erase-said").replaceChildren(failureText(reply), " ", back);
    return byId("erase-heading").focus();
  }
  await removePermissions();
  localStorage.clear();
  // The message after the reload is kept in the tab's history state. A hash would show it to anybody who opens that address.
  history.replaceState(ERASED, "", "options.html#erase-heading");
  return location.reload();
}

/** Removes the optional permissions one by one, because Chrome refuses to remove those granted by policy. */
async function removePermissions() {
  const optional = chrome.runtime.getManifest().optional_permissions ?? [];
  for (const name of /** @type {chrome.runtime.ManifestPermission[]} */ (optional)) {
    await chrome.permissions.remove({ permissions: [name] }).catch(() => false);
  }
}

/** @param {() => Promise<void>} refresh */
export function startBackup(refresh) {
  refreshCorrection = refresh;
  onSettings(({ spared, neverTouch, others }) => {
    const all = [...spared, ...neverTouch, ...others];
    names = new Map(all.map(({ id, name }) => [id, name ?? ""]));
  });
  byId("backup-actions").append(
    button({ class: "button", id: "backup-save" }, message("options_backup_save"), save),
    button({ class: "button", id: "backup-read" }, message("options_backup_read"), () =>
      fileInput().click(),
    ),
  );
  fileInput().addEventListener("change", () => void read());
  byId("erase-actions").append(
    button({ class: "button", id: "erase" }, message("options_erase"), askBeforeErasing),
  );
  if (history.state?.erased !== true) return;
  setText(byId("erase-said"), message("options_said_erased"));
  history.replaceState(null, "", "options.html");
  byId("erase-heading").focus();
}
