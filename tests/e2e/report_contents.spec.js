/** What a report contains beyond the diagnosis: repairs and their results, the system, the first failure, and a note. */
import { expect } from "@playwright/test";
import { release } from "node:os";
import { objections } from "./lib/axe.js";
import { Policy, policyArrives } from "./lib/installed.js";
import { hangingOver, show } from "./lib/layout.js";
import { openReport, shown } from "./lib/report_page.js";
import { SCHEMES, SIZES } from "./lib/states.js";
import { test } from "./lib/test.js";
import { until } from "./lib/wait.js";
import { say } from "./lib/words.js";

/** @typedef {import("./lib/pc.js").Pc} Pc */
/** @typedef {import("./lib/tab.js").Tab} Tab */

// The policy applies to the whole machine.
test.describe.configure({ mode: "serial" });

const ARCHITECTURES = /** @type {Record<string, string>} */ ({ x64: "x86-64", arm64: "arm64" });
/** A note without line breaks or bidi characters, but with a replacement pattern, markup and a name. */
const MEMO = "受付の 2 台目 $1 <b>山田</b>";

/** Types a note. @param {Tab} page @param {string} text */
const write = (page, text) =>
  page.session.evaluate((value) => {
    const field = /** @type {HTMLInputElement} */ (document.getElementById("memo"));
    field.value = value;
    field.dispatchEvent(new Event("input"));
  }, text);

/** @param {Pc} pc @param {string[]} fixes */
async function failing(pc, fixes = []) {
  const before = Date.now();
  await pc.open();
  await pc.click();
  for (const fix of fixes) await pc.popup?.fix(fix);
  await pc.closePopup();
  return before;
}

test("a repair and its result, the system and the first failure are told", async ({ start }) => {
  const pc = await start();
  const before = await failing(pc, ["clear_cache"]);
  // A later failure must not replace the first one.
  await pc.open();
  const page = await openReport(pc);
  const { sent, text } = await shown(page);
  const { repairs, system, failingSince } = sent.report;
  expect(repairs?.map(({ fix }) => fix)).toEqual(["clear_cache"]);
  const worked = repairs?.[0]?.worked;
  const key = worked ? "worked" : worked === false ? "not_proven" : "unknown";
  expect(text).toContain(say("report_part_repairs"));
  expect(text).toContain(`${say("fix_clear_cache")}：${say(`report_repair_${key}`)}`);
  expect(system?.release).toBeNull();
  expect(system?.processor).toBe(ARCHITECTURES[process.arch]);
  // Chrome may report no version of the Linux kernel; if it does, it must be this one.
  if (system?.version) expect(release().startsWith(system.version)).toBe(true);
  expect(text).toContain(`OS：Linux（`);
  expect(failingSince).toBeGreaterThanOrEqual(before);
  expect(failingSince).toBeLessThan(sent.report.at);
  expect(text).toContain("開けなくなった日時：");
  expect(text).not.toMatch(/\n\n/u);
});

test("where nothing failed there is no first failure, and no repairs are made up", async ({
  start,
}) => {
  const pc = await start();
  await pc.open("about:blank");
  await pc.click();
  await pc.closePopup();
  const { sent, text } = await shown(await openReport(pc));
  expect(sent.report).toMatchObject({ failingSince: null, repairs: [], memo: null });
  expect(text).not.toContain("開けなくなった日時");
  expect(text).not.toContain(say("report_part_repairs"));
});

test("a memo is part of text and file, never of the code, and is kept nowhere", async ({
  start,
}) => {
  const pc = await start();
  await failing(pc);
  // The clock is still measured after the result, and the code contains it.
  await pc.rests();
  const page = await openReport(pc);
  const kept = async () => [
    await pc.extension.stored("local"),
    await pc.extension.stored("session"),
    await page.session.evaluate(() => ({ ...localStorage, ...sessionStorage })),
  ];
  const [before, first] = [await kept(), await shown(page)];
  await write(page, `  ${MEMO}\u202e\n\u200b `);
  const { text, sent, code } = await shown(page);
  expect(text).toContain(`\nメモ：${MEMO}\n`);
  expect(sent.report.memo).toBe(MEMO);
  expect(code).toBe(first.code);
  await write(page, "長".repeat(500));
  expect((await shown(page)).sent.report.memo).toBe("長".repeat(200));
  expect(await page.session.evaluate(() => document.querySelectorAll("pre b").length)).toBe(0);
  expect(await kept()).toEqual(before);
  for (const width of SIZES) {
    for (const scheme of SCHEMES) {
      await show(page, width, scheme);
      expect(await objections(page), `${width} ${scheme}`).toEqual([]);
      expect(await hangingOver(page), `${width} ${scheme}`).toEqual([]);
    }
  }
  await write(page, " ");
  expect((await shown(page)).text).toBe(first.text);
  await write(page, MEMO);
  await page.reload();
  await until("the report again", async () => (await shown(page)).text !== "");
  expect((await shown(page)).sent.report.memo).toBeNull();
});

test("the message for the chat names the cause with its number on the help page", async ({
  start,
}) => {
  const pc = await start();
  const guide = () => pc.browser.newTab(`${pc.extension.origin}/guide/guide.html#chat`);
  const message = (/** @type {Tab} */ page) =>
    page.session.evaluate(() => document.querySelector(".act .message")?.textContent ?? "");
  const without = await guide();
  await until("the message", async () => (await message(without)) !== "");
  expect(await message(without)).toContain(say("guide_chat_item_unknown"));
  await (await pc.tab()).show();
  await pc.open("http://karte.medley.life/login");
  await failing(pc);
  const { sent } = await shown(await openReport(pc));
  const { primary, findings } = sent.report;
  const number = findings.find(({ cause }) => cause === primary)?.number;
  const page = await guide();
  const name = say(`cause_${primary}`);
  const item = number ? say("report_help_number", [name, number]) : name;
  await until("the cause", async () => (await message(page)).includes(item));
});

test("an administrator leaves each of them out, and that is said", async ({ start }) => {
  test.setTimeout(240_000);
  const policy = await Policy.install();
  try {
    await policy.manage({
      reportContents: { repairs: false, system: false, failingSince: false, memo: false },
    });
    const pc = await start({ policy: policy.id });
    const settings = await pc.browser.newTab(`${pc.extension.origin}/options/options.html`);
    await policyArrives(() =>
      settings.session.evaluate(async () => {
        const said = await chrome.runtime?.sendMessage({ kind: "policy" });
        return said?.policy?.leftOut?.length === 4;
      }),
    );
    await settings.close();
    await (await pc.tab()).show();
    await failing(pc, ["clear_cache"]);
    const page = await openReport(pc);
    await write(page, MEMO);
    const { sent, text, file } = await shown(page);
    const nothing = { repairs: null, system: null, failingSince: null, memo: null };
    expect(sent.report).toMatchObject(nothing);
    expect(file).not.toContain("受付");
    for (const part of ["repairs", "system", "failing_since", "memo"]) {
      expect(text).toContain(say(`policy_part_${part}`));
    }
    const visible = () => document.getElementById("memo")?.checkVisibility();
    expect(await page.session.evaluate(visible)).toBe(false);
    expect(await objections(page)).toEqual([]);
  } finally {
    await policy.remove();
  }
});
