/** Somebody writes into a page of the karte in another window, and finds it as it was. */
import { expect } from "@playwright/test";
import { inNewWindow, TEXT, writeChart } from "../lib/writing.js";

/** @typedef {import("./scene.js").Scene} Scene */

const PAGE = "https://karte.medley.life/d/reception";

/** What is being written in each place. @type {WeakMap<Scene, {tab: import("../lib/tab.js").Tab, kept: () => Promise<unknown>}>} */
const writing = new WeakMap();

/** @param {Scene} scene */
export async function write(scene) {
  const tab = await inNewWindow(scene.pc.browser, PAGE);
  writing.set(scene, { tab, kept: await writeChart(tab) });
  await goBack(scene);
}

/** The person goes back to the page of ours that they have open: what is covered is not drawn. @param {Scene} scene */
async function goBack({ pc, person }) {
  const { cdp } = pc.browser;
  const quiet = (await person.page()).targetId;
  const isOurs = (/** @type {{url: string}} */ { url }) => url.startsWith(pc.extension.origin);
  const pages = (await cdp.targets()).filter((one) => one.type === "page" && isOurs(one));
  const page = pages.find(({ targetId }) => targetId !== quiet);
  if (!page) return;
  const { targetId } = page;
  // A page that was shown whole is closed again at once.
  await cdp.send("Target.activateTarget", { targetId }).catch(() => undefined);
}

/** It is still there; then the window is closed. @param {Scene} scene */
export async function isKept(scene) {
  const { tab, kept } = writing.get(scene) ?? {};
  expect(await kept?.(), "what was being written").toBe(TEXT);
  writing.delete(scene);
  await tab?.close();
}
