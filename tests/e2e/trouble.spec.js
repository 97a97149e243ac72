/** What stands between the browser and the page: network, service, interception, cache, site data, other extensions. */
import { expect } from "@playwright/test";
import { check } from "./lib/check.js";
import { cancel, choose } from "./lib/chooser.js";
import { test } from "./lib/test.js";
import { until } from "./lib/wait.js";
import { writeOthers } from "./record/others.js";

const FAILING = "クライアント証明書が必要です";

// eslint-disable-next-line max-lines-per-function -- it only groups
test.describe("no page", () => {
  for (const { name, settings, options, expected } of [
    {
      name: "the name is not found",
      options: { noNames: true },
      expected: { primary: "network", verdict: "found", reason: "no_name" },
    },
    {
      name: "the service answers 503",
      settings: { status: 503 },
      expected: {
        primary: "network",
        verdict: "suspected",
        reason: "server_error",
        rivals: ["security_software"],
      },
    },
    {
      name: "a filter answers 403",
      settings: { status: 403 },
      expected: {
        primary: "security_software",
        verdict: "suspected",
        reason: "filtered",
        rivals: ["network"],
        state: "blocked",
      },
    },
    {
      name: "a filter answers 200 with a page of its own",
      settings: { status: 200 },
      expected: { primary: null, state: "elsewhere" },
    },
    {
      name: "the request is too large (431)",
      settings: { status: 431 },
      expected: {
        primary: "site_data",
        verdict: "suspected",
        reason: "request_too_big",
        rivals: ["network"],
      },
    },
    {
      name: "the connection belongs to another host (421)",
      settings: { status: 421 },
      expected: {
        primary: "network",
        verdict: "suspected",
        reason: "misdirected",
        rivals: ["choice_remembered"],
      },
    },
    {
      name: "a portal wants a sign-in (511)",
      settings: { status: 511 },
      expected: {
        primary: "network",
        verdict: "suspected",
        reason: "network_sign_in",
        rivals: ["security_software"],
      },
    },
    {
      name: "a foreign authority",
      settings: { server_certificate: "foreign" },
      expected: {
        primary: "security_software",
        verdict: "suspected",
        reason: "foreign_authority",
        rivals: ["network"],
        state: "blocked",
      },
    },
    {
      name: "reset in the handshake",
      settings: { reset: "client_hello" },
      expected: { primary: "security_software", verdict: "suspected", rivals: ["network"] },
    },
    {
      name: "reset at once",
      settings: { reset: "accept" },
      expected: { primary: "security_software", verdict: "suspected", rivals: ["network"] },
    },
    {
      name: "the server's certificate has expired",
      settings: { server_certificate: "expired" },
      expected: {
        primary: "clock",
        verdict: "suspected",
        reason: "certificate_dates",
        rivals: ["network"],
      },
    },
    {
      name: "redirects without end",
      settings: { redirect_loop: true },
      expected: {
        primary: "site_data",
        verdict: "suspected",
        reason: "redirect_loop",
        rivals: ["network"],
      },
    },
    {
      name: "more headers than a browser takes",
      settings: { big_headers: true },
      expected: {
        primary: "site_data",
        verdict: "suspected",
        reason: "headers_too_big",
        rivals: ["network"],
      },
    },
  ]) {
    test(name, async ({ lab, start }) => {
      await lab.set(settings ?? {});
      const pc = await start({ dotWorks: true, ...options });
      await pc.open();
      check(await pc.click(), { state: "unreachable", ...expected });
    });
  }

  test("the connection is refused", async ({ start }) => {
    const pc = await start({ dotWorks: true, nobodyListens: true });
    await pc.open();
    check(await pc.click(), {
      primary: "network",
      verdict: "found",
      reason: "refused",
      state: "unreachable",
    });
  });
});

for (const word of ["comes late", "never comes"]) {
  test(`the word of a page's end ${word}: no dialog behind a window is made up`, async ({
    start,
  }) => {
    const pc = await start({ certificates: ["clinic-a"] });
    await pc.openAnd(choose, "ログイン");
    await pc.signIn();
    await until("its end", async () => (await pc.extension.inWorker(lastStatus)) === 200);
    await pc.extension.inWorker(withholdEnd, word === "comes late");
    const { diagnosis } = await pc.click();
    expect(diagnosis.state).toBe("signed_in");
    expect(diagnosis.primary).toBe(null);
  });
}

/** Runs in the worker: the status of the newest navigation. */
async function lastStatus() {
  const { visit } = /** @type {any} */ (await chrome.storage.session.get("visit"));
  return visit?.navigations?.at(-1)?.status;
}

/**
 * Runs in the worker: removes the end of the newest navigation. If `late`, the end is stored again at the third query of the
 * tab.
 * @param {boolean} late
 */
async function withholdEnd(late) {
  const { visit } = await chrome.storage.session.get("visit");
  const open = /** @type {any} */ (structuredClone(visit));
  Object.assign(open.navigations.at(-1), { error: null, status: null, beganAt: Date.now() - 9e3 });
  await chrome.storage.session.set({ visit: open });
  const get = chrome.tabs.get.bind(chrome.tabs);
  let asked = 0;
  chrome.tabs.get = /** @type {any} */ (
    async (/** @type {number} */ id) => {
      asked += 1;
      if (late && asked === 3) await chrome.storage.session.set({ visit });
      return get(id);
    }
  );
}

test("a failing page from the cache", async ({ lab, start }) => {
  await lab.set({ failing_cacheable: true, expect_clinic: "b" });
  const pc = await start({ certificates: ["clinic-a"] });
  await pc.openFromCache(choose, FAILING);
  await lab.set({ expect_clinic: "any" });
  check(await pc.click(), { primary: "site_data", verdict: "found", reason: "from_cache" });
});

test("a failing page from the cache, and the server fails just the same", async ({
  lab,
  start,
}) => {
  await lab.set({ failing_cacheable: true });
  const pc = await start({ certificates: ["clinic-a"] });
  await pc.openFromCache(cancel, FAILING);
  check(await pc.click(), {
    primary: "choice_remembered",
    verdict: "suspected",
    rivals: ["certificate_revoked", "account_deleted", "clinic_switch"],
  });
});

test("「申請する」 leads nowhere", async ({ lab, start }) => {
  await lab.set({ limit_reached: true });
  const pc = await start({ dotWorks: true });
  await pc.open();
  await pc.apply();
  await pc.badgeChanges();
  check(await pc.click(), {
    primary: "certificate_limit",
    verdict: "suspected",
    rivals: ["network"],
    state: "certificate_required",
  });
  // The reloaded page shows the same screen, and 「申請する」 has still led nowhere.
  await pc.closePopup();
  await (await pc.tab()).reload();
  check(await pc.click(), {
    primary: "certificate_limit",
    verdict: "suspected",
    rivals: ["network"],
  });
  await pc.closePopup();
  await pc.open("https://karte.medley.life/d");
  expect((await pc.click()).diagnosis.primary).not.toBe("certificate_limit");
});

test.describe("another extension", () => {
  for (const { name, other, expected } of [
    {
      name: "blocks the karte",
      other: "blocker",
      expected: {
        primary: "extensions",
        verdict: "found",
        reason: "blocked_by_extension",
        state: "blocked",
      },
    },
    {
      name: "has power over the karte, and something better explains the failure",
      other: "helper",
      expected: {
        primary: "certificate_missing",
        verdict: "suspected",
        rivals: ["security_software"],
      },
    },
  ]) {
    test(name, async ({ start }, info) => {
      const others = await writeOthers([other], info.outputPath());
      const pc = await start({ others, dotWorks: true });
      await pc.open();
      check(await pc.click(), expected);
    });
  }
});

test.describe("another brand", () => {
  for (const { name, brand, expected } of [
    {
      name: "Edge on the sign-in page, nothing else found",
      brand: "Microsoft Edge",
      expected: { primary: "browser", verdict: "suspected", reason: "not_designated" },
    },
    {
      name: "Google Chrome",
      brand: "Google Chrome",
      expected: { primary: null, state: "sign_in_page" },
    },
  ]) {
    test(name, async ({ lab, start }) => {
      await lab.set({ failing: "after_password" });
      const pc = await start();
      const end = await pc.extension.pretendBrand(brand);
      await pc.open();
      check(await pc.click(), expected);
      await end();
    });
  }
});
