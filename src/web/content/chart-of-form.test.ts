import { expect, test } from 'vitest';
import { type FhirRequest, type FhirResource, TransportError } from '../../fhir/index.ts';
import { type Form, parse, valuesOf } from '../../questionnaire/index.ts';
import { startedFromChart } from './chart-of-form.ts';

const sdc = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-';
const now = '2026-11-22T10:00:00+01:00';
const fhirpath = (url: string, expression: string) => ({
  url,
  valueExpression: { language: 'text/fhirpath', expression },
});
const search = (name: string, expression: string) => ({
  url: 'http://hl7.org/fhir/StructureDefinition/variable',
  valueExpression: { name, language: 'application/x-fhir-query', expression },
});
const launchedBy = {
  url: `${sdc}launchContext`,
  extension: [{ url: 'name', valueCoding: { code: 'user' } }],
};
const pulse = { system: 'http://loinc.org', code: '8867-4' };

/** Born when, by whom, how many contacts were found, and the latest pulse. */
function theForm(query = 'Encounter?patient={{%patient.id}}'): Form {
  const parsed = parse({
    resourceType: 'Questionnaire',
    status: 'draft',
    extension: [search('found', query), launchedBy],
    item: [
      ['born', 'date', fhirpath(`${sdc}initialExpression`, '%patient.birthDate')],
      ['by', 'string', fhirpath(`${sdc}initialExpression`, '%user.id')],
      ['contacts', 'integer', fhirpath(`${sdc}initialExpression`, '%found.entry.count()')],
      [
        'pulse',
        'integer',
        {
          url: `${sdc}observationLinkPeriod`,
          valueDuration: { value: 1, system: 'http://unitsofmeasure.org', code: 'a' },
        },
      ],
    ].map(([linkId, type, extension]) => ({ linkId, type, extension: [extension], code: [pulse] })),
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.form;
}

const bundle = (...found: FhirResource[]): FhirResource => ({
  resourceType: 'Bundle',
  type: 'searchset',
  entry: found.map((resource) => ({ resource })),
});
const record: Readonly<Record<string, FhirResource>> = {
  'Patient/anna': { resourceType: 'Patient', id: 'anna', birthDate: '1990-05-17' },
  'Practitioner/p': { resourceType: 'Practitioner', id: 'p' },
  'Encounter/_search': bundle({
    resourceType: 'Encounter',
    status: 'finished',
    class: { code: 'AMB' },
  }),
  'Observation/_search': bundle({
    resourceType: 'Observation',
    status: 'final',
    code: { coding: [pulse] },
    effectiveDateTime: '2026-10-01',
    valueInteger: 72,
  }),
};

type Answer = (request: FhirRequest) => FhirResource | undefined;

/** What stands in each question, and what was asked of the record for it. */
async function begun(
  form: Form,
  answer: Answer = ({ path }) => record[path],
  refused: readonly string[] = [],
) {
  const asked: string[] = [];
  const chart = {
    patient: { id: 'anna', name: 'Anna', protectedIdentity: false, interpreterNeeded: false },
    user: { reference: 'Practitioner/p' },
    grant: { may: (_: string, type: string) => !refused.includes(type), scopes: [] },
    transport: async (request: FhirRequest) => {
      asked.push(`${request.method} ${request.path}`);
      const resource = answer(request);
      return resource === undefined ? { status: 404 } : { status: 200, resource };
    },
  };
  const answers = await startedFromChart(form, chart, now);
  const found = form.all.map(({ linkId }) => valuesOf(form, answers, linkId)[0]?.value);
  return { found, asked: asked.toSorted() };
}

test('what the chart says stands in its question', async () => {
  expect(await begun(theForm())).toEqual({
    found: ['1990-05-17', 'p', 1, 72],
    asked: [
      ...['GET Patient/anna', 'GET Practitioner/p'],
      ...['POST Encounter/_search', 'POST Observation/_search'],
    ],
  });
});

test('what may not be asked is not asked, and its question is open', async () => {
  expect(await begun(theForm(), undefined, ['Encounter', 'Practitioner'])).toEqual({
    found: ['1990-05-17', undefined, undefined, 72],
    asked: ['GET Patient/anna', 'POST Observation/_search'],
  });
});

test('a record that does not answer, or has nothing there, leaves every question open', async () => {
  const none = [undefined, undefined, undefined, undefined];
  const cut = (): never => {
    throw new TransportError('unreachable');
  };
  expect((await begun(theForm(), cut)).found).toEqual(none);
  expect((await begun(theForm(), () => undefined)).found).toEqual(none);
});

test('a search that would be about nobody is not made', async () => {
  const { asked } = await begun(theForm(), () => undefined);
  expect(asked).not.toContain('POST Encounter/_search');
});

test('a search that says the same parameter twice is not made: half of it would find too much', async () => {
  const twice = theForm('Encounter?patient={{%patient.id}}&date=ge2026-01-01&date=le2026-02-01');
  const { found, asked } = await begun(twice);
  expect(found).toEqual(['1990-05-17', 'p', undefined, 72]);
  expect(asked).not.toContain('POST Encounter/_search');
});
