/** Experiments that a person does: each has one page and one question, and the next diagnosis knows the answer. */
import { expect } from "@playwright/test";
import { objections } from "./lib/axe.js";
import { cancel } from "./lib/chooser.js";
import { test } from "./lib/test.js";
import { until } from "./lib/wait.js";
import { say } from "./lib/words.js";

const FAILING = "クライアント証明書が必要です";

/** @param {import("./lib/pc.js").Pc} pc @param {string} name */
async function openPage(pc, name) {
  const page = await pc.browser.newTab(`${pc.extension.origin}/repair/repair.html#${name}`);
  const drawn = () => document.querySelector("#comparison-now > *") !== null;
  await until("the page", () => page.session.evaluate(drawn));
  await page.show();
  return page;
}

test("another network: the answer is kept over a restart, and the diagnosis knows it", async ({
  start,
}) => {
  const pc = await start({ certificates: ["clinic-a"], dotWorks: true });
  await pc.openAnd(cancel, FAILING);
  await pc.click();
  await pc.closePopup();
  const page = await openPage(pc, "other_network");
  expect(await objections(page)).toEqual([]);
  await page.click("#comparison-now [data-event=works]");
  const words = say("experiment_other_network_works_heading");
  await until("what it means", async () => (await page.text()).includes(words));
  expect(await objections(page)).toEqual([]);
  const { evidence } = await pc.extension.stored("session");
  expect(evidence.answers).toMatchObject([{ question: "other_network", value: "works" }]);
  await pc.restart();
  const later = await openPage(pc, "other_network");
  await expect.poll(() => later.text()).toContain(words);
  await later.click("#comparison-now [data-event=again]");
  await until("the steps", async () =>
    (await later.text()).includes(say("experiment_other_network_2")),
  );
});

test("another network changes nothing: no software is accused, and the way on is the diagnosis's own", async ({
  start,
}) => {
  const pc = await start({ dotWorks: false });
  await pc.open();
  expect((await pc.click()).diagnosis.primary).toBe("certificate_missing");
  await pc.closePopup();
  const page = await openPage(pc, "other_network");
  await page.click("#comparison-now [data-event=still_fails]");
  const words = say("experiment_other_network_still_fails_heading");
  await until("what it means", async () => (await page.text()).includes(words));
  const leads = () =>
    page.session.evaluate(() =>
      [...document.querySelectorAll("#comparison-now a")].map((link) => [
        link.getAttribute("href"),
        link.textContent,
      ]),
    );
  const ways = [
    [
      "../guide/guide.html#certificate_missing",
      say("popup_guide_of", [say("cause_certificate_missing")]),
    ],
    ["../report/report.html", say("report_link")],
  ];
  expect(await leads()).toEqual(ways);
  // When the person comes back, the page still knows the causes that the diagnosis named.
  await page.reload();
  await until("the page", async () => (await leads()).length === ways.length);
  expect(await leads()).toEqual(ways);
});

test("a private window from the page, with what to expect", async ({ start }) => {
  const pc = await start({ certificates: ["clinic-a"], dotWorks: true });
  const page = await openPage(pc, "private_window");
  await page.click("[data-fix=private_window]");
  await until("the words", async () => (await page.text()).includes(say("fixed_private_window")));
  await page.show();
  await page.click("#comparison-now [data-event=still_fails]");
  await until("what it means", async () =>
    (await page.text()).includes(say("experiment_private_window_still_fails_heading")),
  );
});
