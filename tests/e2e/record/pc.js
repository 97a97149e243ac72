/** Sets up the PC and the site of a scenario: certificates, clock, names, other extensions, and our extension's state. */
import { copyOfOurs } from "../lib/extension.js";
import { Pc } from "../lib/pc.js";
import { onlyOnClick } from "./look.js";
import { writeOthers } from "./others.js";

/** @typedef {import("./scenario.js").Scenario} Scenario */
/**
 * @typedef {object} Room
 * @property {import("../lib/lab.js").Lab} lab
 * @property {import("../lib/display.js").Display} display
 * @property {string} folder for the other extensions
 */

/** Start of validity of a young certificate, relative to now. */
const YOUNG = "-5m";
let issued = 0;

/**
 * @param {Room} room
 * @param {Scenario} scenario
 */
export async function start({ lab, display, folder }, { pc: words = {}, site = {} }) {
  await lab.reset();
  await lab.set(site);
  const { names, args = [], clock, calibrated } = words;
  const ours = await copyOfOurs();
  const certificates = [];
  for (const name of words.certificates ?? []) certificates.push(await given(lab, name));
  const pc = await Pc.start({
    ...{ lab, display, ours: ours.folder, certificates, args },
    others: await writeOthers(words.others ?? [], folder),
    without: words.without ?? false,
    noNames: names === "none",
    nobodyListens: names === "closed",
    ...(clock ? { clock } : {}),
    ...(calibrated ? { dotWorks: true } : {}),
  });
  return { pc, remove: () => pc.remove().then(ours.remove) };
}

/**
 * The certificate's name; a young one is issued now.
 * @param {Room["lab"]} lab
 * @param {string} name
 */
async function given(lab, name) {
  if (name !== "young") return name;
  const fresh = `young-${(issued += 1)}`;
  await lab.issue(fresh, { notBefore: YOUNG });
  return fresh;
}

/**
 * Sets what our extension knows on this PC beyond the calibration, and what the person allows it to see.
 * @param {Pc} pc
 * @param {Scenario} scenario
 */
export async function prepare(pc, { pc: { severalClinics, calibrated, started, onClick } = {} }) {
  if (severalClinics) {
    const known = { v: 1, dotWorks: calibrated ?? false, severalClinics };
    await pc.extension.inWorker((session) => chrome.storage.local.set({ session }), known);
  }
  if (started) await pc.sawStart();
  if (onClick) await onlyOnClick(pc);
}
