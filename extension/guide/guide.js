// The guide page: shows the guide that the URL's hash names, step by step, for Windows or Mac.

import "../shared/extension_api.js";
import { showSupportContact } from "../shared/support_contact.js";
import { button, byId, setText, show } from "../shared/dom.js";
import {
  choosePlatform,
  doneSteps,
  platform,
  resetGuide,
  setDone,
} from "../shared/guide_progress.js";
import { returnToKarte } from "../shared/karte_tab.js";
import { allGuides } from "./all_guides.js";
import { GUIDES, isCause, guideLinks, nameOf, numberOf, productList } from "./list.js";
import { showDone, stepItem } from "./step_item.js";
import { stepsFor } from "./steps.js";
import { loadMessages, localizePage, message } from "../shared/i18n.js";

/** @typedef {import("./steps.js").Platform} Platform */

/** Hash values that show a list instead of one guide. */
const LISTS = ["all", "products"];

/** The name in the hash; "" if there is no such guide or list. */
function chosen() {
  const name = location.hash.slice(1);
  return Object.hasOwn(GUIDES, name) || LISTS.includes(name) ? name : "";
}

const items = () =>
  [...byId("guide-steps").children].map((item) => /** @type {HTMLElement} */ (item));

/** @param {string} guide */
function showProgress(guide) {
  const done = doneSteps(guide);
  const all = items();
  const isDone = (/** @type {HTMLElement} */ item) => item.classList.contains("ticked");
  const count = all.filter(isDone).length;
  const next = all[all.findLastIndex(isDone) + 1];
  for (const item of all) {
    if (item === next) item.setAttribute("aria-current", "step");
    else item.removeAttribute("aria-current");
  }
  setText(byId("guide-progress"), count ? message("guide_page_progress", [count, all.length]) : "");
  show(byId("guide-again"), done.size > 0);
  show(byId("guide-finished"), next === undefined);
}

/**
 * Handles the "done" button: marks the step as done and scrolls to the next one, or removes the mark.
 * @param {string} guide
 * @param {number | string} id
 * @param {HTMLElement} item
 */
function toggleDone(guide, id, item) {
  const done = !item.classList.contains("ticked");
  setDone(guide, id, done);
  showDone(item, done);
  showProgress(guide);
  if (!done) return;
  const all = items();
  const next = all.slice(all.indexOf(item) + 1).find((one) => !one.classList.contains("ticked"));
  focusAndScroll(next?.querySelector(".said") ?? byId("guide-finished"));
}

/** @param {Element} element */
function focusAndScroll(element) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  /** @type {HTMLElement} */ (element).focus({ preventScroll: true });
  const place = element.closest("li") ?? element;
  place.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
}

/** @param {string} guide */
function drawGuide(guide) {
  const number = numberOf(guide);
  setText(byId("guide-heading"), nameOf(guide));
  setText(byId("guide-number"), number === undefined ? "" : message("guide_page_number", [number]));
  setText(byId("guide-why"), message(`guide_${guide}_why`));
  const done = doneSteps(guide);
  const steps = stepsFor(GUIDES[guide] ?? [], platform()).map((step) => {
    const item = stepItem(guide, step, platform(), (one) => toggleDone(guide, step.id, one));
    showDone(item, done.has(step.id));
    return item;
  });
  byId("guide-steps").replaceChildren(...steps);
  showProgress(guide);
}

/** Opens the chosen guide. If its last step is done, the marks belong to an earlier failure and are removed. */
function openGuide() {
  const guide = chosen();
  const last = stepsFor(GUIDES[guide] ?? [], platform()).at(-1);
  if (last && doneSteps(guide).has(last.id)) resetGuide(guide);
  draw();
}

function draw() {
  const name = chosen();
  show(byId("guide"), name in GUIDES);
  show(byId("all"), name === "all");
  show(byId("products"), name === "products");
  show(byId("back"), name !== "");
  show(byId("platform"), name in GUIDES || name === "all");
  for (const link of byId("list").querySelectorAll("a")) {
    if (link.hash === `#${name}`) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  byId("all-guides").replaceChildren(...(name === "all" ? allGuides(platform()) : []));
  if (name in GUIDES) drawGuide(name);
  document.title = [headingOf(name), message("guide_page_title")].filter(Boolean).join(" – ");
}

/** @param {string} name */
const headingOf = (name) =>
  name === "all" ? message("guide_page_all") : name === "" ? "" : nameOf(name);

function drawLists() {
  const names = Object.keys(GUIDES);
  byId("index").replaceChildren(...guideLinks(names.filter(isCause)));
  const others = [...names.filter((name) => !isCause(name)), "products"];
  byId("others").replaceChildren(...guideLinks(others));
  byId("product-list").replaceChildren(...productList());
}

/** Shows the guide or list that the new hash names. */
function onHashChange() {
  openGuide();
  const name = chosen();
  scrollTo(0, 0);
  byId(name === "" ? "title" : name in GUIDES ? "guide-heading" : `${name}-heading`).focus();
}

function startPlatform() {
  for (const radio of document.querySelectorAll('input[name="platform"]')) {
    const input = /** @type {HTMLInputElement} */ (radio);
    input.checked = input.value === platform();
    input.addEventListener("change", () => {
      choosePlatform(/** @type {Platform} */ (input.value));
      draw();
    });
  }
}

function start() {
  localizePage(document);
  drawLists();
  startPlatform();
  openGuide();
  void showSupportContact();
  byId("guide-again").addEventListener("click", () => {
    resetGuide(chosen());
    draw();
    byId("guide-heading").focus();
  });
  byId("print").addEventListener("click", () => print());
  byId("guide-return").append(
    button({ class: "button primary" }, message("guide_page_return"), returnToKarte),
  );
  addEventListener("hashchange", onHashChange);
}

void loadMessages().then(start, start);
