import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AnswerKind, Condition } from '../routine/index.ts';
import { holds, type Situation } from './holds.ts';

const situation = (answers: Readonly<Record<string, AnswerKind>>): Situation => ({
  kindOf: (question) => answers[question] ?? 'missing',
  codesOf: (question) => (question === 'choice' ? ['a', 'b'] : []),
  route: 'routine',
  facts: ['pregnant'],
  age: 41,
});
const yes = (question: string): Condition => ({ question, in: ['yes'] });

describe('a rule holds, and says which answers made it', () => {
  const given = situation({ a: 'yes', b: 'no', c: 'yes' });

  test('any of several: every answer that was enough', () => {
    expect(holds({ any: [yes('a'), yes('b'), yes('c')] }, given)).toEqual([
      { question: 'a', kind: 'yes' },
      { question: 'c', kind: 'yes' },
    ]);
  });

  test('all of several: one that fails is enough to fail', () => {
    expect(holds({ all: [yes('a'), yes('b')] }, given)).toBeUndefined();
    expect(holds({ all: [yes('a'), { question: 'b', in: ['no'] }] }, given)).toHaveLength(2);
  });

  test('a count: from the number it says, and each answer once', () => {
    const of = [yes('a'), yes('b'), { any: [yes('c'), yes('a')] }];
    expect(holds({ atLeast: 2, of }, given)?.map(({ question }) => question)).toEqual(['a', 'c']);
    expect(holds({ atLeast: 3, of }, given)).toBeUndefined();
  });

  test('a question nobody answered can be spoken of, and is not a no', () => {
    expect(holds({ question: 'd', in: ['missing'] }, given)).toHaveLength(1);
    expect(holds({ question: 'd', in: ['no'] }, given)).toBeUndefined();
  });

  test('a chosen option, by its code', () => {
    expect(holds({ question: 'choice', code: ['b'] }, given)).toHaveLength(1);
    expect(holds({ question: 'choice', code: ['z'] }, given)).toBeUndefined();
  });

  test('the result brings the answers behind it; before it is found the rule does not hold', () => {
    const result: Condition = { result: ['positive'] };
    const witnesses = [{ question: 'a', kind: 'yes' as const }];
    expect(holds(result, given)).toBeUndefined();
    expect(holds(result, { ...given, result: { code: 'positive', witnesses } })).toBe(witnesses);
    expect(holds(result, { ...given, result: { code: 'negative', witnesses } })).toBeUndefined();
  });

  test('the route, the chart and the age; what is not known never makes it hold', () => {
    const { age: _, ...ageless } = given;
    expect(holds({ route: 'routine' }, given)).toEqual([]);
    expect(holds({ route: 'indication' }, given)).toBeUndefined();
    expect(holds({ chart: 'pregnant' }, given)).toEqual([]);
    expect(holds({ chart: 'interpreter' }, given)).toBeUndefined();
    expect(holds({ age: { from: 41, to: 41 } }, given)).toEqual([]);
    expect(holds({ age: { from: 42 } }, given)).toBeUndefined();
    expect(holds({ age: {} }, ageless)).toBeUndefined();
  });

  test('nothing required always holds; nothing offered never does', () => {
    expect(holds({ all: [] }, given)).toEqual([]);
    expect(holds({ any: [] }, given)).toBeUndefined();
  });
});

test('a rule about yes, however it is built, never stops holding when one more yes is given', () => {
  const questions = ['a', 'b', 'c', 'd'];
  const { rule } = fc.letrec<{ rule: Condition; leaf: Condition }>((tie) => ({
    leaf: fc.constantFrom(...questions).map(yes),
    rule: fc.oneof(
      { maxDepth: 4 },
      tie('leaf'),
      fc.array(tie('rule'), { maxLength: 3 }).map((all) => ({ all })),
      fc.array(tie('rule'), { maxLength: 3 }).map((any) => ({ any })),
      fc.record({
        atLeast: fc.integer({ min: 1, max: 3 }),
        of: fc.array(tie('rule'), { maxLength: 3 }),
      }),
    ),
  }));
  fc.assert(
    fc.property(
      rule,
      fc.subarray(questions),
      fc.constantFrom(...questions),
      (each, saidYes, more) => {
        const of = (list: readonly string[]): Situation =>
          situation(Object.fromEntries(list.map((question) => [question, 'yes' as const])));
        if (holds(each, of(saidYes)) === undefined) return;
        expect(holds(each, of([...saidYes, more]))).toBeDefined();
      },
    ),
  );
});
