import { expect, test } from 'vitest';
import { chartQueries, parse } from '../index.ts';

const parsed = parse({
  resourceType: 'Questionnaire',
  status: 'draft',
  extension: [
    {
      url: 'http://hl7.org/fhir/StructureDefinition/variable',
      valueExpression: {
        name: 'weights',
        language: 'application/x-fhir-query',
        expression: 'Observation?code=29463-7&patient={{%patient.id}}',
      },
    },
  ],
  item: [{ linkId: 'a', type: 'string' }],
});

if (!parsed.ok) throw new Error('refused');
const { form } = parsed;

test('what the chart is asked has the patient of the launch in it', () => {
  const patient = { resourceType: 'Patient', id: 'a b' };
  expect(chartQueries(form, { variables: { patient } })).toEqual([
    { name: 'weights', query: 'Observation?code=29463-7&patient=a%20b' },
  ]);
});

test('without the patient nothing is asked, rather than everything', () => {
  expect(chartQueries(form, {})).toEqual([]);
});
