// Reads a code that somebody reads out over the telephone, and says in words what it holds. It works without a diagnosis
// on this PC. Nothing is kept: the code goes to the worker and back.

import { nameOf } from "../shared/cause_name.js";
import { CAUSE_TABLE } from "../shared/cause_table.js";
import { button, byId, make, setText } from "../shared/dom.js";
import { firstMessage, message } from "../shared/i18n.js";
import { ask } from "../shared/worker_client.js";
import { fromSpelling, plainCode } from "./spoken_code.js";
import { listed, yesNo } from "./words.js";

/** @typedef {import("../../types/messages.js").Cause} Cause */
/** @typedef {import("../../types/messages.js").CodeContents} CodeContents */
/** @typedef {import("../../types/messages.js").CodeProblem} CodeProblem */

/** Brackets around a number that is not in the code, such as the bound of the clock. */
const ONLY_NUMBERS = /\s*[（(][^（()）]*…[^（()）]*[）)]/gu;

/** @param {Cause} cause */
const named = (cause) => nameOf({ cause, number: CAUSE_TABLE[cause].number });

/**
 * The reason without the numbers and names that a code does not hold.
 * @param {CodeContents} contents
 */
function reasonText({ reason }) {
  if (reason === null) return "";
  const missing = [1, 2, 3].map(() => message("code_not_in_it"));
  const words = firstMessage([`report_reason_${reason}`, `reason_${reason}`], missing);
  return words.replace(ONLY_NUMBERS, "");
}

/** @param {CodeContents} contents */
function clockText({ clock, clockOff }) {
  return message(`code_clock_${clock}`, clockOff ? [message(`code_size_${clockOff}`)] : []);
}

/** @param {CodeContents} contents */
function sourceText({ fromCache }) {
  if (fromCache === null) return message("report_unknown");
  return message(fromCache ? "report_from_cache" : "report_from_server");
}

/**
 * Each field of the code by its name, in the order of docs/report-code.md.
 * @param {CodeContents} contents
 */
function fields(contents) {
  const { primary, verdict, others } = contents;
  return {
    state: message(`report_state_${contents.state}`),
    primary: primary ? named(primary) : message("code_no_primary"),
    verdict: verdict ? message(`report_verdict_${verdict}`) : "",
    reason: reasonText(contents),
    others: listed(others.map(named)) || message("report_no"),
    clock: clockText(contents),
    platform: message(`report_platform_${contents.platform}`),
    browser: message(`report_brand_${contents.browser}`),
    cert_main: message(`report_asked_${contents.certMain}`),
    cert_dot: message(`report_asked_${contents.certDot}`),
    from_cache: sourceText(contents),
    dot_works: yesNo(contents.dotWorks),
    several_clinics: yesNo(contents.severalClinics),
    powerful: message(`code_powerful_${contents.powerful}`),
  };
}

/** @param {CodeContents} contents */
function rows(contents) {
  return Object.entries(fields(contents))
    .filter(([, words]) => words !== "")
    .map(([field, words]) =>
      make(
        "div",
        {},
        make("dt", {}, firstMessage([`code_field_${field}`])),
        make("dd", { "data-field": field }, words),
      ),
    );
}

/**
 * What is wrong, and with which character or field.
 * @param {CodeProblem} problem
 * @param {string} text as it was sent
 */
function problemText({ why, count, field }, text) {
  if (why === "letter") return message("code_error_letter", [[...text][count ?? 0] ?? ""]);
  if (why === "length") return message("code_error_length", [count ?? 0]);
  if (why === "field") {
    return message("code_error_field", [firstMessage([`code_field_${field}`]) || String(field)]);
  }
  return message(`code_error_${why}`);
}

/**
 * Sends the code as typed. If the worker cannot read it, sends it again with spelled-out characters replaced.
 * @param {string} typed
 */
async function decoded(typed) {
  const plain = plainCode(typed);
  const spelt = fromSpelling(plain);
  const reply = await ask({ kind: "read_code", text: plain });
  if (reply.kind === "error" || reply.contents || spelt === plain) return { reply, text: plain };
  return { reply: await ask({ kind: "read_code", text: spelt }), text: spelt };
}

async function read() {
  const typed = /** @type {HTMLInputElement} */ (byId("typed")).value;
  const { reply, text } = await decoded(typed);
  const contents = reply.kind === "code" ? reply.contents : null;
  byId("read-fields").replaceChildren(...(contents ? rows(contents) : []));
  setText(byId("read-said"), contents ? message("code_read") : failure(reply, text));
}

/**
 * @param {Awaited<ReturnType<typeof decoded>>["reply"]} reply
 * @param {string} text
 */
function failure(reply, text) {
  if (reply.kind === "error") return firstMessage([`error_${reply.code}`, "error_failed"]);
  return reply.problem ? problemText(reply.problem, text) : "";
}

/** Draws the button. Enter in the field does the same. */
export function startCodeReader() {
  const press = button({ class: "button", id: "read-code" }, message("code_button"), read);
  byId("read-action").append(press);
  byId("typed").addEventListener("keydown", (event) => {
    const { key, isComposing } = /** @type {KeyboardEvent} */ (event);
    // During the input of Japanese, Enter only confirms the composed text.
    if (key === "Enter" && !isComposing) press.click();
  });
}
