import { describe, expect, test } from 'vitest';
import { system } from '../fhir/index.ts';
import { startSandbox } from '../sandbox/index.ts';
import { hasFhirShape, withoutOddStrangers } from './fhir-shape.ts';

const observation = {
  resourceType: 'Observation',
  id: 'a',
  meta: { security: [{ system: 's', code: 'R' }] },
  status: 'final',
  code: { coding: [{ system: 's', code: 'c' }], text: 't' },
  subject: { reference: 'Patient/anna' },
};
const patient = { resourceType: 'Patient', name: [{ given: ['A', null], _given: [null, {}] }] };

describe('an answer of the EHR', () => {
  test.each([
    ['an Observation', observation],
    ['a Patient, with a name that is only an extension', patient],
    ['a Bundle of them', { resourceType: 'Bundle', entry: [{ resource: observation }] }],
    ['an empty Bundle', { resourceType: 'Bundle', type: 'searchset', total: 0 }],
    ['what an EHR says it can do', { resourceType: 'CapabilityStatement', name: 'EHR', rest: [] }],
    [
      'and how one signs in there',
      { resourceType: 'CapabilityStatement', rest: [{ security: { cors: true } }] },
    ],
    [
      'a response, which has one identifier and not a list',
      { resourceType: 'QuestionnaireResponse', identifier: { system: 's', value: 'v' } },
    ],
    ['a Task, which has a list', { resourceType: 'Task', identifier: [{ value: 'v' }] }],
    ['a refusal', { resourceType: 'OperationOutcome', issue: [{ expression: ['a'] }] }],
    [
      'one identifier, as a response has',
      { resourceType: 'QuestionnaireResponse', identifier: {} },
    ],
    [
      'several authors and encounters, as a document has',
      { resourceType: 'DocumentReference', author: [{}], context: { encounter: [{}] } },
    ],
    ['elements that nobody knows', { ...observation, somethingNew: [[1]] }],
  ])('is let in when it is built as FHIR: %s', (_, resource) => {
    expect(hasFhirShape(resource)).toBe(true);
  });

  test.each([
    ['no resource', null],
    ['a list', [observation]],
    ['one where many belong', { resourceType: 'Bundle', entry: observation }],
    ['nothing in a list', { resourceType: 'Bundle', entry: [null] }],
    ['a list in a list', { ...observation, identifier: [[]] }],
    ['identifiers for the one', { resourceType: 'QuestionnaireResponse', identifier: [{}] }],
    ['a number for a text', { ...observation, status: 1 }],
    ['a text for a group', { ...observation, subject: 'Patient/anna' }],
    ['a name for the names', { ...patient, name: 'Anna' }],
    ['a refusal without a reason', { resourceType: 'OperationOutcome' }],
  ])('is not when it is something else: %s', (_, resource) => {
    expect(hasFhirShape(resource)).toBe(false);
  });

  test('of the demo EHR is let in: what it can do, and everything in every chart', async () => {
    const ehr = await startSandbox({ port: 0, appUrl: 'http://127.0.0.1:4999/launch/' });
    const metadata: unknown = await (await fetch(`${ehr.fhirUrl}/metadata`)).json();
    const resources = ehr.control.resources();
    await ehr.close();
    expect(hasFhirShape(metadata)).toBe(true);
    expect(resources.length).toBeGreaterThan(200);
    expect(resources.filter((each) => !hasFhirShape(each))).toEqual([]);
  });

  test('with a modifier that nobody here knows means something else, and is not let in', () => {
    const modified = { ...observation, modifierExtension: [{ url: 'https://x.example/not' }] };
    expect(hasFhirShape(modified)).toBe(false);
    expect(hasFhirShape({ resourceType: 'Bundle', entry: [{ resource: modified }] })).toBe(false);
    expect(hasFhirShape({ ...observation, modifierExtension: [] })).toBe(true);
  });

  test('that nests without end is not followed', () => {
    let deep: object = {};
    for (let level = 0; level < 5_000; level += 1) deep = { extension: [deep] };
    expect(hasFhirShape({ ...observation, ...deep })).toBe(false);
  });

  const modifierExtension = [{ url: 'https://x.example/not' }];
  const ours = { ...observation, meta: { tag: [{ system: system.occasion, code: 'k' }] } };
  const strangers = [
    { ...observation, modifierExtension },
    { ...observation, status: 1 },
    { resourceType: 'Task', for: [] },
  ];
  const searchset = (...resources: readonly object[]) => ({
    resourceType: 'Bundle',
    type: 'searchset',
    total: resources.length,
    entry: resources.map((resource) => ({ resource })),
  });

  test('to a search is read although somebody else’s resources in it are odd', () => {
    const found = withoutOddStrangers(searchset(observation, ...strangers, ours));
    expect(found).toMatchObject({ entry: [{ resource: observation }, { resource: ours }] });
    expect(hasFhirShape(found)).toBe(true);
  });

  test.each([
    ['a record of ours that is modified', { ...ours, modifierExtension }],
    ['a record of ours that is not built as FHIR', { ...ours, subject: [] }],
    [
      'a referral of ours',
      {
        resourceType: 'ServiceRequest',
        modifierExtension,
        category: [{ coding: [{ system: system.referral, code: 'support' }] }],
      },
    ],
    ['a refusal that is not one', { resourceType: 'OperationOutcome', issue: 'no' }],
  ])('to a search is not let in at all when it is odd in what matters: %s', (_, resource) => {
    expect(hasFhirShape(withoutOddStrangers(searchset(observation, resource)))).toBe(false);
  });

  test('to anything but a search is judged as a whole', () => {
    const [modified] = strangers;
    for (const each of [modified, { ...searchset(modified ?? {}), type: 'collection' }]) {
      expect(hasFhirShape(withoutOddStrangers(each))).toBe(false);
    }
  });
});
