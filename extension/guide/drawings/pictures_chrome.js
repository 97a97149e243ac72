// The drawings of steps inside Chrome: addresses, settings, extensions, profiles. Accents show where to look.

import { KARTE_HOST } from "../../shared/addresses.js";
import { box, disc, path, word } from "./shapes.js";
import { browser, button, chooser, field, lines, list, pane, tickBox, toggle } from "./screens.js";
import {
  arrow,
  card,
  chrome,
  globe,
  keys,
  mark,
  pc,
  person,
  pointer,
  puzzle,
  ring,
} from "./things.js";

/** @typedef {() => SVGElement[]} Picture */

const SIGN_IN = `=${KARTE_HOST}/d/signin`;
/** @param {string} title @param {string} [address] */
const settings = (title, address = "=chrome://settings") => [
  ...browser("", address),
  word(20, 66, title, { width: 240, size: 14, kind: "strong" }),
];

/** @type {Record<string, Picture>} */
export const ADDRESSES = {
  restart: () => [
    ...browser("address", "=chrome://restart"),
    ...keys(90, ["Ctrl", "V"]),
    word(140, 142, "then_enter", { size: 13, middle: true }),
  ],
  restart_mac: () => [
    ...browser("address", "=chrome://restart"),
    ...keys(90, ["⌘", "V"]),
    word(140, 142, "then_enter", { size: 13, middle: true }),
  ],
  choose: () => chooser(["clinic_own", "other_certificate"], 0),
  choose_clinic: () => chooser(["clinic_a", "clinic_b"], 1),
  choose_newer: () => chooser(["valid_old", "valid_new"], 1),
  choose_which: () => chooser(["prescriptions", "karte_certificate"], 1),
  login: () => [
    ...browser(),
    ...field(60, 60, 160, "mail", "=●●●@●●●"),
    ...field(60, 106, 100, "password", "=●●●●●"),
    ...button(170, 115, 66, "login"),
  ],
  address: () => [...browser("address", SIGN_IN), ...lines(40, 84, 200, 4)],
  address_check: () => [
    ...browser("address", SIGN_IN),
    ...mark(40, 84, "tick"),
    word(60, 84, SIGN_IN, { width: 200, size: 13 }),
    ...mark(40, 124, "cross"),
    word(60, 124, "=clinics.medley.life/…", { width: 200, size: 13 }),
  ],
  bookmark_star: () => [
    ...browser("star", SIGN_IN),
    ...pane(112, 62, 152, 84, "bookmark"),
    ...field(122, 96, 90, "name", "karte", false),
    ...button(216, 116, 46, "finish"),
  ],
  bookmark_delete: () => [
    ...browser("", SIGN_IN),
    path("M16 66h248"),
    word(24, 60, "old_karte", { width: 90, size: 12 }),
    ...list(60, 72, 130, ["edit", "delete"], 1),
  ],
  bookmark_press: () => [
    ...browser("", SIGN_IN),
    word(42, 64, "=★", { size: 13 }),
    word(58, 64, "karte", { width: 60, size: 13, kind: "strong" }),
    box(34, 54, 64, 20, "hot", 10),
    ...pointer(86, 68),
    ...mark(140, 118, "tick"),
  ],
  warn_password: () => [
    ...browser("", "=karte-medley.life"),
    ...field(70, 68, 140, "password", "=●●●●●", false),
    ...mark(140, 130, "warn"),
  ],
  private_window: () => [...browser(), ...keys(86, ["Ctrl", "Shift", "N"])],
  private_window_mac: () => [...browser(), ...keys(86, ["⌘", "Shift", "N"])],
  private_address: () => [
    ...browser("address", SIGN_IN),
    word(140, 76, "private", { size: 14, kind: "strong", middle: true }),
    ...lines(60, 104, 160, 3),
  ],
  tabs_close: () => [...browser("", SIGN_IN), ...ring(92, 16, 11), ...lines(40, 84, 200, 4)],
  other_site: () => [
    ...browser("", "news"),
    word(30, 72, "news", { kind: "strong" }),
    ...lines(30, 96, 140, 4),
    ...globe(224, 104),
    ...mark(250, 130, "tick"),
  ],
  toolbar_icon: () => [
    ...browser("icon"),
    ...pane(126, 62, 138, 88, "app"),
    ...button(136, 104, 118, "clear_karte"),
  ],
  get_chrome: () => [
    ...browser("address", "=google.com/chrome"),
    ...chrome(140, 82, 18),
    ...button(45, 114, 190, "get_chrome"),
  ],
  dialog_behind: () => [
    ...pane(20, 34, 170, 104, "select_certificate"),
    ...pane(70, 12, 196, 104),
    ...lines(86, 52, 160, 4),
    ...ring(44, 126, 14),
  ],
  remember: () => [
    ...browser(),
    ...chrome(76, 104, 24),
    ...arrow(106, 104, 136, 104),
    ...card(146, 74, "earlier_choice"),
  ],
};

/** @type {Record<string, Picture>} */
export const SETTINGS = {
  site_details: () => [
    ...settings("site_settings"),
    word(20, 90, `=${KARTE_HOST}`, { size: 13 }),
    ...button(140, 104, 120, "delete_data"),
  ],
  clear_open: () => [
    ...settings("privacy"),
    ...list(20, 80, 240, ["clear_history", "cookies_others", "security"], 0),
  ],
  clear_cache: () => [
    ...pane(8, 8, 264, 144, "clear_history"),
    word(24, 46, "all_time", { kind: "strong", size: 13 }),
    ...tickBox(68, "history", false),
    ...tickBox(90, "cookies", false),
    ...tickBox(112, "cache", true),
    ...button(150, 122, 112, "delete_data"),
  ],
  clear_time: () => [
    ...pane(8, 8, 264, 144, "clear_history"),
    word(24, 50, "time_range", { size: 13, width: 70 }),
    ...list(100, 40, 150, ["last_hour", "last_week", "all_time"], 2),
  ],
  clear_ticks: () => [
    ...pane(8, 8, 264, 144, "clear_history"),
    ...tickBox(46, "history", true),
    ...tickBox(68, "downloads", true),
    ...tickBox(90, "cookies", true),
    ...tickBox(112, "cache", true),
    ...tickBox(136, "passwords", false),
  ],
  clear_press: () => [
    ...pane(8, 8, 264, 144, "clear_history"),
    ...lines(24, 52, 200, 4),
    ...button(110, 114, 148, "delete_data"),
  ],
  warn_passwords: () => [
    ...pc(30, 40, "", "site_a"),
    ...pc(110, 40, "", "site_b"),
    ...pc(190, 40, "", "site_c"),
    ...mark(140, 130, "warn"),
    word(160, 130, "password", { width: 100, size: 13 }),
  ],
  background_off: () => [...settings("system"), ...toggle(104, "background", false)],
  default_browser: () => [
    ...settings("default_browser"),
    ...chrome(40, 106, 14),
    ...button(110, 94, 150, "make_default"),
  ],
  cert_list: () => [
    ...settings("your_certificates", "=chrome://certificate-manager"),
    ...list(20, 80, 240, ["clinic_own", "other_certificate"], 0),
  ],
  cert_expiry: () => [...card(30, 36, "valid_new", "tick"), ...card(148, 66, "expired", "cross")],
  card_none: () => [...browser(), path("M96 74h88v56h-88z", "faint"), ...mark(140, 102, "ask")],
  policy_open: () => [...settings("policies", "=chrome://policy"), ...lines(20, 92, 200, 4)],
  policy_find: () => [
    ...settings("policies", "=chrome://policy"),
    ...list(16, 80, 248, ["=AutoSelectCertificateForUrls", "=URLBlocklist"], 0),
  ],
  ext_open: () => [
    ...browser("puzzle", "=chrome://extensions"),
    ...toggle(84, "=A", true, false),
    ...toggle(110, "=B", true, false),
    ...toggle(136, "=C", false, false),
  ],
  ext_note: () => [
    ...settings("extensions", "=chrome://extensions"),
    ...toggle(92, "=A", true, false, 20, 130),
    ...toggle(118, "=B", true, false, 20, 130),
    path("M178 72h78v70h-78z", "line face"),
    word(190, 90, "=A ○", { size: 13 }),
    word(190, 110, "=B ○", { size: 13 }),
    ...pointer(226, 112),
  ],
  ext_keep: () => [
    ...settings("extensions", "=chrome://extensions"),
    ...toggle(94, "=HPKI", true, false),
    ...toggle(126, "prescriptions", true, false),
    ...mark(140, 94, "tick"),
    ...mark(190, 126, "tick"),
  ],
  ext_off: () => [
    ...settings("extensions", "=chrome://extensions"),
    ...puzzle(30, 104),
    ...toggle(104, "ad_blocker", false, true, 48, 212),
  ],
  ext_next: () => [
    ...settings("extensions", "=chrome://extensions"),
    ...toggle(90, "=A", true, false),
    ...arrow(140, 98, 140, 116),
    ...toggle(130, "=B", false),
  ],
  ext_exclude: () => [
    ...puzzle(40, 38),
    word(62, 36, "excluded", { kind: "strong", width: 200 }),
    ...field(30, 66, 220, "site", `=${KARTE_HOST}`),
    ...button(180, 118, 70, "add"),
  ],
  profile_open: () => [
    ...browser("profile"),
    ...list(90, 60, 168, ["profile_own", "profile_add"], 1),
  ],
  profile_without: () => [
    ...pane(30, 14, 220, 132, "profile_add"),
    ...person(140, 58),
    ...button(56, 112, 168, "without_account"),
  ],
  profile_name: () => [
    ...pane(30, 14, 220, 132, "profile_add"),
    ...field(50, 52, 180, "name", "clinic_a"),
    disc(64, 122, 11, "line face"),
    disc(98, 122, 11, "hot-face"),
    disc(132, 122, 11, "line paper"),
    ...mark(98, 122, "tick"),
  ],
  profiles: () => [
    ...pane(10, 26, 124, 100, "clinic_a"),
    ...pane(146, 26, 124, 100, "clinic_b"),
    ...person(72, 74),
    ...person(208, 74),
    ...arrow(116, 142, 164, 142),
  ],
};
