/** The person's bookmarks of the karte: one with a wrong address, and one that was repaired before. */

/** @typedef {import("./scene.js").Scene} Scene */

export const SIGN_IN = "https://karte.medley.life/d/signin";
export const WRONG = "https://karte.medley.life/signin";

/** The bookmarks' ids, by person. @type {WeakMap<object, {wrong: string, repaired: string}>} */
const ids = new WeakMap();

/** @param {Scene} scene @param {"wrong" | "repaired"} which */
export const bookmark = ({ person }, which) => ids.get(person)?.[which] ?? "";

/** Creates the bookmarks once, before an orderly end: Chromium writes them with a delay. @param {Scene} scene */
export async function bookmarked({ person }) {
  const page = await person.page();
  const made = await page.evaluate(
    async (wrong, right) => {
      const add = async (/** @type {string} */ url) =>
        (await chrome.bookmarks.create({ parentId: "1", title: "カルテ", url })).id;
      return { wrong: await add(wrong), repaired: await add(right) };
    },
    WRONG,
    SIGN_IN,
  );
  ids.set(person, made);
}

/**
 * Sets both bookmarks to their addresses before the work, whatever a kill has left.
 * @param {Scene} scene
 * @returns our stored record of them
 */
export async function addressed(scene) {
  const repaired = bookmark(scene, "repaired");
  const page = await scene.person.page();
  await page.evaluate(
    async (one, other, wrong, right) => {
      await chrome.bookmarks.update(one, { url: wrong });
      await chrome.bookmarks.update(other, { url: right });
    },
    bookmark(scene, "wrong"),
    repaired,
    WRONG,
    SIGN_IN,
  );
  return { bookmarks: { v: 1, before: [[repaired, WRONG]] } };
}

/** The same, and stores our record again: a kill may lose a bookmark, but not our record. @param {Scene} scene */
export async function addressedAgain(scene) {
  const record = await addressed(scene);
  const page = await scene.person.page();
  await page.evaluate((items) => chrome.storage.local.set(items), record);
}
