/** The settings page: its switches take effect, and it is accessible. */
import { expect } from "@playwright/test";
import { objections } from "./lib/axe.js";
import { check } from "./lib/check.js";
import { choose } from "./lib/chooser.js";
import { correct } from "./lib/correction.js";
import { test } from "./lib/test.js";
import { until } from "./lib/wait.js";

/** @param {import("./lib/pc.js").Pc} pc */
async function settings(pc) {
  const tab = await pc.browser.newTab(`${pc.extension.origin}/options/options.html`);
  await until("the settings", () =>
    tab.session.evaluate(
      () =>
        document.querySelectorAll("#correction:enabled, #typing:enabled, #clinics:enabled")
          .length === 3,
    ),
  );
  return tab;
}

test("a PC of several clinics makes the other clinic's certificate a suspicion", async ({
  lab,
  start,
}) => {
  await lab.set({ expect_clinic: "b" });
  const pc = await start({ certificates: ["clinic-a"] });
  const page = await settings(pc);
  await page.click("#clinics");
  await until("the answer, kept", async () =>
    Boolean((await pc.extension.stored("local"))["session"]?.severalClinics),
  );
  await page.close();
  await pc.openAnd(choose, "クライアント証明書が必要です");
  const { diagnosis } = await pc.click();
  const clinics = diagnosis.findings.find(({ cause }) => cause === "clinic_switch");
  expect(clinics).toMatchObject({ verdict: "suspected", reason: "several_clinics" });
  check(await pc.answer("another_clinic_before", "no"), {
    primary: "choice_remembered",
    verdict: "suspected",
    rivals: ["certificate_revoked", "account_deleted", "clinic_switch"],
  });
});

test("the correction is switched off and on", async ({ start }) => {
  const pc = await start();
  const page = await settings(pc);
  for (const inForce of [false, true]) {
    await page.click("#correction");
    await until("its effect", async () => (await correct(pc, "status")).inForce === inForce);
  }
});

test("everybody can use it, bright and dark, wide and narrow", async ({ start }) => {
  const pc = await start();
  const page = await settings(pc);
  for (const [width, scheme] of /** @type {const} */ ([
    [1000, "light"],
    [1000, "dark"],
    [360, "light"],
    [360, "dark"],
  ])) {
    const size = { width, height: 800, deviceScaleFactor: 1, mobile: false };
    await page.session.send("Emulation.setDeviceMetricsOverride", size);
    const features = [{ name: "prefers-color-scheme", value: scheme }];
    await page.session.send("Emulation.setEmulatedMedia", { features });
    expect(await objections(page), `${width} ${scheme}`).toEqual([]);
    const wide = await page.session.evaluate(() => document.documentElement.scrollWidth);
    expect(wide, "nothing hangs over").toBeLessThanOrEqual(width);
  }
});

test("where the answer is to ask somebody, the popup says whom, as the administrator has it", async ({
  lab,
  start,
}) => {
  const contact = "院内ヘルプデスク 内線 1234";
  const pc = await start();
  await pc.extension.inWorker((supportText) => {
    const kept = { v: 2, correction: null, reminders: null, managed: { supportText } };
    return chrome.storage.local.set({ settings: kept });
  }, contact);
  await lab.set({ server_certificate: "foreign" });
  await pc.open();
  await pc.click();
  await until("whom to ask", async () => (await pc.popup?.text("#contact"))?.includes(contact));
});
