/** Of an address only the page is stored: no user name, no password, no query, no fragment. */
import { expect } from "@playwright/test";
import { arrives, correct, copyWith, PLAIN, RIGHT } from "./lib/correction.js";
import { test } from "./lib/test.js";
import { until } from "./lib/wait.js";

/** @typedef {import("./lib/pc.js").Pc} Pc */

const SECRET = "YAMADA";
const WHOLE = `https://me:${SECRET}@www.karte.medley.life/d/signin?next=${SECRET}#${SECRET}`;

/** Everything that the browser stores for us. @param {Pc} pc */
function everything(pc) {
  return pc.extension.inWorker(async () =>
    JSON.stringify([
      await chrome.storage.local.get(null),
      await chrome.storage.session.get(null),
      await chrome.declarativeNetRequest.getDynamicRules(),
      await chrome.declarativeNetRequest.getSessionRules(),
    ]),
  );
}

/** @param {Pc} pc @param {string} from @param {string} to */
async function corrected(pc, from, to) {
  const tab = await pc.tab();
  await tab.begin("about:blank");
  await arrives(tab, "about:blank");
  await tab.begin(from);
  await arrives(tab, to);
  await until("the note", async () => (await correct(pc, "status")).last);
  return tab;
}

test("nothing is kept of an address but the page: no user name, no query, no fragment", async ({
  lab,
  start,
}) => {
  await lab.set(PLAIN);
  const pc = await start({ dotWorks: true });
  const right = `${RIGHT}?next=${SECRET}#${SECRET}`;
  const wrong = "https://www.karte.medley.life/d/signin";
  const tab = await corrected(pc, WHOLE, right);
  await pc.click();
  await pc.closePopup();
  expect(await everything(pc), "corrected").not.toContain(SECRET);
  // After an undo the address opens as it was, as long as the tab still shows it.
  await correct(pc, "undo");
  await arrives(tab, `${wrong}?next=${SECRET}#${SECRET}`);
  expect(await everything(pc), "undone").not.toContain(SECRET);
  const other = await pc.browser.newTab(`${wrong}?next=${SECRET}`);
  await arrives(other, `${RIGHT}?next=${SECRET}`);
  await other.close();
  // An exception holds for the page, whatever its query is.
  const login = "https://karte.medley.life/login";
  await corrected(pc, `${login}?name=${SECRET}`, `${RIGHT}?name=${SECRET}`);
  expect((await correct(pc, "except")).exceptions).toEqual([login]);
  await arrives(tab, `${login}?name=${SECRET}`);
  const again = await pc.browser.newTab(`${login}?name=${SECRET}`);
  await arrives(again, `${login}?name=${SECRET}`);
  await again.close();
  const further = await pc.browser.newTab(`${login}/?name=${SECRET}`);
  await arrives(further, `${RIGHT}?name=${SECRET}`);
  await further.close();
  expect(await everything(pc), "excepted").not.toContain(SECRET);
  const page = await pc.browser.newTab(`${pc.extension.origin}/welcome/welcome.html`);
  await until("a page of ours", () => page.session.evaluate(() => Boolean(chrome.runtime?.id)));
  const file = await page.session.evaluate(() =>
    chrome.runtime.sendMessage({ kind: "backup", action: "export" }),
  );
  expect(file.now.settings.exceptions, "in the file").toEqual([login]);
});

test("what 0.1.0 kept whole is cut at the next start", async ({ start }) => {
  const pc = await start({ dotWorks: true });
  const saved = {
    settings: {
      ...{ v: 2, correction: null, hostTyping: false, spared: [], language: "browser" },
      ...{ reminders: null, managed: null, exceptions: [WHOLE] },
      suspended: { at: 1, url: WHOLE },
    },
    bookmarks: { v: 1, before: [["7", WHOLE]] },
    typing: { v: 1, to: RIGHT, spared: [WHOLE] },
  };
  await pc.extension.inWorker((old) => chrome.storage.local.set(old), saved);
  await pc.restart();
  await until("an end of it", async () => !(await everything(pc)).includes(SECRET));
  const kept = await pc.extension.stored("local");
  const cut = "https://www.karte.medley.life/d/signin";
  expect(kept["settings"].exceptions).toEqual([cut]);
  // Corrections that 0.1.0 had suspended for good are active again.
  expect(kept["settings"]).not.toHaveProperty("suspended");
  expect(kept["bookmarks"]).toEqual({ v: 1, before: [["7", cut]] });
});

test("a bookmark is put right and back with the query that it had", async ({ start }) => {
  const { folder, remove } = await copyWith("bookmarks");
  const pc = await start({ ours: folder });
  const wrong = `http://karte.medley.life/d/reception?day=${SECRET}`;
  const id = await pc.extension.inWorker(
    async (url) => (await chrome.bookmarks.create({ title: "カルテ", url })).id,
    wrong,
  );
  const address = () =>
    pc.extension.inWorker(async (known) => (await chrome.bookmarks.get(known))[0]?.url, id);
  await correct(pc, "repair_bookmarks", { ids: [id] });
  expect(await address()).toBe(`https://karte.medley.life/d/reception?day=${SECRET}`);
  expect(await everything(pc)).not.toContain(SECRET);
  await correct(pc, "undo_bookmarks");
  expect(await address()).toBe(wrong);
  await remove();
});
