/**
 * Writes the software bill of materials of the package (CycloneDX 1.6, JSON) beside the package.
 *
 *     node tools/sbom.mjs dist/karte-signin-doctor-0.1.0.zip
 *
 * Crates that cargo links into the core for wasm32 are shipped. Procedural macros and build scripts run only during the
 * build and are listed as excluded. No JavaScript package is shipped.
 * The tools whose versions determine the bytes of the package are listed, too: the compiler, wasm-opt and esbuild.
 * The same sources give the same bytes: there is no serial number, and the time is SOURCE_DATE_EPOCH (unix seconds).
 */
import { Enums, Models, Serialize, Spec } from "@cyclonedx/cyclonedx-library";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { argv, env } from "node:process";
import { pathToFileURL } from "node:url";

const NAME = "karte-signin-doctor";
const { ComponentScope, ComponentType, HashAlgorithm } = Enums;

/**
 * @typedef {object} Crate
 * @property {string} name
 * @property {string} version
 * @property {string} license an SPDX expression
 */

/**
 * The dependencies of the core, without the core itself, sorted by name.
 * @param {string} edges which of cargo's kinds of dependency are followed
 * @returns {Crate[]}
 */
export function crates(edges) {
  const target = ["--target", "wasm32-unknown-unknown", "-p", NAME];
  const form = ["--prefix", "none", "--format", "{p}|{l}"];
  const tree = execFileSync("cargo", ["tree", ...target, "--edges", edges, ...form], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines = [...new Set(tree.split("\n").map((line) => line.replace(/ \(.*?\)(?=\||$)/g, "")))];
  return lines
    .filter((line) => line.includes("|") && !line.startsWith(`${NAME} `))
    .map((line) => {
      const [, name = "", version = "", license = ""] = /^(\S+) v(\S+?)\|(.*)$/.exec(line) ?? [];
      return { name, version, license: license.replaceAll("/", " OR ") };
    })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * The SHA-256 of each crate's archive, as locked.
 * @param {string} lock the text of Cargo.lock
 */
function checksums(lock) {
  const packages = lock.matchAll(
    /name = "(.+?)"\nversion = "(.+?)"\nsource = .*\nchecksum = "(.+?)"/g,
  );
  return new Map([...packages].map(([, name, version, sum]) => [`${name}@${version}`, sum]));
}

/**
 * @param {Crate} crate
 * @param {string | undefined} sum
 * @param {boolean} shipped
 */
function component({ name, version, license }, sum, shipped) {
  const made = new Models.Component(ComponentType.Library, name, {
    version,
    bomRef: `cargo:${name}@${version}`,
    purl: `pkg:cargo/${name}@${version}`,
    scope: shipped ? ComponentScope.Required : ComponentScope.Excluded,
  });
  made.licenses.add(new Models.LicenseExpression(license));
  if (sum) made.hashes.set(HashAlgorithm["SHA-256"], sum);
  return made;
}

/** The tools that build the package, with their versions. @returns {[string, string][]} */
export function tools() {
  const said = execFileSync("rustc", ["--version"], { encoding: "utf8" });
  const rust = said.trim().replace(/^rustc /, "");
  const { packages } = JSON.parse(
    readFileSync(new URL("../package-lock.json", import.meta.url), "utf8"),
  );
  const locked = ["binaryen", "esbuild"].map((name) => [
    name,
    String(packages[`node_modules/${name}`].version),
  ]);
  return /** @type {[string, string][]} */ ([["rustc", rust], ...locked]);
}

/**
 * @param {string} zip
 * @returns {string} the list as JSON text
 */
export function sbom(zip) {
  const bytes = readFileSync(zip);
  const version = /-(\d[^-]*)\.zip$/.exec(basename(zip))?.[1];
  const whole = new Models.Component(ComponentType.Application, NAME, { version, bomRef: NAME });
  whole.hashes.set(HashAlgorithm["SHA-256"], createHash("sha256").update(bytes).digest("hex"));
  const bom = new Models.Bom();
  bom.metadata.component = whole;
  bom.metadata.timestamp = new Date(Number(env["SOURCE_DATE_EPOCH"] ?? 0) * 1_000);
  for (const [name, at] of tools()) {
    bom.metadata.tools.tools.add(new Models.Tool({ name, version: at }));
  }
  const sums = checksums(readFileSync(new URL("../Cargo.lock", import.meta.url), "utf8"));
  const shipped = new Set(crates("normal,no-proc-macro").map(({ name }) => name));
  for (const crate of crates("normal,build")) {
    const sum = sums.get(`${crate.name}@${crate.version}`);
    bom.components.add(component(crate, sum, shipped.has(crate.name)));
  }
  const normalizers = new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6);
  return new Serialize.JsonSerializer(normalizers).serialize(bom, { sortLists: true, space: 2 });
}

if (import.meta.url === pathToFileURL(argv[1] ?? "").href) {
  const [zip = ""] = argv.slice(2);
  const out = zip.replace(/\.zip$/, ".cdx.json");
  writeFileSync(out, `${sbom(zip)}\n`);
  console.log(out);
}
