/** Where the built things are; `build.sh` may say otherwise by its variables. */
import { fileURLToPath } from "node:url";
import { join } from "node:path";

/** The top of the source tree. */
export const root = fileURLToPath(new URL("../../..", import.meta.url));
/** Where pictures and reports go. */
export const dist = process.env["KSD_DIST"] ?? join(root, "dist");
/** The extension as it is shipped. */
export const unpacked = process.env["KSD_UNPACKED"] ?? join(dist, "unpacked");
/** The imitation's program. */
export const labBinary = process.env["KSD_LAB"] ?? join(root, "target", "debug", "karte-lab");
