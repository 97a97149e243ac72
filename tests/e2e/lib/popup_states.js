/**
 * Every result that the popup can show: the diagnoses of the labelled evidence, each with every question that its cause can
 * ask, and the states without a diagnosis. The worker is imitated, so a state takes a moment and needs no PC of its own.
 */
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import {
  adviceFor,
  guideOf,
  INCOGNITO_ADVICE,
  STATE_ACTIONS,
} from "../../../extension/popup/primary_action.js";
import { FAILING_STATES } from "../../../extension/popup/result.js";
import { labBinary, root } from "./paths.js";

/** @typedef {import("../../../types/messages.js").Diagnosis} Diagnosis */
/** @typedef {import("../../../types/messages.js").Finding} Finding */
/** @typedef {import("../../../types/messages.js").Reply} Reply */
/**
 * @typedef {object} Result
 * @property {string} name
 * @property {Record<string, unknown> | null} replies of the worker, by the kind of the request. A kind that is absent is never
 * answered; `null` means that the worker cannot be reached
 * @property {Diagnosis} [diagnosis]
 * @property {string} [press] the button that is pressed then
 * @property {boolean} [isRedrawn] the result before it is the same diagnosis, with another question or none
 */

/** The questions of crate/src/diagnosis/next_question.rs, with the answers of crate/src/evidence/questions.rs. */
const OPTIONS = {
  dialog: ["no_dialog", "cancelled", "chose_ok", "dont_know"],
  which_entry: ["this_clinic", "other_clinic", "other_kind", "dont_know"],
  listed: ["in_date", "out_of_date", "not_there", "dont_know"],
  installed_just_now: ["yes", "no", "dont_know"],
  apply_stuck: ["yes", "no", "dont_know"],
  another_clinic_before: ["yes", "no", "dont_know"],
  colleague_sees: ["revoked", "account_gone", "valid", "dont_know"],
  private_window: ["works", "no_dialog", "still_fails", "blocked", "dont_know"],
  other_network: ["works", "still_fails", "dont_know"],
  other_pc: ["works", "still_fails", "dont_know"],
  restart: ["works", "still_fails", "dont_know"],
};
const EXPERIMENTS = ["private_window", "other_network", "other_pc", "restart"];
/** The questions of each cause; `private_window` is asked for every cause. @type {Record<string, (keyof typeof OPTIONS)[]>} */
const ASKED = {
  certificate_missing: [
    "dialog",
    "listed",
    "installed_just_now",
    "apply_stuck",
    "restart",
    "other_network",
  ],
  choice_remembered: ["dialog", "which_entry", "listed", "another_clinic_before", "restart"],
  clinic_switch: ["which_entry", "listed", "colleague_sees"],
  certificate_revoked: [
    "which_entry",
    "listed",
    "another_clinic_before",
    "colleague_sees",
    "other_pc",
  ],
  security_software: ["installed_just_now", "other_network", "other_pc", "colleague_sees"],
  account_deleted: ["colleague_sees"],
  network: ["other_pc", "other_network"],
  clock: ["other_pc", "other_network"],
};

/** @param {Diagnosis} diagnosis */
export const primaryOf = ({ findings, primary }) => findings.find(({ cause }) => cause === primary);

/** The diagnoses of the corpus, one for each combination of state, cause, verdict and reason. */
function corpus() {
  const diagnose = join(dirname(labBinary), "examples", "diagnose");
  /** @type {Map<string, Diagnosis>} */
  const found = new Map();
  for (const folder of ["recorded", "written"]) {
    const place = join(root, "tests", "corpus", folder);
    for (const file of readdirSync(place).filter((name) => name.endsWith(".json"))) {
      const input = readFileSync(join(place, file));
      /** @type {Diagnosis} */
      const diagnosis = JSON.parse(execFileSync(diagnose, { input, encoding: "utf8" }));
      const { cause, verdict, reason } = primaryOf(diagnosis) ?? {};
      found.set([diagnosis.state, cause, verdict, reason].join(" "), { ...diagnosis, next: null });
    }
  }
  return found;
}

/** @param {keyof typeof OPTIONS} question */
const next = (question) => ({
  [EXPERIMENTS.includes(question) ? "experiment" : "question"]: question,
  options: OPTIONS[question],
});

/**
 * The reply to a fix that the popup's button starts.
 * @param {Diagnosis} failing
 * @param {string} fix
 * @param {Partial<Diagnosis>} after
 */
function fixed(failing, fix, after) {
  const counts = (/** @type {number} */ count) => ({
    cookies: [
      { host: "karte.medley.life", count },
      { host: "medley.life", count },
    ],
    stored: { local: count, session: count, databases: count, caches: count, workers: count },
  });
  const diagnosis = { ...failing, ...after };
  const reply = { kind: "fixed", fix, done: true, reason: null, diagnosis };
  return { ...reply, before: counts(3), after: counts(0) };
}

/**
 * The results after a fix.
 * @param {Map<string, Diagnosis>} all
 * @returns {Result[]}
 */
function aroundAFix(all) {
  const of = (/** @type {string} */ name) => /** @type {Diagnosis} */ (all.get(name));
  const old = of("certificate_required site_data found from_cache");
  const loop = of("unreachable site_data suspected redirect_loop");
  const kept = of("certificate_required choice_remembered suspected choice_kept");
  const clear = old.findings.map((one) => ({ ...one, verdict: "clear", fixes: [] }));
  const well = { state: "sign_in_page", primary: null, findings: clear };
  const planned = { ...fixed(loop, "clear_karte", {}), kind: "planned" };
  const opened = { ...fixed(kept, "private_window", {}), diagnosis: null };
  const asks = of("certificate_required choice_remembered suspected will_ask_again");
  const again = (/** @type {object} */ diagnosis) => ({
    ...fixed(asks, "open_sign_in", diagnosis),
    ...{ before: null, after: null },
  });
  const [cache, karte, signIn] = ["clear_cache", "clear_karte", "open_sign_in"].map(
    (name) => `#first-step [data-fix=${name}]`,
  );
  const after = (/** @type {object} */ diagnosis, /** @type {object} */ fix, press = cache) => ({
    replies: { diagnose: diagnosis, fix },
    press,
  });
  return [
    { name: "repaired", ...after(old, fixed(old, "clear_cache", /** @type {any} */ (well))) },
    { name: "not repaired", ...after(old, fixed(old, "clear_cache", {})) },
    { name: "plan", ...after(loop, planned, karte) },
    { name: "opened again, works", ...after(asks, again(well), signIn) },
    { name: "opened again, another cause", ...after(asks, again(kept), signIn) },
    { name: "opened", ...after(kept, opened, "#first-step [data-fix=private_window]") },
  ];
}

/**
 * The results that no labelled evidence leads to, and those with a message of the address correction.
 * @param {Map<string, Diagnosis>} all
 * @returns {Result[]}
 */
function besideTheCorpus(all) {
  const of = (/** @type {string} */ state, /** @type {string} */ reason = "") =>
    /** @type {Diagnosis} */ (
      [...all.values()].find(
        (one) => one.state === state && (primaryOf(one)?.reason ?? "") === reason,
      )
    );
  const well = of("signed_in");
  const from = `http://karte.medley.life/login?${"a".repeat(60)}`;
  const last = { from, to: "https://karte.medley.life/d/signin", reason: "insecure", tabId: 1 };
  const address = (/** @type {object} */ diagnosis, /** @type {object} */ correct) => ({
    diagnose: diagnosis,
    correct: { kind: "correction", inForce: true, hostTyping: false, last: null, ...correct },
  });
  const tab = (/** @type {string} */ verdict, /** @type {string} */ reason) => ({
    tab: { verdict, reason },
  });
  const imitation = of("wrong_address", "look_alike");
  const hidden = { ...of("certificate_required", "choice_kept"), incognito: true };
  return [
    { name: "incognito", diagnosis: hidden, replies: { diagnose: hidden } },
    { name: "other_text", replies: { diagnose: { ...well, state: "elsewhere" } } },
    { name: "app_page", replies: { diagnose: { ...well, state: "app_page" } } },
    { name: "imitation", replies: address(imitation, tab("suspicious", "foreign_domain")) },
    { name: "offered", replies: address(of("elsewhere"), tab("offer", "patient_site")) },
    { name: "corrected", replies: address(of("sign_in_page"), { ...tab("right", ""), last }) },
    {
      name: "mistyped",
      replies: address(of("wrong_address", "wrong_address"), tab("corrected", "typed_host")),
    },
  ];
}

/** @returns {Result[]} */
export function everyResult() {
  const all = corpus();
  const asked = [...all].flatMap(([name, diagnosis]) => {
    const cause = diagnosis.primary;
    const questions = cause ? /** @type {const} */ (["private_window"]) : [];
    const more = cause ? (ASKED[cause] ?? []) : [];
    const shown = [null, ...questions, ...more].map((question) => ({
      name: `${name} ${question ?? ""}`.trim(),
      diagnosis: /** @type {Diagnosis} */ ({ ...diagnosis, next: question && next(question) }),
    }));
    return shown.map((one) => ({
      ...one,
      replies: { diagnose: one.diagnosis },
      isRedrawn: one.diagnosis.next !== null,
    }));
  });
  const failed = { kind: "error", code: "core_stopped", message: "" };
  return [
    { name: "waiting", replies: {} },
    { name: "running", replies: {} },
    { name: "error", replies: { diagnose: failed } },
    { name: "mute", replies: null },
    ...asked,
    ...aroundAFix(all),
    ...besideTheCorpus(all),
  ];
}

/**
 * The message keys of the line for a person in a hurry, in the table's order; empty where nothing is offered.
 * @param {Diagnosis} diagnosis
 */
export function hurryWanted(diagnosis) {
  const primary = primaryOf(diagnosis);
  const failing = primary !== undefined || FAILING_STATES.has(diagnosis.state);
  if (diagnosis.incognito || !failing || diagnosis.state === "signed_in") return [];
  const hurry = (primary ? adviceFor(primary) : STATE_ACTIONS[diagnosis.state])?.hurry;
  if (hurry === "hotspot") return ["popup_hurry", "guide_hotspot_title"];
  if (hurry === "incognito") return ["popup_hurry", "popup_hurry_incognito"];
  return hurry ? [`popup_hurry_${hurry}`] : [];
}

/** The question that is asked next, if any. @param {Diagnosis} diagnosis */
export function questionOf({ next: asked }) {
  if (!asked) return null;
  return "experiment" in asked ? asked.experiment : asked.question;
}

/** The guide to which the row should lead, unless the primary action leads to another one. @param {Finding} finding */
export function guideWanted(finding) {
  const { action } = adviceFor(finding);
  return action?.kind === "guide" ? action.guide : guideOf(finding);
}

/**
 * The action that the table names for a result.
 * @param {Diagnosis} diagnosis
 */
export function wanted(diagnosis) {
  const primary = primaryOf(diagnosis);
  if (diagnosis.incognito && primary) return INCOGNITO_ADVICE.action;
  return (primary ? adviceFor(primary) : STATE_ACTIONS[diagnosis.state])?.action ?? null;
}
