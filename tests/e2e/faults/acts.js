/** The rows of single actions: what each of them needs, what the person sends, and what must be there afterwards. */
import { expect } from "@playwright/test";
import { until } from "../lib/wait.js";
import { addressed, addressedAgain, bookmark, SIGN_IN, WRONG } from "./bookmarks.js";
import { say } from "../lib/words.js";
import { asking, met } from "./reply.js";
import { SEARCH } from "./search.js";

/** @typedef {import("./scene.js").Scene} Scene */
/** @typedef {import("./work.js").Work} Work */

/** The corrected address of each person. It differs each time, because Chromium does not open an address that is just opening. */
const opens = new WeakMap();
let corrections = 0;

/** Notes a correction in the karte's tab, as the worker does for this session. @param {Scene} scene */
async function corrected({ person, tabId = -1 }) {
  corrections += 1;
  const from = WRONG.replace("/signin", `${"/".repeat(corrections + 1)}signin`);
  opens.set(person, from);
  await (
    await person.page()
  ).evaluate(
    async (about) => {
      const { visit } = await chrome.storage.session.get("visit");
      const known = { v: 1, ...Object(visit) };
      const event = { request: `${Date.now()}`, at: Date.now(), arrived: true, ...about };
      known.corrected = [...(known.corrected ?? []), event];
      await chrome.storage.session.set({ visit: known });
    },
    { tabId, from, to: SIGN_IN },
  );
}

/** Repeats that until the note stays: a worker that is starting overwrites it once. @param {Scene} scene */
const correctedAgain = (scene) =>
  until("the correction, noted", async () => {
    await corrected(scene);
    const { person, tabId } = scene;
    const { last } = await person.ask({ kind: "correct", action: "status", tabId });
    return last?.from === opens.get(person);
  });

/** @type {Record<string, Work>} */
const CORRECT = {
  "correct#except": {
    looks: false,
    changes: [],
    sets: corrected,
    resets: correctedAgain,
    begin: asking(
      ({ tabId }) => ({ kind: "correct", action: "except", tabId }),
      "correction",
      ({ exceptions }, { person }) => exceptions.includes(opens.get(person)),
    ),
    end: (scene) => scene.karte(),
  },
  "correct#undo": {
    looks: false,
    changes: [],
    sets: corrected,
    resets: correctedAgain,
    begin: asking(
      ({ tabId }) => ({ kind: "correct", action: "undo", tabId }),
      "correction",
      ({ last }) => last === null,
    ),
    end: (scene) => scene.karte(),
  },
};

/**
 * @param {"wrong" | "repaired"} which
 * @param {string} wanted its address
 * @returns {(reply: any, scene: Scene) => Promise<boolean>}
 */
function leads(which, wanted) {
  return async (_, scene) => {
    const page = await scene.person.page();
    const [found] = await page.evaluate((id) => chrome.bookmarks.get(id), bookmark(scene, which));
    return found?.url === wanted;
  };
}

/** @type {Record<string, Work>} */
const BOOKMARKS = {
  "correct#repair_bookmarks": {
    looks: false,
    changes: [],
    sets: addressed,
    resets: addressed,
    begin: asking(
      (scene) => ({
        ...{ kind: "correct", action: "repair_bookmarks", ids: [bookmark(scene, "wrong")] },
      }),
      "bookmarks",
      leads("wrong", SIGN_IN),
    ),
  },
  "correct#undo_bookmarks": {
    looks: false,
    changes: ["bookmarks.before[0]"],
    sets: addressed,
    resets: addressedAgain,
    begin: asking(
      () => ({ kind: "correct", action: "undo_bookmarks" }),
      "bookmarks",
      leads("repaired", WRONG),
    ),
  },
};

/** Makes sure that the karte's tab is open. @param {Scene} scene */
async function opened(scene) {
  if (!(await scene.person.karteTab())) await scene.back();
}

/** The karte's tabs as each person was shown them. @type {WeakMap<object, {tabId: number, url: string}[]>} */
const listed = new WeakMap();

/** @param {Scene} scene */
async function list({ person }) {
  const { karteTabs } = await person.ask({ kind: "restart", action: "status" });
  const tabs = karteTabs.map((/** @type {any} */ { tabId, url }) => ({ tabId, url }));
  listed.set(person, tabs);
}

/** @param {Scene} scene */
async function openedAndListed(scene) {
  await opened(scene);
  await list(scene);
}

/** None of the listed tabs is open any more. @param {Scene} scene */
async function areClosed({ person }) {
  const open = await person.inPage(async () => (await chrome.tabs.query({})).map(({ id }) => id));
  const left = (listed.get(person) ?? []).filter(({ tabId }) => open.includes(tabId));
  expect(left).toEqual([]);
}

/** Another tab was opened meanwhile: nothing was closed, and the list is drawn again. @param {any} reply */
function isRefused({ tabsChanged }) {
  if (tabsChanged) expect(say("restart_tabs_changed")).not.toBe("");
  return tabsChanged === true;
}

/** @type {Record<string, Work>} */
const RESTART = {
  "restart#close_tabs": {
    looks: false,
    changes: [],
    sets: list,
    resets: openedAndListed,
    begin: async (scene) => {
      const tabs = listed.get(scene.person);
      const reply = await scene.person.ask({ kind: "restart", action: "close_tabs", tabs });
      if (isRefused(reply)) return "refused_in_words";
      if (reply.kind === "error") scene.notes.push(reply.code);
      const meets = met(reply, "restart");
      if (meets === "answered") await areClosed(scene);
      return meets;
    },
    end: opened,
  },
};

/** @type {Record<string, Work>} */
const KEPT = {
  "history#erase": {
    looks: false,
    changes: ["history"],
    begin: asking(
      () => ({ kind: "history", action: "erase" }),
      "history",
      ({ entries }) => entries.length === 0,
    ),
  },
  "diary#remove": {
    looks: false,
    changes: ["diary.entries[1]"],
    begin: asking(
      ({ owned }) => ({ kind: "diary", action: "remove", confirmed: confirmedOf(owned) }),
      "diary",
      ({ entries }, { owned }) =>
        entries.every((/** @type {any} */ { confirmed }) => confirmed !== confirmedOf(owned)),
    ),
  },
  "diary#dismiss": {
    looks: false,
    changes: [],
    begin: asking(
      () => ({ kind: "diary", action: "dismiss" }),
      "diary",
      ({ due }) => due === null,
    ),
  },
  "settings#spare": {
    looks: false,
    changes: [],
    begin: asking(
      ({ others }) => ({ kind: "settings", set: { spare: others[1] } }),
      "settings",
      ({ spared }, { others }) => spared.some((/** @type {any} */ { id }) => id === others[1]),
    ),
  },
};

/** @param {import("./lost.js").Items} owned @returns {number} the name of the diary's second entry */
const confirmedOf = ({ diary }) => /** @type {any} */ (diary).entries[1].confirmed;

/** @type {Record<string, Work>} */
export const ACTS = { ...CORRECT, ...BOOKMARKS, ...RESTART, ...KEPT, ...SEARCH };
