// The result of a search, and what the person can do with it.

import { button, make } from "../shared/dom.js";
import {
  heading,
  paragraph,
  link,
  nameDetails,
  inlineName,
  inlineNames,
  actionRow,
} from "./parts.js";
import { language, message } from "../shared/i18n.js";

/** @typedef {import("../../types/messages.js").Bisect} Bisect */
/** @typedef {import("../../types/messages.js").BisectOutcome} BisectOutcome */
/** @typedef {import("../../types/messages.js").Named} Named */
/** @typedef {import("./extension_experiment.js").ExperimentView} Experiment */

/** For each set of extensions that only fails together, the one to keep disabled; by the ids of the set. @type {Map<string, string>} */
const choices = new Map();

/**
 * The scene of the result: what was found and whether it is disabled now.
 * @param {Bisect} state
 */
export function outcomeScene({ search, kept }) {
  const found = search?.outcome;
  if (!found) return "stopped";
  if (!("guilty" in found)) return Object.keys(found)[0] ?? "";
  const isKept = (/** @type {Named} */ one) => kept.some(({ id }) => id === one.id);
  if (!found.guilty.every((set) => set.some(isKept))) return "guilty";
  return search?.cured ? "cured" : "kept";
}

/**
 * Everything that the result is drawn from.
 * @param {Bisect} state
 */
export function outcomeFacts(state) {
  const { search, kept } = state;
  const { outcome: found, started, cured, once } = search ?? {};
  return [found, started, cured, once, kept, [...requiredAmongFound(state).keys()]];
}

/**
 * @param {Experiment} experiment
 * @returns {(Node | null)[]}
 */
export function drawOutcome(experiment) {
  const { search } = experiment.state;
  const found = search?.outcome ?? { stopped: { among: [] } };
  const format = new Intl.DateTimeFormat(language(), { dateStyle: "medium", timeStyle: "short" });
  const when = message("bisect_when", [format.format(search?.started ?? 0)]);
  return [...outcomeParts(experiment, found), make("p", { class: "note" }, when)];
}

/**
 * @param {Experiment} experiment
 * @param {BisectOutcome} found
 * @returns {(Node | null)[]}
 */
function outcomeParts(experiment, found) {
  if ("nobody" in found) return noneFound(found.nobody);
  if ("guilty" in found) return failingSets(experiment, found.guilty);
  if ("works_now" in found) return worksNow(found.works_now);
  if ("cannot_tell" in found) return cannotTell(found.cannot_tell);
  return [
    heading(message("bisect_stopped_heading")),
    paragraph(message("bisect_stopped")),
    nameDetails("bisect_among", found.stopped.among),
  ];
}

const guides = () =>
  actionRow(
    link("../guide/guide.html", message("popup_guide_all")),
    link("../report/report.html", message("report_link")),
  );

/** @param {{ count: number, left_on: Named[] }} found */
function noneFound({ count, left_on: left }) {
  return [
    heading(message("bisect_nobody_heading")),
    paragraph(message("bisect_nobody", [count])),
    left.length > 0 ? paragraph(message("bisect_nobody_left")) : null,
    nameDetails("ext_left_on", left),
    paragraph(message("ext_bad_next")),
    guides(),
  ];
}

/** @param {{ without: Named[] }} found */
function worksNow({ without }) {
  return [
    heading(message("bisect_works_now_heading")),
    paragraph(message("bisect_works_now")),
    without.length > 0
      ? paragraph(message("bisect_works_now_without", [inlineNames(without)]))
      : null,
    paragraph(message("bisect_works_now_next")),
  ];
}

/** @param {{ why: string, among: Named[] }} found */
function cannotTell({ why, among }) {
  const certificate = link(
    "../guide/guide.html#certificate_missing",
    message("restart_to_missing"),
    "primary",
  );
  const network = link("../guide/guide.html#network", message("ext_to_network"), "primary");
  return [
    heading(message("bisect_cannot_heading")),
    paragraph(message(`bisect_cannot_${why}`)),
    why === "no_certificate" ? actionRow(certificate) : null,
    why === "no_answer" ? actionRow(network) : null,
    why === "contradiction" ? guides() : null,
    nameDetails("bisect_among", among),
  ];
}

/**
 * @param {Experiment} experiment
 * @param {Named[][]} sets
 */
function failingSets(experiment, sets) {
  const { state } = experiment;
  const scene = outcomeScene(state);
  const off = inlineNames(state.kept);
  const once = state.search?.once;
  if (scene !== "guilty") {
    return [
      heading(message(`bisect_${scene}_heading`)),
      paragraph(message(`bisect_${scene}`, [off])),
      once && scene === "cured" ? make("p", { class: "note" }, message("bisect_cured_once")) : null,
      scene === "kept" ? guides() : null,
    ];
  }
  const needed = requiredAmongFound(state);
  const inDanger = sets.some((set) => set.some(({ id }) => needed.has(id)));
  return [
    heading(message("bisect_guilty_heading")),
    ...sets.flatMap((set) => [
      paragraph(together(set)),
      set.length > 1 ? setChoice(set, needed) : null,
    ]),
    once ? paragraph(message("bisect_guilty_once")) : null,
    inDanger ? make("p", { class: "warning" }, message("bisect_keep_needed")) : null,
    actionRow(keepOffButton(experiment, sets, needed)),
    make("p", { class: "note" }, message("bisect_keep_what")),
  ];
}

/**
 * The ids of found extensions that other work may need.
 * @param {Bisect} state
 */
function requiredAmongFound({ search, extensions }) {
  const found = search?.outcome;
  const ids = found && "guilty" in found ? found.guilty.flat().map(({ id }) => id) : [];
  const needed = extensions.filter(({ id, need }) => need !== null && ids.includes(id));
  return new Map(needed.map(({ id, need }) => [id, need]));
}

/** @param {Named[]} set */
function together(set) {
  const names = set.map(inlineName);
  if (set.length === 1) return message("bisect_guilty_one", names);
  if (set.length === 2) return message("bisect_guilty_pair", names);
  return message("bisect_guilty_group", [inlineNames(set)]);
}

/** @param {Named[]} set */
const keyOf = (set) => set.map(({ id }) => id).join(" ");

/**
 * The extension of a set to keep disabled: the chosen one, otherwise the first that is not needed.
 * @param {Named[]} set
 * @param {Map<string, unknown>} needed
 */
function chosen(set, needed) {
  const free = set.find(({ id }) => !needed.has(id)) ?? set[0];
  return choices.get(keyOf(set)) ?? free?.id ?? "";
}

/**
 * @param {Named[]} set
 * @param {Map<string, unknown>} needed
 */
function setChoice(set, needed) {
  const name = keyOf(set);
  const options = set.map((one) => {
    const input = /** @type {HTMLInputElement} */ (
      make("input", { type: "radio", name, "data-choice": one.id })
    );
    input.checked = one.id === chosen(set, needed);
    input.addEventListener("change", () => choices.set(name, one.id));
    const need = needed.get(one.id);
    const mark = need ? make("span", { class: "note" }, message(`need_${need}`)) : null;
    return make("label", { class: "insist" }, input, make("span", {}, inlineName(one), " ", mark));
  });
  return make(
    "fieldset",
    { class: "choice" },
    make("legend", {}, message("bisect_choose")),
    ...options,
  );
}

/**
 * @param {Experiment} experiment
 * @param {Named[][]} sets
 * @param {Map<string, unknown>} needed
 */
function keepOffButton({ send }, sets, needed) {
  const single = sets.length === 1 && sets[0]?.length === 1 ? sets[0][0] : undefined;
  const label = single
    ? message("bisect_keep_one", [inlineName(single)])
    : sets.length === 1
      ? message("bisect_keep_chosen")
      : message("bisect_keep_all", [sets.length]);
  return button({ class: "button primary", "data-event": "keep" }, label, () => {
    const ids = new Set(sets.map((set) => chosen(set, needed)));
    return send({ kind: "bisect", event: "keep", ids: [...ids] });
  });
}
