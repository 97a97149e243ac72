// What a search has found, and what a person can do with it.

import { button, make } from "../shared/dom.js";
import { heading, line, link, opened, shortName, shortNames, ways } from "./parts.js";
import { language, message } from "../shared/i18n.js";

/** @typedef {import("../../types/messages.js").Bisect} Bisect */
/** @typedef {import("../../types/messages.js").BisectOutcome} BisectOutcome */
/** @typedef {import("../../types/messages.js").Named} Named */
/** @typedef {import("./extension_experiment.js").Trial} Trial */

/** Which of several that fail only together is to stay off, by all their ids. @type {Map<string, string>} */
const choices = new Map();

/**
 * One word for what was found and what became of it.
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
 * All that an outcome is drawn from.
 * @param {Bisect} state
 */
export function outcomeFacts(state) {
  const { search, kept } = state;
  const { outcome: found, started, cured, once } = search ?? {};
  return [found, started, cured, once, kept, [...needs(state).keys()]];
}

/**
 * @param {Trial} trial
 * @returns {(Node | null)[]}
 */
export function outcome(trial) {
  const { search } = trial.state;
  const found = search?.outcome ?? { stopped: { among: [] } };
  const format = new Intl.DateTimeFormat(language(), { dateStyle: "medium", timeStyle: "short" });
  const when = message("bisect_when", [format.format(search?.started ?? 0)]);
  return [...said(trial, found), make("p", { class: "note" }, when)];
}

/**
 * @param {Trial} trial
 * @param {BisectOutcome} found
 * @returns {(Node | null)[]}
 */
function said(trial, found) {
  if ("nobody" in found) return nobody(found.nobody);
  if ("guilty" in found) return guilty(trial, found.guilty);
  if ("works_now" in found) return worksNow(found.works_now);
  if ("cannot_tell" in found) return cannotTell(found.cannot_tell);
  return [
    heading(message("bisect_stopped_heading")),
    line(message("bisect_stopped")),
    opened("bisect_among", found.stopped.among),
  ];
}

const guides = () => ways(link("../guide/guide.html", message("popup_guide_all")));

/** @param {{ count: number, left_on: Named[] }} found */
function nobody({ count, left_on: left }) {
  return [
    heading(message("bisect_nobody_heading")),
    line(message("bisect_nobody", [count])),
    left.length > 0 ? line(message("bisect_nobody_left")) : null,
    opened("ext_left_on", left),
    line(message("ext_bad_next")),
    guides(),
  ];
}

/** @param {{ without: Named[] }} found */
function worksNow({ without }) {
  return [
    heading(message("bisect_works_now_heading")),
    line(message("bisect_works_now")),
    without.length > 0 ? line(message("bisect_works_now_without", [shortNames(without)])) : null,
    line(message("bisect_works_now_next")),
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
    line(message(`bisect_cannot_${why}`)),
    why === "no_certificate" ? ways(certificate) : null,
    why === "no_answer" ? ways(network) : null,
    why === "contradiction" ? guides() : null,
    opened("bisect_among", among),
  ];
}

/**
 * @param {Trial} trial
 * @param {Named[][]} sets
 */
function guilty(trial, sets) {
  const { state } = trial;
  const scene = outcomeScene(state);
  const off = shortNames(state.kept);
  const once = state.search?.once;
  if (scene !== "guilty") {
    return [
      heading(message(`bisect_${scene}_heading`)),
      line(message(`bisect_${scene}`, [off])),
      once && scene === "cured" ? make("p", { class: "note" }, message("bisect_cured_once")) : null,
      scene === "kept" ? guides() : null,
    ];
  }
  const needed = needs(state);
  const inDanger = sets.some((set) => set.some(({ id }) => needed.has(id)));
  return [
    heading(message("bisect_guilty_heading")),
    ...sets.flatMap((set) => [line(together(set)), set.length > 1 ? choice(set, needed) : null]),
    once ? line(message("bisect_guilty_once")) : null,
    inDanger ? make("p", { class: "warning" }, message("bisect_keep_needed")) : null,
    ways(keep(trial, sets, needed)),
    make("p", { class: "note" }, message("bisect_keep_what")),
  ];
}

/**
 * The ids of the guilty ones that may be needed.
 * @param {Bisect} state
 */
function needs({ search, extensions }) {
  const found = search?.outcome;
  const ids = found && "guilty" in found ? found.guilty.flat().map(({ id }) => id) : [];
  const needed = extensions.filter(({ id, need }) => need !== null && ids.includes(id));
  return new Map(needed.map(({ id, need }) => [id, need]));
}

/** @param {Named[]} set */
function together(set) {
  const names = set.map(shortName);
  if (set.length === 1) return message("bisect_guilty_one", names);
  if (set.length === 2) return message("bisect_guilty_pair", names);
  return message("bisect_guilty_group", [shortNames(set)]);
}

/** @param {Named[]} set */
const keyOf = (set) => set.map(({ id }) => id).join(" ");

/**
 * The one of a set that is to stay off: the person's choice, else the first one that is not needed.
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
function choice(set, needed) {
  const name = keyOf(set);
  const options = set.map((one) => {
    const input = /** @type {HTMLInputElement} */ (
      make("input", { type: "radio", name, "data-choice": one.id })
    );
    input.checked = one.id === chosen(set, needed);
    input.addEventListener("change", () => choices.set(name, one.id));
    const need = needed.get(one.id);
    const mark = need ? make("span", { class: "note" }, message(`need_${need}`)) : null;
    return make("label", { class: "insist" }, input, make("span", {}, shortName(one), " ", mark));
  });
  return make(
    "fieldset",
    { class: "choice" },
    make("legend", {}, message("bisect_choose")),
    ...options,
  );
}

/**
 * @param {Trial} trial
 * @param {Named[][]} sets
 * @param {Map<string, unknown>} needed
 */
function keep({ send }, sets, needed) {
  const single = sets.length === 1 && sets[0]?.length === 1 ? sets[0][0] : undefined;
  const label = single
    ? message("bisect_keep_one", [shortName(single)])
    : sets.length === 1
      ? message("bisect_keep_chosen")
      : message("bisect_keep_all", [sets.length]);
  return button({ class: "button primary", "data-event": "keep" }, label, () => {
    const ids = new Set(sets.map((set) => chosen(set, needed)));
    return send({ kind: "bisect", event: "keep", ids: [...ids] });
  });
}
