/**
 * Records the corpus: breaks the imitation as tests/corpus/scenarios.json says, clicks the icon in real Chromium,
 * and keeps the evidence with the truth of the table, never with what the diagnosis said.
 * `node tests/e2e/record.mjs [part of a name]`; without a part all are recorded anew.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cancel, choose } from "./lib/chooser.js";
import { Display } from "./lib/display.js";
import { copyOfOurs } from "./lib/extension.js";
import { Lab } from "./lib/lab.js";
import { makeBlocker, makeHelper } from "./lib/others.js";
import { root } from "./lib/paths.js";
import { Pc, SIGN_IN } from "./lib/pc.js";

/** @typedef {Record<string, any>} Scenario */

const FAILING = "クライアント証明書が必要です";
const corpus = join(root, "tests", "corpus");
const table = JSON.parse(await readFile(join(corpus, "scenarios.json"), "utf8"));
const wanted = process.argv[2] ?? "";

/** Every base with every variant of its own, and the answers to be recorded there. */
function scenarios() {
  return Object.entries(table.bases).flatMap(([base, { runs, ...of }]) =>
    Object.entries(runs).map(([variant, answers]) => {
      const more = table.variants[variant] ?? {};
      return {
        ...of,
        ...more,
        settings: { ...of.settings, ...more.settings },
        truth: [...of.truth, ...(more.truth ?? [])],
        name: variant ? `${base}+${variant}` : base,
        answers: /** @type {string[]} */ (answers),
      };
    }),
  );
}

/**
 * Brings a PC into the state that the scenario describes, up to the click.
 * @param {Pc} pc
 * @param {Scenario} of
 * @param {string} ours
 */
async function bringAbout(pc, of, ours) {
  if (of["sawStart"]) await pc.sawStart();
  if (of["severalClinics"]) await pc.remember(Boolean(of["dotWorks"]), true);
  if (of["dialog"]) {
    await pc.openAnd(of["dialog"] === "cancel" ? cancel : choose, arrival(of));
  } else await pc.open(of["url"] ?? SIGN_IN);
  if (of["settings"].failing_drawn_late_ms && !of["late"]) await (await pc.tab()).says(FAILING);
  if (of["signIn"]) await pc.signIn(of["signIn"] === true ? FAILING : of["signIn"]);
  if (of["installLater"]) await pc.profile.install(pc.lab.certificate(of["installLater"]));
  if (of["settingsAfter"]) await pc.lab.set(of["settingsAfter"]);
  if (of["again"]) await pc.open("about:blank");
  if (of["again"] || of["installLater"]) await pc.open();
  if (of["late"]) {
    await pc.browser.load(ours);
    await pc.settle();
  }
  if (of["apply"]) {
    await pc.apply();
    await pc.badgeChanges();
  }
  if (of["killed"]) await pc.extension.stopWorker();
  if (of["settingsBeforeClick"]) await pc.lab.set(of["settingsBeforeClick"]);
}

/**
 * What the page says once the dialog is answered; a server that breaks off shows no page of its own.
 * @param {Scenario} of
 */
function arrival({ settings, says }) {
  if (settings.client_auth === "tls_refuse") return undefined;
  return settings.client_auth === "required" ? "400 Bad Request" : says;
}

/**
 * Records one scenario with all its answers.
 * @param {Scenario} of
 * @param {{display: Display, lab: Lab, ours: string}} with_
 */
async function record(of, { display, lab, ours }) {
  await lab.reset();
  await lab.set(of["settings"]);
  if (of["issue"]) await lab.issue(of["issue"].name, of["issue"]);
  const others = [];
  if (of["helper"]) others.push(await makeHelper());
  if (of["blocker"]) others.push(await makeBlocker());
  const pc = await Pc.start({
    ...of,
    ...{ lab, display, ours, without: Boolean(of["late"]) },
    others: others.map(({ folder }) => folder),
  });
  try {
    const end = of["brand"] ? await pc.extension.pretendBrand(of["brand"]) : undefined;
    await bringAbout(pc, of, ours);
    const { diagnosis } = await pc.click();
    const { evidence } = await pc.extension.stored("session");
    for (const answer of of["answers"]) await keep(pc, of, answer, evidence);
    console.log(`${of["name"]}: ${diagnosis.primary} for ${of["truth"].join("+") || "healthy"}`);
    await end?.();
  } finally {
    await pc.remove();
    for (const other of others) await other.remove();
  }
}

/** @type {Record<string, {truth: string[]}>} */
const labels = {};

/**
 * Gives the answers by the popup's own messages and keeps the evidence that the worker then has.
 * @param {Pc} pc
 * @param {Scenario} of
 * @param {string} answer
 * @param {object} evidence as it was before any answer
 */
async function keep(pc, of, answer, evidence) {
  await pc.extension.inWorker(
    (before) => chrome.storage.session.set({ evidence: before }),
    evidence,
  );
  for (const [question, value] of table.answers[answer] ?? []) {
    const reply = await pc.popup?.ask({ kind: "answer", question, value });
    if (reply.kind !== "diagnosis") throw new Error(JSON.stringify(reply));
  }
  const { evidence: after } = await pc.extension.stored("session");
  const name = `recorded/${of["name"]}${answer ? `.${answer}` : ""}.json`;
  await writeFile(join(corpus, name), `${JSON.stringify(after, null, 1)}\n`);
  labels[name] = { truth: of["truth"] };
}

/** Writes the labels beside those that others wrote. */
async function writeLabels() {
  const file = join(corpus, "labels.json");
  const all = { ...JSON.parse(await readFile(file, "utf8")), ...labels };
  const sorted = Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
  await writeFile(file, `${JSON.stringify(sorted, null, 1)}\n`);
}

const waiting = scenarios().filter(({ name }) => name.includes(wanted));
const failed = /** @type {string[]} */ ([]);

/** Works the list off with a screen and a site of its own. */
async function work() {
  const display = await Display.start();
  const lab = await Lab.start();
  const ours = await copyOfOurs();
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const { name } = next;
    await record(next, { display, lab, ours: ours.folder }).catch((error) => {
      failed.push(name);
      console.error(`${name}: ${error.stack}`);
    });
  }
  await ours.remove();
  await lab.stop();
  await display.stop();
}

await mkdir(join(corpus, "recorded"), { recursive: true });
await Promise.all([work(), work()]);
await writeLabels();
console.log(`${Object.keys(labels).length} recorded; not recorded: ${failed.join(", ") || "none"}`);
process.exitCode = failed.length > 0 ? 1 : 0;
