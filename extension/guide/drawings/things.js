// Small objects for drawings: marks, devices, people, keys.

import { box, disc, path, svg, word } from "./shapes.js";

/** @typedef {"tick" | "cross" | "warn" | "ask" | ""} Mark */

/**
 * @param {number} x
 * @param {number} y
 * @param {Mark} kind
 */
export function mark(x, y, kind) {
  if (!kind) return [];
  const sign = { tick: "m-5 0 4 4 7-8", cross: "m-5-5 10 10m0-10-10 10", warn: "m0-6v7m0 5v.1" };
  if (kind === "ask") {
    return [disc(x, y, 11, "hot-face"), word(x, y, "=?", { kind: "on", middle: true })];
  }
  return [
    disc(x, y, 11, kind === "cross" ? "stop" : "hot-face"),
    path(`M${x} ${y}${sign[kind]}`, "on-line"),
  ];
}

/** Highlights a point with a ring and a pointer.
 * @param {number} x
 * @param {number} y
 * @param {number} [r]
 */
export const ring = (x, y, r = 13) => [disc(x, y, r, "hot"), ...pointer(x + r * 0.6, y + r * 0.6)];

/**
 * @param {number} x
 * @param {number} y
 */
export function pointer(x, y) {
  const [left, top] = [Math.min(x, 264), Math.min(y, 138)];
  return [path(`M${left} ${top}v17l4-4 3 7 4-2-3-6h6z`, "line paper")];
}

/**
 * @param {number} x1
 * @param {number} y1
 * @param {number} x2
 * @param {number} y2
 */
export function arrow(x1, y1, x2, y2) {
  const turn = (Math.atan2(y2 - y1, x2 - x1) * 180) / Math.PI;
  return [
    path(`M${x1} ${y1} ${x2} ${y2}`, "hot"),
    svg(
      "g",
      { transform: `translate(${x2} ${y2}) rotate(${turn.toFixed(0)})` },
      path("M-8-6 0 0-8 6", "hot"),
    ),
  ];
}

/**
 * A computer; `state` is what its screen shows.
 * @param {number} x
 * @param {number} y
 * @param {Mark} [state]
 * @param {string} [name]
 */
export const pc = (x, y, state = "", name = "") => [
  box(x, y, 72, 50),
  path(`M${x + 28} ${y + 62}h16m-8-12v12`),
  ...(name
    ? [word(x + 36, y + (state ? 14 : 26), name, { width: 66, size: 12, middle: true })]
    : []),
  ...mark(x + 36, y + (name ? 34 : 25), state),
];

/**
 * @param {number} x
 * @param {number} y
 * @param {string} [kind]
 */
export const phone = (x, y, kind = "line paper") => [
  box(x, y, 38, 68, kind, 6),
  path(`M${x + 14} ${y + 61}h10`),
];

/**
 * @param {number} x
 * @param {number} y
 */
export const person = (x, y) => [
  disc(x, y, 11),
  path(`M${x - 20} ${y + 38}c0-34 40-34 40 0z`, "line paper"),
];

/**
 * @param {number} x
 * @param {number} y
 * @param {number} w
 * @param {string[]} lines
 */
export const bubble = (x, y, w, lines) => [
  box(x, y, w, 14 + 18 * lines.length, "line paper", 10),
  path(`M${x + 14} ${y + 14 + 18 * lines.length}l-8 12 22-12`, "line paper"),
  ...lines.map((line, at) => word(x + 10, y + 16 + 18 * at, line, { width: w - 20, size: 13 })),
];

/**
 * @param {number} x
 * @param {number} y
 */
export const mail = (x, y) => [box(x, y, 64, 44), path(`M${x} ${y + 4}l32 22 32-22`)];

/** A certificate. @param {number} x @param {number} y @param {string} name @param {Mark} [state] */
export const card = (x, y, name, state = "") => [
  box(x, y, 104, 62),
  word(x + 52, y + 17, name, { width: 94, size: 13, middle: true }),
  path(`M${x + 12} ${y + 33}h50m-50 12h38`, "faint"),
  disc(x + 84, y + 42, 9, "line face"),
  path(`M${x + 79} ${y + 49}l-2 12 7-4 7 4-2-12`, "line face"),
  ...mark(x + 104, y, state),
];

/** @param {number} x @param {number} y @param {string} [kind] */
export const wifi = (x, y, kind = "line") => [
  path(`M${x - 9} ${y - 3}c5-6 13-6 18 0m-14 4c3-3 7-3 10 0m-5 4v.1`, kind),
];

/** @param {number} x @param {number} y */
export const router = (x, y) => [
  box(x, y, 84, 30),
  path(`M${x + 16} ${y}v-26m52 26v-26`),
  path(`M${x + 14} ${y + 15}h.1m12 0h.1m12 0h.1`, "thick"),
  ...wifi(x + 42, y - 14),
];

/** @param {number} x @param {number} y @param {number} r @param {string} [hands] */
export const clock = (x, y, r, hands = `v${-r * 0.6}m0 ${r * 0.6}l${r * 0.5} ${r * 0.25}`) => [
  disc(x, y, r),
  path(`M${x} ${y}${hands}`),
];

/** @param {number} x @param {number} y @param {string} [kind] */
export const puzzle = (x, y, kind = "line") => [
  path(`M${x - 9} ${y - 5}h6a4 4 0 1 1 7 0h6v6a4 4 0 1 1 0 7v4h-19v-5a4 4 0 1 0 0-7z`, kind),
];

/** @param {number} x @param {number} y @param {Mark} [state] */
export const shield = (x, y, state = "") => [
  path(
    `M${x} ${y - 26}c9 7 17 9 24 9 0 22-6 36-24 45-18-9-24-23-24-45 7 0 15-2 24-9z`,
    "line face",
  ),
  ...mark(x, y + 1, state),
];

/** Chrome's logo, simplified. @param {number} x @param {number} y @param {number} [r] */
export const chrome = (x, y, r = 10) => [
  disc(x, y, r),
  disc(x, y, r * 0.42, "line hot-face"),
  path(
    `M${x} ${y - r * 0.42}h${r * 0.88}M${x - r * 0.4} ${y + r * 0.2}l${-r * 0.42} ${-r * 0.75}m${r * 0.8} ${r * 0.75}l${-r * 0.4} ${r * 0.75}`,
  ),
];

/** @param {number} x @param {number} y @param {number} [r] */
export const globe = (x, y, r = 24) => [
  disc(x, y, r),
  path(
    `M${x - r} ${y}h${2 * r}M${x} ${y - r}c${-r} ${r * 0.6} ${-r} ${r * 1.4} 0 ${2 * r}c${r} ${-r * 0.6} ${r} ${-r * 1.4} 0 ${-2 * r}`,
  ),
];

/** Keys of a keyboard, pressed together. @param {number} y @param {string[]} names */
export function keys(y, names) {
  const widths = names.map((name) => Math.max(38, name.length * 10 + 18));
  let x = (280 - widths.reduce((sum, one) => sum + one + 20, -20)) / 2;
  return names.flatMap((name, at) => {
    const wide = widths[at] ?? 0;
    const drawn = [
      box(x, y, wide, 36, "line paper", 6),
      word(x + wide / 2, y + 18, `=${name}`, { size: 15, middle: true }),
      ...(at ? [word(x - 10, y + 18, "=+", { middle: true })] : []),
    ];
    x += wide + 20;
    return drawn;
  });
}

/** @param {number} x @param {number} y @param {string} text */
export const calendar = (x, y, text) => [
  box(x, y, 112, 84),
  path(`M${x} ${y + 22}h112m-84-28v14m56-14v14`),
  word(x + 56, y + 52, text, { width: 100, size: 17, kind: "strong", middle: true }),
];
