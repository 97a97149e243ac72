// Primitive SVG shapes on a canvas of 280 × 160. Colours come from CSS classes, so that each colour scheme can set them.

import { message } from "../../shared/i18n.js";

export const WIDTH = 280;
export const HEIGHT = 160;
/** Smallest font size; text that is still too wide is truncated. */
const SMALLEST = 10;

/**
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 * @param {...SVGElement} children
 */
export function svg(tag, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, `${value}`);
  element.append(...children);
  return element;
}

/**
 * A line or a shape. Classes: `line`, `thick`, `hot` (what to look at or press), `faint`, `paper`, `face`, `hot-face`.
 * @param {string} d
 * @param {string} [kind]
 */
export const path = (d, kind = "line") => svg("path", { d, class: kind });

/**
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {number} height
 * @param {string} [kind]
 * @param {number} [rx]
 */
export const box = (x, y, width, height, kind = "line paper", rx = 4) =>
  svg("rect", { x, y, width, height, rx, class: kind });

/**
 * @param {number} cx
 * @param {number} cy
 * @param {number} r
 * @param {string} [kind]
 */
export const disc = (cx, cy, r, kind = "line paper") => svg("circle", { cx, cy, r, class: kind });

/**
 * The approximate width of a text in em: Japanese characters are square, others about half as wide.
 * @param {string} text
 */
const widthOf = (text) =>
  [...text].reduce((sum, letter) => sum + (letter > "\u2e7f" ? 1 : 0.56), 0);

/**
 * @param {string} text
 * @param {number} width
 * @param {number} size
 */
function fitted(text, width, size) {
  const wide = widthOf(text) * size;
  if (wide <= width) return { text, size };
  const smaller = Math.max(SMALLEST, (size * width) / wide);
  let short = text;
  while (short && widthOf(`${short}…`) * smaller > width) short = short.slice(0, -1);
  return { text: widthOf(text) * smaller > width + 1 ? `${short}…` : text, size: smaller };
}

/**
 * A text: the message `draw_<key>`, or, with "=" in front, the same text in every language.
 * @param {number} x
 * @param {number} y its middle
 * @param {string} key
 * @param {{ width?: number, size?: number, kind?: string, middle?: boolean }} [how]
 */
export function word(x, y, key, { width = 240, size = 14, kind = "", middle = false } = {}) {
  const whole = key.startsWith("=") ? key.slice(1) : message(`draw_${key}`);
  // Bold letters are wider.
  const fit = fitted(whole, kind.includes("strong") ? width * 0.9 : width, size);
  const at = { x, y, "font-size": Math.round(fit.size * 10) / 10, class: `word ${kind}` };
  const element = svg("text", middle ? { ...at, "text-anchor": "middle" } : at);
  element.textContent = fit.text;
  return element;
}
