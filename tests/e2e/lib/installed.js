/**
 * Real installations, as an administrator makes them: packed extensions, a policy and a local update server.
 * Only then does the browser report its start to the extension and keep the extension over a restart.
 * The installation is written some ten seconds later: before the first kill restart the browser once in an orderly way.
 * Otherwise it installs again and reports no start.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import { ZIP_ID } from "../../../tools/admin-samples.mjs";
import { idFrom, packCrx } from "../../../tools/crx.mjs";
import { keyOf } from "./word_key.js";
import { unpacked } from "./paths.js";
import { until } from "./wait.js";

/** @typedef {{id: string, version: string, crx: Buffer}} Package */

const POLICIES = "/etc/chromium/policies/managed";
/** The update servers in the samples: the Web Store's, and a clinic's own. */
const SAMPLE_SERVERS =
  /https:\/\/(clients2\.google\.com\/service\/update2\/crx|<HOST>\/karte\/update\.xml)/g;

/** The policy and its update server. The policy applies to the whole machine, so there is one at a time: another one waits. */
export class Policy {
  /**
   * @param {string} id of ours
   * @param {string[]} others further ids
   * @param {string} file
   * @param {import("node:http").Server} server
   * @param {() => Promise<void>} next releases the lock for another policy
   */
  constructor(id, others, file, server, next) {
    this.id = id;
    this.others = others;
    this.file = file;
    this.server = server;
    this.next = next;
  }

  /**
   * Packs our extension and forces its installation; the others are installed as well, but a person may switch those off.
   * @param {import("./victims.js").Victim[]} [others]
   * @param {string} [folder] of ours
   */
  static async install(others = [], folder = unpacked) {
    const ours = await packageOf(folder, "ours");
    const theirs = others.map((other) => packageOf(other.folder, other.name));
    const packages = [ours, ...(await Promise.all(theirs))];
    const ids = others.map(({ id }) => id);
    return Policy.serve(
      ours.id,
      (path, base) =>
        packages.find(({ id }) => path === `/${id}.crx`)?.crx ?? updates(packages, base),
      ids,
    );
  }

  /**
   * Forces the installation of what a server offers.
   * @param {string} id of ours
   * @param {(path: string, base: string) => Buffer | string} answer the body of a path; `base` is the server's address
   * @param {string[]} [others] further ids, which a person may switch off
   */
  static async serve(id, answer, others = []) {
    const next = await turn();
    const server = createServer((request, response) => {
      const path = new URL(request.url ?? "/", base).pathname;
      const type = path.endsWith(".crx") ? "application/x-chrome-extension" : "text/xml";
      response.setHeader("content-type", type);
      response.end(answer(path, base));
    });
    await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
    const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
    const base = `http://127.0.0.1:${port}`;
    await mkdir(POLICIES, { recursive: true });
    const policy = new Policy(id, others, join(POLICIES, "karte-e2e.json"), server, next);
    await policy.manage();
    return policy;
  }

  /** Where the browser asks for versions. */
  get updates() {
    const { port } = /** @type {import("node:net").AddressInfo} */ (this.server.address());
    return `http://127.0.0.1:${port}/update.xml`;
  }

  /**
   * Forces the installation, with the administrator's values for the extension. A policy for the browser itself would apply to
   * every browser of this machine, and so to tests without this policy: see `preferences` in pc.js.
   * @param {object} [settings]
   */
  async manage(settings) {
    const update_url = this.updates;
    const normal = { installation_mode: "normal_installed", update_url };
    // Without `DeveloperToolsAvailability` the browser does not let DevTools attach to an extension that a policy installs.
    const demand = {
      ExtensionInstallForcelist: [`${this.id};${update_url}`],
      ExtensionSettings: Object.fromEntries(this.others.map((id) => [id, normal])),
      DeveloperToolsAvailability: 1,
      ...(settings ? { "3rdparty": { extensions: { [this.id]: settings } } } : {}),
    };
    await writeFile(this.file, JSON.stringify(demand));
  }

  /**
   * Installs a sample policy for administrators unchanged, except for the id and the update server.
   * @param {string} sample its text
   * @param {string} [id] of another copy of ours, which this policy does not install
   */
  async put(sample, id = this.id) {
    const text = sample
      .replaceAll("<STORE_ID>", id)
      .replaceAll(ZIP_ID, id)
      .replaceAll(SAMPLE_SERVERS, this.updates);
    const demand = { ...JSON.parse(text), DeveloperToolsAvailability: 1 };
    await writeFile(this.file, JSON.stringify(demand));
  }

  /** Removes the policy. */
  async remove() {
    await rm(this.file, { force: true });
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
    await this.next();
  }
}

/**
 * Waits until a policy has reached the extension. Chromium delivers it some seconds after its start, and later still beside
 * other browsers on a busy machine.
 * @param {() => unknown} ask whether it is there
 */
export const policyArrives = (ask) => until("the policy", ask, { limit: 90_000 });

/** Waits until no other process has a policy (`flock`); if this process dies, the lock is released. */
async function turn() {
  const place = join(tmpdir(), "karte-e2e-policy.lock");
  const holder = spawn("flock", [place, "sh", "-c", "echo; cat"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  await once(holder.stdout, "data");
  return async () => {
    holder.stdin.end();
    await once(holder, "exit");
  };
}

/**
 * @param {string} folder
 * @param {string} word from which its key is made, whatever key its manifest has
 * @returns {Promise<Package>}
 */
async function packageOf(folder, word) {
  const key = keyOf(word);
  const { version } = JSON.parse(await readFile(join(folder, "manifest.json"), "utf8"));
  return { id: idFrom(key.open), version, crx: packCrx(await filesIn(folder), key, 0) };
}

/**
 * @param {string} folder
 * @returns {Promise<Record<string, Uint8Array>>} contents by path
 */
async function filesIn(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile());
  const files = paths.map(async (entry) => {
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(join(folder, sep).length).replaceAll(sep, "/");
    return /** @type {const} */ ([name, await readFile(path)]);
  });
  return Object.fromEntries(await Promise.all(files));
}

/**
 * @param {Package[]} packages
 * @param {string} base
 */
function updates(packages, base) {
  const apps = packages.map(
    ({ id, version }) =>
      `<app appid="${id}"><updatecheck codebase="${base}/${id}.crx" version="${version}"/></app>`,
  );
  return `<?xml version="1.0"?>
<gupdate xmlns="http://www.google.com/update2/response" protocol="2.0">${apps.join("")}</gupdate>`;
}
