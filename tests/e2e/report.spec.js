/** The report: whatever is on the PC, nothing private is in it; its code says the same; its page is accessible. */
import { expect } from "@playwright/test";
import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { example } from "../example.mjs";
import { objections } from "./lib/axe.js";
import { choose } from "./lib/chooser.js";
import { hangingOver, show } from "./lib/layout.js";
import { measured, openReport, shown } from "./lib/report_page.js";
import { run } from "./lib/run.js";
import { SCHEMES, SIZES } from "./lib/states.js";
import { Tab } from "./lib/tab.js";
import { test } from "./lib/test.js";
import { neighbours } from "./lib/experiment.js";
import { until } from "./lib/wait.js";

/** @typedef {import("./lib/pc.js").Pc} Pc */
/** @typedef {import("../../types/messages.js").ReportDocument} ReportDocument */

const COOKIE = "himitsu-4711-cookie";
const MAIL = "hanako@clinic.example";
const OTHER = "private-diary.example";
/** Private data on the PC. */
const PRIVATE = [
  COOKIE,
  "himitsu",
  "4711",
  "hanako",
  "clinic.example",
  OTHER,
  "private-diary",
].concat(["medley.life/", "://", "CLINICS", "Clinic A", "clinic-a", "reception", "山田"]);

/** @param {string} code @param {string} field */
async function decoded(code, field) {
  const told = await run(example("decode"), [code]);
  return new RegExp(`^ +${field} .*\\[(.*)\\]$`, "m").exec(told)?.[1];
}

test("nothing private leaves, in text, file or code; and the code says the same", async ({
  lab,
  start,
}) => {
  test.setTimeout(240_000);
  await lab.set({ expect_clinic: "b" });
  const others = await neighbours(["observer", "units"]);
  const pc = await start({
    certificates: ["clinic-a"],
    others: others.folders,
    foreign: [OTHER],
    dotWorks: true,
  });
  const diary = await pc.browser.newTab(`https://${OTHER}/${COOKIE}?u=${MAIL}`);
  await (await pc.tab()).show();
  await pc.openAnd(choose, "クライアント証明書が必要です");
  await plant(await pc.tab());
  await plantHistory(pc);
  const diagnosis = await wholeDiagnosis(pc);
  await pc.closePopup();
  await diary.show();
  const page = await openReport(pc);
  const { text, file, code, sent } = await shown(page);
  const { report } = sent;

  for (const secret of PRIVATE) {
    for (const one of [text, file, code]) expect(one, secret).not.toContain(secret);
  }
  for (const { title } of others.victims) {
    expect(text).not.toContain(title);
    expect(file).not.toContain(title);
  }
  saysWhatWasFound(report, diagnosis);
  expect(text).toContain(code);
  await codeSaysTheSame(code, report);

  await page.click("#names");
  await until("the names", async () => (await shown(page)).text.includes("通信量メーター"));
  expect((await shown(page)).text, "only those with power").not.toContain("単位換算");
  expect((await shown(page)).code).toBe(code);
  await others.remove();
});

/**
 * The clock is still measured after the first answer, so a report is compared with the last diagnosis.
 * @param {Pc} pc
 */
async function wholeDiagnosis(pc) {
  await pc.click();
  if (!pc.popup) throw new Error("no popup");
  await pc.popup.rests();
  return pc.popup.diagnosis();
}

/**
 * Puts private data into the karte's page.
 * @param {import("./lib/tab.js").Tab} tab
 */
async function plant(tab) {
  await tab.session.evaluate(
    ([value, mail]) => {
      document.cookie = `${mail?.split("@")[0]}=${value}; path=/; secure`;
      document.title = `山田 ${mail}`;
      localStorage.setItem(String(mail), String(value));
      history.replaceState(null, "", `/d/signin?email=${mail}&token=${value}#${mail}`);
    },
    [COOKIE, MAIL],
  );
}

/** Puts private data into the history. @param {Pc} pc */
const plantHistory = (pc) =>
  pc.extension.inWorker(
    (names) => {
      const line = { at: Date.now(), before: { on: names }, after: { outcome: "done", names } };
      const entries = ["clear_karte", names[1]].map((fix) => ({ ...line, fix }));
      return chrome.storage.local.set({ history: { v: 1, entries } });
    },
    [COOKIE, MAIL],
  );

/**
 * @param {ReportDocument["report"]} report
 * @param {import("./lib/popup.js").Diagnosis} diagnosis
 */
function saysWhatWasFound(report, diagnosis) {
  expect(report.siteData?.karteCookies, "the cookie was there").toBeGreaterThan(0);
  expect(report.extensions).toMatchObject({ on: 2, powerful: 1, names: null });
  expect(report).toMatchObject({ state: diagnosis.state, primary: diagnosis.primary });
  expect(report.findings.map(({ verdict }) => verdict)).toEqual(
    diagnosis.findings.map(({ verdict }) => verdict),
  );
  expect(report.repairs).toEqual([{ fix: "clear_karte", worked: true }]);
  expect(report.memo).toBeNull();
  expect(report).toMatchObject({ browser: "chromium", platform: "linux", utcOffsetMinutes: 540 });
  expect(report.browserVersion).toBeGreaterThan(100);
}

/**
 * @param {string} code
 * @param {ReportDocument["report"]} report
 */
async function codeSaysTheSame(code, report) {
  expect(code).toMatch(/^2[0-9A-HJKMNP-TV-Z]{3}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/);
  expect(await decoded(code, "state")).toBe(report.state);
  expect(await decoded(code, "primary")).toBe(report.primary);
  const primary = report.findings.find(({ cause }) => cause === report.primary);
  expect(await decoded(code, "verdict")).toBe(primary?.verdict);
  expect(await decoded(code, "reason")).toBe(primary?.reason);
  expect(await decoded(code, "browser")).toBe(report.browser);
  expect(await decoded(code, "cert_dot")).toBe(report.certDot);
  expect(await decoded(code, "powerful")).toBe("one");
}

/**
 * The saved file equals the shown one. As one line, as a support desk has it, `decode` reads the same values.
 * @param {string} path
 * @param {string | undefined} shownFile
 */
async function isSaved(path, shownFile) {
  const saved = await readFile(path, "utf8");
  expect(saved).toBe(shownFile);
  /** @type {ReportDocument} */
  const document = JSON.parse(saved);
  const input = JSON.stringify(document);
  const { stdout } = spawnSync(example("decode"), { input, encoding: "utf8" });
  const { primary, build, browserVersion } = document.report;
  const same = { code: document.code, primary, build, browser_version: browserVersion };
  expect(JSON.parse(stdout)).toMatchObject({ line: 1, ...same });
}

test("it is copied, saved and printed as it is shown", async ({ start }) => {
  const pc = await start();
  await pc.open();
  await pc.click();
  await pc.closePopup();
  const page = await openReport(pc);
  const before = await measured(page);
  const downloads = join(pc.profile.home, "downloads");
  await pc.browser.cdp.send("Browser.setDownloadBehavior", {
    behavior: "allow",
    downloadPath: downloads,
    eventsEnabled: true,
  });
  await page.session.evaluate(() => {
    Object.assign(globalThis, { printed: 0 });
    globalThis.print = () => void Object.assign(globalThis, { printed: 1 });
  });
  const said = () => page.session.evaluate(() => document.getElementById("said")?.textContent);
  await page.click("#copy");
  await until("that it was copied", async () => (await said())?.includes("コピーしました"));
  await pc.browser.cdp.send("Browser.grantPermissions", {
    origin: pc.extension.origin,
    permissions: ["clipboardReadWrite"],
  });
  expect(await page.session.evaluate(() => navigator.clipboard.readText())).toBe(before.text);
  const finished = pc.browser.cdp.waitFor(
    ({ method, params }) =>
      method === "Browser.downloadProgress" && params["state"] === "completed",
    10_000,
    "saved file",
  );
  await page.click("#save");
  await finished;
  const name = /「(.*\.json)」/.exec((await said()) ?? "")?.[1] ?? "";
  await isSaved(join(downloads, name), before.file);
  await page.click("#print");
  expect(
    await page.session.evaluate(() => /** @type {{printed?: number}} */ (globalThis).printed),
  ).toBe(1);
});

test("without a diagnosis it says what to do, and goes on once there is one", async ({ start }) => {
  const pc = await start();
  const page = await pc.browser.newTab(`${pc.extension.origin}/report/report.html`);
  await page.says("まだ診断の結果がありません");
  expect(await objections(page)).toEqual([]);
  await (await pc.tab()).show();
  await pc.open();
  await pc.click();
  await pc.closePopup();
  await page.show();
  await page.says("渡す文章は、これですべてです");
});

test("opened while the clock is still measured, it ends with what was measured last", async ({
  lab,
  start,
}) => {
  // The page's own date would decide the clock at once.
  await lab.set({ date_mode: "absent" });
  const pc = await start({ dotWorks: true });
  await pc.open();
  await lab.set({ date_mode: "normal", latency_ms: 600 });
  await pc.click();
  /** @param {ReportDocument | undefined} document */
  const clock = (document) => document?.report.findings.find(({ cause }) => cause === "clock");
  const first = await pc.popup?.ask({ kind: "report", withExtensionNames: false });
  expect(clock(first)).toMatchObject({ verdict: "unknown", reason: "measuring" });
  // The new tab closes the popup, which then gets no answer.
  pc.popup?.click("#report").catch(() => undefined);
  const page = await until("the page", async () => {
    const targets = await pc.browser.cdp.targets();
    const found = targets.find(({ url }) => url.endsWith("/report/report.html"));
    return found && new Tab(pc.browser, await pc.browser.cdp.attach(found.targetId));
  });
  // The page updates itself, without a click.
  await until("the last reading", async () => {
    const { sent } = await shown(page);
    return clock(sent)?.verdict === "clear";
  });
});

test("the keyboard alone gets to every control", async ({ start }) => {
  const pc = await start();
  await pc.open();
  await pc.click();
  await pc.closePopup();
  const page = await openReport(pc);
  await page.show();
  // The popup gives the keyboard back some moments after it was closed.
  await until("the keyboard", () => page.session.evaluate(() => document.hasFocus()));
  for (const wanted of ["copy", "print", "save", "names", "memo", "text", "summary"]) {
    await pc.display.press("Tab");
    await until(`the focus on ${wanted}`, async () => {
      const at = () => document.activeElement?.id || document.activeElement?.localName;
      return (await page.session.evaluate(at)) === wanted;
    });
  }
});

for (const [language, link] of /** @type {const} */ ([
  ["ja", "サポートに伝える"],
  ["en", "Tell support"],
])) {
  test(`in ${language} the popup leads to it, and everybody can use it`, async ({ start }) => {
    const pc = await start({ language });
    await pc.open();
    await pc.click();
    await expect.poll(() => pc.popup?.text("#report")).toBe(link);
    await pc.popup?.rests();
    const inFooter = await pc.popup?.text("#code");
    // The popup may be closed before it can report the click.
    pc.popup?.click("#report").catch(() => undefined);
    await until("the page", async () =>
      (await pc.browser.cdp.targets()).some(({ url }) => url.endsWith("/report/report.html")),
    );
    const page = await openReport(pc);
    expect(inFooter).toContain((await shown(page)).code);
    await page.session.evaluate(() => document.querySelector("details")?.setAttribute("open", ""));
    for (const width of SIZES) {
      for (const scheme of SCHEMES) {
        await show(page, width, scheme);
        expect(await objections(page), `${width} ${scheme}`).toEqual([]);
        expect(await hangingOver(page), `${width} ${scheme}`).toEqual([]);
      }
    }
  });
}
