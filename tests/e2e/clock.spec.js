/** A PC with a wrong clock: by the server's dates, and with a browser whose own clock is really wrong. */
import { expect } from "@playwright/test";
import { check } from "./lib/check.js";
import { cancel, choose } from "./lib/chooser.js";
import { test } from "./lib/test.js";
import { say } from "./lib/words.js";
import { until } from "./lib/wait.js";

const FAILING = "クライアント証明書が必要です";
const MINUTES = 60_000;
const YEAR = 365 * 24 * 60;
const MISSING = {
  primary: "certificate_missing",
  verdict: "suspected",
  rivals: ["security_software"],
};
const off = (/** @type {string} */ reason, verdict = "found") => ({
  primary: "clock",
  verdict,
  reason,
});

/** The clock's row in the popup. */
const CLOCK = '#checks [data-cause="clock"]';

/**
 * The finding about the clock in the last final diagnosis.
 * @param {import("./lib/pc.js").Pc} pc
 * @returns {Promise<import("./lib/popup.js").Finding>}
 */
const clockOf = async (pc) => {
  /** @type {import("./lib/popup.js").Diagnosis} */
  const last = await pc.popup?.session.evaluate(() =>
    /** @type {{heard?: any[]}} */ (globalThis).heard?.at(-1),
  );
  const found = last.findings.find(({ cause }) => cause === "clock");
  if (!found) throw new Error("no finding about the clock");
  return found;
};

/**
 * Waits until the clock's row says this; the row may change once more after the result is shown.
 * @param {import("./lib/pc.js").Pc} pc
 * @param {string} verdict
 * @param {string[]} readings of the clock's own evidence
 */
const clockSays = (pc, verdict, readings) =>
  until(`the clock: ${verdict} ${readings}`, async () => {
    const found = await clockOf(pc);
    const seen = found.evidence.filter(({ probe }) => probe === "clock");
    return (
      found.verdict === verdict && seen.map(({ reading }) => reading).join() === readings.join()
    );
  });

/**
 * The verdict that the clock's row shows.
 * @param {import("./lib/pc.js").Pc} pc
 */
const verdictShown = (pc) =>
  pc.popup?.session.evaluate(
    (row) =>
      /** @type {HTMLElement | null} */ (document.querySelector(row))?.dataset["verdict"] ?? "",
    CLOCK,
  );

// eslint-disable-next-line max-lines-per-function -- it only groups
test.describe("by the server's Date", () => {
  for (const { name, shift, dotWorks, expected } of [
    { name: "28 minutes behind", shift: 28, dotWorks: true, expected: off("behind") },
    { name: "28 minutes ahead", shift: -28, dotWorks: true, expected: off("ahead") },
    { name: "a year behind", shift: YEAR, dotWorks: true, expected: off("behind") },
    { name: "a year ahead", shift: -YEAR, dotWorks: true, expected: off("ahead") },
  ]) {
    test(name, async ({ lab, start }) => {
      await lab.set({ date_shift_ms: shift * MINUTES });
      const pc = await start({ dotWorks: dotWorks ?? false });
      await pc.open();
      check(await pc.click(), { ...expected, state: "certificate_required" });
    });
  }

  // An offset of less than five minutes is only suspected, and ranks below every other suspicion.
  for (const { shift, reading } of [
    { shift: 2, reading: "behind" },
    { shift: -2, reading: "ahead" },
  ]) {
    test(`2 minutes ${reading} hide no other suspicion`, async ({ lab, start }) => {
      await lab.set({ date_shift_ms: shift * MINUTES });
      const pc = await start({ dotWorks: true });
      await pc.open();
      check(await pc.click(), { ...MISSING, asks: "listed" });
      await clockSays(pc, "suspected", [reading]);
    });
  }

  test("put right while Chrome runs, it needs a restart; the day after it has a battery to be changed", async ({
    lab,
    start,
  }) => {
    await lab.set({ date_shift_ms: 28 * MINUTES });
    const pc = await start({ dotWorks: true });
    await pc.open();
    check(await pc.click(), off("behind"));
    await pc.closePopup();
    await lab.set({ date_shift_ms: 0 });
    await (await pc.tab()).reload();
    const right = await pc.click();
    check(right, {
      primary: "choice_remembered",
      // This PC has no certificate either, and the two cannot be told apart until Chrome has been restarted.
      verdict: "suspected",
      rivals: ["certificate_missing", "security_software"],
      reason: "clock_set_while_running",
    });
    expect(right.text).toContain(say("headline_choice_remembered_clock_set_while_running"));
    expect(right.text).toContain(say("fix_restart_assistant"));
    await clockSays(pc, "clear", ["ok"]);
    await pc.closePopup();
    // Moves the wrong clock to the day before, so that the next one counts as another occasion.
    await pc.extension.inWorker(async () => {
      const stored = await chrome.storage.local.get("session");
      const session = /** @type {any} */ (stored["session"]);
      session.clockOff = [session.clockOff[0] - 24 * 60 * 60 * 1_000];
      await chrome.storage.local.set({ session });
    });
    await lab.set({ date_shift_ms: 28 * MINUTES });
    await (await pc.tab()).reload();
    await pc.click();
    await pc.closePopup();
    expect((await pc.click()).text).toContain(say("hint_clock_again"));
  });

  for (const seconds of [3, -3]) {
    test(`${seconds} seconds are no fault`, async ({ lab, start }) => {
      await lab.set({ date_shift_ms: seconds * 1_000 });
      const pc = await start({ dotWorks: true });
      await pc.open();
      check(await pc.click(), MISSING);
      await clockSays(pc, "clear", ["ok"]);
    });
  }

  test("a date that stands still is found by few more requests, and nothing waits for them", async ({
    lab,
    start,
  }) => {
    // The page's own date would show at once that it is frozen.
    await lab.set({ date_mode: "absent" });
    const pc = await start({ dotWorks: true });
    await pc.open();
    await pc.diagnosedEarly("certificate_missing");
    await lab.set({ date_mode: "frozen" });
    await lab.forget();
    check(await pc.click(), MISSING);
    await clockSays(pc, "unknown", ["undecided", "frozen"]);
    const further = (await lab.requests()).filter(({ method }) => method === "HEAD");
    expect([1, 2, 3, 4, 5]).toContain(further.length);
    expect(new Set(further.map(({ host, path }) => `${host}${path}`))).toEqual(
      new Set(["karte.medley.life/d/signin"]),
    );
    const shown = async () => {
      const all = await pc.popup?.session.evaluate(() =>
        /** @type {{heard?: any[]}} */ (globalThis).heard
          ?.filter(({ state }) => state !== "running")
          .map(({ findings }) => `${findings[2].verdict} ${findings[2].reason}`),
      );
      return [...new Set(all)].join();
    };
    await until("the end", async () => (await shown()) === "unknown measuring,unknown no_answer");
  });

  test("a date that stood still an hour ago is no clock that is ahead", async ({ lab, start }) => {
    await lab.set({ date_mode: "frozen", date_shift_ms: -60 * MINUTES });
    const pc = await start({ dotWorks: true });
    await pc.open();
    check(await pc.click(), MISSING);
    await clockSays(pc, "unknown", ["undecided", "frozen"]);
  });

  for (const date_mode of ["absent", "malformed"]) {
    test(`a date that is ${date_mode} accuses nobody`, async ({ lab, start }) => {
      await lab.set({ date_mode });
      const pc = await start({ dotWorks: true });
      await pc.open();
      check(await pc.click(), MISSING);
    });
  }

  test("an old copy's date, an hour behind with its age, accuses nobody", async ({
    lab,
    start,
  }) => {
    await lab.set({ date_shift_ms: -60 * MINUTES, age: 3_600 });
    const pc = await start({ dotWorks: true });
    await pc.open();
    check(await pc.click(), MISSING);
    await clockSays(pc, "unknown", ["undecided", "cached"]);
    expect((await pc.popup?.content(CLOCK)) ?? "").toContain(say("evidence_clock_cached"));
  });

  for (const twice of ["date", "age"]) {
    test(`a second ${twice} behind an hour-old answer's own accuses nobody`, async ({
      lab,
      start,
    }) => {
      await lab.set({ date_shift_ms: (twice === "date" ? 60 : -60) * MINUTES, age: null });
      await lab.set(twice === "date" ? { twice } : { twice, age: 3_600 });
      const pc = await start({ dotWorks: true });
      await pc.open();
      check(await pc.click(), MISSING);
      await until("the end", async () => (await clockOf(pc)).reason !== "measuring");
      expect(await clockOf(pc)).toMatchObject({ verdict: "unknown", evidence: [] });
    });
  }

  test("while it is measured its row says so, and nothing else waits", async ({ lab, start }) => {
    // The page's own date would decide the clock at once.
    await lab.set({ date_mode: "absent" });
    const pc = await start({ dotWorks: true });
    await pc.open();
    await lab.set({ date_mode: "normal", latency_ms: 600 });
    check(await pc.click(), MISSING);
    const measuring = await pc.popup?.session.evaluate(() =>
      /** @type {{heard?: any[]}} */ (globalThis).heard?.some(
        ({ state, findings }) => state !== "running" && findings[2].reason === "measuring",
      ),
    );
    expect(measuring, "it came while the clock was still measured").toBe(true);
    await clockSays(pc, "clear", ["ok"]);
    await until("its row", async () => (await verdictShown(pc)) === "clear");
  });

  test("a sign-in page's own date is enough, and nothing more is asked", async ({ lab, start }) => {
    const pc = await start({ certificates: ["clinic-a"] });
    await pc.openAnd(choose, "ログイン");
    check(await pc.click(), { primary: null, state: "sign_in_page" });
    await clockSays(pc, "clear", ["ok"]);
    expect((await lab.requests()).filter(({ method }) => method === "HEAD")).toEqual([]);
  });

  for (const { shift, verdict, reading, key } of [
    {
      shift: 12,
      verdict: "clear",
      reading: "seconds_behind",
      key: "evidence_clock_seconds_behind",
    },
    { shift: -12, verdict: "clear", reading: "seconds_ahead", key: "evidence_clock_seconds_ahead" },
    { shift: 30, verdict: "unknown", reading: "behind", key: "reason_near_behind" },
  ]) {
    test(`${-shift} seconds are said with their bound: ${verdict}`, async ({ lab, start }) => {
      await lab.set({ date_shift_ms: shift * 1_000 });
      const pc = await start({ dotWorks: true });
      await pc.open();
      check(await pc.click(), MISSING);
      await clockSays(pc, verdict, [reading]);
      const { params } = await clockOf(pc);
      expect(Math.abs(Number(params["seconds"]) - Math.abs(shift))).toBeLessThanOrEqual(1);
      expect([1, 2]).toContain(params["boundSeconds"]);
      const told = say(key, [params["boundSeconds"] ?? "", params["seconds"] ?? ""]);
      await until("the sentence", async () => (await pc.popup?.content(CLOCK))?.includes(told));
    });
  }
});

test.describe("by a browser at another time", () => {
  for (const { clock, reason } of [
    { clock: "-28m", reason: "behind" },
    { clock: "+28m", reason: "ahead" },
  ]) {
    test(`${clock}, the dialog cancelled`, async ({ start }) => {
      const pc = await start({ certificates: ["clinic-a"], clock });
      await pc.openAnd(cancel, FAILING);
      check(await pc.click(), off(reason));
    });
  }

  test("-28m, and the certificate was issued five minutes ago", async ({ lab, start }) => {
    await lab.issue("young", { notBefore: "-5m" });
    const pc = await start({ certificates: ["young"], clock: "-28m", dotWorks: true });
    await pc.open();
    check(await pc.click(), off("behind"));
  });

  test("-28m and an older certificate: the page comes, and the clock is named all the same", async ({
    start,
  }) => {
    const pc = await start({ certificates: ["clinic-a"], clock: "-28m" });
    await pc.openAnd(choose, "ログイン");
    check(await pc.click(), { ...off("behind"), state: "sign_in_page" });
  });
});
