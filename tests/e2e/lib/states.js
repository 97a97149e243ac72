/** All pages of ours, and each article of them: what is tested and pictured goes through this one list. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { unpacked } from "./paths.js";

/** The thirteen causes, each of which has its guide. */
export const CAUSES = [
  ...["network", "url", "clock", "site_data", "extensions", "choice_remembered", "clinic_switch"],
  ...["certificate_missing", "security_software", "certificate_revoked", "account_deleted"],
  ...["certificate_limit", "browser"],
];

/** Pages and their articles, as addresses below `pages/`. */
export async function addresses() {
  const guide = await readFile(join(unpacked, "pages", "guide.js"), "utf8").catch(() => "");
  return [
    "welcome.html",
    "options.html",
    "report.html",
    "repair.html#restart",
    "repair.html#clinic",
    "repair.html#extensions",
    "repair.html#bisect",
    "repair.html#private_window",
    "repair.html#other_network",
    "guide.html",
    ...(guide.includes('"all"') ? ["guide.html#all"] : []),
    ...CAUSES.map((cause) => `guide.html#${cause}`),
  ];
}

/** Widths in CSS pixels; 320 is also what a window of 640 has at 200 %. */
export const SIZES = [320, 1000];
export const SCHEMES = /** @type {const} */ (["light", "dark"]);
