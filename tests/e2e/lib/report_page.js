/** The report page as a person sees it, and the report that the worker sent to it. */
import { until } from "./wait.js";

/** @typedef {import("./pc.js").Pc} Pc */
/** @typedef {import("../../../types/messages.js").ReportDocument} ReportDocument */

/** @param {Pc} pc */
export async function openReport(pc) {
  const page = await pc.browser.newTab(`${pc.extension.origin}/report/report.html`);
  await until("the report", () =>
    page.session.evaluate(() => document.querySelector("#report:not([hidden])") !== null),
  );
  return page;
}

/**
 * The texts on the page, and the report from the worker.
 * @param {import("./tab.js").Tab} page
 */
export async function shown(page) {
  const [text, file, code] = await page.session.evaluate(() =>
    ["text", "json", "code"].map((id) => document.getElementById(id)?.textContent ?? ""),
  );
  return {
    text: String(text),
    file: String(file),
    code: String(code),
    sent: /** @type {ReportDocument} */ (JSON.parse(String(file))),
  };
}

/**
 * The page after the clock measurement is complete: the clock is still measured after the diagnosis and changes the report.
 * @param {import("./tab.js").Tab} page
 */
export async function measured(page) {
  let now = await shown(page);
  await until("the clock's measurement", async () => {
    now = await shown(page);
    return now.sent.report.findings.every(({ reason }) => reason !== "measuring");
  });
  return now;
}
