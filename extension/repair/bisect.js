// Finding the extension that is to blame: one question at a time, and each only whether the karte opens.

import { button, byId, setText, show } from "../shared/dom.js";
import { before, candidates, included, mayBeIncluded, isSwitching } from "./preview.js";
import { optionalOnes } from "./extension_list.js";
import { outcome, outcomeFacts, outcomeScene } from "./bisect_outcome.js";
import * as parts from "./parts.js";
import { restartSteps } from "./restart_steps.js";
import { message } from "../shared/i18n.js";

/** @typedef {import("../../types/messages.js").Bisect} Bisect */
/** @typedef {import("../../types/messages.js").BisectQuestion} BisectQuestion */
/** @typedef {import("./extension_experiment.js").Trial} Trial */
/** @typedef {"trying" | "none" | "nothing" | "working" | "restarting" | "asking" | "paused" | "over"} Scene */

const { answer, answers, heading, line, link, opened, part, press, ways } = parts;

/** One alone is found in as many questions as halving takes, and so many more: all off, it alone, all but it. */
const BESIDES = 3;
/** What the search does by itself, in words. */
const STAGES = /** @type {Record<string, string>} */ ({
  switching: "ext_switching",
  probing: "bisect_probing",
  looking: "ext_looking",
  counting: "bisect_counting",
});

/** After an outcome the person has asked for another search. */
let again = false;

/** @param {Trial} trial */
export function drawBisect(trial) {
  const { state } = trial;
  const scene = sceneOf(state);
  if (scene !== "over") again = false;
  setText(byId("bisect-status"), statusOf(state, scene));
  show(byId("bisect-why"), scene === "nothing" || scene === "none");
  byId("bisect-stage").classList.toggle("runs", scene === "working" || scene === "asking");
  part(byId("bisect-now"), nameOf(state, scene), factsOf(state, scene), () => SCENES[scene](trial));
  drawBefore(trial, scene === "nothing" || (scene === "over" && again));
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
 * Each question is a scene of its own, so that it is read from its heading.
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
  if (scene === "over") return [outcomeFacts(state), again];
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
    return message("bisect_proving", [parts.shortNames(off)]);
  }
  const { step, left } = question;
  return left > 0 ? message("bisect_step", [step, left]) : message("bisect_last_step", [step]);
}

/** @type {Record<Scene, (trial: Trial) => (Node | null)[]>} */
const SCENES = {
  trying: () => [
    line(message("bisect_busy_try")),
    ways(link("#extensions", message("bisect_to_try"))),
  ],
  none: ({ state }) => [
    line(message(state.kept.length > 0 ? "ext_none_kept" : "ext_none")),
    ways(link("../guide/guide.html", message("popup_guide_all"))),
  ],
  nothing: () => [],
  working: () => [heading(message("bisect_working")), line(message("ext_wait"))],
  restarting: ({ send }) => [
    ...restartSteps("bisect_restart_why"),
    ways(press(send, "unsure", "bisect_no_restart")),
  ],
  asking,
  paused: ({ state, send }) => [
    heading(message("bisect_paused_heading")),
    line(message(state.run ? "bisect_paused_ending" : "bisect_paused")),
    ways(press(send, "go_on", "bisect_go_on", "primary"), press(send, "stop", "bisect_give_up")),
  ],
  over: (trial) => [...outcome(trial), again ? null : askedAgain(trial)],
};

/** @param {Trial} trial */
function asking({ state, send }) {
  const question = state.search?.question;
  if (!question) return [];
  const proving = state.search?.phase === "proving";
  return [
    heading(message("ext_question")),
    proving ? null : line(aboutOf(question)),
    question.again && !proving ? line(message("bisect_once_more")) : null,
    line(message("ext_how")),
    ways(press(send, "show", "ext_show", "primary")),
    answers(
      answer(send, "good", "ext_good", question.step),
      answer(send, "bad", "ext_bad", question.step),
      answer(send, "unsure", "ext_unsure", question.step),
    ),
    opened("ext_off_now", question.off),
    opened("ext_on_now", question.on),
  ];
}

/** @param {BisectQuestion} question */
function aboutOf({ about, on, off }) {
  const one = about === "alone" ? on[0] : off[0];
  const name = one ? parts.shortName(one) : "";
  const values = {
    all_off: [off.length],
    all_on: [],
    alone: [name],
    without: [name],
    half: [off.length, on.length],
  };
  return message(`bisect_about_${about}`, values[about]);
}

/** @param {Trial} trial */
function askedAgain({ redraw }) {
  const more = button({ class: "button", "data-act": "again" }, message("bisect_again"), () => {
    again = true;
    redraw();
    byId("bisect-before").querySelector("h3")?.focus();
  });
  return ways(more);
}

/**
 * What will happen, the button that begins, and those that may be included.
 * @param {Trial} trial
 * @param {boolean} wanted
 */
function drawBefore(trial, wanted) {
  const { state, send } = trial;
  const { length } = candidates(trial);
  const moving = isSwitching(state);
  part(byId("bisect-before"), wanted ? "before" : "", [length, moving], () => {
    if (!wanted) return [];
    if (moving) return [line(message("bisect_restoring"))];
    if (length === 0) {
      return [
        line(message("bisect_nobody_to_try")),
        ways(link("#extensions", message("bisect_to_list"))),
      ];
    }
    const start = button(
      { class: "button primary", "data-event": "start" },
      message("bisect_start"),
      () => send({ kind: "bisect", event: "start", ids: included(trial) }),
    );
    return [before("bisect_before_heading", whatHappens(length)), ways(start)];
  });
  const optional = wanted && !moving ? state.extensions.filter(mayBeIncluded) : [];
  part(byId("bisect-needed"), optional.length > 0 ? "needed" : "", optional, () =>
    optionalOnes(trial, optional, "bisect_insist"),
  );
}

/** @param {number} count */
function whatHappens(count) {
  const most = Math.ceil(Math.log2(count)) + BESIDES;
  return [
    message("bisect_before_count", [count, most]),
    message("bisect_before_alone"),
    message("bisect_before_restart"),
  ];
}
