// Draws the next question or experiment, which separates causes with the same evidence. Each answer is a button.

import { CHROME_CERTIFICATES } from "../shared/addresses.js";
import { button, byId, make, show } from "../shared/dom.js";
import { message, firstMessage } from "../shared/i18n.js";

/** @typedef {import("../../types/messages.js").Diagnosis} Diagnosis */
/** @typedef {import("../../types/messages.js").Question} Question */
/** @typedef {import("../../types/messages.js").Value} Value */
/** @typedef {{ answer: (question: Question, value: Value) => unknown }} Actions */

/**
 * @param {Question} question
 * @param {Value} value
 * @param {Actions} actions
 */
function option(question, value, actions) {
  const label = firstMessage([`option_${question}_${value}`, `option_${value}`]);
  return button({ class: "button", "data-value": value }, label, () =>
    actions.answer(question, value),
  );
}

/** Experiments with step-by-step instructions on the repair page. */
const EXPERIMENTS_WITH_PAGE = ["private_window", "other_network"];

/** @param {Question} asked */
const page = (asked) =>
  EXPERIMENTS_WITH_PAGE.includes(asked) &&
  make(
    "a",
    { href: `../repair/repair.html#${asked}`, target: "_blank", rel: "noreferrer" },
    message("experiment_page"),
  );

/** Opens Chrome's own list of the person's certificates; the popup closes with it. */
const openList = () =>
  button({ class: "button", "data-open": "certificates" }, message("open_certificates"), () =>
    chrome.tabs.create({ url: CHROME_CERTIFICATES }),
  );

/**
 * @param {Diagnosis} diagnosis
 * @param {Actions} actions
 */
export function drawQuestion(diagnosis, actions) {
  const card = byId("question");
  const next = diagnosis.state === "running" ? null : diagnosis.next;
  show(card, next !== null);
  const says = JSON.stringify(next);
  if (card.dataset.says === says) return;
  card.dataset.says = says;
  card.replaceChildren();
  if (!next) return;
  const asked = next.experiment ?? next.question;
  card.dataset.question = asked;
  const heading = message(next.experiment ? "popup_experiment_heading" : "popup_question_heading");
  const how = next.experiment ? message(`experiment_how_${asked}`) : "";
  card.append(
    make("h2", {}, heading),
    how ? make("p", {}, how) : "",
    page(asked) || "",
    make("p", { class: "lead", id: "question-text" }, message(`question_${asked}`)),
    asked === "listed" ? openList() : "",
    make(
      "div",
      { class: "options", role: "group", "aria-labelledby": "question-text" },
      ...next.options.map((value) => option(asked, value, actions)),
    ),
  );
}
