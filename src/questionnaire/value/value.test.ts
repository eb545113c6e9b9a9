import { describe, expect, test } from 'vitest';
import { fill, parse, picture } from '../index.ts';
import { isDate, plusDays, plusMilliseconds, plusMonths } from './calendar.ts';
import ordered from './cases/before-and-after.json' with { type: 'json' };
import alike from './cases/the-same-answer.json' with { type: 'json' };
import given from './cases/what-an-expression-gives.json' with { type: 'json' };
import kinds from './cases/what-is-a-value.json' with { type: 'json' };
import { sameValue, type Value, type ValueType } from './value.ts';
import { order } from './value-order.ts';
import { choiceNames, readChoice, readValue, valueName } from './value-reading.ts';

const sdc = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-';

type Kind = { readonly are: readonly unknown[]; readonly 'are not': readonly unknown[] };
const kindOf: Readonly<Record<ValueType, Kind>> = kinds;
const types = Object.keys(kinds) as readonly ValueType[];

describe.each(types)('%s', (type) => {
  test.each(kindOf[type].are.map((raw) => [raw]))('has the value %j', (raw) => {
    expect(readValue(type, raw)).toEqual({ type, value: raw });
  });

  test.each(kindOf[type]['are not'].map((raw) => [raw]))('has no value %j', (raw) => {
    expect(readValue(type, raw)).toBeUndefined();
  });
});

test('a number without end is no number', () => {
  expect(readValue('decimal', Number.POSITIVE_INFINITY)).toBeUndefined();
});

/** UCUM's address, written short in the cases. */
function value(type: unknown, raw: unknown): Value {
  const written = JSON.stringify(raw).replace('"UCUM"', '"http://unitsofmeasure.org"');
  return { type, value: JSON.parse(written) } as Value;
}

type Pair = readonly unknown[];
const both = ([one, first, other, second]: Pair): readonly [Value, Value] => [
  value(one, first),
  value(other, second),
];

describe.each(alike)('the same: $rule', ({ same, other }) => {
  test.each(same.map((pair) => [pair]))('%j', (pair) => {
    expect(sameValue(...both(pair))).toBe(true);
  });

  test.each(other.map((pair) => [pair]))('not %j', (pair) => {
    expect(sameValue(...both(pair))).toBe(false);
  });
});

describe.each(ordered)('before and after: $rule', ({ before, level, unknown }) => {
  test.each(before.map((pair) => [pair]))('%j', (pair) => {
    const [a, b] = both(pair);
    expect(order(a, b)).toBeLessThan(0);
    expect(order(b, a)).toBeGreaterThan(0);
  });

  test.each(level.map((pair) => [pair]))('level %j', (pair) => {
    expect(order(...both(pair))).toBeCloseTo(0, 9);
  });

  test.each(unknown.map((pair) => [pair]))('no order %j', (pair) => {
    expect(order(...both(pair))).toBeUndefined();
  });
});

describe('the calendar', () => {
  test('knows which days there are', () => {
    const found = ['2024-02-29', '2026-02-29', '2026', '2026-02', '0000-12-31', '9999-12-31'];
    expect(found.filter(isDate)).toEqual(['2024-02-29', '2026', '2026-02', '9999-12-31']);
  });

  test.each([
    [plusDays('2026-02-28', 1), '2026-03-01'],
    [plusDays('2026-01-01', -1), '2025-12-31'],
    [plusDays('0001-01-01', 0), '0001-01-01'],
    [plusDays('0001-01-01', -1), undefined],
    [plusDays('9999-12-31', 0), '9999-12-31'],
    [plusDays('9999-12-31', 1), undefined],
    [plusMonths('2026-01-31', 1), '2026-02-28'],
    [plusMonths('2024-01-31', 1), '2024-02-29'],
    [plusMonths('2026-03-15', -3), '2025-12-15'],
    [plusMonths('2026-11', 2), '2027-01'],
    [plusMonths('2026', 12), '2027'],
    [plusMonths('0001-01-31', 1), '0001-02-28'],
    [plusMonths('9999-12', 1), undefined],
    [plusMilliseconds('2026-02-28T23:59:00', 120_000), '2026-03-01T00:01:00.000'],
    [plusMilliseconds('2026-01-01T00:00:00', -60_000), '2025-12-31T23:59:00.000'],
    [plusMilliseconds('9999-12-31T23:59:00', 0), '9999-12-31T23:59:00.000'],
    [plusMilliseconds('9999-12-31T23:59:00', 60_000), undefined],
  ])('%s is %s', (found, expected) => {
    expect(found).toBe(expected);
  });
});

describe('value[x]', () => {
  test('has the name of its type; a text is a string, a url a uri', () => {
    expect(types.map(valueName)).toEqual([
      ...['valueBoolean', 'valueInteger', 'valueDecimal', 'valueString', 'valueString', 'valueUri'],
      ...['valueDate', 'valueDateTime', 'valueTime', 'valueCoding', 'valueQuantity'],
      ...['valueReference', 'valueAttachment'],
    ]);
  });

  test('is read by its name, when there is one and no other', () => {
    expect(readChoice({ valueInteger: 1 }, 'value')).toEqual({ type: 'integer', value: 1 });
    expect(readChoice({ valueString: 'a' }, 'value')).toEqual({ type: 'string', value: 'a' });
    expect(readChoice({ valueInteger: 1, valueDecimal: 1 }, 'value')).toBeUndefined();
    expect(readChoice({ valueInteger: '1' }, 'value')).toBeUndefined();
    expect(readChoice({}, 'value')).toBeUndefined();
    expect(readChoice({ valueText: 'a' }, 'value')).toBeUndefined();
    expect(readChoice({ answerInteger: 1 }, 'value')).toBeUndefined();
  });

  test('is told from what only looks like it', () => {
    const odd = { valueInteger: 1, valueColour: 1, otherInteger: 1, value: 1, answerDate: 1 };
    expect(choiceNames(odd, 'value')).toEqual(['valueInteger']);
    expect(choiceNames({ valueDate: 1, valueUri: 1 }, 'value')).toEqual(['valueDate', 'valueUri']);
  });
});

const chart = {
  patient: { resourceType: 'Patient', id: 'p' },
  coded: {
    coding: [
      { system: 'urn:t', code: 'x' },
      { system: 'urn:s', code: 'y' },
    ],
  },
  other: { coding: [{ code: 'q' }] },
};
const named = Object.keys(chart).map((name) => ({
  url: `${sdc}launchContext`,
  extension: [{ url: 'name', valueId: name }],
}));

/** The answers of a question that is calculated so. */
function calculated(item: { readonly extension?: readonly unknown[] }, expression: unknown) {
  const valueExpression = { language: 'text/fhirpath', expression };
  const extension = [
    ...(item.extension ?? []),
    { url: `${sdc}calculatedExpression`, valueExpression },
  ];
  const parsed = parse({
    resourceType: 'Questionnaire',
    status: 'draft',
    extension: named,
    item: [{ ...item, linkId: 'a', extension }],
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const filled = fill(parsed.form, [], { variables: chart });
  if (!filled.ok) throw new Error(filled.fault.code);
  const { response, problems } = picture(parsed.form, filled.answers, { at: '2026-11-22' });
  const answers = response.item?.[0]?.answer ?? [];
  return { answers, failed: problems.some(({ code }) => code === 'expression-failed') };
}

describe.each(given)('what an expression gives: $rule', ({ item, gives }) => {
  test.each(gives.map((each) => [each]))('%j', ([expression, ...expected]) => {
    const { answers } = calculated(item, expression);
    expect(answers).toEqual(expected.filter((each) => each !== null));
  });
});

const number = { type: 'integer', extension: [] };

test('a value that does not fit its question is said to have failed; nothing is not', () => {
  expect(calculated(number, "'a'").failed).toBe(true);
  expect(calculated(number, '{}').failed).toBe(false);
});
