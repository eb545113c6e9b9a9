import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { FhirResource } from '../fhir/index.ts';
import cases from './cases/same-answers.json' with { type: 'json' };
import { compare, isAbout, saysTheSame } from './same-answers.ts';

const given = z
  .array(
    z.strictObject({
      name: z.string(),
      response: z.unknown().optional(),
      observation: z.unknown().optional(),
      stored: z.unknown(),
      same: z.boolean(),
    }),
  )
  .parse(cases);

const response = (item: unknown, change: object = {}): FhirResource =>
  ({
    resourceType: 'QuestionnaireResponse',
    identifier: { system: 's', value: 'k' },
    questionnaire: 'q|1',
    status: 'completed',
    subject: { reference: 'Patient/anna' },
    item,
    ...change,
  }) as FhirResource;

const observation = (said: unknown): FhirResource =>
  ({ resourceType: 'Observation', code: { text: 'x' }, ...(said as object) }) as FhirResource;

describe('what stands says the same as what was sent', () => {
  test.each(given)('$name: $same', (each) => {
    const make = each.response === undefined ? observation : response;
    const sent = make(each.response ?? each.observation);
    expect(saysTheSame(sent, make(each.stored))).toBe(each.same);
    expect(saysTheSame(make(each.stored), sent)).toBe(each.same);
  });

  test.each([
    ['another form', { questionnaire: 'q|2' }],
    ['another occasion', { identifier: { system: 's', value: 'l' } }],
    ['another system’s name', { identifier: { system: 't', value: 'k' } }],
    ['not finished', { status: 'in-progress' }],
  ])('not when it is %s', (_, change) => {
    expect(saysTheSame(response([]), response([], change))).toBe(false);
  });

  test('two sorts of things never say the same', () => {
    expect(
      saysTheSame(observation({}), { ...observation({}), resourceType: 'Basic' } as never),
    ).toBe(false);
  });

  test.each([
    ['Patient/anna', 'same'],
    ['https://ehr.example/fhir/Patient/anna', 'same'],
    ['Patient/bo', 'other-patient'],
    ['Patient/susanna', 'other-patient'],
    ['XPatient/anna', 'other-patient'],
    [undefined, 'other-patient'],
  ] as const)('read back about %s: %s', (reference, end) => {
    const stored = response([], { subject: reference && { reference } });
    expect(compare(response([]), stored as never, 'Patient/anna')).toBe(end);
    expect(isAbout(reference, 'Patient/anna')).toBe(end === 'same');
  });
});
