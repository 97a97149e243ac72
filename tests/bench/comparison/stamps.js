// Added to the measured popups: when each thing was first seen, in milliseconds since 1970 by the page's own clock.
"use strict";
{
  /** @type {{paint?: number, named?: number, done?: number}} */
  const stamps = {};
  Object.assign(globalThis, { stamps });
  const headline = () => document.getElementById("headline")?.textContent ?? "";
  /** The headline's first text; this script may run before or after the page is parsed. */
  let first = headline();

  new PerformanceObserver((list) => {
    for (const { name, startTime } of list.getEntries()) {
      if (name === "first-contentful-paint") stamps.paint ??= performance.timeOrigin + startTime;
    }
  }).observe({ type: "paint", buffered: true });

  /** @param {"named" | "done"} what is noted once it is on its way to the screen */
  const note = (what) =>
    requestAnimationFrame(() => {
      stamps[what] ??= performance.timeOrigin + performance.now();
    });

  new MutationObserver(() => {
    first ||= headline();
    const { primary, state } = document.body?.dataset ?? {};
    if (primary && headline() !== first) note("named");
    if (state && state !== "running") note("done");
  }).observe(document, {
    ...{ attributes: true, childList: true, characterData: true, subtree: true },
  });
}
