import { type Collection, children, everythingBeneath } from './navigate.ts';
import { moment } from './node.ts';
import { truth } from './operate.ts';
import type { Run, Scope } from './run.ts';

const nothing: Run = () => [];

function perValue(run: Run, scope: Scope) {
  return (value: unknown, index: number): Collection => run([value], { ...scope, index });
}

function repeated(input: Collection, step: (value: unknown) => Collection): Collection {
  const found: unknown[] = [];
  let level = input.flatMap(step);
  while (level.length > 0 && found.length < 200_000) {
    found.push(...level);
    level = level.flatMap(step);
  }
  return found;
}

function aggregated(input: Collection, by: Run, start: Collection, scope: Scope): Collection {
  let total = start;
  for (const [index, value] of input.entries()) total = by([value], { ...scope, index, total });
  return total;
}

type Iterating = (on: Run, args: readonly Run[]) => Run;

/** Functions that evaluate an argument once for each value of their input. */
export const loops: ReadonlyMap<string, Iterating> = new Map<string, Iterating>([
  [
    'where',
    (on, [test = nothing]) =>
      (self, scope) => {
        const holds = perValue(test, scope);
        return on(self, scope).filter((value, index) => truth(holds(value, index)) === true);
      },
  ],
  [
    'exists',
    (on, [test = nothing]) =>
      (self, scope) => {
        const holds = perValue(test, scope);
        return [on(self, scope).some((value, index) => truth(holds(value, index)) === true)];
      },
  ],
  [
    'all',
    (on, [test = nothing]) =>
      (self, scope) => {
        const holds = perValue(test, scope);
        return [on(self, scope).every((value, index) => truth(holds(value, index)) === true)];
      },
  ],
  [
    'select',
    (on, [by = nothing]) =>
      (self, scope) =>
        on(self, scope).flatMap(perValue(by, scope)),
  ],
  [
    'repeat',
    (on, [by = nothing]) =>
      (self, scope) =>
        repeated(on(self, scope), (value) => by([value], scope)),
  ],
  [
    'aggregate',
    (on, [by = nothing, start = nothing]) =>
      (self, scope) =>
        aggregated(on(self, scope), by, start(self, scope), scope),
  ],
  [
    'iif',
    (on, [test = nothing, yes = nothing, no = nothing]) =>
      (self, scope) => {
        const input = on(self, scope);
        return truth(test(input, scope)) === true ? yes(input, scope) : no(input, scope);
      },
  ],
]);

/** Functions of the response, the clock and the form. */
export const surroundings: ReadonlyMap<string, (input: Collection, scope: Scope) => Collection> =
  new Map<string, (input: Collection, scope: Scope) => Collection>([
    ['today', (_, { now }) => (now === undefined ? [] : [moment(now.slice(0, 10))])],
    ['now', (_, { now }) => (now === undefined ? [] : [moment(now)])],
    ['timeOfDay', (_, { now }) => (now === undefined ? [] : [moment(`T${now.slice(11, 19)}`)])],
    ['children', (input, { items }) => input.flatMap((each) => children(each, items))],
    [
      'descendants',
      (input, { items }) => everythingBeneath(input, (each) => children(each, items)),
    ],
    ['weight', (input, { weight }) => input.flatMap((each) => weight(each) ?? [])],
    ['ordinal', (input, { weight }) => input.flatMap((each) => weight(each) ?? [])],
  ]);
