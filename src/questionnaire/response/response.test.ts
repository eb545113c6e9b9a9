import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { fill, fromResponse, parse, start, toResponse } from '../index.ts';
import written from './cases/what-is-read-of-a-response.json' with { type: 'json' };

const { questionnaire, cases } = z
  .strictObject({
    questionnaire: z.record(z.string(), z.unknown()),
    cases: z.array(
      z.strictObject({
        name: z.string(),
        response: z.record(z.string(), z.unknown()),
        /** Code, path and linkId. */
        problems: z.array(z.string()),
        refused: z.boolean().default(false),
      }),
    ),
  })
  .parse(written);

const parsed = parse({ resourceType: 'Questionnaire', status: 'draft', ...questionnaire });
if (!parsed.ok) throw new Error('refused');
const { form } = parsed;

describe('a response that is read again', () => {
  test.each(cases)('$name', ({ response, problems, refused }) => {
    const read = fromResponse(form, response);
    const said = read.problems.map(({ code, path, linkId }) =>
      [code, path, ...(linkId === undefined ? [] : [linkId])].join(' '),
    );
    expect(said).toEqual(problems);
    expect(read.ok).toBe(!refused);
  });

  test('what is no resource is refused', () => {
    const problems = [{ code: 'not-a-response', severity: 'error', path: '' }];
    expect(fromResponse(form, 'words')).toEqual({ ok: false, problems });
  });

  test('what follows from the answers is worked out, when they come to be edited', () => {
    const url =
      'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression';
    const valueExpression = {
      language: 'text/fhirpath',
      expression: "%resource.item.where(linkId = 'a').answer.value + 1",
    };
    const sums = parse({
      ...{ resourceType: 'Questionnaire', status: 'draft' },
      item: [
        { linkId: 'a', type: 'integer' },
        { linkId: 'sum', type: 'integer', extension: [{ url, valueExpression }] },
      ],
    });
    if (!sums.ok) throw new Error('refused');
    const item = [{ linkId: 'a', answer: [{ valueInteger: 1 }] }];
    const read = fromResponse(sums.form, { resourceType: 'QuestionnaireResponse', item });
    if (!read.ok) throw new Error('not read');
    const context = { status: 'in-progress', authored: '2026-11-22' } as const;
    expect(toResponse(sums.form, read.answers, context).item).toEqual([
      ...item,
      { linkId: 'sum', answer: [{ valueInteger: 2 }] },
    ]);
  });
});

describe('a response that is written', () => {
  const context = {
    status: 'completed',
    authored: '2026-11-22T10:00:00Z',
    subject: { reference: 'Patient/p' },
    encounter: { reference: 'Encounter/e' },
    author: { reference: 'Practitioner/n' },
    identifier: { system: 'urn:s', value: '1' },
    language: 'sv',
  } as const;

  test('says of whom, by whom, at which visit, when and of which version of the form', () => {
    const filled = fill(form, [{ set: 'a', value: 'x' }]);
    if (!filled.ok) throw new Error('not filled');
    expect(toResponse(form, filled.answers, context)).toEqual({
      ...{ resourceType: 'QuestionnaireResponse', questionnaire: 'urn:q|2', ...context },
      item: [{ linkId: 'a', answer: [{ valueString: 'x' }] }],
    });
  });

  test('says nothing that nobody knows, and has no items without answers', () => {
    const { status, authored } = context;
    expect(toResponse({ ...form, url: 'urn:q' }, start(form), { status, authored })).toStrictEqual({
      ...{ resourceType: 'QuestionnaireResponse', questionnaire: 'urn:q|2', status, authored },
    });
  });
});
