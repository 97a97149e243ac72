/**
 * Bundles the scripts with esbuild: one file for the worker and one for each page, because each additional file delays the
 * start of the worker or of the popup more than its size does. Called by build.sh.
 *
 *     node tools/bundle-scripts.mjs <repository> <bound> <out>
 *
 * `bound` contains the module that wasm-bindgen generated; KSD_BUILD is the build id. Identifiers are kept, so that the
 * shipped scripts can be read; comments and layout are removed.
 */
import { build } from "esbuild";
import { readdir, readFile, rm } from "node:fs/promises";
import { join, posix, resolve } from "node:path";
import { argv, env } from "node:process";
import { pathToFileURL } from "node:url";

/** Modules that the manifest, a page or `popup/begin.js` loads. Everything they import is bundled into them. */
const ENTRIES = [
  "service_worker.js",
  ...["popup", "guide", "options", "repair", "report", "welcome"].map(
    (page) => `${page}/${page}.js`,
  ),
];
/** Scripts without imports, and style sheets: minified one by one. */
const ALONE = /^(popup\/begin\.js|content\/.*\.js|.*\.css)$/;
/** Identifiers are kept. Removing comments and layout saves 13 KB of the package. @type {import("esbuild").BuildOptions} */
const ALL = {
  // The oldest Chrome that the manifest allows.
  target: "chrome123",
  charset: "utf8",
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: "none",
  logLevel: "warning",
};

/**
 * Resolves the modules that the build generates, without writing a path of this machine into the output.
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
 * Writes the bundles to `out`, each at the path of its entry module.
 * @param {{root: string, bound: string, out: string, name: string}} where
 */
export async function bundleScripts({ root, bound, out, name }) {
  await rm(out, { recursive: true, force: true });
  // Paths in the output are relative to the repository.
  const places = { absWorkingDir: resolve(root), outbase: "extension", outdir: resolve(out) };
  const from = (/** @type {string[]} */ files) => files.map((file) => join("extension", file));
  const plugins = [made(bound, name)];
  const bundled = { entryPoints: from(ENTRIES), bundle: true, plugins };
  await build({ ...ALL, ...places, ...bundled, format: "esm" });
  const files = await readdir(join(root, "extension"), { recursive: true });
  await build({ ...ALL, ...places, entryPoints: from(files.filter((file) => ALONE.test(file))) });
}

if (import.meta.url === pathToFileURL(argv[1] ?? "").href) {
  const [root = ".", bound = "", out = ""] = argv.slice(2);
  const name = env["KSD_BUILD"];
  if (!name) throw new Error("KSD_BUILD is not set; build.sh sets it");
  await bundleScripts({ root, bound, out, name });
}
