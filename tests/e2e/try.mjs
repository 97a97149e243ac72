/**
 * `./build.sh try`: two failing sign-in pages in a real browser, each diagnosed by a real click on the icon.
 * First, the certificate chooser was cancelled: shows the cause, the other possible causes and the next step (dist/try.png).
 * Then, an old failing page comes from the cache: the button repairs it, another diagnosis proves that, and the report for
 * the support desk is printed (dist/try-repaired.png).
 * On a desktop a second browser then opens for the person to try it; closing that browser ends the program.
 */
import { once } from "node:events";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { Browser } from "./lib/browser.js";
import { cancel, choose } from "./lib/chooser.js";
import { Display } from "./lib/display.js";
import { copyOfOurs } from "./lib/extension.js";
import { Lab } from "./lib/lab.js";
import { dist } from "./lib/paths.js";
import { Pc, SIGN_IN } from "./lib/pc.js";
import { Profile } from "./lib/profile.js";
import { until } from "./lib/wait.js";
import { reason, say } from "./lib/words.js";

const FAILING = "クライアント証明書が必要です";
const desktop = process.env["DISPLAY"];

/** @param {import("./lib/pc.js").Look} look */
function report({ diagnosis, primary, headline }) {
  console.log(`\n■ ${headline}`);
  if (primary) console.log(`  ${reason(primary)}`);
  if (primary && primary.rivals.length > 0) {
    const rivals = primary.rivals.map((cause) => say(`cause_${cause}`)).join("、");
    console.log(`  まだ区別できない原因: ${rivals}`);
  }
  console.log("");
  for (const finding of diagnosis.findings) {
    console.log(`  [${say(`verdict_${finding.verdict}`)}] ${say(`cause_${finding.cause}`)}`);
    for (const { probe, reading } of finding.evidence) {
      console.log(`      ${say(`evidence_${probe}_${reading}`) || `${probe}: ${reading}`}`);
    }
  }
}

/**
 * @param {Pc} pc
 * @param {string} name of the picture
 */
async function picture(pc, name) {
  const file = join(dist, name);
  await pc.display.screen.save(file);
  console.log(`\n  ${file}`);
}

/**
 * The dialog was cancelled. Chrome remembers that; only a restart or an incognito window helps.
 * @param {Pc} pc
 */
async function remembered(pc) {
  await pc.openAnd(cancel, FAILING);
  report(await pc.click());
  await pc.display.screen.rests();
  await picture(pc, "try.png");
}

/**
 * The server refused the certificate once and accepts it now, but the old failing page comes from the cache.
 * @param {Pc} pc
 */
async function repaired(pc) {
  await pc.lab.set({ failing_cacheable: true, expect_clinic: "b" });
  await pc.openFromCache(choose, FAILING);
  await pc.lab.set({ expect_clinic: "any" });
  report(await pc.click());
  const popup = /** @type {import("./lib/popup.js").Popup} */ (pc.popup);
  await popup.click("#first-step [data-fix=clear_cache]");
  await until("the repair", async () =>
    (await popup.text("#outcome")).includes(say("fixed_repaired")),
  );
  console.log(`\n  「${say("fix_clear_cache")}」 → ${await popup.text("#outcome")}`);
  // The diagnosis that proves the repair is drawn after the message, and the window then adapts to the popup's new size.
  await popup.rests();
  await pc.display.screen.rests();
  await picture(pc, "try-repaired.png");
  await pc.closePopup();
  const page = await pc.browser.newTab(`${pc.extension.origin}/report/report.html`);
  const text = () =>
    page.session.evaluate(() => document.getElementById("text")?.textContent || null);
  console.log(`\n${await until("the report", text)}`);
}

/**
 * @param {Lab} lab
 * @param {string} ours
 * @param {(pc: Pc) => Promise<void>} play
 */
async function showOnce(lab, ours, play) {
  const display = await Display.start();
  const pc = await Pc.start({ lab, display, ours, certificates: ["clinic-a"] });
  try {
    await play(pc);
  } finally {
    await pc.remove();
    await display.stop();
  }
}

/**
 * Opens the same browser on the person's own screen and waits until it is closed.
 * @param {Lab} lab
 * @param {string} ours
 * @param {string} name of the display
 */
async function leaveOpen(lab, ours, name) {
  const profile = await Profile.create(lab.ca, [lab.certificate("clinic-a")]);
  const display = new Display(name, "", []);
  const options = { profile, display, ports: lab.ports, extensions: [ours], url: SIGN_IN };
  const browser = await Browser.start(options);
  console.log("\n  ご自分でも試せます。証明書の選択をキャンセルし、Alt+Shift+K を押してください。");
  console.log("  ブラウザを閉じると終わります。");
  await once(browser.child, "exit");
  await profile.remove();
}

await mkdir(dist, { recursive: true });
const lab = await Lab.start();
const ours = await copyOfOurs();
try {
  await showOnce(lab, ours.folder, remembered);
  await showOnce(lab, ours.folder, repaired);
  await lab.reset();
  if (desktop) await leaveOpen(lab, ours.folder, desktop);
} finally {
  await ours.remove();
  await lab.stop();
}
