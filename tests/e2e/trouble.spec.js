/** What stands between the browser and the page: line, service, interception, cache, site data, other extensions. */
import { writeFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { check } from "./lib/check.js";
import { cancel } from "./lib/chooser.js";
import { test } from "./lib/test.js";

const FAILING = "クライアント証明書が必要です";

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
  await pc.openAnd(cancel, FAILING);
  await pc.open("about:blank");
  await pc.open();
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
  /** @type {string} */ let folder;

  test.beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "karte-other-"));
  });
  test.afterEach(() => rm(folder, { recursive: true, force: true }));

  test("blocks the karte", async ({ start }) => {
    const condition = { urlFilter: "||karte.medley.life/", resourceTypes: ["main_frame"] };
    await writeFile(
      join(folder, "rules.json"),
      JSON.stringify([{ id: 1, action: { type: "block" }, condition }]),
    );
    await writeFile(
      join(folder, "manifest.json"),
      JSON.stringify({
        manifest_version: 3,
        name: "A blocker",
        version: "1.0",
        permissions: ["declarativeNetRequest"],
        declarative_net_request: {
          rule_resources: [{ id: "rules", enabled: true, path: "rules.json" }],
        },
      }),
    );
    const pc = await start({ others: [folder] });
    await pc.open();
    check(await pc.click(), {
      primary: "extensions",
      verdict: "found",
      reason: "blocked_by_extension",
      state: "blocked",
    });
  });

  test("has power over the karte, and something better explains the failure", async ({ start }) => {
    await writeFile(
      join(folder, "manifest.json"),
      JSON.stringify({
        manifest_version: 3,
        name: "A helper",
        version: "1.0",
        host_permissions: ["<all_urls>"],
      }),
    );
    const pc = await start({ others: [folder], dotWorks: true });
    await pc.open();
    check(await pc.click(), { primary: "certificate_missing", verdict: "found" });
  });
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
