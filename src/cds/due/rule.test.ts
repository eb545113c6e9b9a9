import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { factsOf, routine } from '../../../test/cds/due-case.ts';
import { type DueRule, monthsLater, type Trigger } from '../../routine/index.ts';
import type { ChartEvent, ChartFacts } from './facts.ts';
import { judge } from './rule.ts';
import { present } from './trigger.ts';

const { triggers } = routine;
const completedBy = ['positive', 'negative', 'declined'] as const;
const rule = (given: Partial<DueRule>): DueRule => ({
  route: 'routine',
  completedBy: [...completedBy],
  source: 'project',
  ...given,
});

/** Every rule of the routine of the cases, and the kinds that it does not have. */
const rules: readonly (readonly [string, DueRule])[] = [
  ...routine.audiences.flatMap(({ id, due }) =>
    due.map((each) => [`${id}: ${each.triggers?.join() ?? 'everyone'}`, each] as const),
  ),
  ['every three months', rule({ intervalMonths: 3 })],
  ['once in a lifetime', rule({})],
  ['once an episode', rule({ oncePer: 'episode' })],
  ['every six months with a sign', rule({ intervalMonths: 6, triggers: ['injury'] })],
  [
    'once a pregnancy, and not twice a year',
    rule({ oncePer: 'pregnancy', intervalMonths: 6, triggers: ['pregnancy'] }),
  ],
  ['any of several', rule({ triggers: ['pregnancy', 'injury', 'missed-dental-visits'] })],
];

const day = fc
  .date({
    min: new Date('2023-01-01T00:00:00Z'),
    max: new Date('2028-12-31T00:00:00Z'),
    noInvalidDate: true,
  })
  .map((date) => date.toISOString().slice(0, 10));
const result = fc.constantFrom('positive', 'negative', 'declined', 'not-asked');
const occasions = fc.array(fc.record({ day, result }), { maxLength: 4 });
const code = fc.constantFrom('pregnant', 'injury');
const finding = fc
  .record({
    code,
    day: fc.option(day, { nil: undefined }),
    ended: fc.option(day, { nil: undefined }),
  })
  .map(
    ({ code, day, ended }): ChartEvent => ({
      kind: 'finding',
      codes: [{ system: 'https://example.org', code }],
      day,
      ended,
    }),
  );
const missed = day.map((each): ChartEvent => ({ kind: 'missed-visit', codes: [], day: each }));
const events = fc.array(fc.oneof(finding, missed), { maxLength: 5 });
const start = fc.option(day, { nil: undefined });
const chart = fc.record({ occasions, events, start });
type Chart = typeof chart extends fc.Arbitrary<infer T> ? T : never;

function factsOn(today: string, { occasions, events, start }: Chart): ChartFacts {
  const facts = factsOf({}, today);
  return { ...facts, occasions, events, visit: { ...facts.visit, start } };
}

/** What gave the reason on the first day does so later too, and not only something else of its kind. */
function stillHolds(reason: Trigger, first: ChartFacts, later: ChartFacts): boolean {
  const now = present(reason, later);
  return now !== undefined && (now.since ?? '') >= (present(reason, first)?.since ?? '');
}

/** Asked on `last`, and due again: the interval has passed, or the reason is a new one since. */
function mayAskAgain(each: DueRule, facts: ChartFacts, reason: string, last: string): boolean {
  const { intervalMonths: months, oncePer } = each;
  const passed = months !== undefined && monthsLater(last, months) <= facts.today;
  if (months !== undefined && (oncePer === undefined || !passed)) return passed;
  const trigger = triggers.find(({ id }) => id === reason);
  const since = trigger === undefined ? facts.visit.start : present(trigger, facts)?.since;
  return since === undefined ? trigger === undefined && oncePer !== undefined : last < since;
}

describe.each(rules)('%s', (_, each) => {
  const lastOf = ({ occasions }: Chart, today: string): string | undefined =>
    occasions
      .filter(({ day, result }) => day <= today && result !== 'not-asked')
      .filter(({ result }) => each.completedBy.some((code) => code === result))
      .map(({ day }) => day)
      .sort()
      .at(-1);

  test('once due, due every later day of the same visit until somebody asks or the reason is gone', () => {
    fc.assert(
      fc.property(day, day, chart, (a, b, given) => {
        const [first, later] = a < b ? [a, b] : [b, a];
        const past = {
          ...given,
          occasions: given.occasions.filter(({ day }) => day <= first),
          start: given.start ?? first,
        };
        const before = judge(each, triggers, factsOn(first, past));
        if (!before.due) return true;
        const after = factsOn(later, past);
        const reason = triggers.find(({ id }) => id === before.reason);
        const holds = reason === undefined || stillHolds(reason, factsOn(first, past), after);
        return !holds || judge(each, triggers, after).due;
      }),
      { numRuns: 1000 },
    );
  });

  test('never due within the interval, nor twice for one and the same reason', () => {
    fc.assert(
      fc.property(day, chart, (today, given) => {
        const last = lastOf(given, today);
        const facts = factsOn(today, given);
        const judged = judge(each, triggers, facts);
        return last === undefined || !judged.due || mayAskAgain(each, facts, judged.reason, last);
      }),
      { numRuns: 1000 },
    );
  });

  test('is due to somebody: none of this is empty', () => {
    const found = fc
      .sample(fc.tuple(day, chart), { numRuns: 2000, seed: 1 })
      .filter(([today, given]) => judge(each, triggers, factsOn(today, given)).due);
    expect(found.length).toBeGreaterThan(20);
  });
});
