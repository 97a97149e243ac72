// Drawings of screens: windows, dialogs, menus, switches, the desktops of Windows and macOS.

import { KARTE_HOST } from "../../shared/addresses.js";
import { box, disc, path, word } from "./shapes.js";
import { chrome, pointer, puzzle, ring, wifi } from "./things.js";

/** Positions in a browser window. @type {Record<string, [number, number]>} */
const IN_BROWSER = {
  ...{ tab: [94, 16], close: [262, 15], star: [178, 38], puzzle: [204, 38] },
  ...{ icon: [225, 38], profile: [244, 38], dots: [264, 38] },
};

/** Positions on a desktop. @type {Record<string, [number, number]>} */
const ON_WINDOWS = {
  ...{ start: [22, 144], chrome: [50, 144], tray: [176, 144], wifi: [200, 144], clock: [244, 144] },
};
/** @type {Record<string, [number, number]>} */
const ON_MAC = {
  apple: [18, 14],
  app: [58, 14],
  wifi: [206, 14],
  clock: [246, 14],
  chrome: [120, 136],
};

/** Half widths of the targets that are too wide for a ring. @type {Record<string, number>} */
const WIDE = { clock: 27, app: 27 };

/**
 * @param {Record<string, [number, number]>} places
 * @param {string} name
 */
function around(places, name) {
  const at = places[name];
  if (!at) return [];
  const half = WIDE[name];
  if (half === undefined) return ring(at[0], at[1], 11.5);
  return [
    box(at[0] - half, at[1] - 11, 2 * half, 22, "hot", 11),
    ...pointer(at[0] + half - 8, at[1] + 6),
  ];
}

/**
 * A browser window; `hot` is the part to highlight.
 * @param {string} [hot]
 * @param {string} [address]
 */
export function browser(hot = "", address = `=${KARTE_HOST}/d/signin`) {
  const inAddress = hot === "address";
  return [
    box(4, 4, 272, 152, "line face", 8),
    box(4, 50, 272, 106, "line paper", 6),
    path("M14 26v-10q0-5 5-5h74q5 0 5 5v10z", "line paper"),
    path("M88 12.500l7 7m0-7-7 7m163-9 9 9m0-9-9 9"),
    box(12, 28, 178, 20, inAddress ? "hot paper" : "line paper", 10),
    word(22, 38, address, { width: 148, size: 11 }),
    path("M178 32l2 4 4.500.500-3.500 3 1 4.500-4-2.300-4 2.300 1-4.500-3.500-3 4.500-.500z"),
    ...puzzle(203, 38),
    path("M225 32v12m-6-6h12", "thick hot"),
    disc(244, 38, 7),
    path("M264 32v.1m0 6v.1m0 6v.1", "thick"),
    ...around(IN_BROWSER, hot),
    ...(inAddress ? pointer(150, 43) : []),
  ];
}

/** A desktop of Windows. @param {string} [hot] */
export const windows = (hot = "") => [
  box(4, 4, 272, 152, "line face", 8),
  path("M4 130h272v18q0 8-8 8h-256q-8 0-8-8z", "line paper"),
  path("M16 138h5v5h-5zm7 0h5v5h-5zm-7 7h5v5h-5zm7 0h5v5h-5z", "thin"),
  ...chrome(50, 144, 8),
  path("M171 147l5-5 5 5"),
  ...wifi(200, 144),
  word(244, 144, "=14:50", { size: 13, middle: true }),
  ...around(ON_WINDOWS, hot),
];

/** A desktop of a Mac; `dot`: Chrome is running. @param {string} [hot] @param {boolean} [dot] */
export const mac = (hot = "", dot = true) => [
  box(4, 4, 272, 152, "line face", 8),
  path("M4 24v-12q0-8 8-8h256q8 0 8 8v12z", "line paper"),
  path("M18 10c-8-3-8 9 0 9 8 0 8-12 0-9 0-3 1-4 3-4", "line"),
  word(58, 14, "=Chrome", { size: 12, kind: "strong", middle: true }),
  ...wifi(206, 14),
  word(246, 14, "=14:50", { size: 12, middle: true }),
  box(62, 118, 156, 36, "line paper", 10),
  ...[76, 142, 168, 194].map((x) => box(x, 126, 18, 18, "line face", 5)),
  ...chrome(120, 135, 10),
  ...(dot ? [disc(120, 150, 2.5, "hot-face")] : []),
  ...around(ON_MAC, hot),
];

/** A window with a title and ×. @param {number} x @param {number} y @param {number} w @param {number} h @param {string} [title] @param {boolean} [close] */
export const pane = (x, y, w, h, title = "", close = false) => [
  box(x, y, w, h, "line paper", 6),
  path(`M${x} ${y + 24}h${w}`),
  ...(title ? [word(x + 10, y + 13, title, { width: w - 40, size: 13, kind: "strong" })] : []),
  path(`M${x + w - 17} ${y + 8}l8 8m0-8-8 8`),
  ...(close ? ring(x + w - 13, y + 12, 12) : []),
];

/**
 * Lines of text; the line number `hot` is highlighted.
 * @param {number} x
 * @param {number} y
 * @param {number} w
 * @param {string[]} lines
 * @param {number} [hot]
 */
export const list = (x, y, w, lines, hot = -1) => [
  box(x, y, w, 22 * lines.length + 4, "line paper", 5),
  ...lines.flatMap((line, at) => [
    ...(at === hot ? [box(x + 2, y + 2 + 22 * at, w - 4, 22, "hot-face", 4)] : []),
    word(x + 10, y + 13 + 22 * at, line, {
      width: w - 18,
      size: 13,
      kind: at === hot ? "on strong" : "",
    }),
  ]),
  ...(hot < 0 ? [] : pointer(x + w - 22, y + 14 + 22 * hot)),
];

/** @param {number} x @param {number} y @param {number} w @param {string} label @param {"hot" | "grey" | ""} [kind] */
export const button = (x, y, w, label, kind = "hot") => [
  box(x, y, w, 26, kind === "hot" ? "hot-face" : "line face", 6),
  word(x + w / 2, y + 13, label, {
    ...{ width: w - 12, size: 13, middle: true },
    kind: { hot: "on strong", grey: "grey", "": "" }[kind],
  }),
  ...(kind === "hot" ? pointer(x + w - 12, y + 16) : []),
];

/** A switch with its label. @param {number} y @param {string} label @param {boolean} on @param {boolean} [hot] @param {number} [x] @param {number} [w] */
export const toggle = (y, label, on, hot = true, x = 20, w = 240) => [
  word(x, y, label, { width: w - 50, size: 13 }),
  box(x + w - 38, y - 9, 34, 18, on ? "line hot-face" : "line face", 9),
  disc(x + w - (on ? 13 : 29), y, 6, "line paper"),
  ...(hot ? ring(x + w - 21, y, 22) : []),
];

/** A field with its label above. @param {number} x @param {number} y @param {number} w @param {string} label @param {string} [value] @param {boolean} [hot] */
export const field = (x, y, w, label, value = "", hot = true) => [
  word(x, y, label, { width: w, size: 12 }),
  box(x, y + 10, w, 24, hot ? "hot paper" : "line paper"),
  ...(value ? [word(x + 8, y + 22, value, { width: w - 14, size: 14 })] : []),
];

/** @param {number} y @param {string} label @param {boolean} on */
export const tickBox = (y, label, on) => [
  box(24, y - 7, 14, 14, on ? "hot-face" : "line paper", 3),
  ...(on ? [path(`M27 ${y}l3 4 5-7`, "on-line")] : []),
  word(46, y, label, { width: 216, size: 13 }),
];

/** Grey lines in place of text. @param {number} x @param {number} y @param {number} w @param {number} count */
export const lines = (x, y, w, count) =>
  Array.from({ length: count }, (_, at) =>
    path(`M${x} ${y + 14 * at}h${at % 2 ? w * 0.7 : w}`, "faint"),
  );

/** Chrome's own dialog for certificates. @param {string[]} names @param {number} hot */
export const chooser = (names, hot) => [
  ...browser(),
  ...pane(34, 50, 212, 106, "select_certificate"),
  // Without the list's pointer: there is one on the button.
  ...list(44, 77, 192, names, hot).slice(0, -1),
  ...button(176, 127, 60, "ok"),
];
