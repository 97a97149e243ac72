// The drawings of steps in the karte itself and between people: applying, the staff list, a colleague, the chat.

import { KARTE_HOST } from "../../shared/addresses.js";
import { box, path, word } from "./shapes.js";
import { browser, button, field, lines, list, pane } from "./screens.js";
import { arrow, bubble, calendar, card, mail, mark, pc, person, pointer, ring } from "./things.js";

/** @typedef {() => SVGElement[]} Picture */

/** @param {"hot" | "grey" | ""} first @param {"hot" | "grey" | ""} second */
const certificates = (first, second) => [
  ...pane(8, 8, 264, 144, "client_certificate"),
  word(24, 50, "reception_1", { width: 130 }),
  ...button(176, 37, 80, "revoke", first),
  path("M16 98h248", "faint"),
  word(24, 124, "old_pc", { width: 130 }),
  ...button(176, 111, 80, "revoke", second),
];
/** @param {string[]} names @param {number} hot */
const staff = (names, hot) => [
  ...browser(),
  word(20, 66, "staff", { kind: "strong" }),
  ...list(20, 80, 240, names, hot),
];

/** The reload symbol. */
const AGAIN = "M122 96a18 18 0 1 1 6 14m-7 3 7-3-2-8";

/** @type {Record<string, Picture>} */
export const KARTE = {
  wait: () => [
    ...browser(),
    path(AGAIN, "thick"),
    word(140, 136, "some_minutes", { middle: true, kind: "strong" }),
  ],
  apply: () => [
    ...browser(),
    word(140, 78, "certificate_needed", { width: 250, kind: "strong", middle: true }),
    ...lines(40, 96, 190, 2),
    ...button(176, 122, 88, "apply"),
  ],
  apply_again: () => [...browser(), path(AGAIN, "thick"), ...button(176, 122, 88, "apply")],
  mail_code: () => [
    ...mail(30, 56),
    ...arrow(104, 78, 134, 78),
    word(200, 58, "code", { middle: true, width: 120 }),
    box(146, 72, 110, 34, "hot paper"),
    word(201, 89, "=123456", { size: 20, kind: "strong", middle: true }),
  ],
  code_enter: () => [
    ...browser(),
    ...field(50, 68, 180, "code", "=123456"),
    ...lines(50, 124, 150, 2),
  ],
  memo: () => [
    ...browser(),
    ...field(50, 68, 180, "memo", "reception_1"),
    ...lines(50, 124, 150, 2),
  ],
  clinic_name: () => [
    ...browser(),
    word(50, 68, "others_open", { width: 190, size: 13, kind: "strong" }),
    ...field(50, 92, 180, "clinic_name", "=MEDICAL CLINIC"),
  ],
  issue: () => [
    ...browser(),
    ...card(30, 72, "karte_certificate"),
    ...button(160, 92, 96, "issue"),
  ],
  calendar: () => calendar(84, 40, "days_825"),
  logout: () => [
    ...browser(),
    ...lines(24, 78, 110, 4),
    ...list(146, 62, 112, ["settings", "logout"], 1),
  ],
  ask_colleague: () => [
    ...person(50, 92),
    ...bubble(84, 26, 176, ["please_check", "message_below"]),
    ...mail(180, 96),
  ],
  tell_it: () => [
    ...person(50, 92),
    ...bubble(84, 26, 176, ["to_it", "message_below"]),
    ...pc(190, 92),
  ],
  staff_settings: () => [
    ...browser(),
    ...list(20, 62, 110, ["settings", "clinic_settings"], 1),
    ...arrow(136, 92, 152, 92),
    ...list(158, 80, 104, ["staff"], 0),
  ],
  staff_dots: () => [
    ...browser(),
    word(20, 66, "account_name", { width: 200 }),
    path("M256 60v.1m0 6v.1m0 6v.1", "thick"),
    ...ring(256, 66, 12),
    ...list(90, 90, 160, ["client_certificate"], 0),
  ],
  staff_revoked: () => [
    ...certificates("grey", ""),
    ...ring(216, 50, 28),
    word(24, 76, "grey_means", { width: 150, size: 12 }),
  ],
  staff_revoke: () => certificates("", "hot"),
  staff_gone: () => [...staff(["person_a", "person_b"], -1), ...mark(230, 140, "ask")],
  staff_add: () => [...staff(["person_a", "person_b"], -1), ...button(186, 54, 74, "add")],
  staff_waiting: () => [
    ...browser(),
    word(20, 66, "staff", { kind: "strong" }),
    word(24, 102, "person_new", { width: 120 }),
    box(150, 89, 100, 26, "hot paper", 12),
    word(200, 102, "waiting", { width: 90, middle: true, kind: "strong" }),
  ],
  second_pc: () => [
    ...pc(30, 48, "cross", "this_pc"),
    ...arrow(114, 76, 156, 76),
    ...pc(172, 48, "tick", "second_pc"),
  ],
  chat_bubble: () => [
    ...browser("", `=${KARTE_HOST}/d/…`),
    word(140, 68, "reception_list", { kind: "strong", middle: true }),
    ...lines(80, 90, 160, 3),
    path("M22 122q0-8 8-8h18q8 0 8 8v8q0 8-8 8h-14l-8 8v-8q-4-2-4-8z", "hot-face"),
    ...ring(39, 128, 24),
  ],
  chat_send: () => [
    ...browser(),
    ...pane(20, 58, 150, 94, "chat"),
    ...button(30, 112, 130, "send_message"),
  ],
  chat_text: () => [
    ...pane(40, 8, 200, 144, "chat"),
    ...bubble(56, 44, 168, ["message_below"]),
    box(52, 116, 176, 26, "line paper"),
    ...pointer(206, 126),
  ],
};
