/**
 * Incognito windows: the popup opens one, or says that they are forbidden. Where the extension is allowed in one, the normal
 * profile must neither judge nor fix its tabs.
 */
import { expect } from "@playwright/test";
import { cancel, cancelInIncognito, choose } from "./lib/chooser.js";
import { allowIncognito } from "./lib/permission.js";
import { test } from "./lib/test.js";
import { until } from "./lib/wait.js";
import { say } from "./lib/words.js";

/** @typedef {import("./lib/pc.js").Pc} Pc */

/**
 * Opens the sign-in page in an incognito window and cancels the certificate dialog there.
 * @param {Pc} pc
 */
async function failInIncognito(pc) {
  const open = async () => {
    const window = await chrome.windows.create({
      incognito: true,
      url: "https://karte.medley.life/d/signin",
    });
    return window?.tabs?.[0]?.id;
  };
  const tabId = await pc.extension.inWorker(open);
  if (tabId === undefined) throw new Error("the incognito window is not visible");
  await cancelInIncognito(pc.display);
  return tabId;
}

/**
 * One of our pages, which sends messages as the popup does.
 * @param {Pc} pc
 */
async function ourPage(pc) {
  const page = await pc.browser.newTab(`${pc.extension.origin}/guide/guide.html#site_data`);
  await until("the page", () => page.session.evaluate(() => Boolean(chrome.runtime?.id)));
  return (/** @type {object} */ message) =>
    page.session.evaluate((what) => chrome.runtime.sendMessage(what), message);
}

/** @param {Pc} pc */
const cookies = (pc) =>
  pc.extension.inWorker(
    async () => (await chrome.cookies.getAll({ domain: "medley.life" })).length,
  );

/**
 * A PC that is signed in with its normal profile.
 * @param {import("./lib/test.js").Start} start
 */
async function signedIn(start) {
  const pc = await start({ certificates: ["clinic-a"], dotWorks: true });
  await allowIncognito(pc);
  await pc.openAnd(choose, "ログイン");
  await pc.signIn();
  return pc;
}

test("the normal profile's memory, data and requests stay out of it", async ({ lab, start }) => {
  const pc = await signedIn(start);
  const before = await cookies(pc);
  expect(before).toBeGreaterThan(0);
  const first = (await pc.extension.stored("session"))["visit"].firstVisit;
  const tabId = await failInIncognito(pc);
  const ask = await ourPage(pc);
  await lab.forget();
  const diagnosis = await until("the failing screen", async () => {
    const one = await ask({ kind: "diagnose", tabId });
    return one.state === "certificate_required" && one;
  });
  expect(diagnosis).toMatchObject({ incognito: true, next: { question: "dialog" } });
  expect(diagnosis.findings.map((/** @type {any} */ f) => f.verdict)).not.toContain("found");
  // A diagnosis in the normal profile would send requests with its certificate.
  expect((await lab.requests()).filter(({ path }) => path === "/d/signin")).toEqual([]);
  for (const fix of ["clear_cache", "clear_karte", "clear_medley"]) {
    const refused = { kind: "fixed", done: false, reason: "incognito" };
    expect(await ask({ kind: "fix", fix, tabId, dry: true })).toMatchObject(refused);
    expect(await ask({ kind: "fix", fix, tabId })).toMatchObject(refused);
  }
  expect(await cookies(pc)).toBe(before);
  const { visit } = await pc.extension.stored("session");
  expect(visit.firstVisit).toEqual(first);
  expect(visit.failingSeenAt ?? null).toBeNull();
});

test("the popup says so and leads to a normal window", async ({ start }) => {
  const pc = await start({ certificates: ["clinic-a"], dotWorks: true });
  await allowIncognito(pc);
  await failInIncognito(pc);
  await pc.click();
  await until("the words", async () => (await pc.popup?.text())?.includes(say("lead_incognito")));
  expect(await pc.popup?.text("#first-step .primary")).toBe(say("popup_act_normal_window"));
  pc.popup?.click("#first-step .primary").catch(() => undefined);
  await until("the normal window", () =>
    pc.extension.inWorker(async () => {
      const windows = await chrome.windows.getAll({ populate: true });
      return windows.some(
        ({ incognito, tabs }) =>
          !incognito &&
          tabs?.some(({ url, pendingUrl }) => (pendingUrl ?? url)?.endsWith("/d/signin")),
      );
    }),
  );
});

test("「今すぐ入る」 opens the sign-in page in an incognito window", async ({ lab, start }) => {
  const pc = await start({ dotWorks: true });
  await pc.open();
  await pc.click();
  await lab.forget();
  const fixed = await pc.popup?.fix("private_window");
  expect(fixed).toMatchObject({ kind: "fixed", fix: "private_window", done: true });
  await lab.saw("/favicon.ico");
});

test("a private window that is forbidden is named as that", async ({ start }) => {
  // The preference that the policy IncognitoModeAvailability sets; the policy itself would affect all other tests as well.
  const preferences = { incognito: { mode_availability: 1 } };
  const pc = await start({ certificates: ["clinic-a"], dotWorks: true, preferences });
  await pc.openAnd(cancel, "クライアント証明書が必要です");
  await pc.click();
  await pc.popup?.click("[data-fix=private_window]");
  await until("the words", async () =>
    (await pc.popup?.text())?.includes(say("fixed_private_window_not_permitted")),
  );
});
