import { moment } from './moment.ts';
import { type Collection, children, everythingBeneath } from './navigate.ts';
import { truth } from './operate.ts';
import type { Run, Scope } from './run.ts';

/** A function, or an operator, made to run: of what it stands on, and of its arguments. */
export type Runnable = (on: Run, args: readonly Run[]) => Run;

const nothing: Run = () => [];
const always: Run = () => [true];

type OfValue = (value: unknown) => Collection;

/** A loop that goes through its input with one argument. */
function through(combine: (input: Collection, by: OfValue) => Collection): Runnable {
  return (on, [by = always]) =>
    (self, scope) =>
      combine(on(self, scope), (value) => by([value], scope));
}

const isMet =
  (test: OfValue) =>
  (value: unknown): boolean =>
    truth(test(value)) === true;

/** Functions that evaluate an argument once for each value of their input. */
export const loops: ReadonlyMap<string, Runnable> = new Map<string, Runnable>([
  ['where', through((input, test) => input.filter(isMet(test)))],
  ['exists', through((input, test) => [input.some(isMet(test))])],
  ['all', through((input, test) => [input.every(isMet(test))])],
  ['select', through((input, by) => input.flatMap(by))],
  ['repeat', through(everythingBeneath)],
]);

const flipped = (value: boolean | undefined, flip: boolean): boolean | undefined =>
  value === undefined ? undefined : value !== flip;

/** Three-valued: empty is "not known". The right side is looked at only when the left does not decide. */
function logical(flipLeft: boolean, flipRight: boolean, flip: boolean): Runnable {
  return (left, [right = nothing]) =>
    (self, scope) => {
      const a = flipped(truth(left(self, scope)), flipLeft);
      const b = a === false ? a : flipped(truth(right(self, scope)), flipRight);
      const both = flipped(b === false ? b : a && b, flip);
      return both === undefined ? [] : [both];
    };
}

const iif: Runnable =
  (on, [test = nothing, yes = nothing, no = nothing]) =>
  (self, scope) => {
    const input = on(self, scope);
    return (truth(test(input, scope)) ? yes : no)(input, scope);
  };

type OfScope = (input: Collection, scope: Scope) => Collection;

export const around =
  (of: OfScope): Runnable =>
  (on) =>
  (self, scope) =>
    of(on(self, scope), scope);

const weights = around((input, { weight }) => input.flatMap((each) => weight(each) ?? []));

const now = (length?: number): Runnable =>
  around((_, scope) => (scope.now === undefined ? [] : [moment(scope.now.slice(0, length))]));

/** What looks at an argument only when it decides; and functions of the response, the clock and the form. */
export const surroundings: readonly (readonly [string, Runnable])[] = [
  // `a or b` is "not (not a and not b)", `a implies b` is "not (a and not b)".
  ['and', logical(false, false, false)],
  ['or', logical(true, true, true)],
  ['implies', logical(false, true, true)],
  ['iif', iif],
  ['today', now(10)],
  ['now', now()],
  ['children', around((input) => input.flatMap(children))],
  ['descendants', around((input) => everythingBeneath(input, children))],
  ['weight', weights],
  ['ordinal', weights],
];
