/** Compares what was stored before a fault with what is stored after it, and names what is missing. */

/** @typedef {Record<string, unknown>} Items */

/**
 * Whether all of `old` is still in `now`: there may be more, but nothing less and nothing else. The paths of what is not.
 * @param {unknown} old
 * @param {unknown} now
 * @param {string} path
 * @param {readonly string[]} changes paths that are meant to change
 * @returns {string[]}
 */
function missing(old, now, path, changes) {
  if (changes.includes(path)) return [];
  if (Array.isArray(old)) {
    if (!Array.isArray(now)) return [path];
    const kept = (/** @type {unknown} */ item) =>
      now.some((other) => missing(item, other, `${path}[]`, changes).length === 0);
    return old.flatMap((item, i) =>
      kept(item) || changes.includes(`${path}[${i}]`) ? [] : [`${path}[${i}]`],
    );
  }
  if (old !== null && typeof old === "object") {
    if (now === null || typeof now !== "object" || Array.isArray(now)) return [path];
    return Object.entries(old).flatMap(([name, value]) =>
      missing(value, Reflect.get(now, name), path ? `${path}.${name}` : name, changes),
    );
  }
  return Object.is(old, now) ? [] : [path];
}

/**
 * What of the old items is neither under its key nor, as a whole, set aside under `<key>.aside`.
 * @param {Items} before
 * @param {Items} after
 * @param {readonly string[]} [changes] such as `settings.language`
 */
export function lost(before, after, changes = []) {
  return Object.entries(before).flatMap(([key, old]) => {
    if (missing(old, after[`${key}.aside`], key, []).length === 0) return [];
    return missing(old, after[key], key, changes);
  });
}

/**
 * What was set aside, by its key.
 * @param {Items} after
 */
export function aside(after) {
  return Object.keys(after).filter((key) => key.endsWith(".aside"));
}
