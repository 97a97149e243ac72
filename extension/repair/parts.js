// Parts of the page of repairs: drawn anew only where they differ, the focus kept, and untrusted names made harmless.

import { button, byId, make, setText, show } from "../shared/dom.js";
import { hasVisibleText, sanitize, textElement } from "../shared/sanitize.js";
import { quotedAll, message, firstMessage } from "../shared/i18n.js";

/** @typedef {import("../../types/messages.js").Named} Named */

/** @type {WeakMap<Element, {scene: string, drawing: string}>} */
const drawn = new WeakMap();

/**
 * Draws a part anew only where what it shows has changed, so that no button goes away under a finger. Within a scene the
 * focus stays with its button and what was opened stays open; a new scene is read from its heading.
 * @param {HTMLElement} box
 * @param {string} scene
 * @param {unknown} facts all that `draw` makes use of
 * @param {() => (Node | null)[]} draw
 */
export function part(box, scene, facts, draw) {
  const drawing = JSON.stringify([scene, facts]);
  const before = drawn.get(box);
  if (before?.drawing === drawing) return;
  drawn.set(box, { scene, drawing });
  const same = before?.scene === scene;
  const held = box.contains(document.activeElement) ? document.activeElement : null;
  const open = same ? box.querySelectorAll("details[open]") : [];
  const names = [...open].map((one) => /** @type {HTMLElement} */ (one).dataset["name"]);
  box.dataset["scene"] = scene.split(" ", 1)[0];
  box.replaceChildren(...draw().filter((child) => child !== null));
  show(box, box.childElementCount > 0);
  for (const one of box.querySelectorAll("details")) {
    if (names.includes(one.dataset["name"])) one.open = true;
  }
  if (held) focusAgain(box, same ? nameOfControl(held) : "");
}

/** @param {Element} element */
function nameOfControl(element) {
  const { event, id, name } = /** @type {HTMLElement} */ (element).dataset;
  const details = element.parentElement?.dataset["name"];
  return [event, id, name, element.localName === "summary" ? details : ""].join(" ").trim();
}

/**
 * @param {HTMLElement} box
 * @param {string} control
 */
function focusAgain(box, control) {
  const all = [...box.querySelectorAll("button, input, a, summary")];
  const again = control ? all.find((one) => nameOfControl(one) === control) : undefined;
  const heading =
    box.querySelector("[tabindex='-1']") ?? document.querySelector("article:not([hidden]) h2");
  /** @type {HTMLElement | null} */ (again ?? heading)?.focus();
}

/**
 * A name that an extension gave itself, as text that cannot do any harm; its id where nothing can be seen of it.
 * @param {Named} named
 */
const plainName = ({ id, name }) => (hasVisibleText(name) ? name : id);

/**
 * So much of a name as may stand in one of our sentences.
 * @param {Named} named
 */
export const shortName = (named) => sanitize(plainName(named));

/** @param {Named[]} list */
export const shortNames = (list) => quotedAll(list.map(plainName));

/**
 * The name by itself.
 * @param {Named} named
 */
export const wholeName = (named) => textElement(plainName(named), { class: "name" });

/**
 * A list of names that can be opened.
 * @param {string} key of the words on it; $1 = number
 * @param {Named[]} list
 */
export function opened(key, list) {
  if (list.length === 0) return null;
  return make(
    "details",
    { "data-name": key },
    make("summary", {}, message(key, [list.length])),
    make("ul", {}, ...list.map((named) => make("li", {}, wholeName(named)))),
  );
}

/** @param {string} text */
export const heading = (text) => make("h3", { tabindex: "-1" }, text);

/** @param {string} text */
export const line = (text) => make("p", {}, text);

/**
 * A button that only tells the worker of an event.
 * @param {import("./extension_experiment.js").Send} send
 * @param {"good" | "bad" | "unsure" | "show" | "stop" | "extend" | "go_on" | "noticed"} event
 * @param {string} key of its words
 * @param {string} [more] classes
 */
export const press = (send, event, key, more = "") =>
  button({ class: `button ${more}`.trim(), "data-event": event }, message(key), () =>
    send({ kind: "bisect", event }),
  );

/**
 * An answer to one question of the search: pressed too late, it answers no later one.
 * @param {import("./extension_experiment.js").Send} send
 * @param {"good" | "bad" | "unsure"} event
 * @param {string} key of its words
 * @param {number} step the number of the question
 */
export const answer = (send, event, key, step) =>
  button({ class: "button", "data-event": event }, message(key), () =>
    send({ kind: "bisect", event, step }),
  );

/** @param {...(Node | null)} children */
export const ways = (...children) => make("div", { class: "ways" }, ...children);

/** @param {...Node} children */
export const answers = (...children) => make("div", { class: "answers" }, ...children);

/**
 * @param {string} href
 * @param {string} text
 * @param {string} [more] classes
 */
export const link = (href, text, more = "") =>
  make("a", { class: `button ${more}`.trim(), href }, text);

/**
 * Says what went wrong; `null`: nothing did.
 * @param {import("../../types/messages.js").Failed | null} failed
 * @param {string} [prefix] of finer words
 */
export function sayFailure(failed, prefix = "error") {
  const keys = failed ? [`${prefix}_${failed.code}`, `error_${failed.code}`] : [];
  if (failed) setText(byId("failure"), firstMessage([...keys, `${prefix}_failed`, "error_failed"]));
  show(byId("failure"), failed !== null);
}
