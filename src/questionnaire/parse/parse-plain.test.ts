import { expect, test } from 'vitest';
import { parse, parsePlain } from '../index.ts';

const head = { resourceType: 'Questionnaire', status: 'draft' };

test('a form without expressions is the same read either way', () => {
  const item = [{ linkId: 'a', type: 'string', text: 'A' }];
  expect(parsePlain({ ...head, item })).toEqual(parse({ ...head, item }));
});

test('a form with an expression is refused, with the place of it', () => {
  const extension = [
    {
      url: 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression',
      valueExpression: { language: 'text/fhirpath', expression: '1 + 1' },
    },
  ];
  const item = [
    { linkId: 'g', type: 'group', item: [{ linkId: 'a', type: 'integer', extension }] },
  ];
  expect(parse({ ...head, item }).ok).toBe(true);
  expect(parsePlain({ ...head, item })).toEqual({
    ok: false,
    problems: [
      {
        code: 'unsupported-expression',
        severity: 'error',
        linkId: 'a',
        path: 'Questionnaire.item[0].item[0]',
        detail: '1 + 1',
      },
    ],
  });
});
