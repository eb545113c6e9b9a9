import { expect, test } from 'vitest';
import { type AnswerContext, chartNames, chartProblems, chartQueries, parse } from '../index.ts';

const core = 'http://hl7.org/fhir/StructureDefinition/';
const sdc = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-';

const query = (url: string, expression: string, name?: string) => ({
  url,
  valueExpression: { language: 'application/x-fhir-query', expression, name },
});

/** A form with a query in each place where one may stand. */
function theForm(expression: string, inItem = 'variable') {
  const parsed = parse({
    resourceType: 'Questionnaire',
    status: 'draft',
    extension: [query(`${core}variable`, expression, 'form')],
    item: [
      {
        linkId: 'g',
        type: 'group',
        extension: [
          query(
            `${core}variable`,
            inItem === 'form' ? `${expression}&_count=1` : expression,
            inItem,
          ),
          query(`${sdc}itemPopulationContext`, expression, 'population'),
        ],
        item: [
          {
            linkId: 'a',
            type: 'choice',
            extension: [query(`${sdc}answerExpression`, expression, 'answer')],
          },
          {
            linkId: 'b',
            type: 'choice',
            extension: [query(`${sdc}answerExpression`, expression)],
          },
        ],
      },
    ],
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.form;
}

const asked = (expression: string, context: AnswerContext) =>
  chartQueries(theForm(expression), context);

const patient = {
  resourceType: 'Patient',
  id: 'p',
  birthDate: '1990-05-17',
  given: ['Å b', 'c,d'],
};
const context = { variables: { patient }, now: '2026-11-22T10:00:00Z' };
const one = (expression: string) => asked(expression, context)[0]?.query;

test('wherever a query stands it is asked, when it has a name', () => {
  expect(asked('Patient', {})).toEqual(
    ['form', 'variable', 'population', 'answer'].map((name) => ({ name, query: 'Patient' })),
  );
});

test.each([
  ['Observation?patient={{%patient.id}}&x={{ 1 + 1 }}', 'Observation?patient=p&x=2'],
  ['Patient?given={{%patient.given}}', 'Patient?given=%C3%85%20b,c%2Cd'],
  ['Observation?date=ge{{today() - 1 year}}', 'Observation?date=ge2025-11-22'],
  ['Observation?date=ge{{%patient.birthDate}}', 'Observation?date=ge1990-05-17'],
  ['Observation?a={{\n1\n}}', 'Observation?a=1'],
])('%s', (template, filled) => {
  expect(one(template)).toBe(filled);
});

test.each([
  ['is not there', '{{%patient.none}}'],
  ['is not there beside one that is', '{{%patient.id}}{{%patient.none}}'],
  ['is not there before one that is', '{{%patient.none}}{{%patient.id}}'],
  ['is not FHIRPath', '{{1 +}}'],
  ['nobody here can work out', '{{1.log(2)}}'],
  ['fails', "{{'a' - 1}}"],
])('a query with something that %s is not asked', (_why, template) => {
  expect(asked(`Observation?x=${template}`, context)).toEqual([]);
});

test('a name that stands for two searches is asked for neither: one answer would be taken for both', () => {
  const names = chartQueries(theForm('Patient?x=1', 'form'), {}).map(({ name }) => name);
  expect(names).toEqual(['population', 'answer']);
});

test('a search that stands twice under one name is made once', () => {
  const parsed = parse({
    resourceType: 'Questionnaire',
    status: 'draft',
    extension: [query(`${core}variable`, 'Patient', 'twice')],
    item: [
      { linkId: 'g', type: 'group', extension: [query(`${core}variable`, 'Patient', 'twice')] },
    ],
  });
  if (!parsed.ok) throw new Error('refused');
  expect(chartQueries(parsed.form, {})).toEqual([{ name: 'twice', query: 'Patient' }]);
});

test('the chart is waited for under the names of the launch and of the searches, and no others', () => {
  const fhirpath = { name: 'own', language: 'text/fhirpath', expression: '1' };
  const launch = { url: `${sdc}launchContext`, extension: [{ url: 'name', valueId: 'patient' }] };
  const parsed = parse({
    resourceType: 'Questionnaire',
    status: 'draft',
    extension: [launch, { url: `${core}variable`, valueExpression: fhirpath }],
    item: [
      { linkId: 'a', type: 'choice', extension: [query(`${sdc}answerExpression`, 'Patient', 'x')] },
      { linkId: 'b', type: 'choice', extension: [query(`${sdc}answerExpression`, 'Patient')] },
    ],
  });
  if (!parsed.ok) throw new Error('refused');
  expect(chartNames(parsed.form)).toEqual(['patient', 'x']);
});

test('earlier observations that could not be looked for are missed by the questions that have a code for them', () => {
  const extension = [
    { url: `${sdc}observationLinkPeriod`, valueDuration: { value: 1, unit: 'a' } },
  ];
  const code = [{ system: 'urn:s', code: 'c' }];
  const parsed = parse({
    resourceType: 'Questionnaire',
    status: 'draft',
    item: [
      { linkId: 'both', type: 'integer', code, extension },
      { linkId: 'no code', type: 'integer', extension },
      { linkId: 'no period', type: 'integer', code },
    ],
  });
  if (!parsed.ok) throw new Error('refused');
  expect(chartProblems(parsed.form, {})).toMatchObject([{ linkId: 'both', detail: 'Observation' }]);
  expect(chartProblems(parsed.form, { observations: [] })).toEqual([]);
});

test('what the chart did not answer to is told where the form asks for it', () => {
  const unavailable = ['form', 'population', 'answer'];
  const observations: readonly unknown[] = [];
  expect(chartProblems(theForm('Patient'), { unavailable, observations })).toEqual(
    [
      { path: 'Questionnaire', detail: 'form' },
      { path: 'Questionnaire.item[0]', detail: 'population', linkId: 'g' },
      { path: 'Questionnaire.item[0].item[0]', detail: 'answer', linkId: 'a' },
    ].map((each) => ({ code: 'chart-unavailable', severity: 'warning', ...each })),
  );
  expect(chartProblems(theForm('Patient'), { observations })).toEqual([]);
});
