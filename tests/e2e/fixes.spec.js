/** What the buttons do, and that what they did is proven or honestly called not proven; and a core that breaks. */
import { expect } from "@playwright/test";
import { check } from "./lib/check.js";
import { cancel, choose } from "./lib/chooser.js";
import { Popup } from "./lib/popup.js";
import { test } from "./lib/test.js";
import { say } from "./lib/words.js";

const FAILING = "クライアント証明書が必要です";

test("clearing the cache is proven by a page from the server", async ({ lab, start }) => {
  await lab.set({ failing_cacheable: true });
  const pc = await start({ certificates: ["clinic-a"] });
  await pc.openFromCache(cancel, FAILING);
  check(await pc.click(), { primary: "site_data", verdict: "found", reason: "from_cache" });
  const fixed = await pc.popup?.ask({ kind: "fix", fix: "clear_cache" });
  expect(fixed).toMatchObject({ kind: "fixed", done: true, reason: null });
  const siteData = fixed.diagnosis.findings.find(
    (/** @type {{cause: string}} */ finding) => finding.cause === "site_data",
  );
  expect(siteData.verdict).toBe("clear");
  expect(fixed.diagnosis.primary).toBe("choice_remembered");
});

test("clearing the karte's data leaves the domain's cookies, and says what it could not cure", async ({
  lab,
  start,
}) => {
  const pc = await start({ certificates: ["clinic-a"] });
  await pc.openAnd(choose, "ログイン");
  await pc.signIn();
  await lab.set({ redirect_loop: true, faults_only_with_cookie: true });
  await pc.open();
  check(await pc.click(), { primary: "site_data", verdict: "suspected", rivals: ["network"] });
  const fixed = await pc.popup?.ask({ kind: "fix", fix: "clear_karte" });
  expect(fixed).toMatchObject({ kind: "fixed", done: true, reason: "not_proven" });
  expect(fixed.before.karteCookies).toBeGreaterThan(0);
  expect(fixed.after.karteCookies).toBe(0);
  expect(fixed.after.domainCookies).toBe(fixed.before.domainCookies);
});

test("「今すぐ入る」 opens the sign-in page in a private window", async ({ lab, start }) => {
  const pc = await start({ dotWorks: true });
  await pc.open();
  await pc.click();
  await lab.forget();
  const fixed = await pc.popup?.ask({ kind: "fix", fix: "private_window" });
  expect(fixed).toMatchObject({ kind: "fixed", fix: "private_window", done: true });
  await lab.saw("/favicon.ico");
});

test("a core that breaks is told of and built anew", async ({ start }) => {
  const pc = await start({ dotWorks: true });
  await pc.open();
  // A trap inside the core is an exception that passes through its frames: any import can throw one.
  await pc.extension.inWorker(() => {
    const real = Date.now;
    const mend = () => void (Date.now = real);
    Object.assign(globalThis, { mend });
    Date.now = () => {
      throw new WebAssembly.RuntimeError("unreachable");
    };
  });
  const popup = await Popup.open(pc.extension);
  expect(await popup.state()).toBe("error");
  expect(await popup.text("#headline")).toBe(say("popup_error_headline"));
  await pc.extension.inWorker(() => /** @type {any} */ (globalThis).mend());
  await popup.click("#retry");
  await popup.waitForState("certificate_required");
});
