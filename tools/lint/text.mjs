import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * @param {string} folder
 * @param {string} file
 */
export const text = (folder, file) => readFileSync(join(folder, file), "utf8");
