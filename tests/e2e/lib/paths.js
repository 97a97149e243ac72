/** Paths of the build output; `build.sh` may override them by variables. */
import { fileURLToPath } from "node:url";
import { join } from "node:path";

/** The root of the source tree. */
export const root = fileURLToPath(new URL("../../..", import.meta.url));
/** For screenshots and reports. */
export const dist = process.env["KSD_DIST"] ?? join(root, "dist");
/** The built extension. */
export const unpacked = process.env["KSD_UNPACKED"] ?? join(dist, "unpacked");
/** The program of the imitation. */
export const labBinary = process.env["KSD_LAB"] ?? join(root, "target", "debug", "karte-lab");
