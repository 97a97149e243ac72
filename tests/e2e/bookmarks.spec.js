/** Two optional permissions in use: bookmarks of wrong addresses are repaired, and typing errors in the host are corrected. */
import { expect } from "@playwright/test";
import { arrives, copyWith, correct, PLAIN, RIGHT } from "./lib/correction.js";
import { lineTo } from "./lib/line.js";
import { answerYes } from "./lib/permission.js";
import { test } from "./lib/test.js";
import { until } from "./lib/wait.js";
import { say } from "./lib/words.js";

const WRONG = [
  { title: "カルテ", url: "https://karte.medley.life/login", reason: "sign_in_path" },
  { title: "", url: "http://karte.medley.life/d/signin", reason: "insecure" },
  { title: "打ち間違い", url: "https://karte.medly.life/", reason: "typed_host" },
];
const FINE = [
  RIGHT,
  "https://karte.medley.life/d/reception",
  "https://clinics.medley.life/login",
].concat(["https://example.com/login", "https://karte-medley.life/d/signin"]);

/** Creates the bookmarks, one of them in a folder. @param {import("./lib/pc.js").Pc} pc */
function bookmark(pc) {
  return pc.extension.inWorker(
    async (wrong, fine) => {
      const folder = await chrome.bookmarks.create({ title: "医院" });
      for (const [i, { title, url }] of wrong.entries()) {
        await chrome.bookmarks.create({ title, url, ...(i ? { parentId: folder.id } : {}) });
      }
      for (const url of fine) await chrome.bookmarks.create({ title: "他", url });
    },
    WRONG,
    FINE,
  );
}

/** @param {import("./lib/pc.js").Pc} pc */
async function addresses(pc) {
  const found = await pc.extension.inWorker(() => chrome.bookmarks.search({}));
  return found.flatMap(({ url }) => (url ? [url] : [])).sort();
}

test("wrong bookmarks are listed, put right one by one or all, and put back", async ({ start }) => {
  const { folder, remove } = await copyWith("bookmarks");
  const pc = await start({ ours: folder });
  await bookmark(pc);
  const before = await addresses(pc);
  const { items, undoable } = await correct(pc, "bookmarks");
  expect(undoable).toBe(0);
  const listed = WRONG.map(({ title, url, reason }) => ({ title, from: url, to: RIGHT, reason }));
  expect(items).toHaveLength(3);
  expect(items).toEqual(
    expect.arrayContaining(listed.map((item) => expect.objectContaining(item))),
  );
  const ids = items.map((/** @type {{id: string}} */ { id }) => id);
  const one = await correct(pc, "repair_bookmarks", { ids: ids.slice(0, 1) });
  expect([one.items.length, one.undoable]).toEqual([2, 1]);
  const all = await correct(pc, "repair_bookmarks", { ids });
  expect([all.items, all.undoable]).toEqual([[], 3]);
  expect(await addresses(pc)).toEqual([...FINE, RIGHT, RIGHT, RIGHT].sort());
  const back = await correct(pc, "undo_bookmarks");
  expect([back.items.length, back.undoable]).toEqual([3, 0]);
  expect(await addresses(pc)).toEqual(before);
  await remove();
});

test("a bookmark that a person removed or changed meanwhile is left as it is", async ({
  start,
}) => {
  const { folder, remove } = await copyWith("bookmarks");
  const pc = await start({ ours: folder });
  await bookmark(pc);
  await pc.extension.inWorker(() => chrome.storage.local.set({ bookmarks: ["of another form"] }));
  const { items, undoable } = await correct(pc, "bookmarks");
  expect([items.length, undoable]).toEqual([3, 0]);
  const ids = items.map((/** @type {{id: string}} */ { id }) => id);
  await pc.extension.inWorker((id) => chrome.bookmarks.remove(id), ids[0]);
  const repaired = await correct(pc, "repair_bookmarks", { ids });
  expect([repaired.items, repaired.undoable]).toEqual([[], 2]);
  const other = "https://karte.medley.life/d/reception";
  await pc.extension.inWorker((id, url) => chrome.bookmarks.update(id, { url }), ids[1], other);
  expect(await correct(pc, "bookmarks")).toMatchObject({ items: [], undoable: 1 });
  const back = await correct(pc, "undo_bookmarks");
  expect([back.items.length, back.undoable]).toEqual([1, 0]);
  expect(await addresses(pc)).toEqual([...FINE, other, items[2].from].sort());
  await remove();
});

test("without the permission nothing is read", async ({ start }) => {
  const pc = await start();
  expect(await correct(pc, "bookmarks")).toMatchObject({ kind: "error", code: "not_permitted" });
});

/**
 * Opens the settings, clicks the control that asks for a permission, and allows it in Chrome's own dialog.
 * @param {import("./lib/pc.js").Pc} pc
 * @param {string} selector
 * @param {string} permission
 */
async function allow(pc, selector, permission) {
  const tab = await pc.tab();
  await tab.go(`${pc.extension.origin}/options/options.html`);
  // Drawing the rest of the page moves what is below it, so the test waits for the last part.
  await until("the settings", () =>
    tab.session.evaluate(() => !!document.querySelector("#typing:enabled")),
  );
  await answerYes(pc, permission, tab.click(selector));
  return tab;
}

/**
 * @param {import("./lib/tab.js").Tab} tab
 * @param {string} words
 */
const says = (tab, words) =>
  until(words, async () => (await tab.text()).includes(words), { limit: 5_000 });

test("allowed in the settings, bookmarks are repaired; with the permission gone nothing happens", async ({
  start,
}) => {
  const pc = await start();
  const tab = await allow(pc, "#look", "bookmarks");
  await says(tab, say("options_said_none_wrong"));
  await pc.extension.inWorker(
    (url) => chrome.bookmarks.create({ title: "カルテ", url, parentId: "1" }),
    "https://karte.medley.life/login",
  );
  await tab.click("#look");
  await says(tab, say("options_said_wrong", [1]));
  const shown = () =>
    [...document.querySelectorAll("#bookmarks .change dd")].map(({ textContent }) => textContent);
  expect(await tab.session.evaluate(shown)).toEqual(["https://karte.medley.life/login", RIGHT]);
  await tab.session.evaluate(() => chrome.permissions.remove({ permissions: ["bookmarks"] }));
  await tab.click("#bookmarks button");
  await says(tab, say("error_not_permitted"));
  expect(await correct(pc, "undo_bookmarks")).toMatchObject({ code: "not_permitted" });
});

test("typing errors are allowed in the settings, and forgotten when the permission goes", async ({
  start,
}) => {
  const pc = await start();
  const tab = await allow(pc, "#typing", "webNavigation");
  await says(tab, say("options_said_typing_on"));
  expect(await correct(pc, "status")).toMatchObject({ hostTyping: true });
  await tab.session.evaluate(() => chrome.permissions.remove({ permissions: ["webNavigation"] }));
  await until("off", async () => !(await correct(pc, "status")).hostTyping);
});

test("allowed from the popup, which Chrome's dialog closes, typing errors are corrected", async ({
  start,
  lab,
}) => {
  await lab.set(PLAIN);
  const pc = await start({ foreign: FOREIGN });
  const tab = await pc.tab();
  const url = /** @type {string} */ (MISTYPED[0]);
  await tab.go(url);
  await pc.click();
  await answerYes(pc, "webNavigation", pc.popup?.click("[data-action=host_typing]"));
  await until("on", async () => (await correct(pc, "status")).hostTyping);
  await tab.begin(url);
  await arrives(tab, RIGHT);
  await pc.click();
  for (const words of [say("popup_corrected_heading"), url]) {
    await until(words, async () => (await pc.popup?.text())?.includes(words));
  }
});

const MISTYPED = [
  "https://karte.medly.life/",
  "http://karte.medley.jp/",
  "https://kartemedley.life/d/signin",
];
const SUSPICIOUS = "https://karte-medley.life/d/signin";
const FOREIGN = ["karte.medly.life", "karte.medley.jp", "karte-medley.life", "kartemedley.life"];

/** One-way times in milliseconds: for a site in the same country, and for one far away. */
const NEAR = 100;
const FAR = 500;

/**
 * Switches of the browser that lead the given hosts to the lab over a connection with a realistic delay
 * @param {import("./lib/lab.js").Lab} lab
 * @param {string[]} hosts
 * @param {number} way
 */
async function overALine(lab, hosts, way) {
  const lines = { tls: await lineTo(lab.ports.tls, way), http: await lineTo(lab.ports.http, way) };
  const rules = [
    ...hosts.map((host) => `MAP ${host}:80 127.0.0.1:${lines.http.port}`),
    ...hosts.map((host) => `MAP ${host} 127.0.0.1:${lines.tls.port}`),
    `MAP *medley.life 127.0.0.1:${lab.ports.tls}`,
    ...["MAP * ~NOTFOUND", "EXCLUDE 127.0.0.1"],
  ];
  const cut = () => Object.values(lines).forEach((line) => line.cut());
  return { args: [`--host-resolver-rules=${rules.join(", ")}`], cut };
}

// Our correction cannot block a navigation: if the worker must start first, it is only in time on a slow connection.
for (const sleeps of [false, true]) {
  const worker = sleeps ? "a sleeping worker" : "a worker that is awake";
  test(`a mistyped host leads to the karte before its page is asked for, by ${worker}`, async ({
    start,
    lab,
  }) => {
    await lab.set(PLAIN);
    const { folder, remove } = await copyWith("webNavigation");
    const { args, cut } = await overALine(lab, FOREIGN, sleeps ? FAR : NEAR);
    const pc = await start({ ours: folder, args });
    const tab = await pc.tab();
    for (const url of MISTYPED) {
      await tab.go("about:blank");
      expect(await correct(pc, "host_typing", { on: true })).toMatchObject({ hostTyping: true });
      await lab.forget();
      if (sleeps) await pc.extension.stopWorker();
      await tab.begin(url).catch(() => "");
      await arrives(tab, RIGHT);
      const asked = new Set((await lab.requests()).map(({ host }) => host));
      const others = [...asked].filter((host) => !host?.startsWith("karte.medley.life"));
      expect(others, url).toEqual([]);
      await until("the note", async () => (await correct(pc, "status")).last?.from === url);
    }
    cut();
    await remove();
  });
}

test("hosts that are on no list leave the worker asleep, and mistyped ones wake it", async ({
  start,
  lab,
}) => {
  await lab.set(PLAIN);
  const { folder, remove } = await copyWith("webNavigation");
  const { args, cut } = await overALine(lab, [...FOREIGN, "example.com"], NEAR);
  const pc = await start({ ours: folder, args });
  const tab = await pc.tab();
  await correct(pc, "host_typing", { on: true });
  await pc.extension.stopWorker();
  for (const url of ["https://example.com/d/signin", SUSPICIOUS]) {
    await tab.begin(url);
    await arrives(tab, url);
  }
  expect(await pc.extension.worker(), "the worker sleeps elsewhere").toBe(undefined);
  await tab.begin("https://karte.medley.jp/d/signin");
  await arrives(tab, RIGHT);
  cut();
  await remove();
});

test("a mistyped host is left alone where that is off, or was undone", async ({ start, lab }) => {
  await lab.set(PLAIN);
  const { folder, remove } = await copyWith("webNavigation");
  const pc = await start({ ours: folder, foreign: FOREIGN });
  const tab = await pc.tab();
  const url = /** @type {string} */ (MISTYPED[0]);
  await tab.begin(url);
  await arrives(tab, url);
  await correct(pc, "host_typing", { on: true });
  await tab.begin(url);
  await arrives(tab, RIGHT);
  await until("the note", async () => (await correct(pc, "status")).last?.reason === "typed_host");
  expect((await correct(pc, "undo")).exceptions).toEqual([]);
  await arrives(tab, url);
  await correct(pc, "host_typing", { on: false });
  const other = await pc.browser.newTab();
  await other.begin(url);
  await arrives(other, url);
  await remove();
});
