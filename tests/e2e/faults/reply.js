/** What a reply of the worker means for the person. */
import { expect } from "@playwright/test";
import { hasWords, say } from "../lib/words.js";

/** @typedef {import("./scene.js").Scene} Scene */
/** @typedef {import("./table.js").Meets} Meets */

/**
 * @param {any} reply
 * @param {string} wanted the kind of a reply that reports success
 * @returns {Meets}
 */
export function met(reply, wanted) {
  if (reply.kind === wanted && reply.done !== false) return "answered";
  const code = reply.kind === "error" ? reply.code : reply.reason;
  expect(hasWords(code), `words for ${JSON.stringify(reply).slice(0, 300)}`).toBe(true);
  return "refused_in_words";
}

/**
 * A row that sends one message.
 * @param {(scene: Scene) => object} said
 * @param {string} wanted the kind of the reply
 * @param {(reply: any, scene: Scene) => boolean | Promise<boolean>} done whether it was done, as far as the reply or the browser shows
 * @returns {(scene: Scene) => Promise<Meets>}
 */
export function asking(said, wanted, done) {
  return async (scene) => {
    const reply = await scene.person.ask(said(scene));
    if (reply.kind === "error") scene.notes.push(reply.code);
    const meets = met(reply, wanted);
    return meets === "refused_in_words" || (await done(reply, scene)) ? meets : told(reply, scene);
  };
}

/**
 * The reply tells what could not be done by the `notice` in the state.
 * @param {any} state
 * @param {Scene} scene
 * @returns {Meets}
 */
export function told(state, { notes }) {
  expect(say(`ext_notice_${state.notice}`), `words for ${JSON.stringify(state)}`).not.toBe("");
  notes.push(state.notice);
  return "refused_in_words";
}
