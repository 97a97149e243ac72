// The report as text. It is built only from the fields of the report that are named here, so it contains nothing else.

import { nameOf } from "../shared/cause_name.js";
import { reasonOf } from "../shared/finding_reason.js";
import { language, quotedAll, message, firstMessage, placeholderValues } from "../shared/i18n.js";
import { listed, yesNo } from "./words.js";

/** @typedef {import("../../types/messages.js").Report} Report */
/** @typedef {import("../../types/messages.js").ReportLine} ReportLine */

const ACCUSED_VERDICTS = new Set(["found", "suspected"]);
/** A minute in milliseconds, and an hour in minutes. */
const MINUTE = 60_000;
const HOUR = 60;

/** @param {number | null} count */
const counted = (count) => (count === null ? message("report_unknown") : String(count));

/**
 * A time by the PC's clock, and the clock's offset from UTC.
 * @param {number} at
 * @param {Report} report
 */
function localTime(at, { utcOffsetMinutes }) {
  const format = new Intl.DateTimeFormat(language(), {
    dateStyle: "long",
    timeStyle: "short",
    timeZone: "UTC",
  });
  const hours = Math.floor(Math.abs(utcOffsetMinutes) / HOUR);
  const minutes = String(Math.abs(utcOffsetMinutes) % HOUR).padStart(2, "0");
  const offset = `UTC${utcOffsetMinutes < 0 ? "−" : "+"}${hours}:${minutes}`;
  return [format.format(at + utcOffsetMinutes * MINUTE), offset];
}

/** @param {Report} report */
function systemLine({ platform, system }) {
  if (!system) return [];
  const { release, version, processor } = system;
  const name = release
    ? message(`report_system_${release}`)
    : message(`report_platform_${platform}`);
  const numbers = [version, processor].filter((one) => one !== null);
  return [message("report_line_system", [name, listed(numbers)])];
}

/** @param {Report} report */
function sinceLine(report) {
  const { failingSince } = report;
  if (failingSince === null) return [];
  return [message("report_line_since", localTime(failingSince, report))];
}

/**
 * The reason, without the names and addresses that the popup's message may contain.
 * @param {ReportLine} line
 */
function reasonText(line) {
  const own =
    line.params["count"] === 0
      ? ""
      : firstMessage([`report_reason_${line.reason}`], placeholderValues(line.params));
  return own || reasonOf(line);
}

/** @param {ReportLine} line */
const evidenceOf = ({ evidence, params }) =>
  evidence
    .map(({ probe, reading }) =>
      firstMessage([`evidence_${probe}_${reading}`], placeholderValues(params)),
    )
    .filter(Boolean);

/** @param {ReportLine} line */
function accused(line) {
  const evidence = evidenceOf(line).join(" ");
  const rivals = listed(line.rivals.map((cause) => message(`cause_${cause}`)));
  return [
    message("report_line_finding", [
      nameOf(line),
      firstMessage([`report_verdict_${line.verdict}`]),
      reasonText(line),
    ]),
    evidence && message("report_line_evidence", [evidence]),
    rivals && message("report_line_rivals", [rivals]),
  ];
}

/** @param {ReportLine} line */
const unknown = (line) => [
  message("report_line_other", [nameOf(line), [reasonText(line), ...evidenceOf(line)].join(" ")]),
];

/** @param {ReportLine} line */
const clear = (line) => [
  message("report_line_other", [nameOf(line), evidenceOf(line).join(" ") || reasonText(line)]),
];

/**
 * A section with its heading; empty without lines. There is no empty line before it.
 * @param {string} heading
 * @param {string[]} lines
 */
const section = (heading, lines) => (lines.length > 0 ? [message(heading), ...lines] : []);

/** @param {Report} report */
function findings({ findings: all }) {
  const of = (/** @type {(line: ReportLine) => boolean} */ wanted) => all.filter(wanted);
  return [
    ...section(
      "report_part_accused",
      of((line) => ACCUSED_VERDICTS.has(line.verdict)).flatMap(accused),
    ),
    ...section("report_part_unknown", of((line) => line.verdict === "unknown").flatMap(unknown)),
    ...section("report_part_clear", of((line) => line.verdict === "clear").flatMap(clear)),
  ];
}

/** @param {Report} report */
function head(report) {
  const { browser, browserVersion, platform, state, primary } = report;
  const first = report.findings.find(({ cause }) => cause === primary);
  const name = [message(`report_brand_${browser}`), browserVersion].filter(Boolean).join(" ");
  return [
    message("report_line_at", localTime(report.at, report)),
    message("report_line_build", [report.build]),
    message("report_line_browser", [name, message(`report_platform_${platform}`)]),
    ...systemLine(report),
    message("report_line_state", [message(`report_state_${state}`)]),
    first
      ? message("report_line_primary", [
          nameOf(first),
          firstMessage([`report_verdict_${first.verdict}`]),
        ])
      : message("report_line_primary_none"),
    ...sinceLine(report),
    ...(report.memo ? [message("report_line_memo", [report.memo])] : []),
  ];
}

/** @param {Report} report */
const repairLines = ({ repairs }) =>
  (repairs ?? []).map(({ fix, worked }) => {
    const ending = worked === null ? "unknown" : worked ? "worked" : "not_proven";
    return message("report_line_other", [
      firstMessage([`fix_${fix}`]),
      message(`report_repair_${ending}`),
    ]);
  });

/** @param {Report} report */
function seen({ answers, errors, failed, fromCache, certMain, certDot, dotWorks }) {
  const source = fromCache === null ? "unknown" : fromCache ? "from_cache" : "from_server";
  return [
    ...answers.map(({ question, value }) =>
      message("report_line_answer", [
        message(`report_question_${question}`),
        firstMessage([`option_${question}_${value}`, `option_${value}`]),
      ]),
    ),
    ...errors.map((one) => message("report_line_error", [one.name, message(`probe_${one.probe}`)])),
    ...failed.map((one) =>
      message("report_line_failed", [
        message(`probe_${one.probe}`),
        message(`report_why_${one.why}`),
      ]),
    ),
    message("report_line_from_cache", [message(`report_${source}`)]),
    message("report_line_cert_main", [message(`report_asked_${certMain}`)]),
    message("report_line_cert_dot", [message(`report_asked_${certDot}`)]),
    message("report_line_dot_works", [yesNo(dotWorks)]),
  ];
}

/**
 * The policy: sections that it excludes, and its invalid values.
 * @param {Report} report
 */
function policyLines({ leftOut, policyErrors }) {
  const parts = leftOut.map((one) => message(`policy_part_${one}`));
  return [
    parts.length > 0 ? message("report_line_left_out", [listed(parts)]) : "",
    ...policyErrors.map((one) =>
      message("report_line_policy_error", [
        one.key ?? message("policy_key_other"),
        message(`policy_why_${one.why}`),
      ]),
    ),
  ];
}

/** @param {Report} report */
function counts({ severalClinics, clockOffTimes, siteData, windows, extensions }) {
  const names = extensions?.names;
  return [
    message("report_line_clinics", [yesNo(severalClinics)]),
    message("report_line_clock_times", [clockOffTimes]),
    siteData && message("report_line_cookies", [siteData.karteCookies, siteData.domainCookies]),
    siteData && message("report_line_storage", [counted(siteData.storageEntries)]),
    windows &&
      message("report_line_windows", [
        windows.windows,
        windows.karteTabs,
        counted(windows.privateWindows),
      ]),
    extensions && message("report_line_extensions", [extensions.on, extensions.powerful]),
    extensions && extensions.powerful > 0
      ? names
        ? message("report_line_names", [quotedAll(names)])
        : message("report_line_names_left_out")
      : "",
  ];
}

/**
 * The whole report, line by line.
 * @param {Report} report
 * @param {string} code
 */
export function reportText(report, code) {
  const lines = [
    message("report_line_title"),
    message("report_line_code", [code]),
    ...head(report),
    ...section("report_part_repairs", repairLines(report)),
    ...findings(report),
    ...section(
      "report_part_more",
      [...seen(report), ...counts(report), ...policyLines(report)].filter(isLine),
    ),
  ];
  return `${lines.filter((line) => line !== null).join("\n")}\n`;
}

/** @param {string | null} line @returns {line is string} */
function isLine(line) {
  return line !== null && line !== "";
}
