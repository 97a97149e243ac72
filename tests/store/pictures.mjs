/** `node tests/store/pictures.mjs`: pictures for the store, 1280×800, from the real pages in both languages, into dist/store. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cancel } from "../e2e/lib/chooser.js";
import { Display } from "../e2e/lib/display.js";
import { copyOfOurs } from "../e2e/lib/extension.js";
import { Lab } from "../e2e/lib/lab.js";
import { dist } from "../e2e/lib/paths.js";
import { Pc } from "../e2e/lib/pc.js";
import { until } from "../e2e/lib/wait.js";

const INTO = join(dist, "store");
const SIZE = { width: 1280, height: 800, deviceScaleFactor: 1, mobile: false };
const FAILING = "クライアント証明書が必要です";

/**
 * @param {import("../e2e/lib/cdp.js").Session} session
 * @param {string} name
 * @param {object} [clip]
 */
async function keep(session, name, clip) {
  const { data } = await session.send("Page.captureScreenshot", clip ? { clip } : {});
  await writeFile(join(INTO, name), Buffer.from(data, "base64"));
  console.log(name);
}

/**
 * A page of ours, as large as the store wants it.
 * @param {Pc} pc
 * @param {string} address
 * @param {string} name
 */
async function picture(pc, address, name) {
  const page = await pc.browser.newTab("about:blank");
  await page.show();
  await page.session.send("Emulation.setDeviceMetricsOverride", SIZE);
  await page.go(`${pc.extension.origin}/${address}`);
  const settled = () =>
    page.session.evaluate(() => {
      const state = document.body.dataset["state"];
      const popup = location.pathname.startsWith("/popup/");
      // In a tab, the popup asks nothing before its button is pressed.
      if (state === "waiting") document.getElementById("retry")?.click();
      const over = popup ? !["waiting", "running", undefined].includes(state) : true;
      return over && document.body.innerText.length > 100;
    });
  await until("the page", settled);
  await keep(page.session, name);
  await page.close();
}

await mkdir(INTO, { recursive: true });
const display = await Display.start();
const lab = await Lab.start();
const ours = await copyOfOurs();
try {
  for (const language of ["ja", "en"]) {
    const certificates = ["clinic-a"];
    const options = { lab, display, ours: ours.folder, certificates, dotWorks: true, language };
    const pc = await Pc.start(options);
    await pc.openAnd(cancel, FAILING);
    const tab = await pc.extension.inWorker(async () => {
      const [karte] = await chrome.tabs.query({ url: "https://karte.medley.life/*" });
      return karte?.id;
    });
    await picture(pc, `popup/popup.html?tab=${tab}`, `1-diagnosis-${language}.png`);
    await picture(pc, "guide/guide.html#clock", `2-guide-${language}.png`);
    await picture(pc, "repair/repair.html#restart", `3-restart-${language}.png`);
    await picture(pc, "report/report.html", `4-report-${language}.png`);
    await picture(pc, "options/options.html", `5-settings-${language}.png`);
    await pc.remove();
  }
} finally {
  await ours.remove();
  await lab.stop();
  await display.stop();
}
