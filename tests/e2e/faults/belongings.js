/** What a clinic has stored in the extension: all of it must be there after every fault. */

const DAY = 24 * 60 * 60 * 1_000;
const SPARED = "abcdefghijklmnopabcdefghijklmnop";

/** @param {number} at */
const day = (at) => new Date(at).toISOString().slice(0, 10);

/**
 * What is stored under the keys of storage.local that belong to the person.
 * @param {string} neighbour the id of another extension
 * @returns {import("./lost.js").Items}
 */
export function belongings(neighbour) {
  const now = Date.now();
  return {
    settings: {
      ...{ v: 2, correction: true, hostTyping: false, language: "ja" },
      exceptions: ["https://karte.medley.life/login"],
      spared: [SPARED],
      reminders: true,
    },
    session: { v: 1, dotWorks: true, severalClinics: true },
    diary: {
      v: 1,
      entries: [
        { clinic: "本院", issued: day(now - 780 * DAY), confirmed: now - 700 * DAY },
        { clinic: "分院", issued: day(now - 100 * DAY), confirmed: now - 99 * DAY },
      ],
    },
    history: {
      v: 1,
      entries: [
        {
          ...{ at: now - 20 * DAY, fix: "clear_cache", before: { karte_cookies: 3 } },
          ...{ after: { outcome: "done" }, undo: null },
        },
        {
          ...{ at: now - 10 * DAY, fix: "extensions_off", before: { names: ["電卓"] } },
          ...{ after: { outcome: "kept" }, undo: { ids: [neighbour], doneAt: null } },
        },
      ],
    },
    bookmarks: { v: 1, before: [["12", "https://karte.medley.life/login"]] },
  };
}

/** Keys that name extensions that may be off: these are never overwritten. */
export const UNDO = ["repair", "bisect"];
/** Keys that are computed again or expire after a day: damaged values of these may be overwritten. */
export const FLEETING = ["notice", "reminder", "restart", "typing"];

/**
 * The settings and the diary as a backup file that changes the language and adds a certificate; both are restored, or neither.
 * @param {import("./lost.js").Items} items
 */
export function backupOf({ settings, diary }) {
  const { hostTyping, exceptions, spared, reminders, correction } = /** @type {any} */ (settings);
  const { entries } = /** @type {{entries: object[]}} */ (diary);
  const more = { clinic: "新館", issued: day(Date.now() - 3 * DAY), confirmed: Date.now() - DAY };
  return JSON.stringify({
    ...{ file: "karte-signin-doctor", schema: 1, at: Date.now() - DAY },
    settings: {
      ...{ correction, hostTyping, exceptions, spared, reminders },
      ...{ language: "en", severalClinics: true },
    },
    diary: { v: 1, entries: [...entries, more] },
  });
}
