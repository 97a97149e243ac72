/** Reads the keys of the core from its Rust source, so that tests can compare messages and pages with them. */
import { readFileSync } from "node:fs";

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

export const causes = variants("diagnosis.rs", "Cause");
export const verdicts = variants("diagnosis.rs", "Verdict");
export const states = variants("diagnosis.rs", "State");
export const fixes = variants("diagnosis.rs", "Fix");
export const probes = variants("evidence.rs", "Probe");
export const questions = variants("question.rs", "Question");
export const values = variants("question.rs", "Value");

export const corrections = variants("correction/sorted.rs", "Reason");

export const brands = variants("report/machine.rs", "Brand");
export const platforms = variants("report/machine.rs", "Platform");
export const asked = variants("report/form.rs", "Asked");
export const failures = variants("evidence.rs", "Failure");
/** The characters of the short code. */
export const letters = [...(/\*b"(\w+)"/.exec(source("report/letters.rs"))?.[1] ?? "")];

export const reasons = [...source("reason.rs").matchAll(/^ {4}[A-Z]\w* = "(\w+)": "/gm)].map(
  ([, key = ""]) => key,
);

/** The signs as `<probe>_<reading>`. */
export const signs = [...source("sign.rs").matchAll(/^ {4}[A-Z_]+ = ([A-Z]\w*) "(\w+)";/gm)].map(
  ([, probe = "", reading = ""]) => `${snake(probe)}_${reading}`,
);

/** Questions whose answer has to be tried out. */
export const experiments = [
  ...(/fn is_experiment[^}]*matches!\(self, ([^)]*)\)/
    .exec(source("question.rs"))?.[1]
    ?.matchAll(/Self::(\w+)/g) ?? []),
].map(([, variant = ""]) => snake(variant));
