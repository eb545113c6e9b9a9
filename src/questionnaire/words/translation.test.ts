import { describe, expect, test } from 'vitest';
import { answer } from '../answers/answer.ts';
import { liveTextOf, optionsOf, parse, start, textOf, toResponse } from '../index.ts';

const translation = (lang: string, content: string) => ({
  url: 'http://hl7.org/fhir/StructureDefinition/translation',
  extension: [
    { url: 'lang', valueCode: lang },
    { url: 'content', valueString: content },
  ],
});

const parsed = parse({
  resourceType: 'Questionnaire',
  status: 'draft',
  language: 'sv',
  item: [
    {
      linkId: 'colour',
      text: 'Vilken färg?',
      _text: { extension: [translation('en', 'Which colour?'), translation('ar', 'أي لون؟')] },
      type: 'choice',
      answerOption: [
        {
          valueCoding: {
            system: 'urn:c',
            code: 'r',
            display: 'Röd',
            _display: { extension: [translation('en', 'Red')] },
          },
        },
        { valueString: 'annan' },
      ],
    },
    {
      linkId: 'live',
      type: 'display',
      text: 'Färg',
      _text: {
        extension: [
          {
            url: 'http://hl7.org/fhir/StructureDefinition/cqf-expression',
            valueExpression: {
              language: 'text/fhirpath',
              expression: "'Vald: ' + %resource.item.where(linkId='colour').answer.value.display",
            },
          },
        ],
      },
    },
  ],
});

if (!parsed.ok) throw new Error('refused');
const { form } = parsed;

describe('the words of a form', () => {
  test('are in the language asked for, and say which they are in', () => {
    expect(textOf(form, 'colour', 'en')).toEqual({ text: 'Which colour?', language: 'en' });
    expect(textOf(form, 'colour', 'ar')).toEqual({ text: 'أي لون؟', language: 'ar' });
  });

  test('come from another country of the same language when there is no nearer one', () => {
    expect(textOf(form, 'colour', 'en-GB')).toEqual({ text: 'Which colour?', language: 'en' });
    expect(textOf(form, 'colour', 'sv-FI')).toEqual({ text: 'Vilken färg?', language: 'sv' });
  });

  test('fall back to the own language of the form, and say so', () => {
    expect(textOf(form, 'colour', 'fi')).toEqual({ text: 'Vilken färg?', language: 'sv' });
  });

  test('of options are each in the language they have', () => {
    expect(optionsOf(form, 'colour', 'en').map(({ text, language }) => [text, language])).toEqual([
      ['Red', 'en'],
      ['annan', 'sv'],
    ]);
  });

  test('in a response are those the question was put in', () => {
    const coding = { system: 'urn:c', code: 'r' };
    const event = {
      type: 'set',
      linkId: 'colour',
      value: { type: 'coding', value: coding },
    } as const;
    const answers = answer(form, start(form), event);
    const context = { status: 'completed', authored: '2026-11-22', language: 'en' } as const;
    expect(toResponse(form, answers, context).item?.[0]?.text).toBe('Which colour?');
  });

  test('may follow from the answers', () => {
    const before = start(form);
    expect(liveTextOf(form, before, 'live', 'sv').text).toBe('Färg');
    const coding = { system: 'urn:c', code: 'r' };
    const event = {
      type: 'set',
      linkId: 'colour',
      value: { type: 'coding', value: coding },
    } as const;
    expect(liveTextOf(form, answer(form, before, event), 'live', 'sv').text).toBe('Vald: Röd');
  });
});
