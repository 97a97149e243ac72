/**
 * Makes the scripts that are shipped: one file for the worker and one for each page, because each further file costs a
 * stopped worker or a popup more than its bytes do.
 *
 *     node tools/join.mjs <repository> <bound> <out>
 *
 * `bound` has the core's generated module; KSD_BUILD is the build's name. Names and lines stay as they are written, so
 * that what is shipped can be read; the comments stay in the sources.
 */
import { build } from "esbuild";
import { cp, readFile, rm } from "node:fs/promises";
import { join, posix, resolve } from "node:path";
import { argv, env } from "node:process";
import { pathToFileURL } from "node:url";

/** What imports others, and is itself named by the manifest, by a page or by `popup/begin.js`. */
const ENTRIES = [
  "service_worker.js",
  "popup/popup.js",
  ...["guide", "options", "repair", "report", "welcome"].map((page) => `pages/${page}.js`),
];
/** Scripts that stand alone are shipped as they are. */
const ALONE = ["popup/begin.js", "content"];
/** The oldest that the manifest allows. */
const TARGET = "chrome123";

/**
 * Finds the modules that a build makes; no path of this machine comes into the files by it.
 * @param {string} bound
 * @param {string} name of the build
 * @returns {import("esbuild").Plugin}
 */
const made = (bound, name) => ({
  name: "made",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\.\/(wasm\/.*|build\.js)$/ }, ({ path }) => ({
      path,
      namespace: "made",
    }));
    onLoad({ filter: /^\.\/wasm\//, namespace: "made" }, async ({ path }) => ({
      contents: await readFile(join(bound, posix.basename(path)), "utf8"),
    }));
    onLoad({ filter: /build\.js$/, namespace: "made" }, () => ({
      contents: `export const BUILD = ${JSON.stringify(name)};\n`,
    }));
  },
});

/**
 * Makes `out` hold exactly the scripts, each in the place of the file that it begins with.
 * @param {{root: string, bound: string, out: string, name: string}} where
 */
export async function joinScripts({ root, bound, out, name }) {
  const folder = join(root, "extension");
  await rm(out, { recursive: true, force: true });
  await build({
    // The files are named in the scripts as they are named from here.
    absWorkingDir: resolve(root),
    entryPoints: ENTRIES.map((entry) => join("extension", entry)),
    ...{ outbase: "extension", outdir: resolve(out), plugins: [made(bound, name)] },
    ...{ bundle: true, format: "esm", target: TARGET, charset: "utf8", legalComments: "none" },
    logLevel: "warning",
  });
  for (const path of ALONE) await cp(join(folder, path), join(out, path), { recursive: true });
}

if (import.meta.url === pathToFileURL(argv[1] ?? "").href) {
  const [root = ".", bound = "", out = ""] = argv.slice(2);
  const name = env["KSD_BUILD"];
  if (!name) throw new Error("KSD_BUILD is not set; build.sh sets it");
  await joinScripts({ root, bound, out, name });
}
