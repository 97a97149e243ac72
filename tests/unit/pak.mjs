/** Reads the texts of a .pak file, in which Chromium ships its UI texts (ui/base/resource/data_pack.cc, version 5). */

const HEADER = 12;
const ENTRY = 6;
const VERSION = 5;
const UTF8 = 1;
/** gzip and brotli entries begin with these bytes; they are no texts. */
const COMPRESSED = [0x1f, 0x1e];

/**
 * @param {Buffer} file version (u32), encoding (u8), three bytes of padding, count (u16), aliases (u16); then an id (u16)
 * and an offset (u32) for each resource, and one more for the end
 * @returns {string[]}
 */
export function readPak(file) {
  if (file.readUInt32LE(0) !== VERSION) throw new Error("another version of the .pak format");
  const encoding = file.readUInt8(4) === UTF8 ? "utf8" : "utf16le";
  const count = file.readUInt16LE(8);
  const offset = (/** @type {number} */ at) => file.readUInt32LE(HEADER + ENTRY * at + 2);
  return Array.from({ length: count }, (_, at) => file.subarray(offset(at), offset(at + 1)))
    .filter(([first = 0]) => !COMPRESSED.includes(first))
    .map((bytes) => bytes.toString(encoding));
}
