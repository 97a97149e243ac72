/** A strict parser for the example policies that are registry files (.reg). */

const HEAD = "\ufeffWindows Registry Editor Version 5.00\r\n\r\n";

/**
 * The keys of a registry file, each with the names and values in it, in order.
 * @param {Buffer} file in UTF-16 with a byte order mark, as the registry editor writes it
 * @returns {Map<string, Map<string, string | number>>}
 * @throws {Error} if the text does not match the format, or if a key or a name occurs twice
 */
export function readRegistry(file) {
  const text = file.toString("utf16le");
  if (file.length % 2 !== 0 || !text.startsWith(HEAD)) throw new Error("no registry file");
  const isWindows = text.endsWith("\r\n") && !/[^\r]\n|\r[^\n]/.test(text);
  if (!isWindows) throw new Error("other ends of lines");
  /** @type {Map<string, Map<string, string | number>>} */
  const keys = new Map();
  // An empty line stands before each key.
  for (const block of text.slice(HEAD.length).trimEnd().split("\r\n\r\n")) {
    const [first = "", ...lines] = block.split("\r\n");
    const [, key] = /^\[(HKEY_LOCAL_MACHINE(?:\\[^\\[\]]+)+)\]$/.exec(first) ?? [];
    if (!key || keys.has(key)) throw new Error(`no new key: ${first}`);
    const values = new Map(lines.map(readValue));
    if (values.size !== lines.length) throw new Error(`a name stands twice in ${key}`);
    keys.set(key, values);
  }
  return keys;
}

/** @param {string} line @returns {[string, string | number]} */
function readValue(line) {
  const [, name, number, text] =
    /^"([^"\\]+)"=(?:dword:([0-9a-f]{8})|"((?:[^"\\]|\\["\\])*)")$/.exec(line) ?? [];
  if (!name) throw new Error(`cannot be read: ${line}`);
  if (number !== undefined) return [name, Number.parseInt(number, 16)];
  return [name, (text ?? "").replace(/\\(.)/g, "$1")];
}
