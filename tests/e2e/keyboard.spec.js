/** The whole way without a mouse: diagnosis, fix, report. */
import { cancel } from "./lib/chooser.js";
import { Popup } from "./lib/popup.js";
import { test } from "./lib/test.js";
import { until } from "./lib/wait.js";
import { say } from "./lib/words.js";

const MOST_STOPS = 60;

/**
 * Presses Tab until the focus stands on the element.
 * @param {import("./lib/pc.js").Pc} pc
 * @param {import("./lib/cdp.js").Session} session
 * @param {string} selector
 */
async function tabTo(pc, session, selector) {
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    const there = await session.evaluate(
      (wanted) => document.activeElement?.matches(wanted) === true,
      selector,
    );
    if (there) return;
    await pc.display.press("Tab");
  }
  throw new Error(`Tab does not get to ${selector}`);
}

/**
 * The page of ours at this address, once it is there.
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
  const repair = await arrived(pc, "/pages/repair.html#restart");
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
  const report = await arrived(pc, "/pages/report.html");
  await tabTo(pc, report, "#copy");
  await pc.display.press("Return");
  await until("copied", () =>
    report.evaluate((words) => document.body.innerText.includes(words), say("report_said_copied")),
  );
});
