/** Time from the click on the icon to the first paint, the headline and the whole diagnosis, with the worker stopped before. */
import { copyOfOurs } from "../e2e/lib/extension.js";
import { addStamps, writeComparison } from "./comparison.mjs";
import { clickCold, extensionIn, fail, FAILS, inTurns, withThings } from "./harness.mjs";
import { measured, median, p95 } from "./rows.mjs";

/** @typedef {import("./rows.mjs").Row} Row */
/** @typedef {import("./harness.mjs").Shown} Shown */

/** How much longer our diagnosis may take than the one request that it needs, in milliseconds. */
const LONGER = 150;

/** Three icons in one browser; its front tab shows the failing page. @param {number} [rounds] @returns {Promise<Row[]>} */
export function measurePopup(rounds = 20) {
  return withThings(async (things) => {
    const lab = await things.lab();
    const ours = await things.folder(copyOfOurs((folder) => addStamps(folder, "popup/popup.html")));
    const empty = await things.folder(writeComparison({ key: "Alt+Shift+E" }));
    const fetching = await things.folder(writeComparison({ key: "Alt+Shift+F", fetching: true }));
    // For an icon that is not pinned Chrome first plays an animation of 250 ms, which would be measured as well.
    const pinned = [ours, empty, fetching];
    const pc = await things.pc({ lab, ours, others: [empty, fetching], pinned, ...FAILS });
    await fail(pc);
    const keyboard = things.keyboard(pc);
    const icons = [
      { folder: ours, popup: "popup/popup.html", keys: "alt+shift+k", wanted: "done" },
      { folder: empty, popup: "popup.html", keys: "alt+shift+e", wanted: "paint" },
      { folder: fetching, popup: "fetching.html", keys: "alt+shift+f", wanted: "done" },
    ];
    /** @type {Record<string, Shown[]>} */
    const shown = { [ours]: [], [empty]: [], [fetching]: [] };
    await inTurns(icons, rounds, async ({ folder, wanted, ...keys }, counts) => {
      const icon = { extension: await extensionIn(pc, folder), ...keys };
      const seen = await clickCold(keyboard, icon, /** @type {keyof Shown} */ (wanted));
      if (counts) shown[folder]?.push(seen);
    });
    const times = (/** @type {string} */ of, /** @type {keyof Shown} */ what) =>
      (shown[of] ?? []).map((seen) => seen[what]);
    return [
      paintRow(times(ours, "paint"), times(empty, "paint")),
      headlineRow(times(ours, "named"), times(ours, "paint")),
      diagnosisRow(times(ours, "done"), times(fetching, "done")),
    ];
  });
}

/** @param {number[]} ours @param {number[]} empty @returns {Row} */
const paintRow = (ours, empty) => ({
  id: "popup-paint",
  what: "the click on the icon, until the popup's first useful paint",
  unit: "ms",
  measured: [measured("ours", ours), measured("an empty popup", empty)],
  bars: [{ text: "ours ÷ empty, median", value: median(ours) / median(empty), limit: 1.3 }],
  note: "Both workers are stopped; from the key of the icon's shortcut to first-contentful-paint.",
});

/** @param {number[]} named @param {number[]} paint @returns {Row} */
const headlineRow = (named, paint) => ({
  id: "popup-headline",
  what: "the click on the icon, until the headline names the cause",
  unit: "ms",
  measured: [measured("ours", named), measured("its first paint", paint)],
  bars: [
    { text: "headline ÷ first paint, median", value: median(named) / median(paint), limit: 1.15 },
  ],
  note: "On the failing page after a cancelled chooser, from a stopped worker.",
});

/** @param {number[]} ours @param {number[]} request @returns {Row} */
const diagnosisRow = (ours, request) => ({
  id: "popup-diagnosis",
  what: "the click on the icon, until the whole diagnosis",
  unit: "ms",
  measured: [measured("ours", ours), measured("one request to the sign-in page", request)],
  bars: [
    {
      text: `p95, beside the request's p95 + ${LONGER} ms`,
      ...{ value: p95(ours), limit: p95(request) + LONGER },
    },
  ],
  note: "The request is made by another extension's stopped worker after a click on its icon, and shown in its popup.",
});
