/** Somebody types into a page of the karte in another window; the text must still be there afterwards. */
import { expect } from "@playwright/test";
import { inNewWindow, TEXT, writeChart } from "../lib/writing.js";

/** @typedef {import("./scene.js").Scene} Scene */

const PAGE = "https://karte.medley.life/d/reception";

/** The tab with the text, and how to read it. @type {WeakMap<Scene, {tab: import("../lib/tab.js").Tab, kept: () => Promise<unknown>}>} */
const writing = new WeakMap();

/** @param {Scene} scene */
export async function write(scene) {
  const tab = await inNewWindow(scene.pc.browser, PAGE);
  writing.set(scene, { tab, kept: await writeChart(tab) });
  await goBack(scene);
}

/** Brings the page of ours that the person has open to the front, because a covered page is not drawn. @param {Scene} scene */
async function goBack({ pc, person }) {
  const { cdp } = pc.browser;
  const quiet = (await person.page()).targetId;
  const isOurs = (/** @type {{url: string}} */ { url }) => url.startsWith(pc.extension.origin);
  const pages = (await cdp.targets()).filter((one) => one.type === "page" && isOurs(one));
  const page = pages.find(({ targetId }) => targetId !== quiet);
  if (!page) return;
  const { targetId } = page;
  // A page that was fully shown is closed again at once.
  await cdp.send("Target.activateTarget", { targetId }).catch(() => undefined);
}

/** Checks that the text is still there; then closes the window. @param {Scene} scene */
export async function isKept(scene) {
  const { tab, kept } = writing.get(scene) ?? {};
  expect(await kept?.(), "what was being written").toBe(TEXT);
  writing.delete(scene);
  await tab?.close();
}
