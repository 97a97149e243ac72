/**
 * A true install, as a clinic's administration does it: a packed extension, a policy and a local update server.
 * Only so does the browser report its start to the extension and keep the extension over a restart.
 */
import { createServer } from "node:http";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { copyOfOurs, editManifest, idOf } from "./extension.js";
import { run } from "./run.js";

const POLICIES = "/etc/chromium/policies/managed";

/** The policy and its update server; one at a time, because the policy is the whole machine's. */
export class Policy {
  /**
   * @param {string} id
   * @param {string} file
   * @param {import("node:http").Server} server
   */
  constructor(id, file, server) {
    this.id = id;
    this.file = file;
    this.server = server;
  }

  /**
   * Packs the extension with a key of its own and demands its installation.
   */
  static async install() {
    const work = await mkdtemp(join(tmpdir(), "karte-pack-"));
    const { crx, id, version } = await pack(work);
    const package_ = await readFile(crx);
    await rm(work, { recursive: true, force: true });
    await rm(crx);
    const server = createServer((request, response) => {
      if (request.url?.startsWith("/update.xml")) {
        response.setHeader("content-type", "text/xml").end(update(id, version, base));
      } else response.setHeader("content-type", "application/x-chrome-extension").end(package_);
    });
    await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
    const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
    const base = `http://127.0.0.1:${port}`;
    await mkdir(POLICIES, { recursive: true });
    const file = join(POLICIES, `karte-e2e-${process.pid}.json`);
    const policy = new Policy(id, file, server);
    await policy.manage();
    return policy;
  }

  /**
   * Demands the installation, with what the administration sets in the extension.
   * @param {object} [settings]
   */
  async manage(settings) {
    const { port } = /** @type {import("node:net").AddressInfo} */ (this.server.address());
    // Without the second line the browser lets nobody look into an extension that a policy demands.
    const demand = {
      ExtensionInstallForcelist: [`${this.id};http://127.0.0.1:${port}/update.xml`],
      DeveloperToolsAvailability: 1,
      ...(settings ? { "3rdparty": { extensions: { [this.id]: settings } } } : {}),
    };
    await writeFile(this.file, JSON.stringify(demand));
  }

  /** Takes the demand back. */
  async remove() {
    await rm(this.file, { force: true });
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/**
 * Packs a copy without the manifest's key: a throw-away one takes its place.
 * @param {string} work a folder for Chromium
 */
async function pack(work) {
  const copy = await copyOfOurs((folder) =>
    editManifest(folder, (manifest) => delete manifest["key"]),
  );
  const root = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  await run("/usr/bin/chromium", [
    ...[...root, "--headless", `--user-data-dir=${join(work, "data")}`],
    `--pack-extension=${copy.folder}`,
  ]);
  const { version } = JSON.parse(await readFile(join(copy.folder, "manifest.json"), "utf8"));
  const id = await idOfKey(`${copy.folder}.pem`, work);
  await copy.remove();
  await rm(`${copy.folder}.pem`, { force: true });
  return { crx: `${copy.folder}.crx`, id, version };
}

/**
 * @param {string} pem the private key
 * @param {string} work
 */
async function idOfKey(pem, work) {
  const { createPublicKey } = await import("node:crypto");
  const key = createPublicKey(await readFile(pem, "utf8")).export({ type: "spki", format: "der" });
  await writeFile(join(work, "manifest.json"), JSON.stringify({ key: key.toString("base64") }));
  return idOf(work);
}

/**
 * @param {string} id
 * @param {string} version
 * @param {string} base
 */
function update(id, version, base) {
  return `<?xml version="1.0"?>
<gupdate xmlns="http://www.google.com/update2/response" protocol="2.0">
  <app appid="${id}"><updatecheck codebase="${base}/package.crx" version="${version}"/></app>
</gupdate>`;
}
