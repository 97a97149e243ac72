// The guides: numbered steps for the cause behind the #, in the words for this computer's platform.

import { button, byId, make, setText, show } from "./dom.js";
import { ACTS, BUTTONS, NUMBERS } from "./guide_buttons.js";
import { findWords, localise, say, sayFinest } from "./words.js";

/** @typedef {import("../../types/messages.js").Cause} Cause */
/** @typedef {"windows" | "mac"} Platform */

const CAUSES = /** @type {Cause[]} */ (Object.keys(BUTTONS));

/** @type {Platform} */
let platform =
  /** @type {any} */ (navigator).userAgentData?.platform === "macOS" ? "mac" : "windows";

/**
 * Opens a page; where Chrome refuses, its address can be typed.
 * @param {string} url
 * @param {Element} result
 */
async function open(url, result) {
  try {
    await chrome.tabs.create({ url });
  } catch {
    setText(result, say("guide_page_not_opened", [url]));
  }
}

/**
 * @param {string} text
 * @param {string} said the sentence for success
 * @param {Element} result
 */
async function copy(text, said, result) {
  try {
    await navigator.clipboard.writeText(text);
    setText(result, say(said));
  } catch {
    setText(result, say("guide_page_not_copied", [text]));
  }
}

/**
 * The button of a step, with room for what came of it.
 * @param {string | undefined} name
 */
function stepButton(name) {
  const act = name === undefined ? undefined : ACTS[name];
  if (!act) return null;
  if ("link" in act) {
    return make(
      "a",
      { class: "button", href: act.link, "data-act": String(name) },
      say(`open_${name}`),
    );
  }
  const result = make("p", { class: "note", role: "status" });
  const press = () => ("open" in act ? open(act.open, result) : copy(act.copy, act.said, result));
  return make(
    "div",
    {},
    button({ class: "button", "data-act": String(name) }, say(`open_${name}`), press),
    result,
  );
}

/**
 * The text of a step: the platform's own one where it differs; "" after the last step.
 * @param {Cause} cause
 * @param {number} step
 */
function stepText(cause, step) {
  const own = platform === "mac" ? [`guide_${cause}_${step}_mac`] : [];
  return sayFinest([...own, `guide_${cause}_${step}`]);
}

/** @param {Cause} cause */
function stepsOf(cause) {
  const steps = [];
  for (let step = 1; stepText(cause, step) !== ""; step += 1) {
    const text = make("p", {}, stepText(cause, step));
    steps.push(make("li", {}, text, stepButton(mayPress(cause, step))));
  }
  return steps;
}

/**
 * The setting that keeps Chrome running in the background does not exist on a Mac; its clock has an address of its own.
 * @param {Cause} cause
 * @param {number} step
 */
function mayPress(cause, step) {
  const name = BUTTONS[cause][step];
  if (platform !== "mac") return name;
  if (name === "clock_settings") return "clock_settings_mac";
  return name === "system" ? undefined : name;
}

/** The cause that the address names, if any. */
function chosen() {
  const name = location.hash.slice(1);
  return CAUSES.find((cause) => cause === name);
}

function draw() {
  const cause = chosen();
  show(byId("guide"), cause !== undefined);
  for (const link of byId("index").querySelectorAll("a")) {
    if (link.hash === `#${cause}`) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  if (!cause) return;
  const number = NUMBERS[cause];
  setText(byId("guide-heading"), say(`cause_${cause}`));
  setText(byId("guide-number"), number === undefined ? "" : say("guide_page_number", [number]));
  setText(byId("guide-why"), say(`guide_${cause}_why`));
  byId("guide-steps").replaceChildren(...stepsOf(cause));
}

function drawIndex() {
  const links = CAUSES.map((cause) =>
    make("li", {}, make("a", { href: `#${cause}` }, say(`cause_${cause}`))),
  );
  byId("index").replaceChildren(...links);
}

/** The address has changed: a link of the index was followed. */
function turn() {
  draw();
  if (chosen()) byId("guide-heading").focus();
  scrollTo(0, 0);
}

function start() {
  localise(document);
  drawIndex();
  draw();
  for (const radio of document.querySelectorAll('input[name="platform"]')) {
    const input = /** @type {HTMLInputElement} */ (radio);
    input.checked = input.value === platform;
    input.addEventListener("change", () => {
      platform = /** @type {Platform} */ (input.value);
      draw();
    });
  }
  addEventListener("hashchange", turn);
}

void findWords().then(start, start);
