// The article "disable extensions": disables the other extensions for one try, asks for the result, re-enables them.

import { button, byId, setText, show } from "../shared/dom.js";
import { preview, candidates, includedIds, isSearching, isSwitching } from "./preview.js";
import { drawList } from "./extension_list.js";
import {
  answerRow,
  heading,
  paragraph,
  link,
  nameDetails,
  updatePart,
  eventButton,
  inlineNames,
  actionRow,
} from "./parts.js";
import { restartSteps } from "./restart_steps.js";
import { message } from "../shared/i18n.js";

/** @typedef {import("../../types/messages.js").Named} Named */
/** @typedef {import("./extension_experiment.js").ExperimentView} Experiment */
/** @typedef {"searching" | "working" | "asking" | "inconclusive" | "bad" | "none" | "result" | "before"} Scene */
/** @typedef {{ seen: "good" | "bad", off: number, left: Named[] }} Shown */

/**
 * The result of the last try, kept until another one begins. The worker does not keep it.
 * @type {Shown | null}
 */
let lastResult = null;
/** The person answered that the karte opened. */
let saidGood = false;

/** @param {Experiment} experiment */
export function drawExtensions(experiment) {
  keepResult(experiment);
  const scene = sceneOf(experiment);
  setText(byId("extensions-status"), statusOf(experiment, scene));
  show(byId("extensions-why"), scene === "before" || scene === "none");
  const name = scene === "result" ? `result_${lastResult?.seen}` : nameOf(experiment, scene);
  byId("extensions-stage").classList.toggle("runs", scene === "working" || scene === "asking");
  updatePart(byId("extensions-now"), name, factsOf(experiment), () => SCENES[scene](experiment));
  drawList(experiment);
}

/** @param {Experiment} experiment */
function keepResult({ state }) {
  const { run, extensions } = state;
  // The result of a search replaces it.
  if (isSearching(state)) lastResult = null;
  if (run?.purpose !== "try") return;
  const trying = run.phase === "trying";
  if (!trying && (saidGood || run.why === "success")) {
    lastResult = { seen: "good", off: 0, left: [] };
  } else if (run.seen === "bad" && (trying || lastResult?.seen !== "bad")) {
    const off = run.items.filter((item) => !trying || isOff(item)).length;
    lastResult = { seen: "bad", off, left: trying ? extensions : [] };
  } else if (trying && run.seen !== "bad") {
    lastResult = null;
  }
}

/**
 * @param {Experiment} experiment
 * @returns {Scene}
 */
function sceneOf({ state }) {
  const { run, extensions, looking } = state;
  const trying = run?.phase === "trying";
  if (isSearching(state) || (trying && run.purpose === "bisect")) return "searching";
  if (trying && run.seen === "bad") return "bad";
  if (trying && run.doubt && run.doubt !== "said" && !looking) return "inconclusive";
  if (trying) return isSwitching(state) || looking ? "working" : "asking";
  if (lastResult) return "result";
  return extensions.length === 0 && !isSwitching(state) ? "none" : "before";
}

/**
 * @param {Experiment} experiment
 * @param {Scene} scene
 */
function statusOf({ state }, scene) {
  if (scene === "asking") return message("ext_tried", [tried(state).off.length]);
  if (scene !== "working") return "";
  return message(isSwitching(state) ? "ext_switching" : "ext_looking");
}

/** @param {Experiment} experiment */
function factsOf(experiment) {
  const { run, kept } = experiment.state;
  const items = run?.phase === "trying" ? run.items : [];
  const wishes = items.map(({ id, name, on, trouble, by_hand: theirs }) => [
    ...[id, name, on, trouble, theirs],
  ]);
  return [
    wishes,
    run?.seen,
    run?.doubt,
    lastResult,
    candidates(experiment).length,
    isSwitching(experiment.state),
    kept.length > 0,
  ];
}

/** @type {Record<Scene, (experiment: Experiment) => (Node | null)[]>} */
const SCENES = {
  searching: () => [
    paragraph(message("ext_busy_search")),
    actionRow(link("#bisect", message("ext_to_search"))),
  ],
  working: () => [paragraph(message("ext_wait"))],
  asking,
  inconclusive,
  bad,
  none: ({ state }) => [
    paragraph(message(state.kept.length > 0 ? "ext_none_kept" : "ext_none")),
    actionRow(link("../guide/guide.html", message("popup_guide_all"))),
  ],
  result,
  before: beforeTry,
};

/**
 * Whether we disabled it.
 * @param {{ on: boolean, trouble: string | null, by_hand?: boolean }} item
 */
const isOff = (item) => !item.on && !item.trouble && !item.by_hand;

/** @param {import("../../types/messages.js").Bisect} state */
function tried({ run }) {
  const items = run?.items ?? [];
  return {
    off: items.filter(isOff),
    not: items.filter((item) => !item.on && item.trouble === "refused"),
  };
}

/** @param {import("./extension_experiment.js").Send} send */
const good = (send) =>
  button({ class: "button", "data-event": "good" }, message("ext_good"), () => {
    saidGood = true;
    return send({ kind: "bisect", event: "good" });
  });

/** @param {Experiment} experiment */
function asking(experiment) {
  const { send, state } = experiment;
  const { off, not } = tried(state);
  return [
    heading(message("ext_question")),
    paragraph(message(state.run?.seen === "good" ? "ext_seen_good" : "ext_how")),
    actionRow(eventButton(send, "show", "ext_show", "primary")),
    answerRow(good(send), eventButton(send, "bad", "ext_bad")),
    not.length > 0 ? paragraph(message("ext_not_off", [inlineNames(not)])) : null,
    nameDetails("ext_off_now", off),
  ];
}

/**
 * Each inconclusive result is a scene of its own, so that the focus moves to its heading.
 * @param {Experiment} experiment
 * @param {Scene} scene
 */
const nameOf = ({ state }, scene) =>
  scene === "inconclusive" ? `doubt_${state.run?.doubt}` : scene;

/**
 * The page fails, but the cause may be another one: shows what to do first.
 * @param {Experiment} experiment
 */
function inconclusive({ send, state }) {
  const opens = actionRow(eventButton(send, "show", "ext_show"), good(send));
  if (state.run?.doubt === "remembered") return [...restartSteps("ext_restart_why"), opens];
  const [doubt, guide, words] =
    state.run?.doubt === "no_answer"
      ? ["no_answer", "network", "ext_to_network"]
      : ["no_certificate", "certificate_missing", "restart_to_missing"];
  return [
    heading(message("ext_doubt_heading")),
    paragraph(message(`ext_doubt_${doubt}`)),
    actionRow(link(`../guide/guide.html#${guide}`, message(words), "primary")),
    opens,
  ];
}

/** @param {Experiment} experiment */
function bad({ send }) {
  return [
    ...whatBadMeans(),
    paragraph(message("ext_bad_back")),
    actionRow(eventButton(send, "show", "ext_show"), good(send)),
  ];
}

function whatBadMeans() {
  const { off, left } = lastResult ?? { off: 0, left: [] };
  return [
    heading(message("ext_bad_heading")),
    paragraph(message("ext_bad_text", [off])),
    left.length > 0 ? paragraph(message("ext_bad_left")) : null,
    nameDetails("ext_left_on", left),
  ];
}

/** @param {Experiment} experiment */
function result(experiment) {
  const again = begin(experiment, "ext_try_again");
  const restoring = again ? null : paragraph(message("bisect_restoring"));
  if (lastResult?.seen === "bad") {
    const next = link("../guide/guide.html", message("popup_guide_all"), "primary");
    return [
      ...whatBadMeans(),
      paragraph(message("ext_bad_next")),
      actionRow(next, again, link("../report/report.html", message("report_link"))),
      restoring,
    ];
  }
  const search = link("#bisect", message("ext_to_bisect"), "primary");
  const said = [heading(message("ext_good_heading")), paragraph(message("ext_good_text"))];
  return [...said, actionRow(search, again), restoring];
}

/** @param {Experiment} experiment */
function beforeTry(experiment) {
  const { length } = candidates(experiment);
  if (isSwitching(experiment.state)) return [paragraph(message("bisect_restoring"))];
  if (length === 0) return [paragraph(message("ext_nobody"))];
  return [
    preview("ext_before_heading", [message("ext_before_off", [length])]),
    actionRow(begin(experiment, "ext_try", "primary"), link("#bisect", message("ext_to_bisect"))),
  ];
}

/**
 * The button that begins a try; null if none can begin.
 * @param {Experiment} experiment
 * @param {string} key of its label
 * @param {string} [more] classes
 */
function begin(experiment, key, more = "") {
  if (isSwitching(experiment.state) || candidates(experiment).length === 0) return null;
  const attributes = { class: `button ${more}`.trim(), "data-event": "try" };
  return button(attributes, message(key), () => {
    saidGood = false;
    return experiment.send({ kind: "bisect", event: "try", ids: includedIds(experiment) });
  });
}
