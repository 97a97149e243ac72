// Guides that belong to no single cause: procedures that several causes share, and special cases.

import { CHOOSE_STEP, RESTART_STEP, SIGN_IN_STEP } from "./steps.js";

/** @typedef {import("./steps.js").Step} Step */

/** @type {Record<string, Step[]>} */
export const OTHERS = {
  service: [
    { id: 1, draw: "wait", act: "sign_in" },
    { id: 2, draw: "other_pcs", otherGo: "security_software" },
    { id: 3, draw: "chat_bubble", go: "chat" },
  ],
  quit: [
    { id: 1, draw: "windows_close" },
    { id: 2, draw: "tray_look" },
    { id: 3, draw: "task_open" },
    { id: 4, draw: "task_end" },
    { id: 5, draw: "start_chrome" },
    CHOOSE_STEP,
    { id: 6, draw: "background_off", act: "system", only: "windows" },
  ],
  bookmark: [
    { id: 1, draw: "address", act: "sign_in" },
    { id: 2, draw: "bookmark_star" },
    { id: 3, draw: "bookmark_delete", act: "bookmarks" },
    { id: 4, draw: "bookmark_press" },
  ],
  shortcut: [
    { id: 1, draw: "shortcut_menu" },
    { id: 2, draw: "shortcut_url", act: "copy_sign_in", mac: "sign_in" },
    { id: 3, draw: "shortcut_ok" },
    { id: 4, draw: "shortcut_open", otherGo: "browser" },
  ],
  clear_all: [
    { id: 1, draw: "warn_passwords" },
    { id: 2, draw: "clear_open", act: "clear_data" },
    { id: 3, draw: "clear_time" },
    { id: 4, draw: "clear_ticks" },
    { id: 5, draw: "clear_press" },
    RESTART_STEP,
    CHOOSE_STEP,
  ],
  profiles: [
    { id: 1, draw: "profile_open" },
    { id: 2, draw: "profile_without" },
    { id: 3, draw: "profile_name" },
    { id: 4, draw: "choose_clinic", act: "copy_sign_in" },
    SIGN_IN_STEP,
    { id: 5, draw: "profiles" },
  ],
  hotspot: [
    { id: 1, draw: "phone_switch" },
    { id: 2, draw: "wifi_phone" },
    { id: 3, draw: "cable_out" },
    { id: 4, draw: "phone_line", act: "sign_in" },
    { id: 5, draw: "back_line" },
  ],
  wrong_certificate: [
    { id: 1, draw: "dialog_behind" },
    { id: 2, draw: "choose_which" },
    { id: 3, draw: "choose_newer" },
    { id: 4, draw: "restart", act: "copy_restart", otherGo: "quit" },
  ],
  new_account: [
    { id: 1, draw: "staff_waiting" },
    { id: 2, draw: "calendar", otherGo: "chat" },
    { id: 3, draw: "second_pc" },
    { id: 4, draw: "apply", go: "certificate_missing" },
  ],
  email_changed: [
    { id: 1, draw: "login" },
    { id: 2, draw: "ask_colleague", copy: "admin_email" },
    { id: 3, draw: "mail_code", go: "certificate_missing" },
  ],
  ipad: [
    { id: 1, draw: "tablet_safari" },
    { id: 2, draw: "tablet_address" },
    { id: 3, draw: "tablet_choose", otherGo: "certificate_missing" },
  ],
  policy: [
    { id: 1, draw: "policy_open", act: "policy" },
    { id: 2, draw: "policy_find" },
    { id: 3, draw: "tell_it", copy: "it_policy" },
    { id: 4, draw: "restart", act: "copy_restart", otherGo: "quit" },
  ],
  chat: [
    { id: 1, draw: "second_pc" },
    { id: 2, draw: "chat_bubble" },
    { id: 3, draw: "chat_send" },
    { id: 4, draw: "chat_text", copy: "chat" },
  ],
};

/** Security products with messages of their own. */
export const PRODUCTS = [
  "windows",
  "eset",
  "kaspersky",
  "trendmicro",
  "norton",
  "mcafee",
  "avast",
  "others",
];
