/** The sentences that the extension must show, taken from its own _locales: the tests know keys only. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { unpacked } from "./paths.js";

/** @typedef {import("./popup.js").Finding} Finding */

/** @type {Record<string, {message: string, placeholders?: Record<string, {content: string}>}>} */
const messages = JSON.parse(
  await readFile(join(unpacked, "_locales", "ja", "messages.json"), "utf8"),
);

/**
 * The message for a key with its values. A key without a message is an error of the test: every page contains "".
 * @param {string} key
 * @param {(string | number)[]} [values]
 */
export function say(key, values = []) {
  const entry = messages[key];
  if (!entry) throw new Error(`there are no words for ${key}`);
  const named = Object.entries(entry.placeholders ?? {}).reduce(
    (text, [name, { content }]) =>
      text.replaceAll(new RegExp(`\\$${name}\\$`, "gi"), () => content),
    entry.message,
  );
  const filled = named.replace(/\$([1-9])/g, (_, place) => String(values[Number(place) - 1] ?? ""));
  return filled.replace(/\s*[((]\s*[))]/g, "");
}

/** @param {Finding} finding */
function valuesOf({ params }) {
  return Object.keys(params)
    .sort()
    .map((name) => /** @type {string | number} */ (params[name]));
}

/**
 * The headline for a finding: by its reason if there is such a headline, otherwise by its verdict.
 * @param {Finding} finding
 */
export function headline(finding) {
  const { cause, reason: why, verdict } = finding;
  const filled = valuesOf(finding);
  const byReason = `headline_${cause}_${why}`;
  return say(byReason in messages ? byReason : `headline_${cause}_${verdict}`, filled);
}

/**
 * The sentence that says why.
 * @param {Finding} finding
 */
export function reason(finding) {
  return say(`reason_${finding.reason}`, valuesOf(finding));
}

/**
 * Whether there is a message for a code with which the worker refuses something.
 * @param {string} code
 */
export function hasWords(code) {
  const key = new RegExp(`^(?:\\w+_)?(?:error|fixed)_(?:\\w+_)?${code}$`);
  return Object.keys(messages).some((name) => key.test(name));
}
