/** The person's bookmarks of the karte: one with a wrong address, and one that was repaired before. */

/** @typedef {import("./scene.js").Scene} Scene */

export const SIGN_IN = "https://karte.medley.life/d/signin";
export const WRONG = "https://karte.medley.life/signin";

/** By each person, the ids. @type {WeakMap<object, {wrong: string, repaired: string}>} */
const ids = new WeakMap();

/** @param {Scene} scene @param {"wrong" | "repaired"} which */
export const bookmark = ({ person }, which) => ids.get(person)?.[which] ?? "";

/** Made once, before the browser ends in good order: Chromium writes them late. @param {Scene} scene */
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
 * Gives both the addresses that they have before the work, whatever a kill has left of it.
 * @param {Scene} scene
 * @returns what is stored of them
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

/** The same once more: what Chromium has not yet written of a bookmark has gone with a kill, our record of it has not. @param {Scene} scene */
export async function addressedAgain(scene) {
  const record = await addressed(scene);
  const page = await scene.person.page();
  await page.evaluate((items) => chrome.storage.local.set(items), record);
}
