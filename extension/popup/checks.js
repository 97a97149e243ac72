// Draws the rows of the thirteen checks.

import { CAUSE_TABLE } from "../shared/cause_table.js";
import { byId, make, setText } from "../shared/dom.js";
import { reasonOf } from "../shared/finding_reason.js";
import { firstMessage, message, placeholderValues } from "../shared/i18n.js";
import { fixButton } from "./action.js";
import { guideOf } from "./primary_action.js";

/** @typedef {import("../../types/messages.js").Diagnosis} Diagnosis */
/** @typedef {import("../../types/messages.js").Finding} Finding */

/** @param {Finding} finding */
function evidenceOf(finding) {
  const sentences = finding.evidence.map(({ probe, reading }) =>
    firstMessage([`evidence_${probe}_${reading}`], placeholderValues(finding.params)),
  );
  return sentences
    .filter((sentence) => sentence !== "")
    .map((sentence) => make("li", {}, sentence));
}

/** @param {Finding} finding */
function rivalsOf(finding) {
  const names = finding.rivals
    .map((cause) => message(`cause_${cause}`))
    .join(message("list_comma"));
  return names === "" ? null : make("p", {}, message("popup_rivals", [names]));
}

/**
 * @param {Finding} finding
 * @param {boolean} primary
 * @param {import("./action.js").Actions} actions
 */
function detailOf(finding, primary, actions) {
  const evidence = evidenceOf(finding);
  const fails = finding.verdict === "found" || finding.verdict === "suspected";
  const fixes =
    fails && !primary ? finding.fixes.map((fix) => fixButton(fix, finding.cause, actions)) : [];
  const source =
    finding.number === null
      ? ""
      : finding.number === 0
        ? message("popup_number_zero")
        : message("popup_number", [finding.number]);
  return [
    make("p", {}, reasonOf(finding)),
    evidence.length > 0 ? make("p", { class: "note" }, message("popup_evidence_heading")) : null,
    evidence.length > 0 ? make("ul", {}, ...evidence) : null,
    rivalsOf(finding),
    ...fixes,
    make(
      "p",
      { class: "note" },
      make(
        "a",
        { href: `../guide/guide.html#${guideOf(finding)}`, target: "_blank" },
        message("popup_guide_of", [message(`cause_${finding.cause}`)]),
      ),
    ),
    source ? make("p", { class: "note" }, source) : null,
  ].filter((child) => child !== null);
}

/**
 * @param {HTMLElement} row
 * @param {Finding} finding
 * @param {Diagnosis} diagnosis
 * @param {import("./action.js").Actions} actions
 */
function drawRow(row, finding, diagnosis, actions) {
  // The clock may still be measuring after the diagnosis is complete.
  const open = diagnosis.state === "running" || finding.reason === "measuring";
  const waiting = open && finding.verdict === "unknown";
  drawVerdict(row, waiting ? "running" : finding.verdict);
  const primary = diagnosis.primary === finding.cause;
  const says = JSON.stringify([finding, primary]);
  const detail = /** @type {HTMLElement} */ (row.querySelector(".detail"));
  if (detail.dataset.says === says) return;
  detail.dataset.says = says;
  detail.replaceChildren(...detailOf(finding, primary, actions));
}

/**
 * @param {HTMLElement} row
 * @param {import("../../types/messages.js").Verdict | "running"} verdict
 */
function drawVerdict(row, verdict) {
  row.dataset.verdict = verdict;
  row.querySelector("use")?.setAttribute("href", `#mark-${verdict}`);
  setText(/** @type {Element} */ (row.querySelector(".verdict")), message(`verdict_${verdict}`));
}

/** @param {string} cause */
function rowOf(cause) {
  const row = byId("checks").querySelector(`[data-cause="${CSS.escape(cause)}"]`);
  return /** @type {HTMLElement | null} */ (row);
}

/** In the order of the summary. */
const VERDICTS = ["found", "suspected", "clear", "unknown", "running"];

/** The summary line of the collapsed list: how many rows have each verdict. */
function drawSummary() {
  const rows = [...byId("checks").querySelectorAll(".check")];
  const counts = VERDICTS.flatMap((verdict) => {
    const count = rows.filter((row) => row.getAttribute("data-verdict") === verdict).length;
    return count > 0
      ? [message("popup_results_count", [message(`verdict_${verdict}`).toLowerCase(), count])]
      : [];
  });
  const list = counts.join(message("popup_results_dot"));
  setText(byId("results-summary"), message("popup_results", [rows.length, list]));
}

/**
 * A row in its initial state.
 * @param {string} cause
 */
function newRow(cause) {
  const mark = /** @type {Element} */ (byId("chip-mark").cloneNode(true));
  mark.removeAttribute("id");
  mark.setAttribute("class", "mark");
  const name = make("span", { class: "name" }, message(`cause_${cause}`));
  const summary = make("summary", {}, mark, name, make("span", { class: "verdict" }));
  const detail = make("div", { class: "detail" });
  const row = make("details", { class: "check", "data-cause": cause }, summary, detail);
  drawVerdict(row, "running");
  return make("li", {}, row);
}

/** Draws all rows in their initial state. */
export function drawRunningChecks() {
  byId("checks").replaceChildren(...Object.keys(CAUSE_TABLE).map(newRow));
  drawSummary();
}

/** Marks every check as running. A row that was opened stays open. */
export function restartChecks() {
  for (const row of byId("checks").querySelectorAll(".check")) {
    if (row instanceof HTMLElement) drawVerdict(row, "running");
  }
  drawSummary();
}

/** Checks that were running when the worker failed become `unknown`. */
export function endRunningChecks() {
  for (const row of byId("checks").querySelectorAll('[data-verdict="running"]')) {
    if (row instanceof HTMLElement) drawVerdict(row, "unknown");
  }
  drawSummary();
}

/** @param {Diagnosis} diagnosis */
function drawLimitations(diagnosis) {
  const open = diagnosis.findings.filter(
    ({ verdict }) => verdict === "unknown" || verdict === "suspected",
  );
  const causes = open.map(({ cause }) => cause).filter((cause) => !CAUSE_TABLE[cause].fullyVisible);
  const sentences = [
    message("unseen_general"),
    ...causes.map((cause) => firstMessage([`unseen_${cause}`])),
  ];
  byId("unseen").replaceChildren(...sentences.map((sentence) => make("li", {}, sentence)));
}

/**
 * @param {Diagnosis} diagnosis
 * @param {import("./action.js").Actions} actions
 */
export function drawChecks(diagnosis, actions) {
  for (const finding of diagnosis.findings) {
    const row = rowOf(finding.cause);
    if (row) drawRow(row, finding, diagnosis, actions);
  }
  drawSummary();
  drawLimitations(diagnosis);
}
