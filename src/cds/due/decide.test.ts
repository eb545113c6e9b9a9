import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cases, factsOf, outcome, routine } from '../../../test/cds/due-case.ts';
import { monthsLater, type ResultCode } from '../../routine/index.ts';
import { decide } from './decide.ts';
import type { ChartFacts } from './facts.ts';

const force = { ...routine, inForce: true };

describe('the card comes when the routine says so', () => {
  test.each(cases.map((each) => [each.case, each] as const))('%s', (_, given) => {
    expect(outcome(given)).toBe(given.expect);
  });
});

const day = fc
  .date({
    min: new Date('2020-01-01T00:00:00Z'),
    max: new Date('2030-12-31T00:00:00Z'),
    noInvalidDate: true,
  })
  .map((date) => date.toISOString().slice(0, 10));
const result = fc.constantFrom<ResultCode>('positive', 'negative', 'declined', 'not-asked');
const occasions = fc.array(fc.record({ day, result }), { maxLength: 8 });
const chart = fc.subarray([
  'pregnant from 2026-07-01',
  'injury from 2026-11-20',
  'injury from 2022-01-02',
  'missed 2026-03-03',
  'missed 2026-09-09',
]);

/** The yearly rule alone. */
const yearly = {
  inForce: true,
  triggers: [],
  audiences: routine.audiences
    .filter(({ id }) => id === 'adult')
    .map((audience) => ({ ...audience, due: audience.due.filter((rule) => !rule.triggers) })),
};
const factsOn = (today: string, history: ChartFacts['occasions']): ChartFacts => ({
  ...factsOf({}, today),
  occasions: history,
});

describe('whatever the history', () => {
  test('no card by the interval after a completed or declined occasion within it', () => {
    fc.assert(
      fc.property(day, occasions, (today, history) => {
        const completed = history.filter((each) => each.result !== 'not-asked');
        const within = completed.some((each) => monthsLater(each.day, 12) > today);
        const decision = decide(yearly, factsOn(today, history));
        return !(within && decision.due);
      }),
      { numRuns: 2000 },
    );
  });

  test('once due, due every later day until somebody asks', () => {
    fc.assert(
      fc.property(day, day, occasions, (a, b, history) => {
        const [first, later] = a < b ? [a, b] : [b, a];
        const past = history.filter((each) => each.day < first);
        const dueFirst = decide(yearly, factsOn(first, past)).due;
        return !dueFirst || decide(yearly, factsOn(later, past)).due;
      }),
      { numRuns: 2000 },
    );
  });

  test('one decision, one card at most, with a reason that the routine knows', () => {
    fc.assert(
      fc.property(day, occasions, chart, (today, history, events) => {
        const facts = { ...factsOf({ chart: events }, today), occasions: history };
        const decision = decide(force, facts);
        const known = ['interval', ...routine.triggers.map(({ id }) => id)];
        return decision.due ? known.includes(decision.reason) : decision.why !== undefined;
      }),
    );
  });

  test('an occasion more, completed today, never makes a card appear', () => {
    fc.assert(
      fc.property(day, occasions, chart, (today, history, events) => {
        const facts = { ...factsOf({ chart: events }, today), occasions: history };
        const now = { day: today, result: 'negative' as const };
        return !decide(force, { ...facts, occasions: [...history, now] }).due;
      }),
    );
  });

  test('nothing that forbids a card is outweighed by a reason to ask', () => {
    const unsafe = fc.constantFrom<Partial<ChartFacts>>(
      { blocked: true },
      { marked: true },
      { visit: { remote: true, companions: 0, cancelled: false } },
      { visit: { remote: false, companions: 3, cancelled: false } },
    );
    fc.assert(
      fc.property(day, occasions, chart, unsafe, (today, history, events, forbids) => {
        const facts = { ...factsOf({ chart: events }, today), occasions: history, ...forbids };
        return !decide(force, facts).due;
      }),
    );
  });
});
