/** What stands between the browser and the page: line, service, interception, cache, site data, other extensions. */
import { check } from "./lib/check.js";
import { cancel } from "./lib/chooser.js";
import { test } from "./lib/test.js";
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
      expected: { primary: "network", verdict: "found", reason: "server_error" },
    },
    {
      name: "a foreign authority",
      settings: { server_certificate: "foreign" },
      expected: {
        primary: "security_software",
        verdict: "found",
        reason: "foreign_authority",
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

test("a failing page from the cache", async ({ lab, start }) => {
  await lab.set({ failing_cacheable: true });
  const pc = await start({ certificates: ["clinic-a"] });
  await pc.openFromCache(cancel, FAILING);
  check(await pc.click(), { primary: "site_data", verdict: "found", reason: "from_cache" });
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
      expected: { primary: "certificate_missing", verdict: "found" },
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
