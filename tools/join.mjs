/**
 * Makes the scripts that are shipped: one file for the worker and one for each page, because each further file costs a
 * stopped worker or a popup more than its bytes do.
 *
 *     node tools/join.mjs <repository> <bound> <out>
 *
 * `bound` has the core's generated module; KSD_BUILD is the build's name. Names stay as they are written, so that what
 * is shipped can be read; comments and layout stay in the sources.
 */
import { build } from "esbuild";
import { readdir, readFile, rm } from "node:fs/promises";
import { join, posix, resolve } from "node:path";
import { argv, env } from "node:process";
import { pathToFileURL } from "node:url";

/** What imports others, and is itself named by the manifest, by a page or by `popup/begin.js`. */
const ENTRIES = [
  "service_worker.js",
  ...["popup", "guide", "options", "repair", "report", "welcome"].map(
    (page) => `${page}/${page}.js`,
  ),
];
/** What stands alone keeps its place: scripts that Chrome runs as they are, and every style sheet. */
const ALONE = /^(popup\/begin\.js|content\/.*\.js|.*\.css)$/;
/** Names stay; comments, layout and what can be said shorter go: they are 13 KB of the package. @type {import("esbuild").BuildOptions} */
const ALL = {
  // The oldest that the manifest allows.
  target: "chrome123",
  charset: "utf8",
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: "none",
  logLevel: "warning",
};

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
  await rm(out, { recursive: true, force: true });
  // The files are named in the scripts as they are named from there.
  const places = { absWorkingDir: resolve(root), outbase: "extension", outdir: resolve(out) };
  const from = (/** @type {string[]} */ files) => files.map((file) => join("extension", file));
  const plugins = [made(bound, name)];
  const joined = { entryPoints: from(ENTRIES), bundle: true, plugins };
  await build({ ...ALL, ...places, ...joined, format: "esm" });
  const files = await readdir(join(root, "extension"), { recursive: true });
  await build({ ...ALL, ...places, entryPoints: from(files.filter((file) => ALONE.test(file))) });
}

if (import.meta.url === pathToFileURL(argv[1] ?? "").href) {
  const [root = ".", bound = "", out = ""] = argv.slice(2);
  const name = env["KSD_BUILD"];
  if (!name) throw new Error("KSD_BUILD is not set; build.sh sets it");
  await joinScripts({ root, bound, out, name });
}
