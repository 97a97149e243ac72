/** Writes the extension that ours is compared with: a minimal one with the same permissions and kinds of listeners. */
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { unpacked } from "../e2e/lib/paths.js";

const here = fileURLToPath(new URL("comparison", import.meta.url));

/** @param {{key?: string, fetching?: boolean}} [wanted] the shortcut of its popup; whether that asks for the sign-in page */
export async function writeComparison({ key, fetching = false } = {}) {
  const folder = await mkdtemp(join(tmpdir(), "karte-comparison-"));
  await cp(here, folder, { recursive: true });
  const ours = JSON.parse(await readFile(join(unpacked, "manifest.json"), "utf8"));
  const { permissions, host_permissions, content_security_policy } = ours;
  const popup = fetching ? "fetching.html" : "popup.html";
  const manifest = {
    ...{ manifest_version: 3, name: `Comparison ${popup}`, version: "1.0" },
    ...{ permissions, host_permissions, content_security_policy },
    background: { service_worker: "worker.js", type: "module" },
    action: { default_popup: popup },
    ...(key ? { commands: { _execute_action: { suggested_key: { default: key } } } } : {}),
  };
  await writeFile(join(folder, "manifest.json"), JSON.stringify(manifest));
  await addStamps(folder, popup);
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Lets a popup say when it was painted and filled; the same script for ours and for those that it is compared with. @param {string} folder @param {string} page */
export async function addStamps(folder, page) {
  await cp(join(here, "stamps.js"), join(folder, "stamps.js"));
  const text = await readFile(join(folder, page), "utf8");
  // `async`, so that the script does not wait for the style sheets and the page does not wait for the script.
  const added = text.replace("</head>", '<script src="/stamps.js" async></script></head>');
  if (added === text) throw new Error(`${page} has no end of its head`);
  await writeFile(join(folder, page), added);
}
