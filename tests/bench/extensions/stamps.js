// Put into popups that are measured: when what was seen first, in milliseconds since 1970 by the page's own clock.
"use strict";
{
  /** @type {{paint?: number, named?: number, done?: number}} */
  const stamps = {};
  Object.assign(globalThis, { stamps });
  const first = document.getElementById("headline")?.textContent;

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
    const { primary, state } = document.body.dataset;
    if (primary && document.getElementById("headline")?.textContent !== first) note("named");
    if (state && state !== "running") note("done");
  }).observe(document.body, {
    ...{ attributes: true, childList: true, characterData: true, subtree: true },
  });
}
