/** Starts and controls the imitation of the sign-in site (tests/lab) and reads its log. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { labBinary } from "./paths.js";
import { run } from "./run.js";
import { until } from "./wait.js";

/**
 * @typedef {object} LogEntry
 * @property {number} at_ms
 * @property {"client_hello" | "handshake_failed" | "turned_away" | "request"} kind
 * @property {string} [scheme]
 * @property {string} [sni]
 * @property {string} [host]
 * @property {string} [method]
 * @property {string} [path]
 * @property {string | null} [cert]
 * @property {string} [cert_verdict]
 * @property {string} [answered]
 */

/** A running imitation. */
export class Lab {
  /**
   * @param {import("node:child_process").ChildProcess} child
   * @param {{tls: number, http: number, control: number, dir: string}} place
   */
  constructor(child, place) {
    this.child = child;
    this.ports = { tls: place.tls, http: place.http };
    this.control = `http://127.0.0.1:${place.control}`;
    this.dir = place.dir;
    this.ca = join(place.dir, "ca.pem");
  }

  /** Starts an imitation with its own certificates. */
  static async start() {
    const dir = await mkdtemp(join(tmpdir(), "karte-lab-"));
    const child = spawn(labBinary, ["serve", "--dir", dir, "--until-stdin-closes"], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    const lines = createInterface({
      input: /** @type {import("node:stream").Readable} */ (child.stdout),
    });
    const [line] = await Promise.race([
      once(lines, "line"),
      once(child, "error").then(([error]) => Promise.reject(error)),
    ]);
    return new Lab(child, JSON.parse(line));
  }

  /**
   * The path of a client certificate, such as `clinic-a`.
   * @param {string} name
   */
  certificate(name) {
    return join(this.dir, `${name}.p12`);
  }

  /**
   * Issues one more certificate while the imitation runs.
   * @param {string} name
   * @param {{clinic?: string, notBefore?: string, notAfter?: string}} [of] times relative to now
   */
  async issue(name, { clinic = "a", notBefore = "-5m", notAfter = "825d" } = {}) {
    await run(labBinary, [
      ...["issue", "--dir", this.dir, "--name", name, "--clinic", clinic],
      ...[`--not-before=${notBefore}`, `--not-after=${notAfter}`],
    ]);
    return this.certificate(name);
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {object} [body]
   * @returns {Promise<any>}
   */
  async #ask(method, path, body) {
    const answer = await fetch(this.control + path, {
      method,
      body: body ? JSON.stringify(body) : null,
    });
    const content = await answer.json();
    if (!answer.ok) throw new Error(`${path}: ${JSON.stringify(content)}`);
    return content;
  }

  /**
   * Changes settings; this closes open connections.
   * @param {Record<string, unknown>} settings
   */
  async set(settings) {
    await this.#ask("POST", "/config", settings);
  }

  /** Restores the default settings and empties the log. */
  async reset() {
    await this.#ask("POST", "/reset");
    await this.forget();
  }

  /** Empties the log. */
  async forget() {
    await this.#ask("DELETE", "/log");
  }

  /** @returns {Promise<LogEntry[]>} */
  log() {
    return this.#ask("GET", "/log");
  }

  /** The requests in the log. */
  async requests() {
    return (await this.log()).filter((entry) => entry.kind === "request");
  }

  /**
   * Waits until this path was requested.
   * @param {string} path
   */
  async saw(path) {
    await until(`a request for ${path}`, async () =>
      (await this.requests()).some((request) => request.path === path),
    );
  }

  /**
   * Waits until a TLS connection to this host began.
   * @param {string} host
   */
  async greeted(host) {
    await until(`a connection to ${host}`, async () =>
      (await this.log()).some(({ kind, sni }) => kind === "client_hello" && sni === host),
    );
  }

  async stop() {
    this.child.stdin?.end();
    if (this.child.exitCode === null) await once(this.child, "exit");
    await rm(this.dir, { recursive: true, force: true });
  }
}
