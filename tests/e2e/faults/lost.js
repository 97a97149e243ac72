/** Compares what was stored before a fault with what is stored after it, and names what is missing. */

/** @typedef {Record<string, unknown>} Items */

/**
 * The paths of everything in `old` that is not in `now`. More may be in `now`, but nothing may be missing or different.
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
 * The paths of old items that are neither under their key nor, as a whole, under `<key>.aside`.
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
 * The keys under which something was set aside.
 * @param {Items} after
 */
export function aside(after) {
  return Object.keys(after).filter((key) => key.endsWith(".aside"));
}
