/** What the screen shows, read from the file in which Xvfb keeps its picture (format XWD): native dialogs have no other trace. */
import { open, readFile, writeFile } from "node:fs/promises";
import { deflateSync } from "node:zlib";
import { until } from "./wait.js";

const HEADER_LENGTH = 100;
const COLOUR_LENGTH = 12;

/** @param {Buffer} header of an XWD file */
function layout(header) {
  const field = (/** @type {number} */ index) => header.readUInt32BE(index * 4);
  return {
    start: field(0) + field(19) * COLOUR_LENGTH,
    width: field(4),
    height: field(5),
    line: field(12),
  };
}

/** The picture. */
export class Screen {
  /** @param {string} file */
  constructor(file) {
    this.file = file;
  }

  /**
   * The colour at a place.
   * @param {number} x
   * @param {number} y
   * @returns {Promise<[number, number, number]>} red, green, blue
   */
  async colour(x, y) {
    const file = await open(this.file);
    try {
      const header = Buffer.alloc(HEADER_LENGTH);
      await file.read(header, 0, HEADER_LENGTH, 0);
      const { start, line } = layout(header);
      const pixel = Buffer.alloc(4);
      await file.read(pixel, 0, 4, start + y * line + x * 4);
      return [pixel.readUInt8(2), pixel.readUInt8(1), pixel.readUInt8(0)];
    } finally {
      await file.close();
    }
  }

  /** Waits until the picture stays the same for a moment. */
  async rests() {
    let before = Buffer.alloc(0);
    await until(
      "a picture at rest",
      async () => {
        const now = await readFile(this.file);
        const same = now.equals(before);
        before = now;
        return same;
      },
      { step: 400 },
    );
  }

  /**
   * Saves all of it as a PNG.
   * @param {string} to
   */
  async save(to) {
    const picture = await readFile(this.file);
    const { start, width, height, line } = layout(picture);
    const rows = Buffer.alloc(height * (1 + width * 3));
    for (let y = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1) {
        const from = start + y * line + x * 4;
        const at = y * (1 + width * 3) + 1 + x * 3;
        rows[at] = picture.readUInt8(from + 2);
        rows[at + 1] = picture.readUInt8(from + 1);
        rows[at + 2] = picture.readUInt8(from);
      }
    }
    const head = Buffer.alloc(13);
    head.writeUInt32BE(width, 0);
    head.writeUInt32BE(height, 4);
    head.set([8, 2, 0, 0, 0], 8);
    const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    const parts = [
      chunk("IHDR", head),
      chunk("IDAT", deflateSync(rows)),
      chunk("IEND", Buffer.alloc(0)),
    ];
    await writeFile(to, Buffer.concat([signature, ...parts]));
  }
}

/**
 * @param {string} name
 * @param {Buffer} content
 */
function chunk(name, content) {
  const named = Buffer.concat([Buffer.from(name, "latin1"), content]);
  const out = Buffer.alloc(named.length + 8);
  out.writeUInt32BE(content.length, 0);
  named.copy(out, 4);
  out.writeUInt32BE(crc32(named), named.length + 4);
  return out;
}

/** @param {Buffer} bytes */
function crc32(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}
