/**
 * `node tools/self-hosted.mjs --update-url URL --key FILE [ZIP FOLDER]`, for `./build.sh release`: converts a release's zip
 * into the files for an own update server, a signed CRX and `update.xml`. Without ZIP and FOLDER it only checks the options.
 *
 * - URL: the folder on that server, with or without a trailing slash or `update.xml`; https, or http on this machine.
 * - FILE: the private key, as PEM, to which `key` in the manifest belongs; another one would give another id.
 *
 * The CRX's manifest names the update server, because Chrome looks there, and not into the policy, after the first install.
 * Equal inputs give equal bytes. Usage errors are reported on stderr, with exit code 2.
 */
import { strFromU8, strToU8, unzipSync } from "fflate";
import { createPrivateKey, createPublicKey } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { idFrom, packCrx } from "./crx.mjs";

const USAGE =
  "usage: --update-url https://SERVER/FOLDER --key FILE.pem, both or neither (docs/admin.md)";
/** Loopback hosts: only this machine answers, so nobody on the network can change an update. */
const THIS_MACHINE = ["localhost", "127.0.0.1", "[::1]"];
const OWN_MANIFEST = new URL("../manifest.json", import.meta.url);

/** An error that the caller can correct; its message says how. */
class UsageError extends Error {}

/**
 * The address of the folder, with a slash at its end.
 * @param {string} text
 * @throws {UsageError}
 */
function serverFolder(text) {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url) throw new UsageError(`--update-url: ${text} is no address; ${USAGE}`);
  const isLocal = url.protocol === "http:" && THIS_MACHINE.includes(url.hostname);
  if (url.protocol !== "https:" && !isLocal) {
    throw new UsageError(
      `--update-url: ${text} has to begin with https://, or others could change an update`,
    );
  }
  if (url.username || url.password || url.search || url.hash) {
    throw new UsageError(`--update-url: ${text} has to end after its path, and name no user`);
  }
  url.pathname = url.pathname.replace(/(\/update\.xml|\/)?$/, "/");
  return url;
}

/**
 * @param {string} file
 * @param {{key?: string}} manifest
 * @throws {UsageError} when the file is no private key, or not the one of the manifest
 */
function signingKey(file, manifest) {
  const own = readKey(file);
  const open = createPublicKey(own).export({ type: "spki", format: "der" });
  const [id, wanted] = [idFrom(open), idFrom(Buffer.from(manifest.key ?? "", "base64"))];
  if (id !== wanted) {
    throw new UsageError(
      `--key: ${file} gives the id ${id}, but "key" in manifest.json gives ${wanted}; they have to be one pair`,
    );
  }
  return { own, open };
}

/** @param {string} file */
function readKey(file) {
  try {
    return createPrivateKey(readFileSync(file));
  } catch (error) {
    const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
    const why = code === "ENOENT" ? "there is no such file" : message;
    throw new UsageError(`--key: ${file} is not read as a private key in PEM: ${why}`, {
      cause: error,
    });
  }
}

/**
 * The update manifest (Omaha's protocol 2.0), as Chrome reads it.
 * @param {{id: string, codebase: string, version: string, oldest: string}} release `oldest`: the oldest Chrome that it runs in
 */
function updateManifest({ id, codebase, version, oldest }) {
  const escaped = codebase.replaceAll("&", "&amp;").replaceAll("'", "&apos;");
  return `<?xml version="1.0" encoding="UTF-8"?>
<gupdate xmlns="http://www.google.com/update2/response" protocol="2.0">
  <app appid="${id}">
    <updatecheck codebase="${escaped}" version="${version}" prodversionmin="${oldest}"/>
  </app>
</gupdate>
`;
}

/**
 * Writes the CRX and `update.xml`.
 * @param {{zip: string, folder: string, server: URL, keyFile: string}} options
 */
function write({ zip, folder, server, keyFile }) {
  const files = unzipSync(readFileSync(zip));
  const manifest = JSON.parse(strFromU8(files["manifest.json"] ?? new Uint8Array()));
  const key = signingKey(keyFile, manifest);
  manifest.update_url = new URL("update.xml", server).href;
  files["manifest.json"] = strToU8(`${JSON.stringify(manifest, null, 2)}\n`);
  const name = `${basename(zip, ".zip")}.crx`;
  const { version, minimum_chrome_version: oldest } = manifest;
  const codebase = new URL(name, server).href;
  writeFileSync(join(folder, name), packCrx(files, key, 9));
  writeFileSync(
    join(folder, "update.xml"),
    updateManifest({ id: idFrom(key.open), codebase, version, oldest }),
  );
  console.log(`${join(folder, name)}, ${join(folder, "update.xml")}: for ${server.href}`);
}

/** @throws {UsageError} */
function main() {
  const options = /** @type {const} */ ({
    "update-url": { type: "string" },
    key: { type: "string" },
  });
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const { "update-url": url, key: keyFile } = values;
  if (!url || !keyFile) throw new UsageError(USAGE);
  const server = serverFolder(url);
  const [zip, folder, ...others] = positionals;
  if (others.length > 0 || Boolean(zip) !== Boolean(folder)) throw new UsageError(USAGE);
  if (zip && folder) write({ zip, folder, server, keyFile });
  else signingKey(keyFile, JSON.parse(readFileSync(OWN_MANIFEST, "utf8")));
}

try {
  main();
} catch (error) {
  const { code = "", message } = /** @type {NodeJS.ErrnoException} */ (error);
  // Any other error is a bug of this script or an I/O error.
  if (!(error instanceof UsageError) && !code.startsWith("ERR_PARSE_ARGS_")) throw error;
  console.error(`self-hosted: ${message}`);
  process.exitCode = 2;
}
