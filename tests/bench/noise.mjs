/** How much of a difference is noise: the bootstrap, with the same draws in every run. */
import { median, quantile } from "./numbers.mjs";

const DRAWS = 4_000;

/** Numbers from 0 to 1, always the same ones (mulberry32). @param {number} seed */
function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * The median of the differences within each round, and its 95 % interval.
 * @param {readonly number[]} ours
 * @param {readonly number[]} others
 */
export function difference(ours, others) {
  const pairs = ours.map((time, round) => time - (others[round] ?? Number.NaN));
  const next = random(1);
  const draw = () => median(pairs.map(() => pairs[Math.floor(next() * pairs.length)] ?? 0));
  const drawn = Array.from({ length: DRAWS }, draw);
  return { median: median(pairs), from: quantile(drawn, 0.025), to: quantile(drawn, 0.975) };
}

/**
 * How far apart two equal things seem to be in the same run: what is not farther apart is not told from noise.
 * @param {readonly number[]} one
 * @param {readonly number[]} other
 */
export function band(one, other) {
  const { from, to } = difference(one, other);
  return Math.max(Math.abs(from), Math.abs(to));
}
