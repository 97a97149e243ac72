// The other extensions that are on, with what each can do; and switching them off for one try and back.

import { button, byId, setText, show } from "../shared/dom.js";
import { before, candidates, included, isSearching, isSwitching } from "./preview.js";
import { drawList } from "./extension_list.js";
import { answers, heading, line, link, opened, part, press, shortNames, ways } from "./parts.js";
import { restartSteps } from "./restart_steps.js";
import { message } from "../shared/i18n.js";

/** @typedef {import("../../types/messages.js").Named} Named */
/** @typedef {import("./extension_experiment.js").Trial} Trial */
/** @typedef {"searching" | "working" | "asking" | "doubting" | "bad" | "none" | "result" | "before"} Scene */
/** @typedef {{ seen: "good" | "bad", off: number, left: Named[] }} Shown */

/**
 * What the last try has shown: known here until another one begins, because the worker forgets it with the try.
 * @type {Shown | null}
 */
let last = null;
/** The person has said that it opened. */
let saidGood = false;

/** @param {Trial} trial */
export function drawExtensions(trial) {
  remember(trial);
  const scene = sceneOf(trial);
  setText(byId("extensions-status"), statusOf(trial, scene));
  show(byId("extensions-why"), scene === "before" || scene === "none");
  const name = scene === "result" ? `result_${last?.seen}` : nameOf(trial, scene);
  byId("extensions-stage").classList.toggle("runs", scene === "working" || scene === "asking");
  part(byId("extensions-now"), name, factsOf(trial), () => SCENES[scene](trial));
  drawList(trial);
}

/** @param {Trial} trial */
function remember({ state }) {
  const { run, extensions } = state;
  // What a search finds counts more.
  if (isSearching(state)) last = null;
  if (run?.purpose !== "try") return;
  const trying = run.phase === "trying";
  if (!trying && (saidGood || run.why === "success")) {
    last = { seen: "good", off: 0, left: [] };
  } else if (run.seen === "bad" && (trying || last?.seen !== "bad")) {
    const off = run.items.filter((item) => !trying || isOff(item)).length;
    last = { seen: "bad", off, left: trying ? extensions : [] };
  } else if (trying && run.seen !== "bad") {
    last = null;
  }
}

/**
 * @param {Trial} trial
 * @returns {Scene}
 */
function sceneOf({ state }) {
  const { run, extensions, looking } = state;
  const trying = run?.phase === "trying";
  if (isSearching(state) || (trying && run.purpose === "bisect")) return "searching";
  if (trying && run.seen === "bad") return "bad";
  if (trying && run.doubt && run.doubt !== "said" && !looking) return "doubting";
  if (trying) return isSwitching(state) || looking ? "working" : "asking";
  if (last) return "result";
  return extensions.length === 0 && !isSwitching(state) ? "none" : "before";
}

/**
 * @param {Trial} trial
 * @param {Scene} scene
 */
function statusOf({ state }, scene) {
  if (scene === "asking") return message("ext_tried", [tried(state).off.length]);
  if (scene !== "working") return "";
  return message(isSwitching(state) ? "ext_switching" : "ext_looking");
}

/** @param {Trial} trial */
function factsOf(trial) {
  const { run, kept } = trial.state;
  const items = run?.phase === "trying" ? run.items : [];
  const wishes = items.map(({ id, name, on, trouble, by_hand: theirs }) => [
    ...[id, name, on, trouble, theirs],
  ]);
  return [
    wishes,
    run?.seen,
    run?.doubt,
    last,
    candidates(trial).length,
    isSwitching(trial.state),
    kept.length > 0,
  ];
}

/** @type {Record<Scene, (trial: Trial) => (Node | null)[]>} */
const SCENES = {
  searching: () => [
    line(message("ext_busy_search")),
    ways(link("#bisect", message("ext_to_search"))),
  ],
  working: () => [line(message("ext_wait"))],
  asking,
  doubting,
  bad,
  none: ({ state }) => [
    line(message(state.kept.length > 0 ? "ext_none_kept" : "ext_none")),
    ways(link("../guide/guide.html", message("popup_guide_all"))),
  ],
  result,
  before: beforeTry,
};

/**
 * Whether it is off because we switched it off.
 * @param {{ on: boolean, trouble: string | null, by_hand?: true }} item
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

/** @param {Trial} trial */
function asking(trial) {
  const { send, state } = trial;
  const { off, not } = tried(state);
  return [
    heading(message("ext_question")),
    line(message(state.run?.seen === "good" ? "ext_seen_good" : "ext_how")),
    ways(press(send, "show", "ext_show", "primary")),
    answers(good(send), press(send, "bad", "ext_bad")),
    not.length > 0 ? line(message("ext_not_off", [shortNames(not)])) : null,
    opened("ext_off_now", off),
  ];
}

/**
 * Each doubt is a scene of its own, so that it is read from its heading.
 * @param {Trial} trial
 * @param {Scene} scene
 */
const nameOf = ({ state }, scene) => (scene === "doubting" ? `doubt_${state.run?.doubt}` : scene);

/**
 * The page fails, and nobody can tell why: what has to be cleared up first.
 * @param {Trial} trial
 */
function doubting({ send, state }) {
  const opens = ways(press(send, "show", "ext_show"), good(send));
  if (state.run?.doubt === "remembered") return [...restartSteps("ext_restart_why"), opens];
  const [doubt, guide, words] =
    state.run?.doubt === "no_answer"
      ? ["no_answer", "network", "ext_to_network"]
      : ["no_certificate", "certificate_missing", "restart_to_missing"];
  return [
    heading(message("ext_doubt_heading")),
    line(message(`ext_doubt_${doubt}`)),
    ways(link(`../guide/guide.html#${guide}`, message(words), "primary")),
    opens,
  ];
}

/** @param {Trial} trial */
function bad({ send }) {
  return [
    ...whatBadMeans(),
    line(message("ext_bad_back")),
    ways(press(send, "show", "ext_show"), good(send)),
  ];
}

function whatBadMeans() {
  const { off, left } = last ?? { off: 0, left: [] };
  return [
    heading(message("ext_bad_heading")),
    line(message("ext_bad_text", [off])),
    left.length > 0 ? line(message("ext_bad_left")) : null,
    opened("ext_left_on", left),
  ];
}

/** @param {Trial} trial */
function result(trial) {
  const again = begin(trial, "ext_try_again");
  const restoring = again ? null : line(message("bisect_restoring"));
  if (last?.seen === "bad") {
    const next = link("../guide/guide.html", message("popup_guide_all"), "primary");
    return [...whatBadMeans(), line(message("ext_bad_next")), ways(next, again), restoring];
  }
  const search = link("#bisect", message("ext_to_bisect"), "primary");
  const said = [heading(message("ext_good_heading")), line(message("ext_good_text"))];
  return [...said, ways(search, again), restoring];
}

/** @param {Trial} trial */
function beforeTry(trial) {
  const { length } = candidates(trial);
  if (isSwitching(trial.state)) return [line(message("bisect_restoring"))];
  if (length === 0) return [line(message("ext_nobody"))];
  return [
    before("ext_before_heading", [message("ext_before_off", [length])]),
    ways(begin(trial, "ext_try", "primary"), link("#bisect", message("ext_to_bisect"))),
  ];
}

/**
 * The button that begins a try, where one can begin.
 * @param {Trial} trial
 * @param {string} key of its words
 * @param {string} [more] classes
 */
function begin(trial, key, more = "") {
  if (isSwitching(trial.state) || candidates(trial).length === 0) return null;
  const attributes = { class: `button ${more}`.trim(), "data-event": "try" };
  return button(attributes, message(key), () => {
    saidGood = false;
    return trial.send({ kind: "bisect", event: "try", ids: included(trial) });
  });
}
