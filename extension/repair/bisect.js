// The article "find the extension": shows the questions of the search (each asks whether the karte opens) and its result.

import { button, byId, setText, show } from "../shared/dom.js";
import { preview, candidates, includedIds, mayBeIncluded, isSwitching } from "./preview.js";
import { optionalGroups } from "./extension_list.js";
import { drawOutcome, outcomeFacts, outcomeScene } from "./bisect_outcome.js";
import * as parts from "./parts.js";
import { restartSteps } from "./restart_steps.js";
import { message } from "../shared/i18n.js";

/** @typedef {import("../../types/messages.js").Bisect} Bisect */
/** @typedef {import("../../types/messages.js").BisectQuestion} BisectQuestion */
/** @typedef {import("./extension_experiment.js").ExperimentView} Experiment */
/** @typedef {"trying" | "none" | "nothing" | "working" | "restarting" | "asking" | "paused" | "over"} Scene */

const {
  answerButton,
  answerRow,
  heading,
  paragraph,
  link,
  nameDetails,
  updatePart,
  eventButton,
  actionRow,
} = parts;

/** Questions besides the bisection (log2 n): all disabled, only the suspect, all but the suspect. */
const EXTRA_QUESTIONS = 3;
/** Message keys of the stages without a question. */
const STAGES = /** @type {Record<string, string>} */ ({
  switching: "ext_switching",
  probing: "bisect_probing",
  looking: "ext_looking",
  counting: "bisect_counting",
});

/** The person asked for another search after a result. */
let searchAgain = false;

/** @param {Experiment} experiment */
export function drawBisect(experiment) {
  const { state } = experiment;
  const scene = sceneOf(state);
  if (scene !== "over") searchAgain = false;
  setText(byId("bisect-status"), statusOf(state, scene));
  show(byId("bisect-why"), scene === "nothing" || scene === "none");
  byId("bisect-stage").classList.toggle("runs", scene === "working" || scene === "asking");
  updatePart(byId("bisect-now"), nameOf(state, scene), factsOf(state, scene), () =>
    SCENES[scene](experiment),
  );
  drawBefore(experiment, scene === "nothing" || (scene === "over" && searchAgain));
}

/**
 * @param {Bisect} state
 * @returns {Scene}
 */
function sceneOf({ run, search, extensions }) {
  if (run?.phase === "trying" && run.purpose === "try") return "trying";
  if (search?.phase === "paused" || search?.phase === "over") return search.phase;
  if (!search) return extensions.length === 0 && !run ? "none" : "nothing";
  if (search.stage === "restarting") return "restarting";
  return search.stage === "asking" && search.question ? "asking" : "working";
}

/**
 * Each question is a scene of its own, so that the focus moves to its heading.
 * @param {Bisect} state
 * @param {Scene} scene
 */
function nameOf(state, scene) {
  const { search } = state;
  if (scene === "over") return outcomeScene(state);
  return scene === "asking" ? `asking ${search?.phase} ${search?.question?.step}` : scene;
}

/**
 * @param {Bisect} state
 * @param {Scene} scene
 */
function factsOf(state, scene) {
  if (scene === "over") return [outcomeFacts(state), searchAgain];
  if (scene === "asking") return [state.search?.question, state.kept];
  return [state.run === null, state.kept.length > 0, state.search?.phase];
}

/**
 * @param {Bisect} state
 * @param {Scene} scene
 */
function statusOf({ search, kept }, scene) {
  const question = search?.question;
  if (scene === "working") {
    const does = message(STAGES[search?.stage ?? ""] ?? "ext_switching");
    const counts = search?.phase === "trying" && question;
    return counts ? message("bisect_at_step", [question.step, does]) : does;
  }
  if (scene !== "asking" || !question) return "";
  if (search.phase === "proving") {
    const off = kept.length > 0 ? kept : question.off;
    return message("bisect_proving", [parts.inlineNames(off)]);
  }
  const { step, left } = question;
  return left > 0 ? message("bisect_step", [step, left]) : message("bisect_last_step", [step]);
}

/** @type {Record<Scene, (experiment: Experiment) => (Node | null)[]>} */
const SCENES = {
  trying: () => [
    paragraph(message("bisect_busy_try")),
    actionRow(link("#extensions", message("bisect_to_try"))),
  ],
  none: ({ state }) => [
    paragraph(message(state.kept.length > 0 ? "ext_none_kept" : "ext_none")),
    actionRow(link("../guide/guide.html", message("popup_guide_all"))),
  ],
  nothing: () => [],
  working: () => [heading(message("bisect_working")), paragraph(message("ext_wait"))],
  restarting: ({ send }) => [
    ...restartSteps("bisect_restart_why"),
    actionRow(eventButton(send, "unsure", "bisect_no_restart")),
  ],
  asking,
  paused: ({ state, send }) => [
    heading(message("bisect_paused_heading")),
    paragraph(message(state.run ? "bisect_paused_ending" : "bisect_paused")),
    actionRow(
      eventButton(send, "go_on", "bisect_go_on", "primary"),
      eventButton(send, "stop", "bisect_give_up"),
    ),
  ],
  over: (experiment) => [
    ...drawOutcome(experiment),
    searchAgain ? null : searchAgainButton(experiment),
  ],
};

/** @param {Experiment} experiment */
function asking({ state, send }) {
  const question = state.search?.question;
  if (!question) return [];
  const proving = state.search?.phase === "proving";
  return [
    heading(message("ext_question")),
    proving ? null : paragraph(questionText(question)),
    question.again && !proving ? paragraph(message("bisect_once_more")) : null,
    paragraph(message("ext_how")),
    actionRow(eventButton(send, "show", "ext_show", "primary")),
    answerRow(
      answerButton(send, "good", "ext_good", question.step),
      answerButton(send, "bad", "ext_bad", question.step),
      answerButton(send, "unsure", "ext_unsure", question.step),
    ),
    nameDetails("ext_off_now", question.off),
    nameDetails("ext_on_now", question.on),
  ];
}

/** @param {BisectQuestion} question */
function questionText({ about, on, off }) {
  const one = about === "alone" ? on[0] : off[0];
  const name = one ? parts.inlineName(one) : "";
  const values = {
    all_off: [off.length],
    all_on: [],
    alone: [name],
    without: [name],
    half: [off.length, on.length],
  };
  return message(`bisect_about_${about}`, values[about]);
}

/** @param {Experiment} experiment */
function searchAgainButton({ redraw }) {
  const more = button({ class: "button", "data-act": "again" }, message("bisect_again"), () => {
    searchAgain = true;
    redraw();
    byId("bisect-before").querySelector("h3")?.focus();
  });
  return actionRow(more);
}

/**
 * Before the search: what will happen, the start button, and extensions that can be included.
 * @param {Experiment} experiment
 * @param {boolean} wanted
 */
function drawBefore(experiment, wanted) {
  const { state, send } = experiment;
  const { length } = candidates(experiment);
  const moving = isSwitching(state);
  updatePart(byId("bisect-before"), wanted ? "before" : "", [length, moving], () => {
    if (!wanted) return [];
    if (moving) return [paragraph(message("bisect_restoring"))];
    if (length === 0) {
      return [
        paragraph(message("bisect_nobody_to_try")),
        actionRow(link("#extensions", message("bisect_to_list"))),
      ];
    }
    const start = button(
      { class: "button primary", "data-event": "start" },
      message("bisect_start"),
      () => send({ kind: "bisect", event: "start", ids: includedIds(experiment) }),
    );
    return [preview("bisect_before_heading", whatHappens(length)), actionRow(start)];
  });
  const optional = wanted && !moving ? state.extensions.filter(mayBeIncluded) : [];
  updatePart(byId("bisect-needed"), optional.length > 0 ? "needed" : "", optional, () =>
    optionalGroups(experiment, optional, "bisect_insist"),
  );
}

/** @param {number} count */
function whatHappens(count) {
  const most = Math.ceil(Math.log2(count)) + EXTRA_QUESTIONS;
  return [
    message("bisect_before_count", [count, most]),
    message("bisect_before_alone"),
    message("bisect_before_restart"),
  ];
}
