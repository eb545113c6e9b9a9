import { describe, expect, test } from 'vitest';
import { lint } from '../index.ts';

const head = {
  resourceType: 'Questionnaire',
  url: 'urn:q',
  version: '1',
  status: 'draft',
  title: 'T',
  language: 'sv',
  copyright: 'CC0',
  publisher: 'P',
};

const declined = {
  valueCoding: {
    system: 'http://terminology.hl7.org/CodeSystem/data-absent-reason',
    code: 'asked-declined',
  },
};

const yes = { valueCoding: { system: 'urn:c', code: 'yes' } };

function found(questionnaire: object, languages: readonly string[] = []): string[] {
  return lint({ ...head, ...questionnaire }, { languages }).map(({ code, linkId, path, detail }) =>
    [code, linkId ?? path, detail].filter((each) => each !== undefined).join(' '),
  );
}

describe('what an author is told', () => {
  test('nothing, when all is well', () => {
    const item = [{ linkId: 'a', type: 'choice', answerOption: [yes, declined] }];
    expect(found({ item })).toEqual([]);
  });

  test('that a question cannot be declined', () => {
    expect(found({ item: [{ linkId: 'a', type: 'choice', answerOption: [yes] }] })).toEqual([
      'missing-decline a',
    ]);
    expect(found({ item: [{ linkId: 'a', type: 'boolean' }] })).toEqual(['missing-decline a']);
    expect(found({ item: [{ linkId: 'a', type: 'boolean', readOnly: true }] })).toEqual([]);
  });

  test('that a text has no translation', () => {
    expect(found({ item: [{ linkId: 'a', type: 'string', text: 'Hej' }] }, ['sv', 'en'])).toEqual([
      'missing-translation a en',
    ]);
  });

  test('that an expression looks for a question that is not there', () => {
    const condition = (expression: string) => [
      {
        linkId: 'a',
        type: 'string',
        extension: [
          {
            url: 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-enableWhenExpression',
            valueExpression: { language: 'text/fhirpath', expression },
          },
        ],
      },
      { linkId: 'b', type: 'integer' },
    ];
    const looking = (linkId: string) =>
      found({ item: condition(`%resource.item.where(linkId='${linkId}').answer.value > 1`) });
    expect(looking('b')).toEqual([]);
    expect(looking('c')).toEqual(['unknown-link-id a c']);
    expect(
      found({ item: condition("%resource.descendants().where(linkId='c').exists()") }),
    ).toEqual(['unknown-link-id a c']);
  });

  test('that licence, source and names are absent', () => {
    const bare = { copyright: undefined, publisher: undefined, url: undefined };
    expect(found({ ...bare, item: [] })).toEqual([
      'missing-element Questionnaire.url',
      'missing-licence Questionnaire',
      'missing-source Questionnaire',
    ]);
  });

  test('that a condition looks ahead, or asks for an option that is not there', () => {
    const enableWhen = [
      { question: 'b', operator: '=', answerCoding: { system: 'urn:c', code: 'no' } },
    ];
    const item = [
      { linkId: 'a', type: 'string', enableWhen },
      { linkId: 'b', type: 'choice', answerOption: [yes, declined] },
    ];
    expect(found({ item })).toEqual(['late-condition a b', 'unreachable a b']);
  });

  test.each([
    ['que-1', { type: 'group' }],
    ['que-1', { type: 'display', item: [{ linkId: 'b', type: 'string' }] }],
    ['que-3', { type: 'display', code: [{ system: 'urn:c', code: 'x' }] }],
    ['que-4', { type: 'open-choice', answerOption: [yes, declined], answerValueSet: 'urn:v' }],
    ['que-5', { type: 'text', answerOption: [{ valueString: 'x' }] }],
    ['que-6', { type: 'display', required: true }],
    ['que-9', { type: 'display', readOnly: true }],
    ['que-10', { type: 'date', maxLength: 3 }],
    ['que-13', { type: 'string', initial: [{ valueString: 'x' }, { valueString: 'y' }] }],
  ])('that it breaks %s', (key, item) => {
    expect(found({ item: [{ linkId: 'a', ...item }] })).toContain(`invariant a ${key}`);
  });

  test('whatever refuses the form', () => {
    const twice = [
      { linkId: 'a', type: 'string' },
      { linkId: 'a', type: 'string' },
    ];
    expect(found({ item: twice })).toEqual(['duplicate-link-id a']);
  });
});
