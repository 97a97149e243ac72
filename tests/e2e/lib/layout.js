/** The layout of a page at a width: whether anything overflows. */

/**
 * @param {import("./tab.js").Tab} page
 * @param {number} width
 * @param {"light" | "dark"} [scheme]
 */
export async function show({ session }, width, scheme = "light") {
  const size = { width, height: 800, deviceScaleFactor: 1, mobile: false };
  await session.send("Emulation.setDeviceMetricsOverride", size);
  const features = [{ name: "prefers-color-scheme", value: scheme }];
  await session.send("Emulation.setEmulatedMedia", { features });
}

/**
 * Elements that are wider than the window or cut off.
 * @param {import("./tab.js").Tab} page
 */
export function hangingOver({ session }) {
  return session.evaluate(() => {
    const wide = document.documentElement.scrollWidth > innerWidth ? ["the page"] : [];
    const cut = [...document.body.querySelectorAll("*")].filter((element) => {
      const { overflowX, textOverflow } = getComputedStyle(element);
      const hides = overflowX === "hidden" || overflowX === "clip" || textOverflow === "ellipsis";
      return hides && element.scrollWidth > element.clientWidth + 1 && element.textContent?.trim();
    });
    return [...wide, ...cut.map((element) => element.outerHTML.slice(0, 120))];
  });
}
