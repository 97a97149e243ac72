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
  EXPERIMENTS_WITH_PAGE.includes(asked)
    ? make(
        "a",
        {
          class: "link",
          href: `../repair/repair.html#${asked}`,
          target: "_blank",
          rel: "noreferrer",
        },
        message("experiment_page"),
      )
    : null;

/** Opens Chrome's own list of the person's certificates; the popup closes with it. */
const openList = () =>
  button({ class: "link", "data-open": "certificates" }, message("open_certificates"), () =>
    chrome.tabs.create({ url: CHROME_CERTIFICATES }),
  );

/** @param {NonNullable<Diagnosis["next"]>} next */
const askedIn = (next) => ("experiment" in next ? next.experiment : next.question);

/**
 * The question; an experiment says first what to try.
 * @param {NonNullable<Diagnosis["next"]>} next
 * @param {Actions} actions
 */
function content(next, actions) {
  const asked = askedIn(next);
  const isExperiment = "experiment" in next;
  const heading = message(isExperiment ? "popup_experiment_heading" : "popup_question_heading");
  const how = isExperiment ? `${firstMessage([`experiment_how_${asked}`])} ` : "";
  const columns = next.options.length % 2 === 0 ? "2" : "3";
  return [
    make(
      "div",
      { class: "asks" },
      make("h2", { id: "question-heading" }, heading),
      asked === "listed" ? openList() : page(asked),
    ),
    make("p", {}, how, make("span", { id: "question-text" }, message(`question_${asked}`))),
    make(
      "div",
      {
        class: "options",
        "data-columns": columns,
        role: "group",
        "aria-labelledby": "question-text",
      },
      ...next.options.map((value) => option(asked, value, actions)),
    ),
  ];
}

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
  card.removeAttribute("aria-labelledby");
  if (!next) return;
  card.dataset.question = askedIn(next);
  card.append(...content(next, actions));
  card.setAttribute("aria-labelledby", "question-heading");
}
