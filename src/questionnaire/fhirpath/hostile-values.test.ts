import { expect, test } from 'vitest';
import { parse, start, valuesOf, widerFunctions } from '../index.ts';

const poison = { toString: 1, valueOf: 1, length: { toString: 1, valueOf: 1 } };
const patient = {
  ...{ resourceType: 'Patient', x: poison, name: [{ family: 'Åberg' }] },
  weight: { value: 1, unit: poison, code: poison },
};

/** What an expression gives for a patient in whose chart stands what JavaScript can make no text or number of. */
function given(expression: string): readonly unknown[] {
  const extension = {
    url: 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression',
    valueExpression: { language: 'text/fhirpath', expression },
  };
  const item = [{ linkId: 'a', type: 'string', extension: [extension] }];
  const form = { resourceType: 'Questionnaire', status: 'draft', item };
  const parsed = parse(form, { functions: widerFunctions });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const answers = start(parsed.form, { variables: { patient: [patient] } });
  return valuesOf(parsed.form, answers, 'a').map(({ value }) => value);
}

test.each([
  ...['%patient.x.toInteger()', '%patient.x.toDecimal()', '%patient.x.toString()'],
  ...["'a'.matches(%patient.x)", "'abc'.substring(%patient.x)", "'a'.startsWith(%patient.x)"],
  ...['1.5.round(%patient.x).toString()', '2.power(%patient.x).toString()'],
  ...['1 + %patient.x', '%patient.x > 1', "'a' < %patient.x"],
  ...["iif(%patient.weight > 5 'kg', 'heavy')", "iif(%patient.weight = 1 'kg', 'one')"],
])('%s: nothing comes of it, and the form goes on', (expression) => {
  expect(given(expression)).toEqual([]);
});

test('a number of them that is none takes none away', () => {
  expect(given('%patient.name.family.skip(%patient.x)')).toEqual(['Åberg']);
  expect(given('%patient.name.family.take(%patient.x)')).toEqual([]);
});

test('what stands beside it is read as ever', () => {
  expect(given('%patient.name.family.lower()')).toEqual(['åberg']);
});
