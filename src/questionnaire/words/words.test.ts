import { describe, expect, test } from 'vitest';
import { fill, liveTextOf, markupOf, optionsOf, parse, textOf } from '../index.ts';

const core = 'http://hl7.org/fhir/StructureDefinition/';
const sdc = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-';

const said = (...words: readonly (readonly [string, string])[]) =>
  words.map(([lang, content]) => ({
    url: `${core}translation`,
    extension: [
      { url: 'lang', valueCode: lang },
      { url: 'content', valueString: content },
    ],
  }));

const expression = (text: string) => ({ language: 'text/fhirpath', expression: text });

const parsed = parse({
  resourceType: 'Questionnaire',
  status: 'draft',
  language: 'sv-SE',
  item: [
    { linkId: 'none', type: 'display' },
    {
      linkId: 'many',
      type: 'display',
      text: 'sju',
      _text: {
        extension: said(
          ...([
            ['en-GB', 'seven'],
            ['EN-us', 'seven, dude'],
            ['fi', 'seitsemän'],
          ] as const),
          ...([
            ['sv-FI', 'sju, från Finland'],
            ['sv-SE', 'inte det egna'],
          ] as const),
        ),
      },
    },
    {
      linkId: 'rich',
      type: 'display',
      text: 'ord',
      _text: {
        extension: [
          ...said(['en', 'word'], ['fi', 'sana']),
          {
            url: `${core}rendering-markdown`,
            valueMarkdown: '*ord*',
            _valueMarkdown: { extension: said(['en', '*word*']) },
          },
        ],
      },
    },
    { linkId: 'k', type: 'string' },
    {
      linkId: 'q',
      type: 'choice',
      repeats: true,
      answerOption: [
        {
          valueCoding: { code: 'x', display: 'X', _display: { extension: said(['en', 'ex']) } },
          extension: [
            {
              url: `${core}questionnaire-optionPrefix`,
              valueString: 'a)',
              _valueString: { extension: said(['en', 'A.']) },
            },
          ],
        },
        {
          valueString: 'none',
          extension: [{ url: `${core}questionnaire-optionExclusive`, valueBoolean: true }],
        },
      ],
      extension: [
        {
          url: `${sdc}answerOptionsToggleExpression`,
          extension: [
            { url: 'option', valueString: 'none' },
            {
              url: 'expression',
              valueExpression: expression("%resource.item.where(linkId = 'k').answer.value = 'on'"),
            },
          ],
        },
      ],
    },
    {
      linkId: 'offered',
      type: 'choice',
      extension: [{ url: `${sdc}answerExpression`, valueExpression: expression('%more') }],
    },
    {
      linkId: 'row',
      type: 'group',
      repeats: true,
      extension: [
        {
          url: `${core}variable`,
          valueExpression: { ...expression("item.where(linkId = 'n').answer.value"), name: 'v' },
        },
      ],
      item: [
        { linkId: 'n', type: 'integer' },
        {
          linkId: 'live',
          type: 'display',
          text: 'inget',
          _text: {
            extension: [
              {
                url: `${core}cqf-expression`,
                valueExpression: expression("'n = ' + %v.toString()"),
              },
            ],
          },
        },
      ],
    },
  ],
  extension: [{ url: `${sdc}launchContext`, extension: [{ url: 'name', valueId: 'more' }] }],
});
if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
const { form } = parsed;

function answered(...edits: readonly unknown[]) {
  const more = [
    { code: 'x', display: 'X' },
    { code: 'z', display: 'Zed' },
  ];
  const filled = fill(form, edits, { variables: { more } });
  if (!filled.ok) throw new Error(filled.fault.code);
  return filled.answers;
}

describe('the words of an item', () => {
  test.each([
    ['sv-SE', 'sju', 'sv-SE'],
    ['SV-se', 'sju', 'sv-SE'],
    ['sv', 'sju', 'sv-SE'],
    ['en-gb', 'seven', 'en-gb'],
    ['EN-US', 'seven, dude', 'EN-US'],
    ['en', 'seven', 'en-gb'],
    ['fi-FI', 'seitsemän', 'fi'],
    ['de', 'sju', 'sv-SE'],
    ['sv-FI', 'sju, från Finland', 'sv-FI'],
    // Another language that begins with the same letter.
    ['es', 'sju', 'sv-SE'],
  ])('in %s', (language, text, found) => {
    expect(textOf(form, 'many', language)).toEqual({ text, language: found });
  });

  test('are empty where it has none', () => {
    expect(textOf(form, 'none', 'en')).toEqual({ text: '', language: 'sv-SE' });
  });

  test('are marked up only in the language that the plain ones are in', () => {
    const markdown = { format: 'markdown' };
    expect(markupOf(form, 'rich', 'sv')).toEqual({ ...markdown, text: '*ord*', language: 'sv-SE' });
    expect(markupOf(form, 'rich', 'en')).toEqual({ ...markdown, text: '*word*', language: 'en' });
    expect(markupOf(form, 'rich', 'fi')).toBeUndefined();
    expect(markupOf(form, 'many', 'sv')).toBeUndefined();
  });
});

describe('the options', () => {
  const x = { code: 'x', display: 'X' };

  test('have their words, prefixes and codings', () => {
    expect(optionsOf(form, 'q', 'en')).toMatchObject([
      {
        ...{ text: 'ex', language: 'en', prefix: 'A.', exclusive: false },
        ...{ value: { type: 'coding', value: x }, coding: x },
      },
      {
        ...{ text: 'none', language: 'sv-SE', exclusive: true },
        value: { type: 'string', value: 'none' },
      },
    ]);
  });

  test('that are switched off are left out', () => {
    const texts = (...edits: readonly unknown[]) =>
      optionsOf(form, 'q', 'sv', answered(...edits)).map(({ text }) => text);
    expect(texts()).toEqual(['X']);
    expect(texts({ set: 'k', value: 'on' })).toEqual(['X', 'none']);
  });

  test('are called the same when one answers as when one only looks', () => {
    const seen = optionsOf(form, 'q', 'en', answered({ set: 'k', value: 'on' }));
    expect(seen).toEqual(optionsOf(form, 'q', 'en'));
  });

  test('that an expression offers say themselves what they are called', () => {
    expect(optionsOf(form, 'offered', 'en', answered())).toEqual(
      [
        { code: 'x', display: 'X' },
        { code: 'z', display: 'Zed' },
      ].map((coding) => ({
        ...{ text: coding.display, language: 'sv-SE', exclusive: false },
        ...{ value: { type: 'coding', value: coding }, coding },
      })),
    );
    expect(optionsOf(form, 'offered', 'en')).toEqual([]);
  });
});

describe('a text that follows from answers', () => {
  const answers = answered({ set: 'n', value: 1 }, { add: 'row' }, { set: 'n', value: 2, at: [1] });

  test('follows from those of its own row', () => {
    expect(liveTextOf(form, answers, 'live', 'en', [1]).text).toBe('n = 2');
    expect(liveTextOf(form, answers, 'live', 'en')).toEqual({ text: 'n = 1', language: 'sv-SE' });
  });

  test('is its own while nothing follows, and where nothing is calculated', () => {
    expect(liveTextOf(form, answered(), 'live', 'en').text).toBe('inget');
    expect(liveTextOf(form, answers, 'many', 'fi').text).toBe('seitsemän');
  });
});
