/** The screen's content, read from the file in which Xvfb stores it (format XWD): native dialogs are visible nowhere else. */
import { open, readFile, writeFile } from "node:fs/promises";
import { PNG } from "pngjs";
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

export class Screen {
  /** @param {string} file */
  constructor(file) {
    this.file = file;
  }

  /**
   * The colour of a pixel.
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

  /** Waits until the screen does not change for a moment. */
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
   * Saves the whole screen as a PNG.
   * @param {string} to
   */
  async save(to) {
    const picture = await readFile(this.file);
    const { start, width, height, line } = layout(picture);
    const png = new PNG({ width, height });
    for (let y = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1) {
        // Blue, green, red, unused.
        const from = start + y * line + x * 4;
        const pixel = [
          picture.readUInt8(from + 2),
          picture.readUInt8(from + 1),
          picture.readUInt8(from),
          255,
        ];
        png.data.set(pixel, (y * width + x) * 4);
      }
    }
    await writeFile(to, PNG.sync.write(png, { colorType: 2 }));
  }
}
