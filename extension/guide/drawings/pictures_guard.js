// The drawings of security software, and of a tablet.

import { KARTE_HOST } from "../../shared/addresses.js";
import { box, disc, path, word } from "./shapes.js";
import { button, field, lines, list, mac, pane, toggle, windows } from "./screens.js";
import { arrow, chrome, clock, mark, pointer, ring, shield } from "./things.js";

/** @typedef {() => SVGElement[]} Picture */

/** @type {Record<string, Picture>} */
export const GUARD = {
  shield_menu: () => [
    ...windows("tray"),
    box(122, 50, 108, 70, "line paper", 6),
    ...shield(150, 82),
    ...chrome(200, 84, 10),
    ...ring(150, 84, 28),
  ],
  shield_menu_mac: () => [
    ...mac(),
    ...shield(170, 60),
    ...ring(170, 62, 32),
    ...arrow(170, 40, 176, 22),
  ],
  shield_exclude: () => [
    ...shield(44, 76),
    word(90, 30, "excluded", { width: 170, kind: "strong" }),
    ...field(90, 56, 170, "site", `=${KARTE_HOST}`),
    ...button(190, 110, 70, "add"),
  ],
  shield_off: () => [
    ...shield(50, 76),
    ...list(96, 50, 164, ["open", "pause", "exit"], 1),
    ...clock(50, 136, 13),
  ],
  shield_try: () => [
    ...shield(44, 76, "cross"),
    ...arrow(80, 80, 108, 80),
    ...pane(118, 30, 150, 96),
    word(193, 66, `=${KARTE_HOST}`, { width: 136, size: 13, middle: true }),
    ...mark(193, 96, "ask"),
  ],
  shield_on: () => [...shield(140, 66, "tick"), ...toggle(136, "protection", true, true, 50, 180)],
  tablet_safari: () => [
    box(70, 8, 140, 144, "line paper", 10),
    disc(140, 80, 30),
    path("M154 62l-8 24-20 14 8-24z", "line hot-face"),
    ...pointer(158, 96),
  ],
  tablet_address: () => [
    box(40, 8, 200, 144, "line paper", 10),
    box(50, 22, 180, 24, "hot paper", 12),
    word(62, 34, `=${KARTE_HOST}/d/signin`, { width: 164, size: 12 }),
    ...lines(64, 72, 150, 5),
  ],
  tablet_choose: () => [
    box(40, 8, 200, 144, "line paper", 10),
    word(140, 34, "select_certificate", { width: 180, kind: "strong", middle: true }),
    ...list(60, 54, 160, ["clinic_own", "other_certificate"], 0),
    ...button(150, 116, 70, "ok"),
  ],
};
