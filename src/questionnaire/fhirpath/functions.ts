import { isObject } from '../json.ts';
import { pattern } from '../pattern/pattern.ts';
import { ExpressionFault } from './fault.ts';
import { loops, type Runnable, surroundings } from './loop.ts';
import { type Collection, member } from './navigate.ts';
import {
  distinct,
  includes,
  isAny,
  isNumber,
  isText,
  lifted as on,
  operations,
  type Plain,
  single,
  textOf,
} from './operate.ts';

function toNumber(value: unknown, pattern: RegExp): number | undefined {
  if (typeof value === 'boolean') return Number(value);
  return pattern.test(textOf(value) ?? '') ? Number(value) : undefined;
}

/** Rounds as people do: a half goes away from zero. */
function round(value: number, digits: unknown = 0): number {
  const scale = 10 ** Number(digits);
  return (Math.sign(value) * Math.round(Math.abs(value) * scale + 1e-9)) / scale;
}

function isMatch(value: string, source: unknown): boolean {
  // What is no text is no more an expression than a lone bracket.
  const found = pattern(textOf(source) ?? '(', true);
  if (!found) throw new ExpressionFault();
  return found.isIn(value);
}

function substring(value: string, from: unknown, length?: unknown): string | undefined {
  const start = Number(from);
  if (start < 0 || start >= value.length) return undefined;
  return value.slice(start, length === undefined ? undefined : start + Number(length));
}

/** Of nothing there is no sum: missing is not zero. */
const sum: Plain = (input) => {
  const numbers = input.filter(isNumber);
  if (numbers.length < input.length) throw new ExpressionFault();
  return numbers.length === 0 ? [] : [numbers.reduce((a, b) => a + b)];
};

/** `a[0]` */
const at: Plain = (input, by = []) => {
  const index = single(by);
  return typeof index === 'number' && index in input ? [input[index]] : [];
};

function extensions(input: Collection, url: Collection): Collection {
  return input
    .flatMap((each) => member(each, 'extension'))
    .filter((each) => isObject(each) && each['url'] === single(url));
}

const join: Plain = (input, by = []) =>
  input.length === 0 ? [] : [input.map(textOf).join(textOf(single(by)) ?? '')];

/** What forms use; an expression with another function goes to the evaluator that the host hands in. */
const plain: readonly (readonly [string, Plain])[] = [
  ['empty', (input) => [input.length === 0]],
  ['count', (input) => [input.length]],
  ['not', on(isAny, (value) => value === false)],
  ['[]', at],
  ['first', (input) => input.slice(0, 1)],
  ['skip', (input, by = []) => input.slice(Math.max(0, Number(textOf(single(by)))))],
  ['intersect', (input, other = []) => distinct(input.filter((each) => includes(other, each)))],
  ['sum', sum],
  ['toString', on(isAny, textOf)],
  ['toInteger', on(isAny, (value) => toNumber(value, /^[+-]?\d+$/))],
  ['toDecimal', on(isAny, (value) => toNumber(value, /^[+-]?\d+(\.\d+)?$/))],
  ['power', on(isNumber, (value, by) => value ** Number(by))],
  ['round', on(isNumber, round)],
  ['lower', on(isText, (value) => value.toLowerCase())],
  ['matches', on(isText, isMatch)],
  ['substring', on(isText, substring)],
  ['join', join],
  ['extension', (input, url = []) => extensions(input, url)],
];

/** On the outer focus the arguments are evaluated once. */
export const runnable =
  (plain: Plain): Runnable =>
  (on, args) =>
  (self, scope) =>
    plain(on(self, scope), ...args.map((arg) => arg(self, scope)));

/** Every function and operator that is known here. */
export const functions: ReadonlyMap<string, Runnable> = new Map([
  ...loops,
  ...surroundings,
  ...[...plain, ...operations].map(([name, each]) => [name, runnable(each)] as const),
]);
