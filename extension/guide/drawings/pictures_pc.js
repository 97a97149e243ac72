// The drawings of steps outside Chrome: Windows and macOS, their settings, shortcuts, cables, phones.

import { KARTE_HOST, SIGN_IN_URL } from "../../shared/addresses.js";
import { box, disc, path, word } from "./shapes.js";
import { browser, button, field, lines, list, mac, pane, toggle, windows } from "./screens.js";
import {
  arrow,
  chrome,
  clock,
  globe,
  keys,
  mark,
  pc,
  person,
  phone,
  pointer,
  ring,
  router,
  wifi,
} from "./things.js";

/** @typedef {() => SVGElement[]} Picture */

/** A cable that is unplugged from its socket. */
const cable = () => [
  path("M96 104h40m28 0h40", "thick"),
  box(132, 94, 14, 20, "line face"),
  box(160, 96, 22, 16, "line paper"),
];

/** The karte's icon on a desktop. */
const onDesk = () => [
  box(34, 42, 40, 40),
  word(54, 96, "karte", { width: 66, size: 12, middle: true }),
  ...ring(54, 62, 26),
];

/** @type {Record<string, Picture>} */
export const SYSTEM = {
  clock_menu: () => [
    ...windows("clock"),
    ...list(92, 66, 178, ["adjust_time", "notifications"], 0),
  ],
  clock_menu_mac: () => [
    ...mac("apple"),
    ...list(12, 32, 170, ["about_mac", "system_settings"], 1),
  ],
  clock_auto: () => [
    ...pane(6, 10, 268, 140, "date_time"),
    ...toggle(72, "time_auto", true),
    ...lines(20, 112, 180, 3),
  ],
  clock_auto_mac: () => [
    ...pane(6, 10, 268, 140, "date_time"),
    ...toggle(72, "time_auto_mac", true),
    ...lines(20, 112, 180, 3),
  ],
  clock_zone: () => [
    ...pane(6, 10, 268, 140, "date_time"),
    ...field(20, 56, 236, "time_zone", "zone_tokyo"),
    ...globe(140, 126, 16),
  ],
  clock_sync: () => [
    ...pane(6, 10, 268, 140, "date_time"),
    word(20, 54, "more_settings", { size: 13 }),
    ...lines(20, 78, 200, 2),
    ...button(130, 106, 126, "sync_now"),
  ],
  clock_sync_mac: () => [
    ...clock(80, 72, 40),
    word(80, 132, "this_mac", { middle: true }),
    ...phone(184, 34),
    ...clock(203, 62, 14),
    word(203, 132, "phone", { middle: true }),
    word(142, 70, "=＝", { size: 24, middle: true }),
  ],
  clock_close: () => [
    ...windows(),
    ...pane(30, 16, 220, 100, "date_time", true),
    ...lines(46, 62, 160, 3),
  ],
  clock_close_mac: () => [
    ...mac(),
    ...pane(40, 32, 200, 80),
    ...ring(52, 44, 9),
    ...lines(56, 76, 150, 3),
  ],
  battery: () => [
    ...pc(30, 46),
    ...clock(66, 70, 16),
    box(150, 52, 90, 44),
    path("M240 64h8v20h-8"),
    box(156, 58, 14, 32, "stop", 2),
    ...mark(240, 112, "warn"),
  ],
  wifi: () => [...windows("wifi"), ...list(110, 56, 160, ["wifi_clinic", "phone"], 0)],
  wifi_mac: () => [...mac("wifi"), ...list(110, 34, 160, ["wifi_clinic", "phone"], 0)],
  wifi_phone: () => [...windows("wifi"), ...list(110, 56, 160, ["wifi_clinic", "phone"], 1)],
  wifi_phone_mac: () => [...mac("wifi"), ...list(110, 34, 160, ["wifi_clinic", "phone"], 1)],
  router: () => [
    ...router(40, 62),
    ...clock(196, 62, 26),
    word(196, 106, "one_minute", { middle: true }),
    path("M82 92v22h30", "thick"),
    ...arrow(116, 114, 140, 114),
  ],
  other_pcs: () => [
    ...pc(14, 40, "cross", "this_pc"),
    ...pc(104, 40, "tick"),
    ...pc(194, 40, "ask"),
  ],
  phone_line: () => [
    ...phone(34, 42),
    ...wifi(96, 76, "hot"),
    ...arrow(84, 92, 136, 92),
    ...pc(150, 44, "ask"),
    word(53, 130, "phone", { middle: true }),
  ],
  phone_switch: () => [
    box(84, 6, 112, 148, "line paper", 10),
    word(140, 24, "phone_settings", { width: 96, kind: "strong", middle: true }),
    word(140, 54, "hotspot", { width: 96, size: 13, middle: true }),
    box(120, 82, 40, 20, "line hot-face", 10),
    disc(149, 92, 7, "line paper"),
    ...ring(140, 92, 26),
  ],
  cable_out: () => [
    ...pc(10, 58),
    ...cable(),
    ...arrow(150, 78, 126, 78),
    ...router(190, 88),
    ...mark(150, 132, "cross"),
  ],
  back_line: () => [
    ...phone(24, 40, "line face"),
    ...mark(43, 66, "cross"),
    ...arrow(72, 92, 96, 92),
    ...pc(104, 44, "tick"),
    path("M176 104h14", "thick"),
    ...router(190, 90),
  ],
  os_user: () => [
    ...windows("start"),
    box(10, 46, 130, 76, "line paper", 6),
    ...person(46, 76),
    word(74, 84, "usual_name", { width: 62, size: 13 }),
  ],
  os_user_mac: () => [
    ...mac("apple"),
    ...list(12, 32, 170, ["system_settings", "usual_logout"], 1),
  ],
  start_chrome: () => [
    ...windows("start"),
    box(10, 16, 200, 104, "line paper", 6),
    word(22, 36, "=chrome", { size: 14 }),
    path("M16 50h188"),
    ...chrome(36, 80, 14),
    word(60, 80, "=Google Chrome", { width: 140, size: 14, kind: "strong" }),
    ...pointer(140, 86),
  ],
  start_chrome_mac: () => [
    ...mac("chrome", false),
    ...pane(50, 34, 180, 74, "applications"),
    ...chrome(80, 84, 12),
    word(102, 84, "=Google Chrome", { width: 120, size: 13 }),
  ],
  windows_close: () => [
    ...windows(),
    ...pane(20, 14, 140, 84, "", true),
    ...pane(100, 34, 158, 84, "", true),
  ],
  windows_close_mac: () => [
    ...mac("app"),
    ...list(12, 32, 196, ["about_chrome", "quit_chrome"], 1),
  ],
  tray_look: () => [
    ...windows("tray"),
    box(136, 74, 84, 44, "line paper", 6),
    ...chrome(158, 96, 10),
    disc(194, 96, 9, "line face"),
  ],
  tray_look_mac: () => [
    ...mac(),
    ...ring(120, 149, 9),
    word(140, 70, "dot_below", { middle: true, width: 200 }),
    ...arrow(124, 84, 121, 112),
  ],
  task_open: () => [...windows(), ...keys(50, ["Ctrl", "Shift", "Esc"])],
  task_open_mac: () => [...mac(), ...keys(60, ["option", "⌘", "esc"])],
  task_end: () => [
    ...pane(10, 10, 260, 140, "task_manager"),
    ...list(22, 42, 236, ["=Google Chrome", "=…"], 0),
    ...button(140, 112, 118, "end_task"),
  ],
  task_end_mac: () => [
    ...pane(10, 10, 260, 140, "force_quit_apps"),
    ...list(22, 42, 236, ["=Google Chrome", "=Finder"], 0),
    ...button(140, 112, 118, "force_quit"),
  ],
  shortcut_icon: () => [
    ...windows(),
    box(24, 22, 44, 44),
    path("M32 58v-12h12m-4-5 5 5-5 5"),
    word(46, 80, "karte", { width: 76, size: 13, middle: true }),
    ...ring(46, 44, 28),
  ],
  shortcut_icon_mac: () => [...mac(), ...onDesk()],
  shortcut_open_mac: () => [
    ...mac(),
    ...onDesk(),
    ...arrow(92, 62, 116, 62),
    ...pane(126, 34, 138, 70),
    ...chrome(152, 80, 10),
    ...mark(214, 80, "tick"),
  ],
  shortcut_menu: () => [
    ...windows(),
    box(20, 18, 36, 36),
    path("M26 48v-10h10m-4-4 4 4-4 4"),
    word(40, 66, "karte", { width: 66, size: 12, middle: true }),
    ...list(76, 30, 150, ["open", "delete", "properties"], 2),
  ],
  shortcut_menu_mac: () => [
    ...mac(),
    box(40, 40, 36, 40),
    word(58, 92, "karte", { width: 66, size: 12, middle: true }),
    ...arrow(84, 64, 186, 116),
    path("M188 126h14l-2 18h-10z", "line face"),
  ],
  shortcut_url: () => [
    ...pane(10, 10, 260, 140, "properties"),
    ...field(26, 60, 228, "=URL", `=${SIGN_IN_URL}`),
  ],
  shortcut_url_mac: () => [
    ...browser("address", `=${KARTE_HOST}/d/signin`),
    ...lines(40, 84, 200, 4),
  ],
  shortcut_ok: () => [
    ...pane(10, 10, 260, 140, "properties"),
    ...lines(26, 54, 200, 4),
    ...button(110, 114, 66, "ok"),
    ...button(186, 114, 76, "cancel", ""),
  ],
  shortcut_ok_mac: () => [
    ...pane(10, 10, 180, 90),
    box(24, 42, 150, 22, "line face", 10),
    word(34, 53, `=${KARTE_HOST}/…`, { width: 130, size: 12 }),
    ...arrow(120, 66, 216, 126),
    box(216, 112, 40, 40),
  ],
  shortcut_open: () => [
    ...windows(),
    box(24, 30, 40, 40),
    ...ring(44, 50, 26),
    ...arrow(84, 50, 112, 50),
    ...pane(120, 18, 144, 88),
    ...chrome(146, 74, 12),
    ...mark(214, 74, "tick"),
  ],
  background_off_mac: () => [...mac(), ...keys(50, ["⌘", "Q"])],
};
