/**
 * `node tests/store/pictures.mjs`: screenshots of the real pages in both languages. Those for the store, 1280×800, go into
 * dist/store. The popup for the README goes into docs/images, with the texts that it shows: tools/images.test.mjs fails
 * when the texts of the build differ.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { cancel } from "../e2e/lib/chooser.js";
import { Display } from "../e2e/lib/display.js";
import { copyOfOurs } from "../e2e/lib/extension.js";
import { Lab } from "../e2e/lib/lab.js";
import { dist, unpacked } from "../e2e/lib/paths.js";
import { Pc } from "../e2e/lib/pc.js";
import { until } from "../e2e/lib/wait.js";

const INTO = join(dist, "store");
const IMAGES = fileURLToPath(new URL("../../docs/images", import.meta.url));
/** CSS pixels; Chrome shows a popup of at most 600 in height. */
const POPUP = { width: 390, height: 600, deviceScaleFactor: 2, mobile: false };
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
 * Takes a screenshot of one of our pages in the size that the store requires.
 * @param {Pc} pc
 * @param {string} address
 * @param {string} name
 */
async function picture(pc, address, name) {
  const page = await openSettled(pc, address, SIZE);
  await keep(page.session, name);
  await page.close();
}

/**
 * @param {Pc} pc
 * @param {string} address
 * @param {object} size
 */
async function openSettled(pc, address, size) {
  const page = await pc.browser.newTab("about:blank");
  await page.show();
  await page.session.send("Emulation.setDeviceMetricsOverride", size);
  // Set before the page is laid out; afterwards the space of the scroll bars would stay empty.
  await page.session.send("Emulation.setScrollbarsHidden", { hidden: true });
  await page.go(`${pc.extension.origin}/${address}`);
  const settled = () =>
    page.session.evaluate(() => {
      const state = document.body.dataset["state"];
      const popup = location.pathname.startsWith("/popup/");
      // In a tab, the popup starts no diagnosis until its button is pressed.
      if (state === "waiting") document.getElementById("retry")?.click();
      const over = popup ? !["waiting", "running", undefined].includes(state) : true;
      return over && document.body.innerText.length > 100;
    });
  await until("the page", settled);
  // Pressing that button, which the real popup does not need, has moved the focus to the headline.
  await page.session.evaluate(() => /** @type {HTMLElement} */ (document.activeElement)?.blur());
  return page;
}

/**
 * The extension's texts that a page shows, by their keys. A text with placeholders is recognised by its longest part.
 * @param {string} language
 * @param {string} text that the page shows
 */
async function wordsIn(language, text) {
  const file = join(unpacked, "_locales", language, "messages.json");
  /** @type {Record<string, {message: string}>} */
  const messages = JSON.parse(await readFile(file, "utf8"));
  const shown = Object.entries(messages).filter(([, { message }]) => {
    const parts = message.split(/\$\w+\$?/).map((part) => part.trim());
    const longest = parts.reduce((one, other) => (other.length > one.length ? other : one), "");
    return longest.length >= 6 && text.includes(longest);
  });
  return Object.fromEntries(shown.map(([key, { message }]) => [key, message]));
}

/**
 * Takes the screenshot of the popup for the README, and collects the texts in it.
 * @param {Pc} pc
 * @param {string} address
 * @param {string} language
 */
async function popupImage(pc, address, language) {
  const page = await openSettled(pc, address, POPUP);
  const { data } = await page.session.send("Page.captureScreenshot", {});
  await writeFile(join(IMAGES, `popup-${language}.png`), Buffer.from(data, "base64"));
  console.log(`docs/images/popup-${language}.png`);
  const words = await wordsIn(language, await page.text());
  await page.close();
  return words;
}

await mkdir(INTO, { recursive: true });
await mkdir(IMAGES, { recursive: true });
/** @type {Record<string, Record<string, string>>} */
const words = {};
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
    words[language] = await popupImage(pc, `popup/popup.html?tab=${tab}`, language);
    await picture(pc, "guide/guide.html#clock", `2-guide-${language}.png`);
    await picture(pc, "repair/repair.html#restart", `3-restart-${language}.png`);
    await picture(pc, "report/report.html", `4-report-${language}.png`);
    await picture(pc, "options/options.html", `5-settings-${language}.png`);
    await pc.remove();
  }
  await writeFile(join(IMAGES, "words.json"), `${JSON.stringify(words, null, 2)}\n`);
} finally {
  await ours.remove();
  await lab.stop();
  await display.stop();
}
