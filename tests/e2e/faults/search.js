/** Extensions that are switched off for a try, for a search or permanently: at the end all of them are on again. */
import { until } from "../lib/wait.js";
import { asking, met, told } from "./reply.js";

/** @typedef {import("./scene.js").Scene} Scene */
/** @typedef {import("./work.js").Work} Work */

/**
 * A try or a search: all others are switched off, the page is checked, all are switched on again.
 * @param {(scene: Scene) => string} event
 * @returns {Work}
 */
function led(event) {
  return {
    looks: false,
    changes: [],
    begin: async (scene) => {
      const asked = await scene.person.ask({ kind: "bisect", event: event(scene) });
      if (asked.kind === "error") return met(asked, "bisect");
      const state = await settled(scene);
      if (state.kind === "error") return met(state, "bisect");
      const goesOn = state.search && state.search.phase !== "paused";
      return state.run || goesOn ? "answered" : told(state, scene);
    },
    end: stopped,
  };
}

/** The second of the other extensions is kept off. @param {Scene} scene */
async function keptOff({ person, others }) {
  await person.turn(others[1] ?? "", false);
  const kept = [{ id: others[1], name: "-", at: Date.now() - 60_000 }];
  return { repair: { v: 2, rev: 1, run: null, kept } };
}

/** A search in its stored form. @param {Scene} scene @param {unknown} phase */
function searched({ others, pc }, phase) {
  const [on, at] = [[0, 1], Date.now() - 60_000];
  const candidates = others.map((id) => ({ id, name: "-", stays: "free" }));
  return {
    bisect: {
      ...{ v: 1, started: at, candidates, leftOn: [], phase },
      rules: { own: pc.extension.id, neverTouch: [], insisted: [] },
      answers: [{ at, on, answer: "bad", by: "before" }],
    },
  };
}

/** @param {Scene} scene */
async function stopped(scene) {
  await scene.person.ask({ kind: "bisect", event: "stop" });
  await scene.allOn();
}

/** Stops the search; no extension is kept off any more. @param {Scene} scene */
async function givenBack(scene) {
  await scene.person.ask({ kind: "bisect", event: "stop" });
  await scene.person.ask({ kind: "bisect", event: "give_back", ids: scene.others });
  await scene.allOn();
}

/** @param {any} reply @param {Scene} scene */
const keeps = ({ kept }, { others }) => kept.some((/** @type {any} */ { id }) => id === others[1]);

/** @type {Record<string, Work>} */
export const SEARCH = {
  bisect: led(({ random }) => random.one(["try", "start"])),
  "bisect#go_on": {
    ...led(() => "go_on"),
    changes: ["bisect"],
    sets: (scene) => searched(scene, "paused"),
  },
  "bisect#keep": {
    looks: false,
    changes: ["bisect", "history.entries[].undo.doneAt"],
    sets: (scene) =>
      searched(scene, {
        over: { outcome: { guilty: [[{ id: scene.others[1], name: "-" }]] }, cured: false },
      }),
    // Here nothing shows that it helps, so the search then goes on by itself.
    resets: givenBack,
    begin: asking(
      ({ others }) => ({ kind: "bisect", event: "keep", ids: [others[1]] }),
      "bisect",
      keeps,
    ),
    end: givenBack,
  },
  "bisect#give_back": {
    looks: false,
    changes: ["repair", "history.entries[].undo.doneAt"],
    sets: keptOff,
    begin: asking(
      ({ others }) => ({ kind: "bisect", event: "give_back", ids: [others[1]] }),
      "bisect",
      async (reply, scene) => {
        if (keeps(reply, scene)) return false;
        await scene.allOn();
        return true;
      },
    ),
  },
};

/** The state once the search waits for the person or is over. @param {Scene} scene */
async function settled({ person }) {
  /** @type {any} */ let state;
  await until("the look, or none", async () => {
    state = await person.ask({ kind: "bisect", event: "status" });
    return state.kind === "error" || isSettled(state);
  });
  return state;
}

/** @param {import("../../../types/messages.js").Bisect} state */
function isSettled({ run, search }) {
  const stage = search?.stage ?? "";
  return !run || run.seen || ["asking", "restarting"].includes(stage) || search?.phase === "over";
}
