/** Foreign text stays text: names, titles, addresses, files and stored values, hostile and ten thousand characters long. */
import { expect } from "@playwright/test";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { copyWith, PLAIN } from "./lib/correction.js";
import { evil, harm } from "./lib/evil.js";
import { editManifest } from "./lib/extension.js";
import { hangingOver, show } from "./lib/layout.js";
import { Popup } from "./lib/popup.js";
import { stranger } from "./lib/strangers.js";
import { test } from "./lib/test.js";
import { neighbours, Experiment } from "./lib/experiment.js";
import { until } from "./lib/wait.js";

/** @typedef {import("./lib/pc.js").Pc} Pc */
/** @typedef {import("./lib/tab.js").Tab} Tab */

const WIDTHS = [320, 1_000];

/** @type {Awaited<ReturnType<typeof stranger>>} */ let other;
test.beforeAll(async () => {
  other = await stranger(evil());
});
test.afterAll(() => other.remove());
test.beforeEach(({ lab }) => lab.set(PLAIN));

/**
 * Foreign text does no harm on a page, and the page shows it at least `times` times.
 * @param {Tab | Popup} page
 * @param {number} times
 */
async function harmless(page, times) {
  await until(`strangers' text, ${times} times`, async () => (await harm(page)).shown >= times);
  expect((await harm(page)).harms).toEqual([]);
  if (page instanceof Popup) return;
  for (const width of WIDTHS) {
    await show(page, width);
    expect(await hangingOver(page), `${width} pixels wide`).toEqual([]);
  }
}

/** @param {Pc} pc @param {string} page */
const open = (pc, page) => pc.browser.newTab(`${pc.extension.origin}/${page}`);

/** @param {Pc} pc @param {object} items */
const store = (pc, items) =>
  pc.extension.inWorker((all) => chrome.storage.local.set(all), /** @type {any} */ (items));

test("an extension's name, in the lists of the page of repairs", async ({ start }) => {
  const pc = await start({ others: [other.folder] });
  const names = await pc.extension.inWorker(async () =>
    (await chrome.management.getAll()).map(({ name }) => name.length),
  );
  expect(Math.max(...names)).toBeGreaterThan(5_000);
  for (const article of /** @type {const} */ (["extensions", "bisect"])) {
    const { page } = await Experiment.open(pc, article);
    await harmless(page, 1);
  }
});

test("an extension's name while it is off", async ({ start }) => {
  const pc = await start({ others: [other.folder] });
  await pc.open();
  const experiment = await Experiment.open(pc);
  await experiment.tell("try");
  await experiment.when("the look", ({ run }) => run?.seen);
  await harmless(experiment.page, 1);
});

test("an extension's name in the popup and in the report", async ({ start }) => {
  const { folders, remove } = await neighbours(["rule"]);
  await editManifest(folders[0] ?? "", (manifest) => Object.assign(manifest, { name: evil() }));
  const pc = await start({ others: folders });
  await pc.open().catch(() => undefined);
  await pc.click();
  if (!pc.popup) throw new Error("no popup");
  await harmless(pc.popup, 1);
  const reply = await pc.popup.ask({ kind: "report", withExtensionNames: true });
  expect(JSON.stringify(reply).length).toBeLessThan(10_000);
  await pc.closePopup();
  const page = await open(pc, "report/report.html");
  await page.click("#names");
  await harmless(page, 1);
  await remove();
});

test("what is stored, in the settings", async ({ start }) => {
  const { folder, remove } = await copyWith("bookmarks");
  const pc = await start({ ours: folder, others: [other.folder] });
  const at = Date.now();
  const wrong = `https://karte.medley.life/login?${evil(2_000)}`;
  const fact = { names: [evil(), evil(100)], outcome: evil(), [evil(90)]: evil() };
  await store(pc, {
    settings: { v: 1, spared: [other.id], exceptions: [wrong] },
    history: { v: 1, entries: [{ at, fix: evil(), before: fact, after: fact, undo: null }] },
    diary: { v: 1, entries: [{ clinic: "<b>תוסף</b> 12", issued: "2026-01-31", confirmed: 1 }] },
  });
  await pc.extension.inWorker((visit) => chrome.storage.session.set({ visit }), {
    v: 1,
    suspended: [{ at, page: wrong, told: true }],
  });
  await pc.extension.inWorker(
    (title, url) => chrome.bookmarks.create({ title, url }).then(() => undefined),
    evil(),
    wrong,
  );
  const page = await open(pc, "options/options.html");
  // What is drawn later would move the button.
  await until("the button, and what stands above it", () =>
    page.session.evaluate(
      () =>
        document.querySelector("#look") !== null &&
        document.querySelector("#typing:enabled") !== null &&
        document.querySelector("#exceptions li") !== null,
    ),
  );
  await page.click("#look");
  await harmless(page, 8);
  await expect.poll(() => page.text()).toContain("<b>תוסף</b> 12");
  await remove();
});

test("a file, before it is taken over", async ({ start }) => {
  const pc = await start({ others: [other.folder] });
  const page = await open(pc, "options/options.html");
  // The switch is drawn last: by then the page listens to its file input and knows the extensions' names.
  await until("the settings", () =>
    page.session.evaluate(() => document.querySelector("#reminders:enabled") !== null),
  );
  const exported = () => chrome.runtime.sendMessage({ kind: "backup", action: "export" });
  const { now } = /** @type {any} */ (await page.session.evaluate(exported));
  const exceptions = [`https://karte.medley.life/login?${evil(1_900)}`];
  const folder = await mkdtemp(join(tmpdir(), "karte-file-"));
  const file = join(folder, "settings.json");
  const settings = { ...now.settings, exceptions, spared: [other.id] };
  await writeFile(file, JSON.stringify({ ...now, settings }));
  const { result } = await page.session.send("Runtime.evaluate", {
    expression: 'document.getElementById("backup-file")',
  });
  await page.session.send("DOM.setFileInputFiles", { files: [file], objectId: result.objectId });
  await harmless(page, 2);
  await rm(folder, { recursive: true });
});

test("a tab's title, among the tabs that a restart closes", async ({ start }) => {
  const pc = await start({ others: [other.folder] });
  await pc.open();
  await (await pc.tab()).session.evaluate((title) => void (document.title = title), evil());
  await harmless(await open(pc, "repair/repair.html#restart"), 1);
});
