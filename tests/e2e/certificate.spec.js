/** How a PC's certificates and the choices that Chrome remembers affect the sign-in page, and what a click then shows. */
import { expect } from "@playwright/test";
import { check } from "./lib/check.js";
import { cancel, choose } from "./lib/chooser.js";
import { test } from "./lib/test.js";
import { until } from "./lib/wait.js";
import { say } from "./lib/words.js";

const FAILING = "クライアント証明書が必要です";
const TRIO = ["certificate_revoked", "account_deleted", "clinic_switch"];

const missing = {
  primary: "certificate_missing",
  verdict: "suspected",
  rivals: ["security_software"],
};
const perhapsMissing = {
  primary: "certificate_missing",
  verdict: "suspected",
  rivals: ["choice_remembered", "security_software"],
};
const remembered = { primary: "choice_remembered", verdict: "suspected", rivals: TRIO };
const cancelled = { primary: "choice_remembered", verdict: "found", reason: "dialog_cancelled" };
const refused = {
  primary: "certificate_revoked",
  verdict: "suspected",
  rivals: ["account_deleted", "clinic_switch"],
};

test.describe("no dialog comes", () => {
  for (const { name, certificates, dotWorks, settings, expected } of [
    { name: "nothing installed, calibrated", dotWorks: true, expected: missing },
    { name: "nothing installed, not calibrated", dotWorks: false, expected: perhapsMissing },
    { name: "expired", certificates: ["expired"], dotWorks: true, expected: missing },
    { name: "not yet valid", certificates: ["not-yet-valid"], dotWorks: true, expected: missing },
    { name: "another issuer's", certificates: ["other-ca"], dotWorks: true, expected: missing },
    {
      name: "nothing installed, the server answers 400",
      dotWorks: true,
      settings: { client_auth: "required" },
      expected: missing,
    },
    {
      name: "nothing installed, the server breaks off",
      dotWorks: true,
      settings: { client_auth: "tls_refuse" },
      expected: missing,
    },
    {
      name: "nothing installed, the text comes late",
      dotWorks: true,
      settings: { failing_drawn_late_ms: 300 },
      expected: missing,
    },
  ]) {
    test(name, async ({ lab, start }) => {
      await lab.set(settings ?? {});
      const pc = await start({ certificates: certificates ?? [], dotWorks });
      await pc.open();
      if (settings?.failing_drawn_late_ms) await (await pc.tab()).says(FAILING);
      check(await pc.click(), { ...expected, state: "certificate_required" });
    });
  }
});

/**
 * Opens the sign-in page as the first page after a start. On a busy PC it may take as long as if somebody had answered a dialog,
 * which would prove nothing; then it is opened as the first page again.
 * @param {import("./lib/pc.js").Pc} pc
 */
async function visitFirst(pc) {
  const first = async () => (await pc.extension.stored("session"))["visit"].firstVisit;
  const quick = async () => {
    await pc.sawStart();
    await pc.open();
    const { beganAt, answeredAt } = await until("it is noted", first);
    return answeredAt - beganAt < 700;
  };
  await until("a quick first visit", quick, { limit: 60_000 });
}

test.describe("Chrome's own list of certificates splits what looks the same", () => {
  for (const { says, expected } of [
    {
      says: "not_there",
      expected: { primary: "certificate_missing", verdict: "found", reason: "not_in_list" },
    },
    {
      says: "out_of_date",
      expected: { primary: "certificate_missing", verdict: "found", reason: "out_of_date" },
    },
    {
      says: "in_date",
      expected: {
        primary: "security_software",
        verdict: "suspected",
        reason: "request_taken_out",
        rivals: ["certificate_revoked", "clinic_switch", "account_deleted"],
        asks: "other_network",
      },
    },
  ]) {
    test(says, async ({ start }) => {
      const pc = await start({ dotWorks: true });
      await pc.open();
      check(await pc.click(), { ...missing, asks: "listed" });
      expect(await pc.popup?.text("#question [data-open=certificates]")).toBe(
        say("open_certificates"),
      );
      check(await pc.answer("listed", says), expected);
    });
  }
});

test("nothing installed, known to be the first visit since the browser started", async ({
  lab,
  start,
}) => {
  await lab.set({ dot: "refuses" });
  const pc = await start();
  await visitFirst(pc);
  check(await pc.click(), { ...missing, reason: "none_at_first_visit" });
});

test.describe("the dialog was cancelled", () => {
  for (const { name, dot, dotWorks, expected } of [
    { name: "calibrated", dot: "asks", dotWorks: true, expected: remembered },
    { name: "not calibrated", dot: "asks", dotWorks: false, expected: remembered },
    { name: "dot host refused", dot: "refuses", dotWorks: false, expected: perhapsMissing },
    { name: "dot host does not ask", dot: "does_not_ask", expected: perhapsMissing },
  ]) {
    test(name, async ({ lab, start }) => {
      await lab.set({ dot });
      const pc = await start({ certificates: ["clinic-a"], dotWorks: dotWorks ?? false });
      await pc.openAnd(cancel, FAILING);
      check(await pc.click(), { ...expected, state: "certificate_required", asks: "dialog" });
      check(await pc.answer("dialog", "cancelled"), cancelled);
    });
  }

  test("the person says that no dialog came", async ({ start }) => {
    const pc = await start({ certificates: ["clinic-a"] });
    await pc.openAnd(cancel, FAILING);
    await pc.click();
    check(await pc.answer("dialog", "no_dialog"), { ...cancelled, reason: "no_dialog_came" });
  });
});

test.describe("installed while Chrome ran", () => {
  const installed = {
    primary: "choice_remembered",
    verdict: "found",
    reason: "installed_while_running",
  };

  test("seen: the first look found none and the dot host would ask now", async ({ lab, start }) => {
    await lab.set({ dot: "refuses" });
    const pc = await start();
    await visitFirst(pc);
    await pc.profile.install(lab.certificate("clinic-a"));
    await lab.set({ dot: "asks" });
    await (await pc.tab()).reload();
    check(await pc.click(), installed);
  });

  test("told: the dot host's own answer sticks", async ({ lab, start }) => {
    const pc = await start({ dotWorks: true });
    await pc.open();
    await pc.profile.install(lab.certificate("clinic-a"));
    await (await pc.tab()).reload();
    check(await pc.click(), { ...missing, asks: "listed" });
    await pc.popup?.click("#question [data-value=dont_know]");
    const asked = () => pc.popup?.text("#question-text");
    const next = say("question_installed_just_now");
    await until("the next question", async () => (await asked()) === next);
    await pc.popup?.click("#question [data-value=yes]");
    const found = say("headline_choice_remembered_installed_while_running");
    await until("the finding", async () => (await pc.popup?.text("#headline")) === found);
    // The answer "just now" holds for one diagnosis only, and "don't know" is no answer: the next diagnosis asks again.
    await pc.closePopup();
    check(await pc.click(), { ...missing, asks: "listed" });
  });
});

test.describe("a certificate was chosen and the server does not accept it", () => {
  for (const certificate of ["revoked", "deleted"]) {
    test(certificate, async ({ start }) => {
      const pc = await start({ certificates: [certificate] });
      await pc.openAnd(choose, FAILING);
      check(await pc.click(), { ...remembered, asks: "dialog" });
      check(await pc.answer("dialog", "chose_ok"), refused);
    });
  }

  test("the other clinic's", async ({ lab, start }) => {
    await lab.set({ expect_clinic: "b" });
    const pc = await start({ certificates: ["clinic-b", "clinic-a"] });
    await pc.openAnd(choose, FAILING);
    check(await pc.click(), remembered);
    check(await pc.answer("another_clinic_before", "yes"), {
      primary: "clinic_switch",
      verdict: "suspected",
      rivals: ["choice_remembered", "certificate_revoked", "account_deleted"],
    });
  });

  for (const { says, cause } of [
    { says: "revoked", cause: "certificate_revoked" },
    { says: "account_gone", cause: "account_deleted" },
  ]) {
    test(`a colleague says: ${says}`, async ({ start }) => {
      const pc = await start({ certificates: ["revoked"] });
      await pc.openAnd(choose, FAILING);
      await pc.click();
      check(await pc.answer("colleague_sees", says), { primary: cause, verdict: "found" });
    });
  }
});

test.describe("an entry has to be chosen anew", () => {
  for (const { listed, reason } of [
    { listed: "not_there", reason: "not_in_list" },
    { listed: "out_of_date", reason: "out_of_date" },
  ]) {
    test(`only the other clinic's is here; in the list: ${listed}`, async ({ lab, start }) => {
      await lab.set({ expect_clinic: "b" });
      const pc = await start({ certificates: ["clinic-a"], dotWorks: true });
      await pc.openAnd(choose, FAILING);
      check(await pc.click(), remembered);
      check(await pc.answer("dialog", "chose_ok"), refused);
      await pc.answer("which_entry", "other_clinic");
      check(await pc.answer("private_window", "still_fails"), {
        ...{ primary: "clinic_switch", verdict: "suspected", asks: "listed" },
        rivals: ["choice_remembered", "certificate_revoked", "account_deleted"],
      });
      const { primary } = await pc.answer("listed", listed);
      expect(primary).toMatchObject({ cause: "certificate_missing", verdict: "found", reason });
    });
  }

  test("where incognito windows are blocked, the restart is offered in their place", async ({
    start,
  }) => {
    const pc = await start({ certificates: ["clinic-a"], dotWorks: true });
    await pc.openAnd(cancel, FAILING);
    await pc.click();
    expect(await pc.popup?.text("#first-step .primary")).toBe(say("popup_enter_now"));
    const { primary } = await pc.answer("private_window", "blocked");
    expect(primary).toMatchObject({ cause: "choice_remembered", fixes: ["restart_assistant"] });
    expect(await pc.popup?.text("#first-step .lead")).toBe(say("lead_restart_assistant"));
    expect(await pc.popup?.text("#first-step .primary")).toBe(say("fix_restart_assistant"));
  });
});

test.describe("healthy", () => {
  const well = { primary: null, state: "sign_in_page" };

  test("chosen rightly", async ({ start }) => {
    const pc = await start({ certificates: ["clinic-a"] });
    await pc.openAnd(choose, "ログイン");
    check(await pc.click(), well);
  });

  test("signed in", async ({ start }) => {
    const pc = await start({ certificates: ["clinic-a"] });
    await pc.openAnd(choose, "ログイン");
    await pc.signIn();
    check(await pc.click(), { primary: null, state: "signed_in" });
  });

  test("failing only after the password", async ({ lab, start }) => {
    await lab.set({ failing: "after_password" });
    const pc = await start({ dotWorks: true });
    await pc.open();
    check(await pc.click(), well);
    await pc.closePopup();
    await pc.signIn(FAILING);
    check(await pc.click(), missing);
  });
});
