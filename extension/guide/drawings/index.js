// The drawing of a step, by its name. Hidden from screen readers: the step's text says the same.

import { HEIGHT, WIDTH, svg } from "./shapes.js";
import { ADDRESSES, SETTINGS } from "./pictures_chrome.js";
import { GUARD } from "./pictures_guard.js";
import { KARTE } from "./pictures_karte.js";
import { SYSTEM } from "./pictures_pc.js";

export const PICTURES = { ...ADDRESSES, ...SETTINGS, ...SYSTEM, ...GUARD, ...KARTE };

/**
 * @param {string} name
 * @param {import("../steps.js").Platform} platform
 */
export function drawing(name, platform) {
  const own = platform === "mac" ? PICTURES[`${name}_mac`] : undefined;
  const picture = own ?? PICTURES[name];
  return svg(
    "svg",
    {
      class: "picture",
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      "aria-hidden": "true",
      focusable: "false",
    },
    ...(picture ? picture() : []),
  );
}
