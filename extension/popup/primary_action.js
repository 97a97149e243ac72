// The table of what the popup offers first for each cause and reason, and for each state of a tab without a cause. Cause
// and reason also select the headline, so headline and button cannot contradict each other.

/** @typedef {import("../../types/messages.js").Cause} Cause */
/** @typedef {import("../../types/messages.js").Finding} Finding */
/** @typedef {import("../../types/messages.js").Fix} Fix */
/** @typedef {import("../../types/messages.js").Reason} Reason */

/**
 * What the filled button does. `label` is a message key; a fix without one uses `fix_<fix>`.
 * @typedef {{ kind: "fix", fix: Fix, label?: string }
 *   | { kind: "guide", guide: string, label: string }
 *   | { kind: "copy", text: string, label: string }
 *   | { kind: "close_tab", label: string }
 *   | { kind: "retry", label: string }} Action
 */
/**
 * A workaround for a person in a hurry, shown as one plain line, never as a second button.
 * @typedef {"incognito" | "hotspot" | "other_pc" | "colleague"} Hurry
 */
/**
 * `guide`: replaces the cause's own guide where that does not fit the reason. `lead`: the message above the button where
 * the cause's own first step does not fit.
 * @typedef {{ action: Action | null, hurry?: Hurry | null, guide?: string, lead?: string }} Advice
 */

/** @param {Fix} name @returns {Action} */
const fix = (name) => ({ kind: "fix", fix: name });
/** @param {string} name @param {string} [label] @returns {Action} */
const guide = (name, label = "popup_act_guide") => ({ kind: "guide", guide: name, label });
/** The prepared message `guide_message_<text>`. @param {string} text @returns {Action} */
const copy = (text) => ({ kind: "copy", text, label: "popup_act_copy" });
/** @type {Action} */
const RETRY = { kind: "retry", label: "popup_retry" };
/** @type {Action} */
const CLOSE_TAB = { kind: "close_tab", label: "popup_act_close_tab" };
/** @type {Action} */
const REOPEN_TAB = { kind: "close_tab", label: "popup_act_reopen_tab" };

/** Where an incognito window is known to help. @type {Action} */
const ENTER_NOW = { kind: "fix", fix: "private_window", label: "popup_enter_now" };
/** Where an incognito window may help. @type {Action} */
const TRY_INCOGNITO = { kind: "fix", fix: "private_window", label: "popup_hurry_incognito" };
const RESTART = fix("restart_assistant");
const SIGN_IN = fix("open_sign_in");

/**
 * By cause and reason; `default` is the row of every other reason.
 * @type {Record<Cause, { default: Advice } & Partial<Record<Reason, Advice>>>}
 */
export const PRIMARY_ACTIONS = {
  network: {
    default: { action: guide("network"), hurry: "hotspot" },
    // Nothing on this PC helps, so no steps are offered first.
    server_error: { action: RETRY, hurry: "other_pc", guide: "service" },
    certificate_dates: { action: RETRY, hurry: "other_pc", guide: "service" },
    misdirected: { action: REOPEN_TAB, hurry: "incognito" },
    network_changed: { action: SIGN_IN, hurry: "hotspot" },
    reached_now: { action: SIGN_IN, hurry: "other_pc" },
    blank_page: { action: SIGN_IN, hurry: "other_pc" },
    proxy: { action: copy("it_network"), hurry: "other_pc" },
  },
  url: {
    default: { action: SIGN_IN },
    look_alike: { action: CLOSE_TAB },
  },
  clock: { default: { action: fix("open_clock_settings"), hurry: "other_pc" } },
  site_data: {
    default: { action: fix("clear_karte"), hurry: "incognito" },
    from_cache: { action: fix("clear_cache"), hurry: "incognito" },
    maybe_old_copy: { action: fix("clear_cache"), hurry: "incognito" },
    maybe_stored_copy: { action: fix("clear_cache"), hurry: "incognito" },
    blank_from_cache: { action: fix("clear_cache"), hurry: "incognito" },
    reached_now: { action: SIGN_IN, hurry: "incognito" },
    cache_broken: { action: fix("clear_cache"), hurry: "incognito" },
  },
  extensions: { default: { action: fix("extensions_off"), hurry: "incognito" } },
  choice_remembered: {
    default: { action: ENTER_NOW, hurry: "other_pc" },
    // The private key was refused or does not fit, which can happen again in an incognito window.
    key_refused: { action: TRY_INCOGNITO, hurry: "other_pc" },
    installed_while_running: { action: RESTART, hurry: "incognito" },
    clock_set_while_running: { action: RESTART, hurry: "incognito" },
    will_ask_again: { action: SIGN_IN },
    dialog_waiting: { action: guide("wrong_certificate"), hurry: "incognito" },
  },
  clinic_switch: { default: { action: ENTER_NOW, hurry: "other_pc" } },
  certificate_missing: {
    default: { action: guide("certificate_missing", "popup_act_issue"), hurry: "other_pc" },
    // Not certain yet, so the button does not ask for a new certificate. `maybe_none` looks like a choice that Chrome
    // remembers, and an incognito window does not use that choice.
    maybe_none: { action: guide("certificate_missing"), hurry: "incognito" },
    // A new certificate would not be chosen; only the administrator can change what is.
    key_picked: { action: copy("it_policy"), hurry: "other_pc", guide: "policy" },
    none_eligible: { action: guide("certificate_missing"), hurry: "other_pc" },
    none_at_first_visit: { action: guide("certificate_missing"), hurry: "other_pc" },
    none_in_private_window: { action: guide("certificate_missing"), hurry: "other_pc" },
  },
  security_software: {
    default: { action: guide("security_software", "popup_act_ask_it"), hurry: "hotspot" },
    blocked_by_policy: { action: copy("it_policy"), hurry: "other_pc" },
  },
  certificate_revoked: {
    default: {
      action: guide("certificate_revoked", "popup_act_ask_colleague"),
      hurry: "incognito",
    },
    // Neither another PC nor another choice helps.
    other_pcs_fail_too: { action: guide("certificate_revoked", "popup_act_ask_colleague") },
    seen_revoked: {
      action: guide("certificate_missing", "popup_act_new_certificate"),
      hurry: "other_pc",
    },
  },
  account_deleted: {
    default: { action: guide("account_deleted", "popup_act_ask_colleague"), hurry: "colleague" },
    seen_gone: { action: guide("account_deleted", "popup_act_recreate"), hurry: "colleague" },
  },
  certificate_limit: { default: { action: guide("certificate_limit"), hurry: "other_pc" } },
  browser: { default: { action: guide("browser") } },
};

/**
 * Without a cause, by the state of the tab. Where the sign-in works, nothing is offered: the person may be working there.
 * @type {Record<import("../../types/messages.js").State | "closed" | "error" | "waiting", Advice>}
 */
export const STATE_ACTIONS = {
  certificate_required: { action: TRY_INCOGNITO, hurry: "other_pc" },
  blocked: { action: TRY_INCOGNITO, hurry: "other_pc" },
  unreachable: { action: RETRY, hurry: "other_pc" },
  wrong_address: { action: SIGN_IN },
  elsewhere: { action: SIGN_IN },
  failed: { action: SIGN_IN },
  closed: { action: SIGN_IN },
  error: { action: RETRY },
  waiting: { action: { kind: "retry", label: "popup_begin" } },
  running: { action: null },
  signed_in: { action: null },
  app_page: { action: null },
  sign_in_page: { action: null },
};

/**
 * In a tab of an incognito window: that profile is not visible, and every fix would act in the normal one.
 * @type {Advice}
 */
export const INCOGNITO_ADVICE = {
  action: { kind: "fix", fix: "open_sign_in", label: "popup_act_normal_window" },
};

/**
 * The row for a finding. A fix that this finding does not offer is replaced by a restart where that does the same, else by the
 * guide of its cause.
 * @param {Pick<Finding, "cause" | "reason" | "fixes" | "guide">} finding
 * @returns {Advice}
 */
export function adviceFor(finding) {
  const rows = PRIMARY_ACTIONS[finding.cause];
  const row = rows[finding.reason] ?? rows.default;
  const { action } = row;
  if (action?.kind !== "fix" || finding.fixes.includes(action.fix)) return row;
  const restarts = action.fix === "private_window" && finding.fixes.includes("restart_assistant");
  if (restarts) return { ...row, action: RESTART, lead: "lead_restart_assistant" };
  return { ...row, action: guide(finding.guide) };
}

/**
 * The guide for a finding: its reason's own, else its cause's.
 * @param {Pick<Finding, "cause" | "reason" | "fixes" | "guide">} finding
 */
export const guideOf = (finding) => adviceFor(finding).guide ?? finding.guide;
