import { describe, expect, test } from 'vitest';
import {
  type AnswerEvent,
  answer,
  FormError,
  isEnabled,
  keptValuesOf,
  parse,
  problemsOf,
  scoresOf,
  start,
  stop,
  valuesOf,
  wholeForm,
} from '../index.ts';

const parsed = parse({
  resourceType: 'Questionnaire',
  status: 'draft',
  item: [
    { linkId: 'on', type: 'boolean' },
    {
      linkId: 'then',
      type: 'choice',
      required: true,
      enableWhen: [{ question: 'on', operator: '=', answerBoolean: true }],
      answerOption: [
        {
          valueCoding: { system: 'urn:c', code: 'x', display: 'X' },
          extension: [
            { url: 'http://hl7.org/fhir/StructureDefinition/ordinalValue', valueDecimal: 2 },
          ],
        },
      ],
    },
    {
      linkId: 'more',
      type: 'group',
      enableWhen: [{ question: 'on', operator: '=', answerBoolean: true }],
      item: [{ linkId: 'inside', type: 'string' }],
    },
    { linkId: 'row', type: 'group', repeats: true, item: [{ linkId: 'n', type: 'integer' }] },
  ],
});

if (!parsed.ok) throw new Error('refused');
const { form } = parsed;

const on = (value: boolean): AnswerEvent => ({
  type: 'set',
  linkId: 'on',
  value: { type: 'boolean', value },
});

const chosen: AnswerEvent = {
  type: 'set',
  linkId: 'then',
  value: { type: 'coding', value: { system: 'urn:c', code: 'x' } },
};

const answered = (...events: readonly AnswerEvent[]) =>
  events.reduce((answers, event) => answer(form, answers, event), start(form));

const number = (value: number, at: readonly number[]): AnswerEvent => ({
  type: 'set',
  linkId: 'n',
  value: { type: 'integer', value },
  at,
});

describe('an answer that is no longer asked for', () => {
  const answers = answered(on(true), chosen, on(false));

  test('is kept, but is no answer', () => {
    expect(isEnabled(form, answers, 'then')).toBe(false);
    expect(valuesOf(form, answers, 'then')).toEqual([]);
    expect(keptValuesOf(form, answers, 'then')).toHaveLength(1);
    expect(scoresOf(form, answers)).toEqual({});
    expect(problemsOf(form, answers)).toEqual([]);
  });

  test('is dropped when the form is left, and everything else stays', () => {
    const left = stop(form, answers);
    expect(keptValuesOf(form, left, 'then')).toEqual([]);
    expect(isEnabled(form, left, 'then')).toBe(false);
    expect(valuesOf(form, left, 'on')).toHaveLength(1);
    expect(keptValuesOf(form, answers, 'then')).toHaveLength(1);
  });

  test('is kept in a group that is no longer asked for, too', () => {
    const inside = { type: 'string', value: 'x' } as const;
    const set = { type: 'set', linkId: 'inside', value: inside } as const;
    expect(keptValuesOf(form, answered(on(true), set, on(false)), 'inside')).toEqual([inside]);
  });

  test('is one again when the question is', () => {
    const again = answer(form, answers, on(true));
    expect(scoresOf(form, again)[wholeForm]).toBe(2);
    expect(problemsOf(form, again)).toEqual([]);
  });
});

test('an option is kept in the words of the form, whatever words it was chosen with', () => {
  const [value] = valuesOf(form, answered(on(true), chosen), 'then');
  expect(value?.value).toMatchObject({ display: 'X' });
});

test('each instance of a group is asked for by its number', () => {
  const answers = answered(number(1, [0]), { type: 'add', linkId: 'row' }, number(2, [1]));
  expect(valuesOf(form, answers, 'n').map((each) => each.value)).toEqual([1, 2]);
  expect(valuesOf(form, answers, 'n', [1]).map((each) => each.value)).toEqual([2]);
  expect(isEnabled(form, answers, 'n', [1])).toBe(true);
  expect(isEnabled(form, answers, 'n', [2])).toBe(false);
});

describe('an event that the form can never take is an error of the caller', () => {
  const coding = { type: 'coding', value: { system: 'urn:other', code: 'x' } } as const;
  const text = { type: 'string', value: 'x' } as const;
  test.each<[string, AnswerEvent]>([
    ['unknown-link-id', { type: 'clear', linkId: 'gone' }],
    ['wrong-type', { type: 'set', linkId: 'on', value: text }],
    ['wrong-type', { type: 'set', linkId: 'row', value: text }],
    ['not-an-option', { type: 'set', linkId: 'then', value: coding }],
    ['not-repeating', { type: 'add', linkId: 'on', value: { type: 'boolean', value: true } }],
    ['no-such-place', number(1, [7])],
    ['no-such-place', { type: 'remove', linkId: 'row', index: 3 }],
  ])('%s', (code, event) => {
    expect(() => answered(event)).toThrow(FormError);
    expect(() => answered(event)).toThrow(code);
  });
});
