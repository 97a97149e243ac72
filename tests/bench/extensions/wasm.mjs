/**
 * A WebAssembly of a wished size with real code: many different functions, of which some run when it is called.
 * The same size gives the same bytes.
 */
import { random } from "../../random.js";

const I32 = 0x7f;
const [END, CALL, GET, SET, CONST] = [0x0b, 0x10, 0x20, 0x21, 0x41];
/** Add, subtract, multiply, and, or, exclusive or, shift left, shift right, rotate left: none of them can trap. */
const OPERATORS = [0x6a, 0x6b, 0x6c, 0x71, 0x72, 0x73, 0x74, 0x76, 0x77];
const STEPS = 24;
/** So many functions call one another; a call of the last one runs its chain only, as in any large program. */
const CHAIN = 20;

/** @param {number} size in bytes, at least; at most one function more */
export function wasmOf(size) {
  const { below } = random("wasm", 1);
  /** @type {number[][]} */
  const bodies = [];
  for (let bytes = 0; bytes < size;) {
    const body = bodyOf(bodies.length, below);
    bodies.push(body);
    // Its place in the list of functions is one byte.
    bytes += body.length + 1;
  }
  const name = [...Buffer.from("run")];
  return Buffer.from([
    ...[0, ...Buffer.from("asm"), 1, 0, 0, 0],
    ...section(1, [1, 0x60, 2, I32, I32, 1, I32]),
    ...section(3, [...leb(bodies.length), ...bodies.map(() => 0)]),
    ...section(7, [1, name.length, ...name, 0, ...leb(bodies.length - 1)]),
    ...section(10, [...leb(bodies.length), ...bodies.flat()]),
  ]);
}

/**
 * Some steps of arithmetic on two numbers; then the function before, if it is of the same chain, takes what came of it.
 * @param {number} index
 * @param {(end: number) => number} below random whole numbers
 */
function bodyOf(index, below) {
  /** @type {number[]} */
  const code = [];
  for (let step = 0; step < STEPS; step += 1) {
    const operator = OPERATORS[below(OPERATORS.length)] ?? END;
    const into = below(2);
    code.push(GET, into, GET, 1 - into, CONST, ...signed(below(0x10000)), operator);
    code.push(OPERATORS[below(OPERATORS.length)] ?? END, SET, into);
  }
  const last = index % CHAIN === 0 ? OPERATORS.slice(0, 1) : [CALL, ...leb(index - 1)];
  code.push(GET, 0, GET, 1, ...last);
  const body = [0, ...code, END];
  return [...leb(body.length), ...body];
}

/**
 * @param {number} id
 * @param {number[]} content
 */
function section(id, content) {
  return [id, ...leb(content.length), ...content];
}

/** @param {number} value not negative */
function leb(value) {
  const bytes = [];
  let rest = value;
  while (rest > 0x7f) {
    bytes.push((rest & 0x7f) | 0x80);
    rest >>>= 7;
  }
  return [...bytes, rest];
}

/** In the form of numbers with a sign: the seventh bit of the last byte says minus. @param {number} value not negative */
function signed(value) {
  const bytes = leb(value);
  const last = bytes.at(-1) ?? 0;
  return last < 0x40 ? bytes : [...bytes.slice(0, -1), last | 0x80, 0];
}
