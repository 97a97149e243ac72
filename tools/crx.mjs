/**
 * Packs an extension as a CRX3 file: for `./build.sh release --update-url`, and for the tests, in milliseconds where
 * Chromium's own `--pack-extension` takes seconds.
 * The same files and the same RSA key give the same bytes. The npm package crx3 signs with RSA keys only, and the tests
 * need keys that are derived from a word (tests/e2e/lib/word_key.js).
 */
import { zipSync } from "fflate";
import { createHash, sign } from "node:crypto";

/** @typedef {{own: import("node:crypto").KeyObject, open: Buffer}} Key the private key, and its public half as SPKI in DER */

/** Fields of `CrxFileHeader` in Chromium's components/crx_file/crx3.proto that hold a proof, by the kind of key. */
const PROOFS = new Map([
  ["rsa", 2],
  ["ec", 3],
]);
const SIGNED_HEADER_DATA = 10_000;
/** The earliest time that a zip can hold: a constant, so that the bytes do not depend on the clock. */
const MTIME = new Date(1980, 0, 1);

/**
 * The id that Chrome gives to an extension.
 * @param {Buffer} source the public key; of an unpacked extension without one, its folder's path
 */
export function idFrom(source) {
  const hex = createHash("sha256").update(source).digest("hex").slice(0, 32);
  return [...hex].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join("");
}

/**
 * @param {Record<string, Uint8Array>} files contents by path
 * @param {Key} key RSA, or an elliptic curve
 * @param {0 | 9} level of compression
 * @throws {Error} when the key is of another kind
 */
export function packCrx(files, { own, open }, level) {
  const proofField = PROOFS.get(own.asymmetricKeyType ?? "");
  if (!proofField) throw new Error(`Chrome takes no ${own.asymmetricKeyType} key`);
  const sorted = Object.entries(files).sort(([one], [other]) => (one < other ? -1 : 1));
  const archive = zipSync(Object.fromEntries(sorted), { level, mtime: MTIME });
  const id = bytesField(1, createHash("sha256").update(open).digest().subarray(0, 16));
  const signed = Buffer.concat([Buffer.from("CRX3 SignedData\0"), uint32(id.length), id, archive]);
  const proof = [bytesField(1, open), bytesField(2, sign("sha256", signed, own))];
  const header = Buffer.concat([
    bytesField(proofField, Buffer.concat(proof)),
    bytesField(SIGNED_HEADER_DATA, id),
  ]);
  return Buffer.concat([Buffer.from("Cr24"), uint32(3, header.length), header, archive]);
}

/**
 * One field of a protocol buffer that holds bytes.
 * @param {number} number
 * @param {Buffer} bytes
 */
function bytesField(number, bytes) {
  return Buffer.concat([varint(number * 8 + 2), varint(bytes.length), bytes]);
}

/**
 * @param {number} value
 * @returns {Buffer}
 */
function varint(value) {
  const low = value % 128;
  if (low === value) return Buffer.from([low]);
  return Buffer.concat([Buffer.from([low + 128]), varint(Math.floor(value / 128))]);
}

/** Numbers of four bytes in little-endian order. @param {number[]} values */
function uint32(...values) {
  return Buffer.from(Uint32Array.from(values).buffer);
}
