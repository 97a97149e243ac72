/** One X display per worker: Xvfb with a window manager, because the certificate chooser and toolbar keys are native. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "./run.js";
import { Screen } from "./screen.js";
import { until } from "./wait.js";

/** An X display of our own, with real key presses. */
export class Display {
  /**
   * @param {string} name such as `:7`
   * @param {string} folder where Xvfb stores the screen
   * @param {import("node:child_process").ChildProcess[]} parts
   */
  constructor(name, folder, parts) {
    this.name = name;
    this.folder = folder;
    this.parts = parts;
    this.screen = new Screen(join(folder, "Xvfb_screen0"));
  }

  /** Starts Xvfb on a display number that is free, and openbox on it. */
  static async start() {
    const folder = await mkdtemp(join(tmpdir(), "karte-screen-"));
    const server = spawn(
      "Xvfb",
      // -r: a key that a busy machine releases late is not repeated.
      [..."-displayfd 3 -screen 0 1280x960x24 -nolisten tcp -noreset -r -fbdir".split(" "), folder],
      { stdio: ["ignore", "ignore", "ignore", "pipe"] },
    );
    const pipe = /** @type {import("node:stream").Readable} */ (server.stdio[3]);
    const [number] = await once(pipe, "data");
    const name = `:${String(number).trim()}`;
    const windows = spawn("openbox", ["--sm-disable"], {
      env: { ...process.env, DISPLAY: name },
      stdio: "ignore",
    });
    return new Display(name, folder, [windows, server]);
  }

  /**
   * @param {...string} args
   * @returns {Promise<string>}
   */
  xdotool(...args) {
    return run("xdotool", args, { env: { ...process.env, DISPLAY: this.name } });
  }

  /**
   * Presses keys as on a keyboard; the front window gets them.
   * @param {...string} names such as `Return` or `alt+shift+k`
   */
  async press(...names) {
    await this.xdotool("key", "--clearmodifiers", ...names);
  }

  /** The number of the window that gets the keys. Chrome opens and raises a window before the desktop gives it the keyboard. */
  activeWindow() {
    return until("a window in front", () => this.xdotool("getactivewindow"));
  }

  async stop() {
    for (const part of this.parts) {
      if (part.exitCode !== null) continue;
      part.kill();
      await once(part, "exit");
    }
    await rm(this.folder, { recursive: true, force: true });
  }
}
