/** What leads on in the popup: one thing to press stands out, whatever the answers make of the cause. */
import { expect } from "@playwright/test";
import { test } from "./lib/test.js";
import { neighbours } from "./lib/trial.js";

/** What stands out, by what it does. @param {import("./lib/pc.js").Pc} pc */
const standingOut = (pc) =>
  pc.popup?.session.evaluate(() =>
    [...document.querySelectorAll(".primary")]
      .filter((one) => one.checkVisibility())
      .map((one) => /** @type {HTMLElement} */ (one).dataset["fix"] ?? one.id),
  );

test("one thing stands out, also when answers change the cause", async ({ start }) => {
  const others = await neighbours(["observer"]);
  const pc = await start({ dotWorks: false, others: others.folders });
  await pc.open();
  const seen = [(await pc.click()).diagnosis.primary, await standingOut(pc)];
  for (const [question, value] of /** @type {const} */ ([
    ["dialog", "chose_ok"],
    ["which_entry", "other_clinic"],
    ["private_window", "works"],
  ])) {
    seen.push((await pc.answer(question, value)).diagnosis.primary, await standingOut(pc));
  }
  expect(seen).toEqual([
    ...["certificate_missing", ["guide"]],
    ...["certificate_revoked", ["guide"]],
    ...["clinic_switch", ["private_window"]],
    ...["extensions", ["extensions_off"]],
  ]);
  await others.remove();
});

test("where there is nothing to press for the first thing, its steps stand out", async ({
  start,
}) => {
  const pc = await start({ dotWorks: true });
  await pc.open();
  expect((await pc.click()).diagnosis.primary).toBe("certificate_missing");
  expect(await standingOut(pc)).toEqual(["guide"]);
});
