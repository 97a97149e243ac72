/**
 * The browser's own dialog 「証明書の選択」. No protocol reports it. But it dims the page while it is open, and it takes keys:
 * so the tests detect and answer it.
 */
import { until } from "./wait.js";

/** A point in the page's lower left corner, where every page of the imitation is bright. */
const CORNER = { x: 12, y: 860 };
const DIMMED = { from: 70, to: 130 };
/** A point in the middle of an empty dark page, and the limit for each part of its colour while the dialog is open. */
const MIDDLE = { x: 600, y: 700 };
const DIMMED_DARK = 40;

/** @typedef {import("./display.js").Display} Display */

/**
 * Whether the dialog is open.
 * @param {Display} display
 */
export async function chooserIsOpen(display) {
  const colour = await display.screen.colour(CORNER.x, CORNER.y);
  return colour.every((part) => part >= DIMMED.from && part <= DIMMED.to);
}

/**
 * Whether it is open in an incognito window, which is dark anyway.
 * @param {Display} display
 */
async function isOpenInDark(display) {
  const colour = await display.screen.colour(MIDDLE.x, MIDDLE.y);
  return colour.every((part) => part < DIMMED_DARK);
}

/**
 * Waits for the dialog.
 * @param {Display} display
 */
export async function chooserOpens(display, isOpen = chooserIsOpen) {
  await until("the certificate chooser", () => isOpen(display), { limit: 15_000 });
}

/**
 * Presses a key until the dialog is gone, because in its first moments it ignores keys. Waits between two presses: a busy browser
 * handles a key late, and a second Escape would then stop the loading of the page.
 * @param {Display} display
 * @param {string} key
 */
async function answer(display, key, isOpen = chooserIsOpen) {
  await chooserOpens(display, isOpen);
  await until(
    "the end of the chooser",
    async () => {
      if (await isOpen(display)) await display.press(key);
      await until("its closing", async () => !(await isOpen(display)), { limit: 3_000 });
      return true;
    },
    { limit: 30_000 },
  );
}

/**
 * Chooses an entry and presses OK.
 * @param {Display} display
 * @param {number} [down] how many entries further down
 */
export async function choose(display, down = 0) {
  await chooserOpens(display);
  for (let step = 0; step < down; step += 1) await display.press("Down");
  await answer(display, "Return");
}

/**
 * Cancels the dialog.
 * @param {Display} display
 */
export async function cancel(display) {
  await answer(display, "Escape");
}

/**
 * Cancels the dialog in an incognito window.
 * @param {Display} display
 */
export async function cancelInIncognito(display) {
  await answer(display, "Escape", isOpenInDark);
}
