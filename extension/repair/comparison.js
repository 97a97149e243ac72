// An experiment that one person does and one question about it: what it means is said, and the next diagnosis knows it.

import { button, byId, make } from "../shared/dom.js";
import { answers, heading, line, link, part, sayFailure, ways } from "./parts.js";
import { ask } from "../shared/worker_client.js";
import { language, message, firstMessage } from "../shared/i18n.js";

/** @typedef {import("../../types/messages.js").Value} Value */
/** @typedef {"private_window" | "other_network"} Experiment */
/** @typedef {{ value: Value, at: number, guide?: string | undefined }} Said */

/** Where an answer that proves nothing by itself leads: to the steps for what the diagnosis then names. */
const DIAGNOSED = "../guide/guide.html";
/** Where each answer leads; what it means is said by its words. */
const LEADS = /** @type {Record<Experiment, Partial<Record<Value, string>>>} */ ({
  private_window: {
    works: "#restart",
    no_dialog: "../guide/guide.html#certificate_missing",
    still_fails: "../guide/guide.html#certificate_revoked",
    dont_know: DIAGNOSED,
  },
  other_network: {
    works: "../guide/guide.html#network",
    still_fails: DIAGNOSED,
    dont_know: DIAGNOSED,
  },
});
/** Here what was said stays for the person who comes back tomorrow; the worker keeps it for an hour. */
const KEPT = "experiments";

/** @returns {Partial<Record<Experiment, Said>>} */
function kept() {
  try {
    const { v, said } = JSON.parse(localStorage.getItem(KEPT) ?? "{}");
    return v === 1 && typeof said === "object" && said ? said : {};
  } catch {
    return {};
  }
}

/** @param {Experiment} experiment @param {Said | undefined} now */
function keep(experiment, now) {
  const said = { ...kept(), [experiment]: now };
  try {
    localStorage.setItem(KEPT, JSON.stringify({ v: 1, said }));
  } catch {
    // Without room it is known until the page is closed.
  }
}

/** @param {Experiment} experiment @param {Value} value */
async function answer(experiment, value) {
  const reply = await ask({ kind: "answer", question: experiment, value });
  sayFailure(reply.kind === "error" ? reply : null);
  const primary =
    reply.kind === "diagnosis" ? reply.findings.find(({ cause }) => cause === reply.primary) : null;
  keep(experiment, { value, at: Date.now(), guide: primary?.guide });
  drawExperiment(experiment);
}

/** @param {Experiment} experiment */
function again(experiment) {
  keep(experiment, undefined);
  drawExperiment(experiment);
}

async function openWindow() {
  const reply = await ask({ kind: "fix", fix: "private_window" });
  if (reply.kind === "error") return sayFailure(reply);
  if (reply.kind !== "fixed") return undefined;
  const said = reply.done ? "fixed_private_window" : "fixed_private_window_not_permitted";
  byId("experiment-opened").textContent = message(said);
  return undefined;
}

/** @param {Experiment} experiment */
function steps(experiment) {
  const texts = [1, 2, 3, 4].map((step) => message(`experiment_${experiment}_${step}`));
  const list = make(
    "ol",
    { class: "steps" },
    ...texts.filter(Boolean).map((t) => make("li", {}, t)),
  );
  if (experiment !== "private_window") return [list];
  const open = button(
    { class: "button primary", "data-fix": "private_window" },
    message("fix_private_window"),
    openWindow,
  );
  return [list, ways(open), make("p", { class: "note", id: "experiment-opened", role: "status" })];
}

/**
 * @param {Experiment} experiment
 * @param {Value} value
 */
const option = (experiment, value) =>
  button(
    { class: "button", "data-event": value },
    firstMessage([`option_${experiment}_${value}`, `option_${value}`]),
    () => answer(experiment, value),
  );

/**
 * @param {Experiment} experiment
 * @param {Said} said
 */
function wayOn(experiment, { value, guide }) {
  const lead = LEADS[experiment][value] ?? DIAGNOSED;
  if (lead === "#restart") return link(lead, message("restart_heading"), "primary");
  const name = lead === DIAGNOSED && guide ? message(`cause_${guide}`) : "";
  if (name) return link(`${DIAGNOSED}#${guide}`, message("popup_guide_of", [name]), "primary");
  return link(
    lead,
    message(lead === DIAGNOSED ? "popup_guide_all" : "experiment_to_steps"),
    "primary",
  );
}

/**
 * @param {Experiment} experiment
 * @param {Said} said
 */
function outcome(experiment, said) {
  const { value, at } = said;
  const format = new Intl.DateTimeFormat(language(), { dateStyle: "medium", timeStyle: "short" });
  const chosen = firstMessage([`option_${experiment}_${value}`, `option_${value}`]);
  return [
    heading(message(`experiment_${experiment}_${value}_heading`)),
    line(message(`experiment_${experiment}_${value}`)),
    ways(
      wayOn(experiment, said),
      button({ class: "button", "data-event": "again" }, message("experiment_again"), () =>
        again(experiment),
      ),
    ),
    make("p", { class: "note" }, message("experiment_said", [format.format(at), chosen])),
  ];
}

/** @param {Experiment} experiment */
export function drawExperiment(experiment) {
  const said = kept()[experiment];
  byId("experiment-heading").textContent = message(`experiment_${experiment}_title`);
  const values = /** @type {Value[]} */ (Object.keys(LEADS[experiment]));
  part(byId("experiment-now"), said ? `said ${experiment}` : `asks ${experiment}`, said, () =>
    said
      ? outcome(experiment, said)
      : [
          line(message(`experiment_${experiment}_why`)),
          ...steps(experiment),
          heading(message(`question_${experiment}`)),
          answers(...values.map((value) => option(experiment, value))),
        ],
  );
}
