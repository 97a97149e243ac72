/**
 * `./build.sh try`: a sign-in page that fails because the certificate chooser was cancelled, a real click on the icon,
 * the diagnosis in words on the terminal and a picture in dist/try.png.
 * On a desktop a second browser then opens for the person to click in; closing it ends everything.
 */
import { once } from "node:events";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { Browser } from "./lib/browser.js";
import { cancel } from "./lib/chooser.js";
import { Display } from "./lib/display.js";
import { copyOfOurs } from "./lib/extension.js";
import { Lab } from "./lib/lab.js";
import { dist } from "./lib/paths.js";
import { Pc, SIGN_IN } from "./lib/pc.js";
import { Profile } from "./lib/profile.js";
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
 * @param {Lab} lab
 * @param {string} ours
 */
async function showOnce(lab, ours) {
  const display = await Display.start();
  const pc = await Pc.start({ lab, display, ours, certificates: ["clinic-a", "clinic-b"] });
  try {
    await pc.openAnd(cancel, FAILING);
    report(await pc.click());
    const picture = join(dist, "try.png");
    await display.screen.rests();
    await display.screen.save(picture);
    console.log(`\n  ${picture}`);
  } finally {
    await pc.remove();
    await display.stop();
  }
}

/**
 * Opens the same on the person's own screen and waits until it is closed.
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
  await showOnce(lab, ours.folder);
  if (desktop) await leaveOpen(lab, ours.folder, desktop);
} finally {
  await ours.remove();
  await lab.stop();
}
