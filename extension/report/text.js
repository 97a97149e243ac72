// The report as text: made from the report's keys and numbers alone, so it says no more than they do.

import { reasonOf } from "../shared/finding_reason.js";
import { language, quotedAll, say, sayFinest, valuesOf } from "../shared/i18n.js";

/** @typedef {import("../../types/messages.js").Report} Report */
/** @typedef {import("../../types/messages.js").ReportLine} ReportLine */

const ACCUSED = new Set(["found", "suspected"]);
/** In milliseconds and minutes. */
const MINUTE = 60_000;
const HOUR = 60;

/** @param {string[]} parts */
const listed = (parts) => parts.join(say("list_comma"));

/** @param {boolean} value */
const yesNo = (value) => say(value ? "report_yes" : "report_no");

/** @param {number | null} count */
const counted = (count) => (count === null ? say("report_unknown") : String(count));

/**
 * The time as the PC's clock showed it, and how far that is from UTC.
 * @param {Report} report
 */
function timeOf({ at, utcOffsetMinutes }) {
  const format = new Intl.DateTimeFormat(language(), {
    dateStyle: "long",
    timeStyle: "short",
    timeZone: "UTC",
  });
  const hours = Math.floor(Math.abs(utcOffsetMinutes) / HOUR);
  const minutes = String(Math.abs(utcOffsetMinutes) % HOUR).padStart(2, "0");
  const offset = `UTC${utcOffsetMinutes < 0 ? "−" : "+"}${hours}:${minutes}`;
  return say("report_line_at", [format.format(at + utcOffsetMinutes * MINUTE), offset]);
}

/** @param {ReportLine} line */
function nameOf({ cause, number }) {
  const name = say(`cause_${cause}`);
  return number === null || number === 0 ? name : say("report_help_number", [name, number]);
}

/**
 * Why; without the names and addresses that the popup's sentence may hold.
 * @param {ReportLine} line
 */
function why(line) {
  const own =
    line.params["count"] === 0 ? "" : say(`report_reason_${line.reason}`, valuesOf(line.params));
  return own || reasonOf(line);
}

/** @param {ReportLine} line */
const evidenceOf = ({ evidence, params }) =>
  evidence
    .map(({ probe, reading }) => say(`evidence_${probe}_${reading}`, valuesOf(params)))
    .filter(Boolean);

/** @param {ReportLine} line */
function accused(line) {
  const evidence = evidenceOf(line).join(" ");
  const rivals = listed(line.rivals.map((cause) => say(`cause_${cause}`)));
  return [
    say("report_line_finding", [nameOf(line), say(`report_verdict_${line.verdict}`), why(line)]),
    evidence && say("report_line_evidence", [evidence]),
    rivals && say("report_line_rivals", [rivals]),
  ];
}

/** @param {ReportLine} line */
const unknown = (line) => [
  say("report_line_other", [nameOf(line), [why(line), ...evidenceOf(line)].join(" ")]),
];

/** @param {ReportLine} line */
const clear = (line) => [
  say("report_line_other", [nameOf(line), evidenceOf(line).join(" ") || why(line)]),
];

/**
 * A part with its heading; nothing where there is nothing to say.
 * @param {string} heading
 * @param {string[]} lines
 */
const part = (heading, lines) => (lines.length > 0 ? ["", say(heading), ...lines] : []);

/** @param {Report} report */
function findings({ findings: all }) {
  const of = (/** @type {(line: ReportLine) => boolean} */ wanted) => all.filter(wanted);
  return [
    ...part("report_part_accused", of((line) => ACCUSED.has(line.verdict)).flatMap(accused)),
    ...part("report_part_unknown", of((line) => line.verdict === "unknown").flatMap(unknown)),
    ...part("report_part_clear", of((line) => line.verdict === "clear").flatMap(clear)),
  ];
}

/** @param {Report} report */
function head(report) {
  const { browser, browserVersion, platform, state, primary } = report;
  const first = report.findings.find(({ cause }) => cause === primary);
  const name = [say(`report_brand_${browser}`), browserVersion].filter(Boolean).join(" ");
  return [
    timeOf(report),
    say("report_line_build", [report.build]),
    say("report_line_browser", [name, say(`report_platform_${platform}`)]),
    say("report_line_state", [say(`report_state_${state}`)]),
    first
      ? say("report_line_primary", [nameOf(first), say(`report_verdict_${first.verdict}`)])
      : say("report_line_primary_none"),
  ];
}

/** @param {Report} report */
function seen({ answers, errors, failed, fromCache, certMain, certDot, dotWorks }) {
  const source = fromCache === null ? "unknown" : fromCache ? "from_cache" : "from_server";
  return [
    ...answers.map(({ question, value }) =>
      say("report_line_answer", [
        say(`report_question_${question}`),
        sayFinest([`option_${question}_${value}`, `option_${value}`]),
      ]),
    ),
    ...errors.map((one) => say("report_line_error", [one.name, say(`probe_${one.probe}`)])),
    ...failed.map((one) =>
      say("report_line_failed", [say(`probe_${one.probe}`), say(`report_why_${one.why}`)]),
    ),
    say("report_line_from_cache", [say(`report_${source}`)]),
    say("report_line_cert_main", [say(`report_asked_${certMain}`)]),
    say("report_line_cert_dot", [say(`report_asked_${certDot}`)]),
    say("report_line_dot_works", [yesNo(dotWorks)]),
  ];
}

/**
 * What the administrator has to do with it: what is not in it, and which of their values do not count.
 * @param {Report} report
 */
function ruled({ leftOut, policyErrors }) {
  const parts = leftOut.map((one) => say(`policy_part_${one}`));
  return [
    parts.length > 0 ? say("report_line_left_out", [listed(parts)]) : "",
    ...policyErrors.map((one) =>
      say("report_line_policy_error", [
        one.key ?? say("policy_key_other"),
        say(`policy_why_${one.why}`),
      ]),
    ),
  ];
}

/** @param {Report} report */
function counts({ severalClinics, clockOffTimes, siteData, windows, extensions }) {
  const names = extensions?.names;
  return [
    say("report_line_clinics", [yesNo(severalClinics)]),
    say("report_line_clock_times", [clockOffTimes]),
    siteData && say("report_line_cookies", [siteData.karteCookies, siteData.domainCookies]),
    siteData && say("report_line_storage", [counted(siteData.storageEntries)]),
    windows &&
      say("report_line_windows", [
        windows.windows,
        windows.karteTabs,
        counted(windows.privateWindows),
      ]),
    extensions && say("report_line_extensions", [extensions.on, extensions.powerful]),
    extensions && extensions.powerful > 0
      ? names
        ? say("report_line_names", [quotedAll(names)])
        : say("report_line_names_left_out")
      : "",
  ];
}

/**
 * All of the report, line by line.
 * @param {Report} report
 * @param {string} code
 */
export function textOf(report, code) {
  const lines = [
    say("report_line_title"),
    say("report_line_code", [code]),
    ...head(report),
    ...findings(report),
    ...part(
      "report_part_more",
      [...seen(report), ...counts(report), ...ruled(report)].filter(isLine),
    ),
  ];
  return `${lines.filter((line) => line !== null).join("\n")}\n`;
}

/** @param {string | null} line @returns {line is string} */
function isLine(line) {
  return line !== null && line !== "";
}
