/**
 * What the parts of a wasm file weigh: bytes of code by crate and by module, from the file's own names.
 * `node tests/bench/weigh.mjs path.wasm [count]`. What cargo makes has its names, in
 * `target/wasm32-unknown-unknown/release/`; what is shipped has none: `karte-bundle bind … --names` and `wasm-opt -g` keep them.
 */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

/** @typedef {{id: number, name: string, begin: number, end: number}} Section */
/** @typedef {{name: string, bytes: number}} Part */
/** @typedef {{total: number, gzipped: number, sections: Part[], crates: Part[], modules: Part[], functions: Part[]}} Weight */

const SECTIONS = ["custom", "types", "imports", "functions", "tables", "memory", "globals"].concat([
  "exports",
  "start",
  "elements",
  "code",
  "data",
  "data count",
  "tags",
]);
const [CUSTOM, IMPORTS, CODE] = [0, 2, 10];
const OURS = "karte_signin_doctor";

/** Reads LEB128 numbers and texts one after the other. */
class Reader {
  /** @param {Uint8Array} bytes @param {number} at @param {number} end */
  constructor(bytes, at, end) {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
  }

  byte() {
    const byte = this.bytes[this.at];
    if (byte === undefined) throw new Error("the file ends too early");
    this.at += 1;
    return byte;
  }

  number() {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.byte();
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  }

  text() {
    const length = this.number();
    this.at += length;
    return Buffer.from(this.bytes.subarray(this.at - length, this.at)).toString("utf8");
  }
}

/** @param {Uint8Array} wasm @returns {Section[]} */
function sectionsOf(wasm) {
  const reader = new Reader(wasm, 8, wasm.length);
  const found = [];
  while (reader.at < reader.end) {
    const id = reader.byte();
    const length = reader.number();
    const begin = reader.at;
    const name = id === CUSTOM ? reader.text() : (SECTIONS[id] ?? String(id));
    found.push({ id, name, begin: id === CUSTOM ? reader.at : begin, end: begin + length });
    reader.at = begin + length;
  }
  return found;
}

/** How many functions are imported: the code's own are numbered after them. @param {Reader} reader */
function importedFunctions(reader) {
  let functions = 0;
  for (let left = reader.number(); left > 0; left -= 1) {
    reader.text();
    reader.text();
    const kind = reader.byte();
    if (kind === 0) functions += 1;
    if (kind === 1 || kind === 3) reader.byte();
    if (kind === 1 || kind === 2) limits(reader);
    else reader.number();
  }
  return functions;
}

/** @param {Reader} reader */
function limits(reader) {
  const flags = reader.byte();
  reader.number();
  if (flags & 1) reader.number();
}

/** Bytes of each function. @param {Reader} reader */
function bodies(reader) {
  return Array.from({ length: reader.number() }, () => {
    const begin = reader.at;
    const length = reader.number();
    reader.at += length;
    return reader.at - begin;
  });
}

/** Names of functions by their number. @param {Reader} reader @returns {Map<number, string>} */
function namesOf(reader) {
  const names = new Map();
  while (reader.at < reader.end) {
    const kind = reader.byte();
    const length = reader.number();
    const end = reader.at + length;
    for (let left = kind === 1 ? reader.number() : 0; left > 0; left -= 1) {
      names.set(reader.number(), reader.text());
    }
    reader.at = end;
  }
  return names;
}

const MARKS = { LT: "<", GT: ">", RF: "&", BP: "*", LP: "(", RP: ")", C: "," };
/** A name behind its length: in Rust's older mangling, and in its newer one, where kinds of things stand in between. */
const OLDER = /^([1-9]\d*)/;
const NEWER = /^[a-z]?(?:s[0-9A-Za-z]*_)?([1-9]\d*)_?/;

/**
 * Where a function was written, as `crate::module::name`: enough of both of Rust's manglings for that.
 * @param {string} mangled
 */
export function placeOf(mangled) {
  const older = /^_ZN(.*)E/.exec(mangled)?.[1];
  // Each path of the newer one begins at its crate.
  const newer = /^_R.*?C(?:s[0-9A-Za-z]*_)?(?=[1-9])(.*)$/.exec(mangled)?.[1];
  if (newer) return pieces(newer, NEWER).join("::");
  if (older) {
    const joined = pieces(older, OLDER).join("::");
    return readable(
      joined.replaceAll(/\$(\w+)\$/g, (_, mark) => letter(mark)).replaceAll("..", "::"),
    );
  }
  // wasm-bindgen leaves readable names.
  if (mangled.includes("::")) return readable(mangled.replaceAll(/\[[0-9a-f]{8,16}\]/g, ""));
  return `(${/^__wbindgen_describe/.exec(mangled)?.[0] ?? "without a crate"})`;
}

/** A readable name without its hash, its brackets and what stands in front of the first crate. @param {string} name */
function readable(name) {
  return (
    name
      .replace(/::h[0-9a-f]{16}$/, "")
      .replace(/^_?[<&*([]*(?:(?:dyn|mut|const) )*/, "")
      // For any type at all, or a language's own: the trait's.
      .replace(/^(?:[A-Z]|[a-z]+\d*) as /, "")
      .replace(/^(str|char)>/, "core::$1")
      .replaceAll(/<[^<>]*>/g, "")
  );
}

/** @param {string} mark between dollar signs */
function letter(mark) {
  const known = MARKS[/** @type {keyof typeof MARKS} */ (mark)];
  return known ?? String.fromCodePoint(Number.parseInt(mark.slice(1), 16) || 63);
}

/** @param {string} text @param {RegExp} begins */
function pieces(text, begins) {
  const found = [];
  for (let at = 0; ;) {
    const match = begins.exec(text.slice(at));
    if (!match) return found;
    const begin = at + match[0].length;
    at = begin + Number(match[1]);
    found.push(text.slice(begin, at));
  }
}

/** @param {Iterable<[string, number]>} pairs @returns {Part[]} the heaviest first */
function summed(pairs) {
  /** @type {Map<string, number>} */
  const sums = new Map();
  for (const [name, bytes] of pairs) sums.set(name, (sums.get(name) ?? 0) + bytes);
  return [...sums]
    .map(([name, bytes]) => ({ name, bytes }))
    .sort((a, b) => b.bytes - a.bytes || a.name.localeCompare(b.name));
}

/** @param {Uint8Array} wasm @returns {Weight} */
export function weigh(wasm) {
  const sections = sectionsOf(wasm);
  const read = (/** @type {(one: Section) => boolean} */ wanted) => {
    const section = sections.find(wanted);
    return section ? new Reader(wasm, section.begin, section.end) : undefined;
  };
  const [imports, code] = [IMPORTS, CODE].map((id) => read((one) => one.id === id));
  const names = read(({ id, name }) => id === CUSTOM && name === "name");
  const first = imports ? importedFunctions(imports) : 0;
  const named = names ? namesOf(names) : new Map();
  const functions = (code ? bodies(code) : []).map(
    (bytes, at) =>
      /** @type {[string, number]} */ ([placeOf(named.get(first + at) ?? "(no name)"), bytes]),
  );
  const to = (/** @type {(path: string[]) => string} */ cut) =>
    summed(functions.map(([place, bytes]) => [cut(place.split("::")), bytes]));
  return {
    total: wasm.length,
    gzipped: gzipSync(wasm, { level: 9 }).length,
    sections: summed(sections.map(({ name, begin, end }) => [name, end - begin])),
    crates: to(([crate = ""]) => crate),
    modules: to((path) => path.slice(0, path[0] === OURS && path[1] === "web" ? 3 : 2).join("::")),
    functions: summed(functions),
  };
}

/** @param {string} title @param {Part[]} parts @param {number} [most] */
function print(title, parts, most = 30) {
  const all = parts.reduce((sum, { bytes }) => sum + bytes, 0);
  console.log(`\n${title} (${all} bytes)`);
  for (const { name, bytes } of parts.slice(0, most)) {
    const share = ((100 * bytes) / all).toFixed(1);
    console.log(`${String(bytes).padStart(8)}  ${share.padStart(5)} %  ${name}`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [file = "", count = "40"] = process.argv.slice(2);
  const weight = weigh(await readFile(file));
  console.log(`${file}: ${weight.total} bytes, gzipped ${weight.gzipped}`);
  print("sections", weight.sections);
  print("code by crate", weight.crates);
  print("code by module", weight.modules, Number(count));
  print("code by function", weight.functions, Number(count));
}
