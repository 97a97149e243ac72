// Elements of the repair page: parts that are redrawn only if they differ and keep the focus, names, buttons.

import { button, byId, make, setText, show } from "../shared/dom.js";
import { hasVisibleText, sanitize, textElement } from "../shared/sanitize.js";
import { quotedAll, message, firstMessage } from "../shared/i18n.js";

/** @typedef {import("../../types/messages.js").Named} Named */

/** @type {WeakMap<Element, {scene: string, drawing: string}>} */
const drawn = new WeakMap();

/**
 * Redraws a part only if its content changed, so that a button is not replaced during a click. Within a scene the focus
 * and open `<details>` are kept. A new scene moves the focus to its heading.
 * @param {HTMLElement} box
 * @param {string} scene
 * @param {unknown} facts everything that `draw` uses
 * @param {() => (Node | null)[]} draw
 */
export function updatePart(box, scene, facts, draw) {
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
 * The untrusted name of an extension; its id if the name has no visible character.
 * @param {Named} named
 */
const visibleName = ({ id, name }) => (hasVisibleText(name) ? name : id);

/**
 * The name for use inside a sentence.
 * @param {Named} named
 */
export const inlineName = (named) => sanitize(visibleName(named));

/** @param {Named[]} list */
export const inlineNames = (list) => quotedAll(list.map(visibleName));

/**
 * The name in an element of its own.
 * @param {Named} named
 */
export const nameElement = (named) => textElement(visibleName(named), { class: "name" });

/**
 * A collapsed list of names.
 * @param {string} key of its message; $1 is the number of names
 * @param {Named[]} list
 */
export function nameDetails(key, list) {
  if (list.length === 0) return null;
  return make(
    "details",
    { "data-name": key },
    make("summary", {}, message(key, [list.length])),
    make("ul", {}, ...list.map((named) => make("li", {}, nameElement(named)))),
  );
}

/** @param {string} text */
export const heading = (text) => make("h3", { tabindex: "-1" }, text);

/** @param {string} text */
export const paragraph = (text) => make("p", {}, text);

/**
 * A button that sends an event to the worker.
 * @param {import("./extension_experiment.js").Send} send
 * @param {"good" | "bad" | "unsure" | "show" | "stop" | "extend" | "go_on" | "noticed"} event
 * @param {string} key of its label
 * @param {string} [more] classes
 */
export const eventButton = (send, event, key, more = "") =>
  button({ class: `button ${more}`.trim(), "data-event": event }, message(key), () =>
    send({ kind: "bisect", event }),
  );

/**
 * A button that answers one question of the search. The worker ignores it after that question.
 * @param {import("./extension_experiment.js").Send} send
 * @param {"good" | "bad" | "unsure"} event
 * @param {string} key of its label
 * @param {number} step the number of the question
 */
export const answerButton = (send, event, key, step) =>
  button({ class: "button", "data-event": event }, message(key), () =>
    send({ kind: "bisect", event, step }),
  );

/** @param {...(Node | null)} children */
export const actionRow = (...children) => make("div", { class: "ways" }, ...children);

/** @param {...Node} children */
export const answerRow = (...children) => make("div", { class: "answers" }, ...children);

/**
 * @param {string} href
 * @param {string} text
 * @param {string} [more] classes
 */
export const link = (href, text, more = "") =>
  make("a", { class: `button ${more}`.trim(), href }, text);

/**
 * Shows an error; `null` hides it.
 * @param {import("../../types/messages.js").Failed | null} failed
 * @param {string} [prefix] of more specific message keys
 */
export function showFailure(failed, prefix = "error") {
  const keys = failed ? [`${prefix}_${failed.code}`, `error_${failed.code}`] : [];
  if (failed) setText(byId("failure"), firstMessage([...keys, `${prefix}_failed`, "error_failed"]));
  show(byId("failure"), failed !== null);
}
