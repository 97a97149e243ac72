// A comparison by hand: the person opens the karte in an incognito window or on another network, and answers a question.
// The answer is sent to the worker for the next diagnosis; the page shows what it means.

import { button, byId, make } from "../shared/dom.js";
import {
  answerRow,
  heading,
  paragraph,
  link,
  updatePart,
  showFailure,
  actionRow,
} from "./parts.js";
import { ask } from "../shared/worker_client.js";
import { language, message, firstMessage } from "../shared/i18n.js";

/** @typedef {import("../../types/messages.js").Value} Value */
/** @typedef {"private_window" | "other_network"} Comparison */
/** @typedef {{ value: Value, at: number, guide?: string | undefined }} SavedAnswer */

/** After an answer that proves nothing alone, this page opens at the cause that the diagnosis then names. */
const GUIDE_PAGE = "../guide/guide.html";
/** The page to continue with after each answer. */
const NEXT_PAGES = /** @type {Record<Comparison, Partial<Record<Value, string>>>} */ ({
  private_window: {
    works: "#restart",
    no_dialog: "../guide/guide.html#certificate_missing",
    still_fails: "../guide/guide.html#certificate_revoked",
    blocked: "#restart",
    dont_know: GUIDE_PAGE,
  },
  other_network: {
    works: GUIDE_PAGE,
    still_fails: GUIDE_PAGE,
    dont_know: GUIDE_PAGE,
  },
});
/** Key in localStorage. The page shows the answer until it is reset; the worker uses it for one hour. */
const KEPT = "experiments";

/** @returns {Partial<Record<Comparison, SavedAnswer>>} */
function kept() {
  try {
    const { v, said } = JSON.parse(localStorage.getItem(KEPT) ?? "{}");
    return v === 1 && typeof said === "object" && said ? said : {};
  } catch {
    return {};
  }
}

/** @param {Comparison} comparison @param {SavedAnswer | undefined} now */
function keep(comparison, now) {
  const said = { ...kept(), [comparison]: now };
  try {
    localStorage.setItem(KEPT, JSON.stringify({ v: 1, said }));
  } catch {
    // Storage is full: the answer is lost when the page closes.
  }
}

/** @param {Comparison} comparison @param {Value} value */
async function answer(comparison, value) {
  const reply = await ask({ kind: "answer", question: comparison, value });
  showFailure(reply.kind === "error" ? reply : null);
  const primary =
    reply.kind === "diagnosis" ? reply.findings.find(({ cause }) => cause === reply.primary) : null;
  keep(comparison, { value, at: Date.now(), guide: primary?.guide });
  drawComparison(comparison);
}

/** @param {Comparison} comparison */
function again(comparison) {
  keep(comparison, undefined);
  drawComparison(comparison);
}

async function openWindow() {
  const reply = await ask({ kind: "fix", fix: "private_window" });
  if (reply.kind === "error") return showFailure(reply);
  if (reply.kind !== "fixed") return undefined;
  const said = reply.done ? "fixed_private_window" : "fixed_private_window_not_permitted";
  byId("comparison-opened").textContent = message(said);
  return undefined;
}

/** @param {Comparison} comparison */
function steps(comparison) {
  const texts = [1, 2, 3, 4].map((step) => message(`experiment_${comparison}_${step}`));
  const list = make(
    "ol",
    { class: "steps" },
    ...texts.filter(Boolean).map((t) => make("li", {}, t)),
  );
  if (comparison !== "private_window") return [list];
  const open = button(
    { class: "button primary", "data-fix": "private_window" },
    message("fix_private_window"),
    openWindow,
  );
  return [
    list,
    actionRow(open),
    make("p", { class: "note", id: "comparison-opened", role: "status" }),
  ];
}

/**
 * @param {Comparison} comparison
 * @param {Value} value
 */
const option = (comparison, value) =>
  button(
    { class: "button", "data-event": value },
    firstMessage([`option_${comparison}_${value}`, `option_${value}`]),
    () => answer(comparison, value),
  );

/**
 * @param {Comparison} comparison
 * @param {SavedAnswer} said
 */
function nextLink(comparison, { value, guide }) {
  const lead = NEXT_PAGES[comparison][value] ?? GUIDE_PAGE;
  if (lead === "#restart") return link(lead, message("restart_heading"), "primary");
  const name = lead === GUIDE_PAGE && guide ? message(`cause_${guide}`) : "";
  if (name) return link(`${GUIDE_PAGE}#${guide}`, message("popup_guide_of", [name]), "primary");
  return link(
    lead,
    message(lead === GUIDE_PAGE ? "popup_guide_all" : "experiment_to_steps"),
    "primary",
  );
}

/**
 * @param {Comparison} comparison
 * @param {SavedAnswer} said
 */
function outcome(comparison, said) {
  const { value, at } = said;
  const format = new Intl.DateTimeFormat(language(), { dateStyle: "medium", timeStyle: "short" });
  const chosen = firstMessage([`option_${comparison}_${value}`, `option_${value}`]);
  return [
    heading(firstMessage([`experiment_${comparison}_${value}_heading`])),
    paragraph(firstMessage([`experiment_${comparison}_${value}`])),
    actionRow(
      nextLink(comparison, said),
      button({ class: "button", "data-event": "again" }, message("experiment_again"), () =>
        again(comparison),
      ),
      link("../report/report.html", message("report_link")),
    ),
    make("p", { class: "note" }, message("experiment_said", [format.format(at), chosen])),
  ];
}

/** @param {Comparison} comparison */
export function drawComparison(comparison) {
  const said = kept()[comparison];
  byId("comparison-heading").textContent = message(`experiment_${comparison}_title`);
  const values = /** @type {Value[]} */ (Object.keys(NEXT_PAGES[comparison]));
  updatePart(
    byId("comparison-now"),
    said ? `said ${comparison}` : `asks ${comparison}`,
    said,
    () =>
      said
        ? outcome(comparison, said)
        : [
            paragraph(message(`experiment_${comparison}_why`)),
            ...steps(comparison),
            heading(message(`question_${comparison}`)),
            answerRow(...values.map((value) => option(comparison, value))),
          ],
  );
}
