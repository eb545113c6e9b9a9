import { describe, expect, test } from 'vitest';
import type { Evaluated } from '../../equality/atom-set.ts';
import { differences, type Planned, plannedOf } from '../../equality/plan-sets.ts';
import { Remembered } from '../../equality/remembered.ts';
import { wholeStates } from '../../equality/whole-states.ts';
import { whatIsPublished } from './published.ts';

/** The base and the overlays without rules of their own give the same plans: `npm run equality` takes them all. */
describe.each(['se-orebro', 'antenatal-demo', 'se-own-use'])('the plans of %s', (id) => {
  const planned = plannedOf(whatIsPublished(id));

  test('give the same steps as the routine, in every state that an occasion can be in', () => {
    const evaluated: Evaluated = new Map();
    expect(planned.flatMap((each) => differences(each, evaluated))).toEqual([]);
  }, 300_000);

  test('give the same steps for whole responses, drawn at random', () => {
    const remembered = new Remembered();
    expect(planned.flatMap((each) => wholeStates(each, 50, 7, remembered))).toEqual([]);
  }, 300_000);
});

describe('a plan that says something else', () => {
  const [planned] = plannedOf(whatIsPublished('se-own-use'));
  if (planned === undefined) throw new Error('no plan');
  const spoiled = (from: string, to: string): Planned => {
    const text = JSON.stringify(planned.plan);
    expect(text).toContain(from);
    return { ...planned, plan: JSON.parse(text.replace(from, to)) };
  };

  test.each([
    ['asks for another answer', "value.code = 'Y'", "value.code = 'N'"],
    ['is less urgent', '"priority":"stat"', '"priority":"routine"'],
    ['lets two results stand', '.not()', ''],
  ])('and %s is found, with an example', (_, from, to) => {
    const found = differences(spoiled(from, to), new Map());
    expect(found.join('\n')).toContain('"said"');
  });
});
