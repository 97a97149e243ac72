/** Estimates how much of a difference is noise, by the bootstrap. The seed is fixed, so every run draws the same numbers. */
import { random } from "../random.js";
import { median, quantile } from "./numbers.mjs";

const DRAWS = 4_000;

/**
 * The median of the differences within each round, and its 95 % interval.
 * @param {readonly number[]} ours
 * @param {readonly number[]} others
 */
export function difference(ours, others) {
  const pairs = ours.map((time, round) => time - (others[round] ?? Number.NaN));
  const { one } = random("bootstrap", 1);
  const draw = () => median(pairs.map(() => one(pairs)));
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
