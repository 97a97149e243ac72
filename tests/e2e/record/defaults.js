/** Where the recorder finds the imitation unless told otherwise: a debug build does, and there is one after every test. */
import { fileURLToPath } from "node:url";

process.env["KSD_LAB"] ??= fileURLToPath(
  new URL("../../../target/debug/karte-lab", import.meta.url),
);
