/** Pseudo-random numbers for tests and measurements: the same seed gives the same numbers, so a failure can be repeated. */

/** The seed of this run; `KSD_SEED` names another one. */
export const SEED = Number(process.env["KSD_SEED"] ?? 20_261_123);

/** @typedef {ReturnType<typeof random>} Random */

/**
 * Mulberry32. The word is mixed into the seed, so that each part of a run has its own numbers.
 * @param {string} word
 * @param {number} [seed]
 */
export function random(word, seed = SEED) {
  let state = [...word].reduce(
    (sum, letter) => Math.imul(sum ^ letter.charCodeAt(0), 16_777_619),
    seed,
  );
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  /** A whole number from 0 to below `end`. @param {number} end */
  const below = (end) => Math.floor(next() * end);
  return {
    below,
    /** @template T @param {readonly T[]} list @returns {T} */
    one: (list) => /** @type {T} */ (list[below(list.length)]),
    /** @template T @param {readonly T[]} list @returns {T[]} */
    shuffled: (list) =>
      list
        .map((item) => ({ item, place: next() }))
        .sort((one, other) => one.place - other.place)
        .map(({ item }) => item),
  };
}
