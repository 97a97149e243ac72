/** The whole use without a mouse: diagnosis, fix, report. */
import { cancel } from "./lib/chooser.js";
import { Popup } from "./lib/popup.js";
import { test } from "./lib/test.js";
import { until } from "./lib/wait.js";
import { say } from "./lib/words.js";

const MOST_STOPS = 60;

/**
 * Presses Tab and waits until the focus has moved; pressing it again too early would move the focus twice.
 * @param {import("./lib/pc.js").Pc} pc
 * @param {import("./lib/cdp.js").Session} session
 */
async function nextStop(pc, session) {
  await session.evaluate(() => {
    const moved = Object.assign(globalThis, { moved: false });
    for (const event of ["focusin", "blur"]) {
      addEventListener(event, () => (moved.moved = true), { once: true });
    }
  });
  await pc.display.press("Tab");
  const hasMoved = () =>
    session.evaluate(() => /** @type {{moved?: boolean}} */ (globalThis).moved === true);
  // The browser's own buttons are tab stops, too, but the page gets no event for them.
  await until("the next stop", hasMoved, { limit: 1_000, step: 10 }).catch(() => undefined);
}

/**
 * Presses Tab until the element has the focus.
 * @param {import("./lib/pc.js").Pc} pc
 * @param {import("./lib/cdp.js").Session} session
 * @param {string} selector
 */
async function tabTo(pc, session, selector) {
  const isThere = () =>
    session.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector);
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    if (await isThere()) return;
    await nextStop(pc, session);
  }
  throw new Error(`Tab does not get to ${selector}`);
}

/**
 * Our page at this address, once it is open.
 * @param {import("./lib/pc.js").Pc} pc
 * @param {string} path
 */
async function arrived(pc, path) {
  const find = async () => (await pc.browser.cdp.targets()).find(({ url }) => url.endsWith(path));
  const { targetId } = await until(path, find);
  return pc.browser.cdp.attach(targetId);
}

test("diagnosis, fix and report with the keyboard alone", async ({ start }) => {
  const pc = await start({ certificates: ["clinic-a"], dotWorks: true });
  await pc.openAnd(cancel, "クライアント証明書が必要です");
  const popup = await Popup.open(pc.extension);
  await popup.state();
  await tabTo(pc, popup.session, "[data-fix=restart_assistant]");
  await pc.display.press("Return");
  const repair = await arrived(pc, "/repair/repair.html#restart");
  await tabTo(pc, repair, "#copy-restart");
  await pc.display.press("Return");
  await until("copied", () =>
    repair.evaluate(
      (words) => document.getElementById("announced")?.textContent === words,
      say("restart_copied"),
    ),
  );
  const again = await Popup.open(pc.extension);
  await again.state();
  await tabTo(pc, again.session, "a[href$='report.html']");
  await pc.display.press("Return");
  const report = await arrived(pc, "/report/report.html");
  await tabTo(pc, report, "#copy");
  await pc.display.press("Return");
  await until("copied", () =>
    report.evaluate((words) => document.body.innerText.includes(words), say("report_said_copied")),
  );
});
