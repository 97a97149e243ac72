/** The recorder's default path of the imitation: the debug build, which exists after every test run. */
import { fileURLToPath } from "node:url";

process.env["KSD_LAB"] ??= fileURLToPath(
  new URL("../../../target/debug/karte-lab", import.meta.url),
);
