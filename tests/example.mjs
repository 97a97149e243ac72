/** The core's example programs, compiled as the native tests compile them: another choice of packages would compile all anew. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * Compiles an example where that is needed.
 * @param {string} name
 * @returns {string} the program
 */
export function example(name) {
  const command = ["build", "--quiet", "--workspace", "--example", name];
  execFileSync("cargo", command, { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
  return join(process.env["CARGO_TARGET_DIR"] ?? join(root, "target"), "debug", "examples", name);
}
