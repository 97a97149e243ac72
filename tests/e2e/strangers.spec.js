/** Strangers get no answer and no file, and change nothing. Our own content script may only report. */
import { expect } from "@playwright/test";
import { PLAIN } from "./lib/correction.js";
import { Extension } from "./lib/extension.js";
import { Popup } from "./lib/popup.js";
import {
  call,
  ELSEWHERE,
  files,
  kinds,
  messages,
  send,
  shout,
  stranger,
  want,
} from "./lib/strangers.js";
import { test } from "./lib/test.js";
import { until } from "./lib/wait.js";

/** @typedef {import("./lib/pc.js").Pc} Pc */
/** @typedef {import("./lib/tab.js").Tab} Tab */

const SITES = ["https://karte.medley.life/d/signin", `https://${ELSEWHERE}/`];

/** @type {Awaited<ReturnType<typeof stranger>>} */ let other;
/** @type {Awaited<ReturnType<typeof messages>>} */ let said;

test.beforeAll(async () => {
  [other, said] = [await stranger(), await messages()];
});
test.afterAll(() => other.remove());
test.beforeEach(({ lab }) => lab.set(PLAIN));

test("there is a message of every kind to try", async () => {
  expect([...new Set(said.map(({ kind }) => kind))].sort()).toEqual((await kinds()).sort());
});

/**
 * A PC on which the worker has finished all that it does by itself.
 * @param {import("./lib/test.js").Start} start
 * @param {string} url
 */
async function at(start, url) {
  const pc = await start({ others: [other.folder], foreign: [ELSEWHERE] });
  await pc.open(url);
  pc.popup = await Popup.open(pc.extension);
  await pc.popup.state();
  await pc.closePopup();
  return pc;
}

/** Everything that a message could change, read after the worker has handled all earlier messages. @param {Pc} pc */
async function state(pc) {
  const page = await pc.browser.newTab(`${pc.extension.origin}/options/options.html`);
  const asked = () => chrome.runtime.sendMessage({ kind: "history", action: "list" });
  const { entries } = /** @type {any} */ (
    await until("the worker", () => page.session.evaluate(asked))
  );
  await page.close();
  const rest = await pc.extension.inWorker(async () => {
    const [dynamic, session, all, alarms] = await Promise.all([
      chrome.declarativeNetRequest.getDynamicRules(),
      chrome.declarativeNetRequest.getSessionRules(),
      chrome.management.getAll(),
      chrome.alarms.getAll(),
    ]);
    const on = all.filter(({ enabled }) => enabled).map(({ id }) => id);
    return { dynamic, session, on, alarms };
  });
  const kept = await pc.extension.stored("session");
  return { entries, ...rest, local: await pc.extension.stored("local"), kept };
}

/**
 * The context of the other extension's content script in a page.
 * @param {Tab} tab
 */
async function itsScript({ session }) {
  const contexts = await session.contexts();
  const its = contexts.find(({ origin }) => origin === `chrome-extension://${other.id}`);
  return its?.id ?? -1;
}

for (const url of SITES) {
  test(`nobody at ${new URL(url).host} and no other extension is answered, and nothing changes`, async ({
    start,
  }) => {
    const pc = await at(start, url);
    const { id } = pc.extension;
    const tab = await pc.tab();
    const before = await state(pc);
    const its = new Extension(pc.browser, other.id);
    const page = await pc.browser.newTab(`${its.origin}/page.html`);
    await until("its page", () => page.session.evaluate(() => Boolean(chrome.runtime?.id)));
    const script = await itsScript(tab);
    for (const means of [send, call]) {
      const none = means === send ? [] : "hung up";
      expect(await its.inWorker(means, id, said), "its worker").toEqual(none);
      expect(await page.session.evaluate(means, id, said), "its page").toEqual(none);
      expect(await tab.session.evaluateIn(script, means, id, said), "its script").toEqual(none);
      // A page can send messages only because that extension declares it in `externally_connectable`.
      expect(await tab.session.evaluate(means, id, said), "the page").toEqual(none);
    }
    await page.close();
    await tab.session.evaluate(shout, said);
    await tab.session.evaluateIn(script, shout, said);
    expect(await state(pc)).toEqual(before);
  });

  test(`no file of ours is loaded at ${new URL(url).host}`, async ({ start }) => {
    test.setTimeout(180_000);
    const pc = await at(start, url);
    const tab = await pc.tab();
    const all = await files();
    expect(all).toContain("manifest.json");
    expect(await tab.session.evaluate(want, pc.extension.origin, all)).toEqual([]);
    const script = await itsScript(tab);
    expect(await tab.session.evaluateIn(script, want, pc.extension.origin, all)).toEqual([]);
  });

  test(`no page of ours opens in a frame or window of ${new URL(url).host}`, async ({ start }) => {
    const pc = await at(start, url);
    const tab = await pc.tab();
    const { origin } = pc.extension;
    for (const path of (await files()).filter((name) => name.endsWith(".html"))) {
      const wanted = `${origin}/${path}`;
      await tab.session.evaluate((page) => {
        const frame = document.createElement("iframe");
        frame.src = page;
        const loaded = new Promise((resolve) => frame.addEventListener("load", resolve));
        document.body.append(frame);
        return loaded.then(() => true);
      }, wanted);
      expect(await shown(pc, tab, wanted), `${path} in a frame`).toEqual([]);
      await tab.session.send("Runtime.evaluate", {
        expression: `window.open(${JSON.stringify(wanted)}); true`,
        userGesture: true,
      });
      expect(await shown(pc, tab, wanted), `${path} in a window`).toEqual([]);
    }
    await tab.session.evaluate((page) => location.assign(page), `${origin}/options/options.html`);
    expect(await shown(pc, tab, origin), "in its own tab").toEqual([]);
  });
}

/**
 * The documents of ours that were loaded; if one was refused, the browser's error page is in its place.
 * @param {Pc} pc
 * @param {Tab} tab
 * @param {string} wanted
 */
async function shown(pc, tab, wanted) {
  const { frameTree } = await tab.session.send("Page.getFrameTree");
  const frames = [frameTree, ...(frameTree.childFrames ?? [])].map(({ frame }) => frame.url);
  const targets = (await pc.browser.cdp.targets()).filter(
    ({ type, url, targetId }) =>
      ["page", "iframe"].includes(type) &&
      url.startsWith(wanted) &&
      targetId !== tab.session.targetId,
  );
  const places = await Promise.all(
    targets.map(async ({ targetId }) => {
      const session = await pc.browser.cdp.attach(targetId);
      const place = await session.evaluate(() => location.href);
      await session.detach();
      return place;
    }),
  );
  return [...frames, ...places].filter((url) => url.startsWith(wanted));
}

test("our own content script may only report what it saw, and reads nothing that is stored", async ({
  start,
}) => {
  const pc = await at(start, SITES[0] ?? "");
  for (const message of said) {
    const wanted =
      message.kind === "seen" ? { kind: "seen" } : { kind: "error", code: "forbidden_sender" };
    expect(await pc.fromContentScript(message), message.kind).toMatchObject(wanted);
  }
  const { session } = await pc.tab();
  const contexts = await session.contexts();
  const ours = contexts.find(({ origin }) => origin === pc.extension.origin);
  await pc.remember(true);
  for (const area of /** @type {const} */ (["local", "session"])) {
    const read = (/** @type {"local"} */ name) =>
      chrome.storage[name].get(null).catch((/** @type {Error} */ why) => why.message);
    const found = session.evaluateIn(ours?.id ?? -1, read, /** @type {"local"} */ (area));
    expect(await found, area).toMatch(/not allowed/);
  }
});

test("the same means reach us from our own pages: the tests above would see it", async ({
  start,
}) => {
  const pc = await at(start, SITES[0] ?? "");
  const { id, origin } = pc.extension;
  const page = await pc.browser.newTab(`${origin}/options/options.html`);
  // Without the seed's language: the page would reload itself when it reads another one than its own.
  const asked = [...said.filter(({ kind }) => kind === "report"), { kind: "settings" }];
  const there = (/** @type {string} */ ours) =>
    location.href.startsWith(ours) && document.readyState === "complete";
  await until("the page", () => page.session.evaluate(there, origin));
  expect(await page.session.evaluate(send, id, asked)).toHaveLength(2);
  const came = await page.session.evaluate(want, origin, ["icons/16.png", "options/options.js"]);
  expect(came).toEqual(
    expect.arrayContaining(["icons/16.png: image", "options/options.js: fetch"]),
  );
  expect(await shown(pc, await pc.tab(), origin)).toEqual([`${origin}/options/options.html`]);
});

test("what is nested too deeply is refused in words, and the worker goes on", async ({ start }) => {
  const pc = await at(start, SITES[0] ?? "");
  pc.popup = await Popup.open(pc.extension);
  await pc.popup.state();
  const deep = () => {
    let inner = /** @type {unknown[]} */ ([]);
    for (let level = 0; level < 3_000; level += 1) inner = [inner];
    return chrome.runtime.sendMessage({ kind: "correct", action: "status", ids: inner });
  };
  expect(await pc.popup.session.evaluate(deep)).toMatchObject({ kind: "error", code: "malformed" });
  const file = () => {
    const text = `${"[".repeat(400_000)}${"]".repeat(400_000)}`;
    return chrome.runtime.sendMessage({ kind: "backup", action: "preview", text });
  };
  expect(await pc.popup.session.evaluate(file)).toMatchObject({ code: "backup_not_ours" });
  expect(await pc.popup.ask({ kind: "settings" })).toMatchObject({ kind: "settings" });
});
