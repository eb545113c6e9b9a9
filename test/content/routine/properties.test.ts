import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assess, type Outcome } from '../../../src/guidance/index.ts';
import { servicesFor } from '../../../src/routine/index.ts';
import { adult, answersFrom, packOf } from './content.ts';

const pack = packOf('se-orebro');
const { result: seven } = pack.questions;
const signs = pack.steps.flatMap(({ count }) => count?.of ?? []);
const disclosures = [
  ...seven,
  ...signs,
  'reach',
  'body.neck',
  'body.injury',
  'body.suicide',
  'body.assault',
  'danger.fear',
  'danger.separation',
  'children.exist',
  'children.affected',
];
const beside = ['safety.leave', 'safety.animals', 'support.safe-contact'];
const gate = pack.gate.conditions.map(({ item }) => item);

const word = fc.constantFrom('yes', 'no', 'unknown', 'declined', 'missing');
const choice = (linkId: string) =>
  linkId === 'support.safe-contact' ? fc.constantFrom('yes', 'no', 'unknown', 'missing') : word;

/** Anything that may have been answered, in any combination; gates mostly passed. */
const visit = fc.record({
  ...Object.fromEntries([...disclosures, ...beside].map((linkId) => [linkId, choice(linkId)])),
  ...Object.fromEntries(
    [...gate, 'concern'].map((linkId) => [
      linkId,
      fc.constantFrom('yes', 'yes', 'yes', 'no', 'missing'),
    ]),
  ),
  'gate.reason': fc.constantFrom('missing', 'missing', 'not-alone'),
});
type Visit = Readonly<Record<string, string>>;

function outcomeOf(visit: Visit): Outcome {
  const said = Object.entries(visit).filter(([, answer]) => answer !== 'missing');
  return assess(pack, adult, answersFrom(adult, Object.fromEntries(said)), {
    today: '2026-11-22',
    route: 'routine',
    facts: [],
  });
}

/** Steps that only close an occasion where nothing was told; a disclosure puts the real ones in their place. */
const closing = new Set(
  pack.steps
    .filter(({ rules }) =>
      rules.every(({ when }) => 'result' in when && !when.result.includes('positive')),
    )
    .map(({ id }) => id),
);
const stepsOf = (outcome: Outcome): readonly string[] =>
  outcome.steps.map(({ step }) => step.id).filter((id) => !closing.has(id));
const alertsOf = (outcome: Outcome): readonly string[] =>
  outcome.steps.flatMap(({ alerts }) => alerts.map(({ alert }) => alert.id));

describe('whatever is answered', () => {
  test('only two steps may give way to a disclosure', () => {
    expect([...closing]).toEqual(['information', 'new-occasion']);
  });

  test('a yes never lowers the outcome and never removes a step', () => {
    fc.assert(
      fc.property(visit, fc.constantFrom(...disclosures), (answers: Visit, question) => {
        const before = outcomeOf(answers);
        const after = outcomeOf({ ...answers, [question]: 'yes' });
        if (before.result === 'positive') expect(after.result).toBe('positive');
        if (seven.includes(question)) expect(after.result).toBe('positive');
        expect(stepsOf(after)).toEqual(expect.arrayContaining([...stepsOf(before)]));
      }),
      { numRuns: 1000 },
    );
  });

  test('one more sign of danger never lowers the count', () => {
    fc.assert(
      fc.property(visit, fc.constantFrom(...signs), (answers: Visit, sign) => {
        const countOf = (o: Outcome) => o.steps.find(({ count }) => count)?.count?.yes ?? 0;
        const after = outcomeOf({ ...answers, [sign]: 'yes' });
        expect(countOf(after)).toBeGreaterThanOrEqual(countOf(outcomeOf(answers)));
      }),
      { numRuns: 400 },
    );
  });

  test('leaving a question out instead of a no takes nothing away', () => {
    fc.assert(
      fc.property(visit, fc.constantFrom(...disclosures), (answers: Visit, question) => {
        const no = outcomeOf({ ...answers, [question]: 'no' });
        const missing = outcomeOf({ ...answers, [question]: 'missing' });
        expect(stepsOf(missing)).toEqual(expect.arrayContaining([...stepsOf(no)]));
        if (no.result === 'positive') expect(missing.result).toBe('positive');
      }),
      { numRuns: 600 },
    );
  });

  test('not applicable gives the same as a no, never less', () => {
    fc.assert(
      fc.property(visit, (answers: Visit) => {
        const no = outcomeOf({ ...answers, 'danger.pregnant': 'no' });
        const notApplicable = outcomeOf({ ...answers, 'danger.pregnant': 'not-applicable' });
        expect(notApplicable.steps.map(({ count }) => count)).toEqual(
          no.steps.map(({ count }) => count),
        );
        expect(alertsOf(notApplicable)).toEqual(alertsOf(no));
      }),
      { numRuns: 200 },
    );
  });

  test('negative means a no to each question with the gate passed, and nothing else does', () => {
    fc.assert(
      fc.property(visit, (answers: Visit) => {
        const passed =
          gate.every((item) => answers[item] === 'yes') && answers['gate.reason'] === 'missing';
        const allNo = seven.every((question) => answers[question] === 'no');
        expect(outcomeOf(answers).result === 'negative').toBe(passed && allNo);
      }),
      { numRuns: 600 },
    );
    const calm = Object.fromEntries([
      ...gate.map((g) => [g, 'yes']),
      ...seven.map((s) => [s, 'no']),
    ]);
    expect(outcomeOf(calm).result).toBe('negative');
  });

  test('the concern of the clinician never changes the result', () => {
    fc.assert(
      fc.property(visit, (answers: Visit) => {
        const { result, qualifiers } = outcomeOf({ ...answers, concern: 'yes' });
        const without = outcomeOf({ ...answers, concern: 'no' });
        expect([result, qualifiers]).toEqual([without.result, without.qualifiers]);
      }),
      { numRuns: 200 },
    );
  });

  test('a yes ends in the body, safety, children, support at any hour, and follow-up', () => {
    fc.assert(
      fc.property(
        visit,
        fc.constantFrom(...seven),
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 0, max: 23 }),
        (answers: Visit, question, weekday, hour) => {
          const outcome = outcomeOf({ ...answers, [question]: 'yes' });
          expect(stepsOf(outcome)).toEqual(
            expect.arrayContaining(['body', 'leave', 'children', 'support', 'follow-up']),
          );
          const support = outcome.steps.find(({ step }) => step.id === 'support');
          const at = { date: '2026-11-22', weekday, time: `${String(hour).padStart(2, '0')}:30` };
          const listed = servicesFor(pack, support?.step.services ?? [], { at });
          expect(listed.some(({ open }) => open === true)).toBe(true);
        },
      ),
      { numRuns: 400 },
    );
  });

  test('violence and a child always raise the duty to report', () => {
    fc.assert(
      fc.property(visit, fc.constantFrom(...seven), (answers: Visit, question) => {
        const outcome = outcomeOf({ ...answers, [question]: 'yes', 'children.exist': 'yes' });
        expect(alertsOf(outcome)).toContain('children.report');
      }),
      { numRuns: 200 },
    );
  });

  test('every step and alert says why, which answers, and on what ground', () => {
    fc.assert(
      fc.property(visit, (answers: Visit) => {
        const outcome = outcomeOf(answers);
        const reasons = [
          ...outcome.reasons,
          ...outcome.steps.flatMap(({ reasons, alerts }) => [
            ...reasons,
            ...alerts.map(({ reason }) => reason),
          ]),
        ];
        for (const { why, answers: behind, citation } of reasons) {
          expect(why['sv']).toBeTruthy();
          expect(behind.length).toBeGreaterThan(0);
          expect(citation.source.says['sv']).toBeTruthy();
          expect(citation.paragraph).toBeUndefined();
        }
        for (const { reasons } of outcome.steps) expect(reasons.length).toBeGreaterThan(0);
      }),
      { numRuns: 400 },
    );
  });
});
