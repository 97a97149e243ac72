/** From the click on the icon to the first paint, to the headline and to the whole diagnosis, from a stopped worker. */
import { join } from "node:path";
import { copyOfOurs } from "../e2e/lib/extension.js";
import { clickCold, Keyboard } from "./click.mjs";
import { addStamps, writeComparison } from "./extensions/write.mjs";
import { median, p95 } from "./numbers.mjs";
import { measured } from "./row.mjs";
import { alone, extensionIn, fail, FAILS, inTurns, withThings } from "./seats.mjs";

/** @typedef {import("./row.mjs").Row} Row */
/** @typedef {import("./click.mjs").Shown} Shown */
/** @typedef {{icon: import("./click.mjs").Icon, wanted: keyof Shown, shown: Shown[]}} Seat */
/** @typedef {{ours: Seat, empty: Seat, fetching: Seat}} Seats */

const ROUNDS = 20;
/** What our diagnosis may take longer than the one request that it cannot do without, in milliseconds. */
const LONGER = 150;

/**
 * @param {import("./seats.mjs").Options} [options]
 * @returns {Promise<Row[]>}
 */
export function measurePopup({ rounds = ROUNDS } = {}) {
  return withThings(async (things) => {
    const { keyboard, ...seats } = await sit(things);
    await inTurns(Object.values(seats), rounds, async ({ icon, wanted, shown }, counts) => {
      const seen = await clickCold(keyboard, icon, wanted);
      if (counts) shown.push(seen);
    });
    return [paintRow(seats), headlineRow(seats), diagnosisRow(seats), partsRow(seats)];
  });
}

/**
 * Three icons in one browser, whose tab in front shows the failing page.
 * @param {import("./seats.mjs").Things} things
 */
async function sit(things) {
  const lab = await things.lab();
  const ours = await things.folder(
    copyOfOurs((folder) => addStamps(join(folder, "popup", "popup.html"), folder)),
  );
  const empty = await things.folder(writeComparison({ key: "Alt+Shift+E" }));
  const fetching = await things.folder(writeComparison({ with: "fetching", key: "Alt+Shift+F" }));
  // An icon that is not pinned is first moved out by Chrome, in 250 ms that have nothing to do with what is behind it.
  const pinned = [ours, empty, fetching];
  const pc = await things.pc({ lab, ours, others: [empty, fetching], pinned, ...FAILS });
  await fail(pc);
  const keyboard = things.keep(new Keyboard(pc.display), (one) => one.end());
  /** @returns {Promise<Seat>} */
  const seat = async (
    /** @type {string} */ folder,
    /** @type {string} */ popup,
    /** @type {string} */ keys,
    /** @type {keyof Shown} */ wanted,
  ) => ({ icon: { extension: await extensionIn(pc, folder), popup, keys }, wanted, shown: [] });
  return {
    keyboard,
    ours: await seat(ours, "popup/popup.html", "alt+shift+k", "done"),
    empty: await seat(empty, "popup.html", "alt+shift+e", "paint"),
    fetching: await seat(fetching, "popup.html", "alt+shift+f", "done"),
  };
}

/**
 * @param {Seat} seat
 * @param {keyof Shown} what
 */
const times = ({ shown }, what) => shown.map((seen) => seen[what]);

/**
 * @param {Seats} seats
 * @returns {Row}
 */
function paintRow({ ours, empty }) {
  const [mine, other] = [times(ours, "paint"), times(empty, "paint")];
  return {
    id: "popup-paint",
    what: "the click on the icon, until the popup's first useful paint",
    unit: "ms",
    measured: [measured("ours", mine), measured("an empty popup", other)],
    bars: [{ text: "ours ÷ empty, median", value: median(mine) / median(other), limit: 1.3 }],
    note: "Both workers are stopped; from the key of the icon's shortcut to first-contentful-paint.",
  };
}

/**
 * @param {Seats} seats
 * @returns {Row}
 */
function headlineRow({ ours }) {
  const named = times(ours, "named");
  return {
    id: "popup-headline",
    what: "the click on the icon, until the headline names the cause",
    unit: "ms",
    measured: [measured("ours", named)],
    bars: [{ text: "p95", value: p95(named), limit: 1_000 }],
    note: "On the failing page after a cancelled chooser, from a stopped worker.",
  };
}

/**
 * @param {Seats} seats
 * @returns {Row}
 */
function diagnosisRow({ ours, fetching }) {
  const [mine, other] = [times(ours, "done"), times(fetching, "done")];
  const limit = p95(other) + LONGER;
  return {
    id: "popup-diagnosis",
    what: "the click on the icon, until the whole diagnosis",
    unit: "ms",
    measured: [measured("ours", mine), measured("one request to the sign-in page", other)],
    bars: [{ text: `p95, beside the request's p95 + ${LONGER} ms`, value: p95(mine), limit }],
    note: "The request is made by another extension's stopped worker after a click on its icon, and shown in its popup.",
  };
}

/** Moments in their order, and what lies before each. */
const PARTS = /** @type {const} */ ([
  ["born", "until the page begins"],
  ["parsed", "until its markup is parsed"],
  ["loaded", "until all its files are there"],
  ["paint", "until it is painted"],
  ["done", "until the whole diagnosis"],
]);

/**
 * @param {Seats} seats
 * @returns {Row}
 */
function partsRow({ ours, empty }) {
  const parts = (/** @type {string} */ name, /** @type {Seat} */ seat) =>
    PARTS.slice(0, seat === empty ? -1 : undefined).map(([moment, what]) =>
      measured(`${name}: ${what}`, times(seat, moment)),
    );
  return {
    id: "popup-parts",
    what: "the moments of a click, each counted from the click",
    unit: "ms",
    measured: [...parts("ours", ours), ...parts("an empty popup", empty)],
    bars: [],
  };
}

await alone(import.meta, measurePopup);
