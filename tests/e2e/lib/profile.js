/** A person's account on a PC: a private HOME with its own certificate store and browser profile. */
import { mkdtemp, mkdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "./run.js";

const PASSWORD = "lab";

/** The HOME directory and its certificates. */
export class Profile {
  /** @param {string} home */
  constructor(home) {
    this.home = home;
    this.data = join(home, "chromium");
    this.store = `sql:${join(home, ".pki", "nssdb")}`;
  }

  /**
   * @param {string} ca the lab's root, which this PC trusts
   * @param {string[]} certificates .p12 files to install at the beginning
   */
  static async create(ca, certificates = []) {
    const profile = new Profile(await mkdtemp(join(tmpdir(), "karte-e2e-")));
    await mkdir(join(profile.home, ".pki", "nssdb"), { recursive: true });
    await run("certutil", ["-d", profile.store, "-N", "--empty-password"]);
    await run("certutil", ["-d", profile.store, "-A", "-t", "C,,", "-n", "lab", "-i", ca]);
    for (const file of certificates) await profile.install(file);
    return profile;
  }

  /**
   * Installs a client certificate; the browser may be running.
   * @param {string} file
   */
  async install(file) {
    await run("pk12util", ["-d", this.store, "-i", file, "-W", PASSWORD, "-K", ""]);
  }

  /** Deletes the HOME directory. */
  async remove() {
    await rm(this.home, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}
