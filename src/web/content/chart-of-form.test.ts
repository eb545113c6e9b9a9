import { describe, expect, test } from 'vitest';
import {
  type Bundle,
  type FhirRequest,
  type FhirResource,
  TransportError,
} from '../../fhir/index.ts';
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

const bundle = (...found: FhirResource[]): Bundle => ({
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
  const searched: string[] = [];
  const chart = {
    patient: { id: 'anna', name: 'Anna', protectedIdentity: false, interpreterNeeded: false },
    user: { reference: 'Practitioner/p' },
    grant: { may: (_: string, type: string) => !refused.includes(type), scopes: [] },
    transport: async (request: FhirRequest) => {
      asked.push(`${request.method} ${request.path}`);
      if (request.search !== undefined) searched.push(String(request.search));
      const resource = answer(request);
      return resource === undefined ? { status: 404 } : { status: 200, resource };
    },
  };
  const { answers, problems } = await startedFromChart(form, chart, now);
  const found = form.all.map(({ linkId }) => valuesOf(form, answers, linkId)[0]?.value);
  return { found, asked: asked.toSorted(), searched, silent: problems.map(({ detail }) => detail) };
}

test('what the chart says stands in its question', async () => {
  expect(await begun(theForm())).toMatchObject({
    found: ['1990-05-17', 'p', 1, 72],
    asked: [
      ...['GET Patient/anna', 'GET Practitioner/p'],
      ...['POST Encounter/_search', 'POST Observation/_search'],
    ],
    silent: [],
  });
});

test('what may not be asked is not asked, and its question is open', async () => {
  expect(await begun(theForm(), undefined, ['Encounter', 'Practitioner'])).toMatchObject({
    found: ['1990-05-17', undefined, undefined, 72],
    asked: ['GET Patient/anna', 'POST Observation/_search'],
    silent: ['user', 'found'],
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

test('a search between two days says the same parameter twice, and is made so', async () => {
  const twice = theForm('Encounter?patient={{%patient.id}}&date=ge2026-01-01&date=le2026-06-30');
  const { found, searched } = await begun(twice);
  expect(found).toEqual(['1990-05-17', 'p', 1, 72]);
  expect(searched).toContain('patient=anna&date=ge2026-01-01&date=le2026-06-30&_count=100');
});

describe('a search that the server answers in pages', () => {
  const visit = (id: string): FhirResource => ({
    ...{ resourceType: 'Encounter', id, status: 'finished', class: { code: 'AMB' } },
  });
  const page = (next: string | undefined, ...ids: string[]): FhirResource => ({
    ...bundle(...ids.map(visit)),
    link: next === undefined ? [] : [{ relation: 'next', url: next }],
  });
  const second = 'https://ehr.example/fhir/Encounter?page=2';
  /** The record, with these answers to these requests. */
  const paged =
    (pages: Readonly<Record<string, FhirResource | undefined>>): Answer =>
    ({ path }) =>
      path in pages ? pages[path] : record[path];
  const contacts = async (answer: Answer, query?: string) => {
    const { found, asked, silent } = await begun(theForm(query), answer);
    return { contacts: found[2], silent, pages: asked.filter((each) => /Encounter/.test(each)) };
  };
  const first = 'Encounter/_search';

  test('is read to its end, and what stands on two pages is counted once', async () => {
    const both = paged({ [first]: page(second, 'a', 'b'), [second]: page(undefined, 'b', 'c') });
    expect(await contacts(both)).toEqual({
      contacts: 3,
      silent: [],
      pages: [`GET ${second}`, `POST ${first}`],
    });
  });

  test('gives nothing when a page of it cannot be read: a part is never taken for the whole', async () => {
    const lost = paged({ [first]: page(second, 'a', 'b'), [second]: undefined });
    expect(await contacts(lost)).toMatchObject({ contacts: undefined, silent: ['found'] });
  });

  test('gives nothing when it has no end, or goes on at another server', async () => {
    const endless = paged({ [first]: page(second, 'a'), [second]: page(second, 'a') });
    expect(await contacts(endless)).toMatchObject({ contacts: undefined, silent: ['found'] });
    const away = 'https://elsewhere.example/fhir/Encounter?page=2';
    const astray: Answer = (request) => {
      // As the session's transport does with an address outside the server.
      if (request.path === away) throw new TransportError('foreign');
      return paged({ [first]: page(away, 'a') })(request);
    };
    expect(await contacts(astray)).toMatchObject({ contacts: undefined, silent: ['found'] });
  });

  test('is read no further than the form asks for', async () => {
    const latest = 'Encounter?patient={{%patient.id}}&_sort=-date&_count=1';
    const { pages, ...rest } = await contacts(paged({ [first]: page(second, 'a') }), latest);
    expect(rest).toEqual({ contacts: 1, silent: [] });
    expect(pages).toEqual([`POST ${first}`]);
  });

  test('what the server says of the search itself is nothing that it found', async () => {
    const outcome: FhirResource = { resourceType: 'OperationOutcome', issue: [] };
    const told: Bundle = {
      ...bundle(),
      entry: [{ resource: visit('a') }, { resource: outcome, search: { mode: 'outcome' } }],
    };
    expect(await contacts(paged({ [first]: told }))).toMatchObject({ contacts: 1 });
  });
});

test('when earlier observations cannot be looked for, that is said of the question that wants them', async () => {
  const { found, silent } = await begun(theForm(), undefined, ['Observation']);
  expect(found).toEqual(['1990-05-17', 'p', 1, undefined]);
  expect(silent).toEqual(['Observation']);
});
