/** Chrome calls the site's certificate out of date: a second sign distinguishes a wrong clock from an expired certificate. */
import { expect } from "@playwright/test";
import { check } from "./lib/check.js";
import { test } from "./lib/test.js";
import { say } from "./lib/words.js";

const DAY = 24 * 60 * 60_000;
const DATES = { primary: "clock", state: "unreachable" };
const found = (/** @type {string} */ reason) => ({ ...DATES, verdict: "found", reason });
const SUSPECTED = {
  ...DATES,
  verdict: "suspected",
  reason: "certificate_dates",
  rivals: ["network"],
};

test.describe("by a browser two years away", () => {
  for (const { clock, http, reason } of [
    { clock: "+730d", http: "redirect", reason: "ahead" },
    { clock: "-730d", http: "redirect", reason: "behind" },
    // Only Chrome's own error page shows it, without the direction.
    { clock: "+730d", http: "off", reason: "clock_page" },
    // Earlier than the build date of this extension.
    { clock: "-730d", http: "off", reason: "behind_at_least" },
  ]) {
    test(`${clock}, plain http: ${http}`, async ({ lab, start }) => {
      await lab.set({ http });
      const pc = await start({ certificates: ["clinic-a"], clock });
      await pc.open();
      const look = await pc.click();
      check(look, found(reason));
      const { minutes = 0, boundSeconds } = look.primary?.params ?? {};
      const days = Math.floor(Number(minutes) / 60 / 24);
      if (reason === "clock_page") expect(look.text).toContain(say("reason_clock_page"));
      if (reason === "behind_at_least") {
        // The build date is the date of the last commit.
        expect(days).toBeGreaterThan(0);
        expect(days).toBeLessThanOrEqual(730);
        expect(boundSeconds).toBeUndefined();
        expect(look.text).toContain(say("reason_behind_at_least_days", [days]));
        expect(look.text).not.toContain("±");
      }
    });
  }
});

test("of titles only Chrome's own is kept", async ({ start }) => {
  const pc = await start({ certificates: ["clinic-a"], clock: "+730d" });
  await pc.open();
  await pc.click();
  const kept = () =>
    pc.extension.inWorker(async () => {
      const all = {
        ...(await chrome.storage.session.get()),
        ...(await chrome.storage.local.get()),
      };
      return [...JSON.stringify(all).matchAll(/"title":"([^"]*)"/g)].map(([, title]) => title);
    });
  await expect.poll(() => kept()).toEqual(["時計のエラー"]);
  await pc.closePopup();
  const well = await start({ dotWorks: true });
  await well.open();
  await well.click();
  const titles = await well.extension.inWorker(async () =>
    JSON.stringify(await chrome.storage.session.get()),
  );
  expect(titles).toContain('"title":""');
});

test.describe("the server's certificate has expired", () => {
  for (const { hsts, expected } of [
    // For comparison: without HSTS the date of the redirect is believed.
    { hsts: false, expected: found("behind") },
    // Chrome itself changes to https, so that redirect has no date of a server.
    { hsts: true, expected: SUSPECTED },
  ]) {
    test(`and a date two months on, ${hsts ? "with" : "without"} HSTS`, async ({ lab, start }) => {
      await lab.set({ hsts });
      const pc = await start();
      await pc.open();
      await lab.set({ server_certificate: "expired", date_shift_ms: 60 * DAY });
      await pc.open();
      // Waits for the diagnosis that the failure may have started; of two loads within seconds only one starts one.
      await pc.rests();
      await lab.forget();
      check(await pc.click(), expected);
      const plain = (await lab.requests()).filter(({ scheme }) => scheme === "http");
      expect(plain.length).toBe(hsts ? 0 : 1);
    });
  }
});
