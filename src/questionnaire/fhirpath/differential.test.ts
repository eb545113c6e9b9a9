import fc from 'fast-check';
import fhirpath from 'fhirpath';
import model from 'fhirpath/fhir-context/r4';
import { describe, expect, test } from 'vitest';
import {
  type AnswerEvent,
  type Answers,
  answer,
  type Form,
  parse,
  start,
  toResponse,
} from '../index.ts';
import { scopeAt } from '../settle/scope.ts';
import { compile } from './compile.ts';
import expressions from './differential-expressions.json' with { type: 'json' };
import patient from './differential-patient.json' with { type: 'json' };
import fixed from './fixed-expressions.json' with { type: 'json' };
import handedOver from './handed-over-expressions.json' with { type: 'json' };
import { written } from './host.ts';
import own from './own-expressions.json' with { type: 'json' };
import { parseExpression } from './parser.ts';
import { top } from './run.ts';
import { widerFunctions } from './wider.ts';

const now = '2026-11-22T10:00:00Z';

const codes = ['x', 'y', 'z'].map((code) => ({ valueCoding: { system: 'urn:c', code } }));

const parsed = parse({
  resourceType: 'Questionnaire',
  status: 'draft',
  item: [
    {
      linkId: 'g',
      type: 'group',
      item: [
        { linkId: 'n', type: 'integer' },
        { linkId: 'b', type: 'boolean', item: [{ linkId: 'under', type: 'string' }] },
        { linkId: 't', type: 'string' },
        { linkId: 'd', type: 'date' },
        { linkId: 'c', type: 'choice', answerOption: codes },
        { linkId: 'many', type: 'choice', repeats: true, answerOption: codes },
        { linkId: 'q', type: 'quantity' },
      ],
    },
    {
      linkId: 'row',
      type: 'group',
      repeats: true,
      item: [{ linkId: 'amount', type: 'integer' }],
    },
  ],
});

function theForm(): Form {
  if (!parsed.ok) throw new Error('refused');
  return parsed.form;
}

const coding = fc.constantFrom('x', 'y', 'z').map((code) => ({ system: 'urn:c', code }));
const number = fc.integer({ min: 0, max: 5 });

const event: fc.Arbitrary<AnswerEvent> = fc.oneof(
  number.map((value) => ({ type: 'set', linkId: 'n', value: { type: 'integer', value } }) as const),
  fc
    .boolean()
    .map((value) => ({ type: 'set', linkId: 'b', value: { type: 'boolean', value } }) as const),
  fc
    .constantFrom('under', 't')
    .chain((linkId) =>
      fc
        .constantFrom('apple', 'Pear', 'e')
        .map((value) => ({ type: 'set', linkId, value: { type: 'string', value } }) as const),
    ),
  fc
    .constantFrom('2019-05-31', '2026-11-22', '2024-02-29')
    .map((value) => ({ type: 'set', linkId: 'd', value: { type: 'date', value } }) as const),
  coding.map((value) => ({ type: 'set', linkId: 'c', value: { type: 'coding', value } }) as const),
  coding.map(
    (value) => ({ type: 'add', linkId: 'many', value: { type: 'coding', value } }) as const,
  ),
  number.map(
    (value) =>
      ({
        type: 'set',
        linkId: 'q',
        value: {
          type: 'quantity',
          value: { value, unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' },
        },
      }) as const,
  ),
  fc.constant({ type: 'add', linkId: 'row' } as const),
  fc
    .tuple(number, fc.nat(1))
    .map(
      ([value, row]) =>
        ({ type: 'set', linkId: 'amount', value: { type: 'integer', value }, at: [row] }) as const,
    ),
);

function answered(form: Form, events: readonly AnswerEvent[]): Answers {
  return events.reduce<Answers>(
    (answers, each) => {
      const missing =
        'at' in each && answers.root.items[1]?.entries[each.at?.[0] ?? 0] === undefined;
      return missing ? answers : answer(form, answers, each);
    },
    start(form, { now, variables: { patient } }),
  );
}

function plain(values: readonly unknown[]): unknown {
  return values.map((each) => {
    const json: unknown = JSON.parse(JSON.stringify(each));
    return typeof json === 'number' ? Math.round(json * 1e6) / 1e6 : json;
  });
}

/** The outcome, or that there is none: what is an error to one must be an error to the other. */
function attempt(run: () => readonly unknown[]): unknown {
  try {
    return plain(run());
  } catch {
    return 'error';
  }
}

function ours(form: Form, answers: Answers, expression: string): unknown {
  const ast = parseExpression(expression);
  if (ast === undefined) return 'malformed';
  const { run } = compile(ast, { byLinkId: form.byLinkId, functions: widerFunctions });
  if (run === undefined) return 'unknown function';
  const scope = scopeAt(form, answers);
  return attempt(() => run(top, scope).map(written));
}

function theirs(form: Form, answers: Answers, expression: string): unknown {
  const resource = toResponse(form, answers, { status: 'completed', authored: now });
  return attempt(() => {
    const found: unknown = fhirpath.evaluate(resource, expression, { resource, patient }, model);
    return Array.isArray(found) ? found : [found];
  });
}

test.each(expressions)('%s', (expression) => {
  const form = theForm();
  fc.assert(
    fc.property(fc.array(event, { maxLength: 12 }), (events) => {
      const answers = answered(form, events);
      expect(ours(form, answers, expression)).toEqual(theirs(form, answers, expression));
    }),
    { numRuns: 25 },
  );
});

const text = (linkId: string, value: string): AnswerEvent => ({
  type: 'set',
  linkId,
  value: { type: 'string', value },
});
const integer = (linkId: string, value: number, at: readonly number[]): AnswerEvent => ({
  type: 'set',
  linkId,
  value: { type: 'integer', value },
  at,
});
const chosen = (linkId: string, code: string): AnswerEvent => ({
  type: linkId === 'many' ? 'add' : 'set',
  linkId,
  value: { type: 'coding', value: { system: 'urn:c', code } },
});

/** Nothing answered, something (also beneath what is not answered), and everything. */
const stages: readonly (readonly AnswerEvent[])[] = [
  [],
  [text('t', 'apple'), chosen('many', 'x')],
  [text('under', 'e')],
  [
    ...[integer('n', 3, []), text('t', 'Pear'), chosen('c', 'y'), chosen('many', 'z')],
    { type: 'set', linkId: 'b', value: { type: 'boolean', value: true } },
    ...[text('under', 'e'), integer('amount', 4, [0]), { type: 'add', linkId: 'row' } as const],
    ...[integer('amount', 5, [1]), chosen('many', 'y')],
    { type: 'set', linkId: 'd', value: { type: 'date', value: '2024-02-29' } },
  ],
];

test.each(fixed)('$rule', ({ expressions: each }) => {
  const form = theForm();
  for (const events of stages) {
    const answers = answered(form, events);
    for (const expression of each) {
      expect([expression, ours(form, answers, expression)]).toEqual([
        expression,
        theirs(form, answers, expression),
      ]);
    }
  }
});

/** Where we do not follow fhirpath.js, with the reason. */
test.each(own)('$why', ({ gives }) => {
  const form = theForm();
  const answers = answered(form, []);
  for (const [expression, expected] of gives) {
    expect([expression, ours(form, answers, String(expression))]).toEqual([expression, expected]);
  }
});

/** FHIRPath §5.2.3 lets repeat() drop what equals something already there; in a form every row is somebody's answer. */
test('two rows with the same answers stay two for us, and are one in fhirpath.js', () => {
  const form = theForm();
  const two = { type: 'integer', value: 2 } as const;
  const answers = answered(form, [
    { type: 'set', linkId: 'amount', value: two, at: [0] },
    { type: 'add', linkId: 'row' },
    { type: 'set', linkId: 'amount', value: two, at: [1] },
  ]);
  const count = "%resource.repeat(item).where(linkId='row').count()";
  const sum = "%resource.repeat(item).where(linkId='amount').answer.value.sum()";
  expect([ours(form, answers, count), theirs(form, answers, count)]).toEqual([[2], [1]]);
  expect([ours(form, answers, sum), theirs(form, answers, sum)]).toEqual([[4], [2]]);
});

test.each([
  ['in each other', (count: number) => `${'('.repeat(count)}1${')'.repeat(count)}`, 99],
  ['long', (count: number) => `1${' '.repeat(count)}`, 19_999],
  ['of many parts', (count: number) => `1${'+1'.repeat(count)}`, 1_999],
])('what is more %s than any author writes is not read', (_, made, most) => {
  expect(parseExpression(made(most))).toBeDefined();
  expect(parseExpression(made(most + 1))).toBeUndefined();
});

describe('what hardly any form uses is left to the evaluator that the host hands in', () => {
  test.each(handedOver)('%s', (expression) => {
    const ast = parseExpression(expression);
    expect(ast && compile(ast, { byLinkId: theForm().byLinkId }).run).toBeUndefined();
    expect(ast).toBeDefined();
  });
});
