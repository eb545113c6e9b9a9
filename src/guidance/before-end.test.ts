import { expect, test } from 'vitest';
import { casesOf, met, packOf } from '../../test/content/routine/content.ts';
import { neededBeforeEnd } from './before-end.ts';
import { runCase } from './check/worked-case.ts';

const whole = packOf('se');
const adult = whole.audiences.find(({ id }) => id === 'adult');
if (adult === undefined) throw new Error('no adults');
const { pack, form } = met(whole, adult);
const [template] = casesOf('se').filter(({ given }) => given.gives.result === 'not-asked');
if (template === undefined) throw new Error('no case where nobody asked');

function needed(route: 'routine' | 'indication', answers: Readonly<Record<string, string>>) {
  const given = {
    ...template?.given,
    gate: 'not passed',
    rest: 'not put',
    route,
    answers,
  } as const;
  const run = runCase(pack, form, 'adult', { ...template?.given, ...given } as never);
  if (!run.ok) throw new Error(run.unreadable);
  return neededBeforeEnd(pack, run.outcome);
}

test('by routine, a visit where nobody asked ends with a reason', () => {
  expect(needed('routine', { 'gate.alone': 'no' })).toEqual(['gate.reason']);
});

test.each([
  ['on indication', 'indication', {}],
  ['where the clinician is concerned', 'routine', { concern: 'yes' }],
] as const)('%s it ends with a person and a day too', (_, route, more) => {
  expect(needed(route, { 'gate.alone': 'no', ...more })).toEqual([
    'gate.reason',
    'gate.next-person',
    'gate.next-date',
  ]);
});
