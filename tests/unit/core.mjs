/** Reads the keys of the core from its Rust source, so that tests can compare messages and pages with them. */
import { readFileSync } from "node:fs";
import { CAUSE_TABLE } from "../../extension/shared/cause_table.js";

/** @param {string} file */
const source = (file) => readFileSync(new URL(`../../crate/src/${file}`, import.meta.url), "utf8");

/** @param {string} name in CamelCase */
const snake = (name) => name.replace(/(?<!^)([A-Z])/g, "_$1").toLowerCase();

/**
 * The variants of an enum without data, as they are written in JSON.
 * @param {string} file
 * @param {string} name
 */
export function variants(file, name) {
  const body = new RegExp(`pub enum ${name} \\{([^}]*)\\}`).exec(source(file))?.[1];
  if (!body) throw new Error(`no enum ${name} in ${file}`);
  return [...body.matchAll(/^\s*([A-Z]\w*),/gm)].map(([, variant = ""]) => snake(variant));
}

export const causes = Object.keys(CAUSE_TABLE);
export const verdicts = variants("diagnosis/types.rs", "Verdict");
export const states = variants("evidence/page/tab_state.rs", "TabState");
export const fixes = variants("diagnosis/types.rs", "Fix");
export const probes = variants("evidence/mod.rs", "Probe");
export const questions = variants("evidence/questions.rs", "Question");
export const values = variants("evidence/questions.rs", "AnswerValue");

export const corrections = variants("url_correction/class.rs", "UrlReason");

export const brands = variants("report/environment.rs", "Brand");
export const platforms = variants("report/environment.rs", "Platform");
export const asked = variants("report/fields.rs", "CertProbeStatus");
export const failures = variants("evidence/mod.rs", "ProbeFailure");
/** The characters of the report code. */
export const letters = [...(/\*b"(\w+)"/.exec(source("report/crockford.rs"))?.[1] ?? "")];

export const reasons = [
  ...source("diagnosis/reason.rs").matchAll(/^ {4}[A-Z]\w* = "(\w+)", /gm),
].map(([, key = ""]) => key);

/** The signs as `<probe>_<reading>`. */
export const signs = [
  ...source("evidence/indicator.rs").matchAll(/^ {4}[A-Z_]+ = ([A-Z]\w*) "(\w+)";/gm),
].map(([, probe = "", reading = ""]) => `${snake(probe)}_${reading}`);

/** Questions that the person can answer only after an experiment. */
export const experiments = [
  ...(/fn is_experiment[^}]*matches!\(self, ([^)]*)\)/
    .exec(source("evidence/questions.rs"))?.[1]
    ?.matchAll(/Self::(\w+)/g) ?? []),
].map(([, variant = ""]) => snake(variant));
