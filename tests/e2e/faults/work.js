/** The rows of the table: send a message, do a fix or open a page, each as our own pages do it. */
import { setTimeout as pause } from "node:timers/promises";
import { until } from "../lib/wait.js";
import { ACTS } from "./acts.js";
import { backupOf } from "./belongings.js";
import { opened } from "./opened.js";
import { met } from "./reply.js";
import { FIXES, MESSAGES, PAGE_ROWS } from "./table.js";

/** @typedef {import("./scene.js").Scene} Scene */
/** @typedef {import("./table.js").Meets} Meets */
/** @typedef {import("./lost.js").Items} Items */

/**
 * A row at work.
 * @typedef {object} Work
 * @property {boolean} looks whether a diagnosis is made before
 * @property {string[]} changes paths in storage.local that the work is meant to change
 * @property {(scene: Scene) => Items | Promise<Items | void>} [sets] prepares the work; returns what is stored for it
 * @property {(scene: Scene) => Promise<unknown>} [resets] prepares the same again, for the next try
 * @property {(scene: Scene) => Promise<Meets>} begin
 * @property {(scene: Scene) => Promise<void>} [end] what the person does to finish it
 */

/** No answer comes later than this. */
const SILENCE_MS = 10_000;
const ISSUED = "2025-03-03";

/** The message that each row sends. */
const SAID = /** @type {Record<string, (scene: Scene) => object>} */ ({
  diagnose: ({ tabId }) => ({ kind: "diagnose", tabId }),
  answer: () => ({ kind: "answer", question: "dialog", value: "cancelled" }),
  fix: ({ tabId }) => ({ kind: "fix", fix: "clear_karte", tabId, dry: true }),
  correct: () => ({ kind: "correct", action: "off" }),
  restart: () => ({ kind: "restart", action: "announce" }),
  history: () => ({ kind: "history", action: "list" }),
  undo: ({ owned }) => ({ kind: "undo", ...undoable(owned) }),
  settings: () => ({ kind: "settings", set: { reminders: false, severalClinics: false } }),
  report: () => ({ kind: "report", withExtensionNames: true }),
  read_code: () => ({ kind: "read_code", text: "240B-DA62-01S9" }),
  diary: () => ({ kind: "diary", action: "add", clinic: "新館", issued: ISSUED }),
  backup: ({ owned }) => ({ kind: "backup", action: "restore", text: backupOf(owned) }),
  erase: () => ({ kind: "erase" }),
  policy: () => ({ kind: "policy" }),
});
const REPLIES = /** @type {Record<string, string>} */ ({
  ...{ diagnose: "diagnosis", answer: "diagnosis", fix: "planned", correct: "correction" },
  ...{ undo: "history", erase: "erased", read_code: "code" },
});
const CHANGES = /** @type {Record<string, string[]>} */ ({
  correct: ["settings.correction"],
  undo: ["history.entries[].undo.doneAt"],
  settings: ["settings.reminders", "session.severalClinics"],
  backup: ["settings.language"],
  erase: ["settings", "session", "diary", "history", "bookmarks", "repair", "bisect"],
});

/** The entry of the history that can be undone. @param {import("./lost.js").Items} owned @returns {object} */
function undoable({ history }) {
  const { entries } = /** @type {{entries: {at: number, fix: string}[]}} */ (history);
  const { at, fix } = entries[1] ?? {};
  return { at, fix };
}

/** @param {string} name @returns {Work} */
function message(name) {
  if (name === "seen") return seen;
  return {
    looks: ["answer", "fix", "report"].includes(name),
    changes: CHANGES[name] ?? [],
    begin: async (scene) => {
      const said = SAID[name]?.(scene) ?? {};
      const reply = await scene.person.ask(said);
      const done = await BEFORE[reply.code]?.(scene);
      if (reply.kind === "error") scene.notes.push(reply.code);
      return done ? "answered" : met(reply, REPLIES[name] ?? name);
    },
  };
}

/** Refusals because the work is done already, which counts as done. @type {Record<string, (scene: Scene) => Promise<boolean>>} */
const BEFORE = {
  nothing_to_undo: async ({ person }) => {
    const { history } = /** @type {any} */ (await person.stored());
    return history.entries?.[1]?.undo?.doneAt > 0;
  },
  diary_twice: async ({ person }) => {
    const { diary } = /** @type {any} */ (await person.stored());
    return diary.entries.some((/** @type {any} */ { issued }) => issued === ISSUED);
  },
};

/** What our content script reports to the worker; it gets no visible answer. @type {Work} */
const seen = {
  looks: false,
  changes: [],
  // The script starts some time after its page.
  resets: ({ pc }) => until("our script in the page", () => pc.contentScript()),
  begin: async ({ pc }) => {
    const told = pc.fromContentScript({ kind: "seen", what: "failing" }).catch(() => null);
    // A message to a version that is just being replaced may never be answered.
    const reply = await Promise.race([told, pause(SILENCE_MS).then(() => null)]);
    return reply?.kind === "seen" ? "answered" : "let_be";
  },
};

/** @param {string} name @returns {Work} */
const fix = (name) => ({
  looks: true,
  changes: [],
  begin: async ({ person, tabId }) =>
    met(await person.ask({ kind: "fix", fix: name, tabId }), "fixed"),
});

/** @param {string[]} names @returns {Work} */
const pages = (names) => ({
  looks: names.includes("report"),
  changes: [],
  begin: async (scene) => {
    for (const name of names) {
      const shown = await opened(scene, name);
      if (shown !== "answered") return shown;
    }
    return "answered";
  },
});

/** @type {Record<string, Work>} */
export const WORK = Object.fromEntries([
  ...MESSAGES.map((name) => [`message:${name}`, message(name)]),
  ...Object.entries(ACTS).map(([name, work]) => [`message:${name}`, work]),
  ...FIXES.map((name) => [`fix:${name}`, fix(name)]),
  ...Object.entries(PAGE_ROWS).map(([name, opens]) => [`page:${name}`, pages(opens)]),
]);
