/** A truly installed extension over restarts of the browser: only then is the history of a session known. */
import { expect } from "@playwright/test";
import { check } from "./lib/check.js";
import { cancel, choose } from "./lib/chooser.js";
import { Policy } from "./lib/installed.js";
import { test } from "./lib/test.js";

// The policy is the whole machine's.
test.describe.configure({ mode: "serial" });

const FAILING = "クライアント証明書が必要です";
/** @type {Policy} */ let policy;

test.beforeAll(async () => {
  policy = await Policy.install();
});
test.afterAll(() => policy.remove());

test("the first visit after a true start, without a certificate", async ({ lab, start }) => {
  await lab.set({ dot: "refuses" });
  const pc = await start({ policy: policy.id });
  await pc.restart();
  const { visit } = await pc.extension.stored("session");
  expect(visit.startedAt).toEqual(expect.any(Number));
  await pc.open();
  check(await pc.click(), {
    primary: "certificate_missing",
    verdict: "found",
    reason: "none_at_first_visit",
  });
});

test("installed while Chrome ran is seen, and a restart cures it", async ({ lab, start }) => {
  await lab.set({ dot: "refuses" });
  const pc = await start({ policy: policy.id });
  await pc.restart();
  await pc.open();
  await pc.profile.install(lab.certificate("clinic-a"));
  await lab.set({ dot: "asks" });
  await (await pc.tab()).reload();
  check(await pc.click(), {
    primary: "choice_remembered",
    verdict: "found",
    reason: "installed_while_running",
  });
  await pc.closePopup();
  await pc.restart();
  await pc.openAnd(choose, "ログイン");
  check(await pc.click(), { primary: null, state: "sign_in_page" });
});

test("a restart forgets the choice, and what was learned of the dot host stays", async ({
  start,
}) => {
  const pc = await start({ policy: policy.id, certificates: ["clinic-a"] });
  await pc.openAnd(cancel, FAILING);
  check(await pc.click(), {
    primary: "choice_remembered",
    verdict: "suspected",
    rivals: ["certificate_revoked", "account_deleted", "clinic_switch"],
  });
  await pc.closePopup();
  await pc.restart();
  const { session } = await pc.extension.stored("local");
  expect(session.dotWorks).toBe(true);
  await pc.openAnd(choose, "ログイン");
  check(await pc.click(), { primary: null, state: "sign_in_page" });
});
