/** The popup's table of actions in the notation of the clinic. Written to actions.json; a unit test compares both. */
import { writeFileSync } from "node:fs";
import { PRIMARY_ACTIONS } from "../../extension/popup/primary_action.js";

/** @param {import("../../extension/popup/primary_action.js").Advice} advice */
function inWords({ action }) {
  if (action?.kind === "fix") return `fix:${action.fix}`;
  if (action?.kind === "guide") return `guide:${action.guide}`;
  if (action?.kind === "copy") return `copy:${action.text}`;
  return action?.kind ?? "none";
}

/** The text of actions.json. */
export function actionsJson() {
  const rows = Object.entries(PRIMARY_ACTIONS).map(([cause, advice]) => [
    cause,
    Object.fromEntries(Object.entries(advice).map(([reason, row]) => [reason, inWords(row)])),
  ]);
  return `${JSON.stringify(Object.fromEntries(rows), null, 2)}\n`;
}

if (process.argv[2]) writeFileSync(process.argv[2], actionsJson());
