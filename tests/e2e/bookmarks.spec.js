/** Two optional permissions at work: bookmarks of wrong addresses are put right, and typing errors in the host are corrected. */
import { expect } from "@playwright/test";
import { arrives, copyWith, correct, PLAIN, RIGHT } from "./lib/correction.js";
import { test } from "./lib/test.js";
import { until } from "./lib/wait.js";

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

/** @param {import("./lib/pc.js").Pc} pc makes the bookmarks, one of them in a folder */
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

test("without the permission nothing is read", async ({ start }) => {
  const pc = await start();
  expect(await correct(pc, "bookmarks")).toMatchObject({ kind: "error", code: "not_permitted" });
});

const MISTYPED = [
  "https://karte.medly.life/",
  "http://karte.medley.jp/",
  "https://kartemedley.life/d/signin",
];
const SUSPICIOUS = "https://karte-medley.life/d/signin";
const FOREIGN = ["karte.medly.life", "karte.medley.jp", "karte-medley.life", "kartemedley.life"];

test("a mistyped host leads to the karte before it is asked for anything", async ({
  start,
  lab,
}) => {
  await lab.set(PLAIN);
  const { folder, remove } = await copyWith("webNavigation");
  const pc = await start({ ours: folder, foreign: [...FOREIGN, "example.com"] });
  const tab = await pc.tab();
  expect(await correct(pc, "host_typing", { on: true })).toMatchObject({ hostTyping: true });
  for (const url of MISTYPED) {
    await tab.go("about:blank");
    await lab.forget();
    await tab.begin(url).catch(() => "");
    await arrives(tab, RIGHT);
    const asked = new Set((await lab.requests()).map(({ host }) => host));
    expect(
      [...asked].filter((host) => !host?.startsWith("karte.medley.life")),
      url,
    ).toEqual([]);
  }
  await pc.extension.stopWorker();
  for (const url of ["https://example.com/d/signin", SUSPICIOUS]) {
    await tab.begin(url);
    await arrives(tab, url);
  }
  expect(await pc.extension.worker(), "the worker sleeps elsewhere").toBe(undefined);
  await remove();
});

test("a mistyped host is left alone where that is off", async ({ start, lab }) => {
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
  await correct(pc, "host_typing", { on: false });
  await tab.begin(url);
  await arrives(tab, url);
  await remove();
});
