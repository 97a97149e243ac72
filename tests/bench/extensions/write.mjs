/** Writes the extensions that ours is compared with: as little as can be, with the same permissions and listeners. */
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { unpacked } from "../../e2e/lib/paths.js";
import { wasmOf } from "./wasm.mjs";

/**
 * @typedef {object} Wanted
 * @property {"wasm" | "fetching"} [with] what lies over the plainest one
 * @property {number} [bytes] of its WebAssembly
 * @property {string} [key] the shortcut that opens its popup
 * @property {(folder: string) => Promise<void>} [change] what else is different
 */
/** @typedef {{folder: string, remove: () => Promise<void>}} Written */

const here = fileURLToPath(new URL(".", import.meta.url));

/**
 * @param {Wanted} [wanted]
 * @returns {Promise<Written>}
 */
export async function writeComparison(wanted = {}) {
  const folder = await mkdtemp(join(tmpdir(), "karte-comparison-"));
  await cp(join(here, "plain"), folder, { recursive: true });
  if (wanted.with) await cp(join(here, wanted.with), folder, { recursive: true });
  if (wanted.bytes) await writeFile(join(folder, "core.wasm"), wasmOf(wanted.bytes));
  await writeFile(join(folder, "manifest.json"), JSON.stringify(await manifest(wanted), null, 2));
  await addStamps(join(folder, "popup.html"), folder);
  await wanted.change?.(folder);
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** @param {Wanted} wanted */
async function manifest({ with: kind, bytes, key }) {
  const ours = JSON.parse(await readFile(join(unpacked, "manifest.json"), "utf8"));
  const { permissions, host_permissions, content_security_policy } = ours;
  return {
    ...{
      manifest_version: 3,
      name: `Comparison ${kind ?? "plain"} ${bytes ?? ""}`,
      version: "1.0",
    },
    ...{ permissions, host_permissions, content_security_policy },
    background: { service_worker: "worker.js", type: "module" },
    action: { default_popup: "popup.html" },
    ...(key ? { commands: { _execute_action: { suggested_key: { default: key } } } } : {}),
  };
}

/**
 * Lets a popup say when it was painted and filled; the same script for ours and for those that it is compared with.
 * @param {string} page its file
 * @param {string} folder of the extension
 */
export async function addStamps(page, folder) {
  await cp(join(here, "stamps.js"), join(folder, "stamps.js"));
  const text = await readFile(page, "utf8");
  // So that neither the page waits for it nor it for the page's styles.
  const added = text.replace("</head>", '<script src="/stamps.js" async></script></head>');
  if (added === text) throw new Error(`${page} has no end of its head`);
  await writeFile(page, added);
}
