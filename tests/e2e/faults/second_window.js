/** Somebody writes into a page of the karte in another window, and finds it as it was. */
import { expect } from "@playwright/test";
import { inNewWindow, TEXT, writeChart } from "../lib/writing.js";

/** @typedef {import("./scene.js").Scene} Scene */

const PAGE = "https://karte.medley.life/d/reception";

/** What is being written in each place. @type {WeakMap<Scene, {tab: import("../lib/tab.js").Tab, kept: () => Promise<unknown>}>} */
const writing = new WeakMap();

/** @param {Scene} scene */
export async function write(scene) {
  const tab = await inNewWindow(scene.pc.browser, PAGE, "");
  writing.set(scene, { tab, kept: await writeChart(tab) });
}

/** It is still there; then the window is closed. @param {Scene} scene */
export async function isKept(scene) {
  const { tab, kept } = writing.get(scene) ?? {};
  expect(await kept?.(), "what was being written").toBe(TEXT);
  writing.delete(scene);
  await tab?.close();
}
