/** The table of primary actions: complete, with words for every button, and in agreement with the headline. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { GUIDES } from "../../extension/guide/list.js";
import {
  adviceFor,
  guideOf,
  PRIMARY_ACTIONS,
  STATE_ACTIONS,
} from "../../extension/popup/primary_action.js";
import { CAUSE_TABLE } from "../../extension/shared/cause_table.js";
import { actionsJson } from "../clinic/actions.mjs";
import * as core from "./core.mjs";

/** @typedef {import("../../types/messages.js").Cause} Cause */
/** @typedef {import("../../types/messages.js").Fix} Fix */
/** @typedef {import("../../types/messages.js").Reason} Reason */
/** @typedef {import("../../extension/popup/primary_action.js").Advice} Advice */

/** @param {string} language @returns {Record<string, {message: string}>} */
const words = (language) =>
  JSON.parse(
    readFileSync(
      new URL(`../../extension/_locales/${language}/messages.json`, import.meta.url),
      "utf8",
    ),
  );
const [ja, en] = [words("ja"), words("en")];

/** @type {[string, Cause | null, Advice][]} */
const ROWS = [
  ...Object.entries(PRIMARY_ACTIONS).flatMap(([cause, rows]) =>
    Object.entries(rows).map(
      ([reason, row]) =>
        /** @type {[string, Cause | null, Advice]} */ ([
          `${cause} ${reason}`,
          /** @type {Cause} */ (cause),
          row,
        ]),
    ),
  ),
  ...Object.entries(STATE_ACTIONS).map(
    ([state, row]) => /** @type {[string, null, Advice]} */ ([state, null, row]),
  ),
];

test("every cause and state has a row, and every reason is one of the core's", () => {
  assert.deepEqual(Object.keys(PRIMARY_ACTIONS), core.causes);
  const own = ["closed", "error", "waiting"];
  assert.deepEqual(Object.keys(STATE_ACTIONS).sort(), [...core.states, ...own].sort());
  for (const rows of Object.values(PRIMARY_ACTIONS)) {
    const reasons = Object.keys(rows).filter((reason) => reason !== "default");
    assert.deepEqual(
      reasons.filter((reason) => !core.reasons.includes(reason)),
      [],
    );
  }
});

for (const [name, cause, { action, hurry, guide }] of ROWS) {
  test(`${name}: its button has words and leads somewhere`, () => {
    const keys = [
      ...(action && action.kind !== "fix" ? [action.label] : []),
      ...(action?.kind === "fix" ? [action.label ?? `fix_${action.fix}`] : []),
      ...(action?.kind === "copy" ? [`guide_message_${action.text}`] : []),
    ];
    for (const key of keys) assert.ok(ja[key]?.message && en[key]?.message, key);
    if (action?.kind === "fix") assert.ok(core.fixes.includes(action.fix), action.fix);
    if (action?.kind === "guide") assert.ok(action.guide in GUIDES, action.guide);
    assert.ok(guide === undefined || guide in GUIDES, guide);
    assert.ok(!hurry || action, "in a hurry, there is something to do");
  });

  test(`${name}: 「今すぐ入る」 stands only where it can work`, () => {
    if (action?.kind !== "fix" || action.fix !== "private_window") return;
    const named = action.label === "popup_enter_now";
    assert.ok(named || action.label === "popup_hurry_incognito");
    assert.ok(!named || (cause !== null && CAUSE_TABLE[cause].solvedByIncognito));
    assert.notEqual(hurry, "incognito", "not twice");
  });
}

/** What headline and button must say together. @type {[Cause, Reason, Partial<import("../../extension/popup/primary_action.js").Action>][]} */
const PAIRS = [
  ["network", "server_error", { kind: "retry" }],
  ["network", "proxy", { kind: "copy", text: "it_network" }],
  ["account_deleted", "seen_gone", { kind: "guide", label: "popup_act_recreate" }],
  ["certificate_revoked", "seen_revoked", { kind: "guide", guide: "certificate_missing" }],
  ["url", "look_alike", { kind: "close_tab" }],
  ["network", "misdirected", { kind: "close_tab", label: "popup_act_reopen_tab" }],
  ["url", "wrong_address", { kind: "fix", fix: "open_sign_in" }],
  ["choice_remembered", "dialog_cancelled", { kind: "fix", fix: "private_window" }],
  ["choice_remembered", "installed_while_running", { kind: "fix", fix: "restart_assistant" }],
  ["choice_remembered", "clock_set_while_running", { kind: "fix", fix: "restart_assistant" }],
  ["clinic_switch", "other_clinic_chosen", { kind: "fix", fix: "private_window" }],
  ["security_software", "other_network_works", { kind: "guide", guide: "security_software" }],
  ["site_data", "from_cache", { kind: "fix", fix: "clear_cache" }],
  ["site_data", "redirect_loop", { kind: "fix", fix: "clear_karte" }],
];

for (const [cause, reason, wanted] of PAIRS) {
  test(`${cause}, ${reason}: ${JSON.stringify(wanted)}`, () => {
    const fixes = /** @type {Fix[]} */ (core.fixes);
    const finding = { cause, reason, fixes, guide: cause };
    for (const [key, value] of Object.entries(wanted)) {
      assert.equal(/** @type {any} */ (adviceFor(finding).action)[key], value);
    }
  });
}

test("an error of the server has a guide of its own, also in the row below the button", () => {
  /** @type {Parameters<typeof guideOf>[0]} */
  const finding = { cause: "network", reason: "server_error", fixes: [], guide: "network" };
  assert.equal(guideOf(finding), "service");
  assert.equal(guideOf({ ...finding, reason: "no_line" }), "network");
});

test("a fix that the finding does not offer is replaced by the guide of its cause", () => {
  /** @type {Parameters<typeof adviceFor>[0]} */
  const finding = { cause: "clock", reason: "ahead", fixes: [], guide: "clock" };
  assert.deepEqual(adviceFor(finding).action, {
    kind: "guide",
    guide: "clock",
    label: "popup_act_guide",
  });
});

test("where incognito windows are blocked, a restart takes their place", () => {
  /** @type {Parameters<typeof adviceFor>[0]} */
  const finding = {
    cause: "choice_remembered",
    reason: "dialog_cancelled",
    fixes: ["restart_assistant"],
    guide: "choice_remembered",
  };
  const { action, lead } = adviceFor(finding);
  assert.deepEqual(action, { kind: "fix", fix: "restart_assistant" });
  assert.ok(lead && ja[lead]?.message.includes("完全に終了"));
});

test("where a sentence sends to the IT person, it also says what to do without one", () => {
  for (const [key, { message }] of Object.entries(ja)) {
    if (!key.startsWith("first_step_") && key !== "hint_clock_again") continue;
    if (message.includes("IT 担当者")) assert.match(message, /いなければ/, key);
  }
});

test("the simulated clinic plays these actions", () => {
  const kept = readFileSync(new URL("../clinic/actions.json", import.meta.url), "utf8");
  assert.equal(kept, actionsJson(), "run: node tests/clinic/actions.mjs tests/clinic/actions.json");
});
