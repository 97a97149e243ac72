/** A person uses everything that saves something: settings, diary, bookmarks, a diagnosis, a fix, a restart, a search. */
import { choose } from "../lib/chooser.js";
import { arrives, correct, PLAIN, RIGHT } from "../lib/correction.js";
import { Experiment } from "../lib/experiment.js";
import { until } from "../lib/wait.js";

/** @typedef {import("../lib/pc.js").Pc} Pc */
/** @typedef {Awaited<ReturnType<typeof import("../lib/experiment.js").neighbours>>} Neighbours */
/** @typedef {(message: object) => Promise<any>} Tell */

const LOGIN = "https://karte.medley.life/login";
/** Age of a certificate in days: old enough for a reminder, and not yet expired. */
const NEARLY_OVER = 800;
const DAY = 86_400_000;

/** @param {Pc} pc @param {Neighbours} others */
export async function use(pc, others) {
  const page = await pc.browser.newTab(`${pc.extension.origin}/welcome/welcome.html`);
  await until("a page of ours", () => page.session.evaluate(() => !!chrome.runtime?.id));
  /** @type {Tell} */
  const tell = async (message) => {
    const reply = await page.session.evaluate((what) => chrome.runtime.sendMessage(what), message);
    if (reply.kind === "error") throw new Error(`${JSON.stringify(message)}: ${reply.code}`);
    return reply;
  };
  await turn(pc, others.id("rule"), false);
  await write(tell, others);
  await repairBookmarks(pc, tell);
  await exceptAddress(pc);
  await diagnose(pc, tell);
  await search(pc, others);
}

/** Switches the extension that is in the way. @param {Pc} pc @param {string} id @param {boolean} on */
function turn(pc, id, on) {
  return pc.extension.inWorker((which, wish) => chrome.management.setEnabled(which, wish), id, on);
}

/** @param {Tell} tell @param {Neighbours} others */
async function write(tell, others) {
  const day = (/** @type {number} */ ago) =>
    new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Tokyo" }).format(Date.now() - ago * DAY);
  await tell({ kind: "settings", set: { severalClinics: true } });
  await tell({ kind: "settings", set: { language: "en" } });
  await tell({ kind: "settings", set: { reminders: true } });
  await tell({ kind: "settings", set: { spare: others.id("observer") } });
  for (const [clinic, ago] of /** @type {const} */ ([
    ["みどり医院", NEARLY_OVER],
    ["", 1],
  ])) {
    await tell({ kind: "diary", action: "add", clinic, issued: day(ago) });
  }
}

/** @param {Pc} pc @param {Tell} tell */
async function repairBookmarks(pc, tell) {
  await pc.extension.inWorker((url) => chrome.bookmarks.create({ title: "カルテ", url }), LOGIN);
  const { items } = await tell({ kind: "correct", action: "bookmarks" });
  const ids = items.map((/** @type {{id: string}} */ { id }) => id);
  await tell({ kind: "correct", action: "repair_bookmarks", ids });
}

/** Excepts one address, and lets a typing error be corrected. @param {Pc} pc */
async function exceptAddress(pc) {
  await pc.lab.set(PLAIN);
  const tab = await pc.tab();
  await tab.show();
  await pc.open(LOGIN);
  await arrives(tab, RIGHT);
  await until("the note", async () => (await correct(pc, "status")).last);
  await correct(pc, "except");
  await correct(pc, "on");
  await correct(pc, "host_typing", { on: true });
  await pc.open("about:blank");
  await pc.lab.reset();
}

/** Chooses the certificate, makes a diagnosis, does a fix and announces a restart. @param {Pc} pc @param {Tell} tell */
async function diagnose(pc, tell) {
  await pc.openAnd(choose, "ログイン");
  await pc.click();
  await pc.popup?.fix("clear_cache");
  await pc.closePopup();
  await tell({ kind: "restart", action: "announce" });
}

/** Finds the guilty extension and keeps it off; then the others are off for a try. @param {Pc} pc @param {Neighbours} others */
async function search(pc, others) {
  await turn(pc, others.id("rule"), true);
  await pc.open().catch(() => undefined);
  const experiment = await Experiment.open(pc, "bisect");
  await experiment.tell("start");
  await experiment.found();
  await experiment.tell("keep", [others.id("rule")]);
  await experiment.when(
    "the cure",
    ({ search: found, run }) => found?.cured && run === null,
    120_000,
  );
  await experiment.tell("try");
  await experiment.when("the try", ({ run }) => run?.seen);
}
