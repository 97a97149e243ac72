/** Whether a diagnosis and the popup stay quick where there is much of everything: extensions, cookies, history. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { copyOfOurs } from "../e2e/lib/extension.js";
import { clickCold, Keyboard } from "./click.mjs";
import { addStamps } from "./extensions/write.mjs";
import { measured } from "./row.mjs";
import { alone, diagnose, fail, FAILS, frontTab, inTurns, openPage, rest } from "./seats.mjs";
import { withThings } from "./seats.mjs";

/** @typedef {import("./row.mjs").Row} Row */
/** @typedef {import("./row.mjs").Bar} Bar */
/** @typedef {import("../e2e/lib/pc.js").Pc} Pc */
/** @typedef {{pc: Pc, keyboard: Keyboard, page: import("./seats.mjs").Session, tab: number}} Seat */
/** @typedef {{extensions: number, cookies: number, entries: number}} Amounts */
/** @typedef {Amounts & {seat: Seat, diagnosis: number[], paint: number[], kept: number}} Variant */

const ROUNDS = 20;
const EXTENSIONS = [10, 100, 300];
const COOKIES = [1, 100, 1_000];
const ENTRIES = [0, 10_000];
const KARTE = "https://karte.medley.life/";
/** What "unchanged" may be beside the noise. */
const UNCHANGED = 1.1;

/**
 * @param {import("./seats.mjs").Options} [options]
 * @returns {Promise<Row[]>}
 */
export function measureScale({ rounds = ROUNDS } = {}) {
  return withThings(async (things) => {
    const variants = await sit(things);
    await inTurns(variants, rounds, async (variant, counts) => {
      const { diagnosis, paint } = await measure(variant);
      if (!counts) return;
      variant.diagnosis.push(diagnosis);
      variant.paint.push(paint);
    });
    return rows(variants);
  });
}

/**
 * A browser for each number of extensions; cookies and history come and go in the first one.
 * @param {import("./seats.mjs").Things} things
 */
async function sit(things) {
  const lab = await things.lab();
  const ours = await things.folder(
    copyOfOurs((folder) => addStamps(join(folder, "popup", "popup.html"), folder)),
  );
  /** @type {Variant[]} */
  const variants = [];
  for (const extensions of EXTENSIONS) {
    const others = await crowd(things, extensions);
    const pc = await things.pc({ lab, ours, others, pinned: [ours], ...FAILS });
    await fail(pc);
    const page = await openPage(pc.browser, pc.extension.id, "welcome/welcome.html");
    const keyboard = things.keep(new Keyboard(pc.display), (one) => one.end());
    const seat = { pc, keyboard, page, tab: await frontTab(page) };
    variants.push(...variantsOf(seat, extensions));
  }
  return variants;
}

/**
 * @param {Seat} seat
 * @param {number} extensions
 * @returns {Variant[]}
 */
function variantsOf(seat, extensions) {
  const [cookies = 1, ...moreCookies] = COOKIES;
  const [entries = 0, ...moreEntries] = ENTRIES;
  const usual = { extensions, cookies, entries };
  const more = [
    ...moreCookies.map((count) => ({ ...usual, cookies: count })),
    ...moreEntries.map((count) => ({ ...usual, entries: count })),
  ];
  const all = extensions === EXTENSIONS[0] ? [usual, ...more] : [usual];
  return all.map((amounts) => ({ ...amounts, seat, diagnosis: [], paint: [], kept: 0 }));
}

/**
 * Small extensions that may do something everywhere, or nothing at all; none of them is in the way.
 * @param {import("./seats.mjs").Things} things
 * @param {number} count
 */
async function crowd(things, count) {
  const place = await mkdtemp(join(tmpdir(), "karte-crowd-"));
  things.keep(place, (one) => rm(one, { recursive: true, force: true }));
  const folders = Array.from({ length: count }, (_, index) => join(place, String(index)));
  for (const [index, folder] of folders.entries()) {
    const powers = { permissions: ["storage", "tabs"], host_permissions: ["https://*/*"] };
    const manifest = { manifest_version: 3, name: `Neighbour ${index}`, version: "1.0" };
    await mkdir(folder);
    await writeFile(
      join(folder, "manifest.json"),
      JSON.stringify({ ...manifest, ...(index % 2 === 0 ? powers : {}) }),
    );
  }
  return folders;
}

/** @param {Variant} variant */
async function measure(variant) {
  const { seat, entries } = variant;
  variant.kept = await setCookies(seat.pc, variant.cookies);
  await seat.page.evaluate(seedHistory, entries);
  await diagnose(seat.page, seat.tab);
  await rest();
  const { time } = await diagnose(seat.page, seat.tab);
  const { extension } = seat.pc;
  const icon = { extension, popup: "popup/popup.html", keys: "alt+shift+k" };
  const { paint } = await clickCold(seat.keyboard, icon, "done");
  return { diagnosis: time, paint };
}

/**
 * So many cookies of the karte, and no others.
 * @param {Pc} pc
 * @param {number} count
 * @returns {Promise<number>} how many of them the browser has kept
 */
async function setCookies({ browser: { cdp } }, count) {
  const cookies = Array.from({ length: count }, (_, index) => ({
    ...{ name: `c${index}`, value: "1", url: KARTE, secure: true },
  }));
  await cdp.send("Storage.clearCookies");
  await cdp.send("Storage.setCookies", { cookies });
  return (await cdp.send("Storage.getCookies"))["cookies"].length;
}

/** In a page of ours: so many lines of what was done, one per minute; stands alone. @param {number} count */
async function seedHistory(count) {
  const now = Date.now();
  const entry = { fix: "clear_cache", before: {}, after: {}, undo: null };
  const entries = Array.from({ length: count }, (_, index) => ({
    ...{ at: now - (count - index) * 60_000, ...entry },
  }));
  if (count === 0) await chrome.storage.local.remove("history");
  else await chrome.storage.local.set({ history: { v: 1, entries } });
}

/**
 * @param {Variant[]} variants
 * @returns {Row[]}
 */
function rows(variants) {
  const [usual] = variants;
  const only = (/** @type {keyof Amounts} */ what) =>
    variants.filter(
      (one) =>
        one === usual ||
        (one[what] !== usual?.[what] &&
          Object.keys(AMOUNTS).every((key) => key === what || same(one, usual, key))),
    );
  return Object.entries(AMOUNTS).flatMap(([key, words]) => {
    const what = /** @type {keyof Amounts} */ (key);
    return rowsOf(what, words, only(what));
  });
}

/**
 * @param {Variant} one
 * @param {Variant | undefined} other
 * @param {string} key
 */
function same(one, other, key) {
  const what = /** @type {keyof Amounts} */ (key);
  return one[what] === other?.[what];
}

/** @type {Record<keyof Amounts, {id: string, what: string, note: string}>} */
const AMOUNTS = {
  extensions: {
    id: "scale-extensions",
    what: "other extensions are installed",
    note: "Small ones, loaded from folders; every second one may do something on all pages.",
  },
  cookies: {
    id: "scale-cookies",
    what: "cookies the karte has set",
    note: "The names say how many Chromium keeps: of one registered name no more than 180.",
  },
  entries: {
    id: "scale-history",
    what: "lines the extension's own list of deeds has",
    note:
      "The extension keeps 500 at most by itself; the 10,000 were written into its storage. " +
      "It has no permission for the browser's own history, of which nothing is read.",
  },
};

/**
 * @param {keyof Amounts} amount
 * @param {{id: string, what: string, note: string}} words
 * @param {Variant[]} variants from few to many
 * @returns {Row[]}
 */
function rowsOf(amount, { id, what, note }, variants) {
  const name = (/** @type {Variant} */ one) =>
    amount === "cookies" && one.kept !== one.cookies
      ? `${one.cookies}, of which ${one.kept} are kept`
      : String(one[amount]);
  const number = (/** @type {Variant} */ one) => (amount === "cookies" ? one.kept : one[amount]);
  const of = (/** @type {"diagnosis" | "paint"} */ times) =>
    variants.map((one) => ({ ...measured(name(one), one[times]), amount: number(one) }));
  const [diagnosis, paint] = [of("diagnosis"), of("paint")];
  const strip = (/** @type {typeof paint} */ list) =>
    list.map(({ name: called, n, median, p95 }) => ({ name: called, n, median, p95 }));
  return [
    {
      ...{ id, what: `a whole diagnosis, by how many ${what}`, unit: "ms", note },
      ...{ measured: strip(diagnosis), bars: linear(diagnosis) },
    },
    {
      ...{ id: `${id}-paint`, what: `the popup's first paint, by how many ${what}`, unit: "ms" },
      ...{ measured: strip(paint), bars: unchanged(paint) },
    },
  ];
}

/**
 * Linear at most: of so many times as much, so many times as long is the most.
 * @param {{name: string, median: number, amount: number}[]} steps
 * @returns {Bar[]}
 */
function linear(steps) {
  return steps.slice(1).map(({ name, median, amount }, index) => {
    const before = steps[index];
    return {
      text: `${name} ÷ ${before?.name}`,
      value: median / (before?.median ?? Number.NaN),
      limit: amount / Math.max(1, before?.amount ?? 1),
    };
  });
}

/**
 * @param {{name: string, median: number}[]} steps
 * @returns {Bar[]}
 */
function unchanged(steps) {
  return steps.slice(1).map(({ name, median }) => ({
    text: `${name} ÷ ${steps[0]?.name}`,
    value: median / (steps[0]?.median ?? Number.NaN),
    limit: UNCHANGED,
  }));
}

await alone(import.meta, measureScale);
