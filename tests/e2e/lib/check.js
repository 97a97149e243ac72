/** Compares a diagnosis with the expected cause, verdict and rivals, and with the sentence that the popup shows. */
import { expect } from "@playwright/test";
import { CAUSE_TABLE } from "../../../extension/shared/cause_table.js";
import { headline, say } from "./words.js";

/**
 * @typedef {object} Expected
 * @property {string | null} primary
 * @property {string} [verdict]
 * @property {string} [reason]
 * @property {string[]} [rivals]
 * @property {string} [state]
 * @property {string | null} [asks] the question or experiment that follows
 */

const JAPANESE = /[ぁ-んァ-ヶ一-龠]/u;

/**
 * @param {import("./pc.js").Look} look
 * @param {Expected} expected
 */
export function check({ diagnosis, primary, headline: shown }, expected) {
  const seen = {
    primary: diagnosis.primary,
    verdict: primary?.verdict,
    rivals: primary?.rivals,
    ...(expected.reason ? { reason: primary?.reason } : {}),
    ...(expected.state ? { state: diagnosis.state } : {}),
    ...(expected.asks === undefined
      ? {}
      : { asks: diagnosis.next?.question ?? diagnosis.next?.experiment ?? null }),
  };
  const wanted = expected.primary ? { rivals: [], ...expected } : expected;
  expect(seen, outline(diagnosis)).toEqual(wanted);
  expect(diagnosis.findings.map((finding) => finding.cause)).toEqual(Object.keys(CAUSE_TABLE));
  const words = primary ? headline(primary) : say(stateWords(diagnosis));
  expect(shown).toBe(words);
  expect(shown).toMatch(JAPANESE);
}

/** @param {import("./popup.js").Diagnosis} diagnosis @returns {string} the key of the headline where no cause is named */
function stateWords({ state, findings }) {
  const address = findings.find(({ cause }) => cause === "url");
  if (state !== "elsewhere") return `state_${state}`;
  if (address?.verdict === "clear") return "popup_other_text";
  return address?.reason === "not_visible" ? "popup_withheld" : "state_elsewhere";
}

/**
 * One line per finding, for the message of a failed test.
 * @param {import("./popup.js").Diagnosis} diagnosis
 */
function outline({ state, findings }) {
  const lines = findings.map(({ cause, verdict, reason, evidence, params }) => {
    const signs = evidence.map(({ probe, reading }) => `${probe}=${reading}`);
    return `${cause}: ${verdict} (${reason}) ${signs.join(" ")} ${JSON.stringify(params)}`;
  });
  return [state, ...lines].join("\n");
}
