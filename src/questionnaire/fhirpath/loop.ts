import { type Collection, children, everythingBeneath } from './navigate.ts';
import { moment } from './node.ts';
import { truth } from './operate.ts';
import type { Run, Scope } from './run.ts';

const nothing: Run = () => [];

type Iterating = (on: Run, args: readonly Run[]) => Run;

type OfValue = (value: unknown, index: number) => Collection;

/** A loop that goes through its input with one argument. */
function through(combine: (input: Collection, by: OfValue) => Collection): Iterating {
  return (on, [by = nothing]) =>
    (self, scope) =>
      combine(on(self, scope), (value, index) => by([value], { ...scope, index }));
}

const isMet =
  (test: OfValue) =>
  (value: unknown, index: number): boolean =>
    truth(test(value, index)) === true;

/** Functions that evaluate an argument once for each value of their input. */
export const loops: ReadonlyMap<string, Iterating> = new Map<string, Iterating>([
  ['where', through((input, test) => input.filter(isMet(test)))],
  ['exists', through((input, test) => [input.some(isMet(test))])],
  ['all', through((input, test) => [input.every(isMet(test))])],
  ['select', through((input, by) => input.flatMap(by))],
  ['repeat', through(everythingBeneath)],
  [
    'iif',
    (on, [test = nothing, yes = nothing, no = nothing]) =>
      (self, scope) => {
        const input = on(self, scope);
        return truth(test(input, scope)) === true ? yes(input, scope) : no(input, scope);
      },
  ],
]);

type OfScope = (input: Collection, scope: Scope) => Collection;

const weights: OfScope = (input, { weight }) => input.flatMap((each) => weight(each) ?? []);

/** A day alone has no time of day. */
const clockOf = (now = ''): Collection => {
  const clock = now.slice(11, 19);
  return clock === '' ? [] : [moment(clock)];
};

/** Functions of the response, the clock and the form. */
export const surroundings: ReadonlyMap<string, OfScope> = new Map<string, OfScope>([
  ['today', (_, { now }) => (now === undefined ? [] : [moment(now.slice(0, 10))])],
  ['timeOfDay', (_, { now }) => clockOf(now)],
  ['now', (_, { now }) => (now === undefined ? [] : [moment(now)])],
  ['children', (input, { items }) => input.flatMap((each) => children(each, items))],
  ['descendants', (input, { items }) => everythingBeneath(input, (each) => children(each, items))],
  ['weight', weights],
  ['ordinal', weights],
]);
