import { describe, expect, test } from 'vitest';
import { fill, type Host, parse, parsePlain } from '../index.ts';

const head = { resourceType: 'Questionnaire', status: 'draft' };
const core = 'http://hl7.org/fhir/StructureDefinition/';
const sdc = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-';

const calculated = (expression: string) => ({
  linkId: 'a',
  type: 'integer',
  extension: [
    {
      url: `${sdc}calculatedExpression`,
      valueExpression: { language: 'text/fhirpath', expression },
    },
  ],
});

const told = (questionnaire: object, host: Host = {}) =>
  parse({ ...head, ...questionnaire }, host).problems.map(({ code, path, detail }) =>
    [code, path, detail].filter((each) => each !== undefined).join(' '),
  );

describe('a name that a calculation uses is known', () => {
  test('when a source query has it, by its reference', () => {
    const source = (reference: unknown) => [
      { url: `${sdc}sourceQueries`, valueReference: { reference } },
    ];
    expect(told({ extension: source('#batch'), item: [calculated('%batch.count()')] })).toEqual([]);
    expect(told({ extension: source(1), item: [calculated('%batch.count()')] })).toEqual([
      'unknown-variable Questionnaire.item[0] %batch',
    ]);
  });

  test('when the questionnaire is assembled with it', () => {
    const extension = [{ url: `${sdc}assembleContext`, valueString: 'ctx' }];
    const unread = 'unsupported-extension Questionnaire.extension[0]';
    expect(told({ extension, item: [calculated('%ctx.count()')] })).toEqual([unread]);
    expect(told({ extension, item: [calculated('%other.count()')] })).toEqual([
      unread,
      'unknown-variable Questionnaire.item[0] %other',
    ]);
  });

  test('when a group is populated with it', () => {
    const extension = [
      {
        url: `${sdc}itemPopulationContext`,
        valueExpression: { language: 'text/fhirpath', expression: '%patient', name: 'who' },
      },
    ];
    const item = [{ linkId: 'g', type: 'group', extension, item: [calculated('%who.count()')] }];
    expect(told({ item })).toEqual([]);
  });
});

describe('what the host has', () => {
  const listed = {
    resourceType: 'ValueSet',
    url: 'urn:v',
    expansion: { contains: [{ code: 'x' }] },
  };
  const choice = [{ linkId: 'a', type: 'choice', answerValueSet: 'urn:v' }];
  const codesOf = (questionnaire: object, host: Host = {}) => {
    const parsed = parse({ ...head, ...questionnaire }, host);
    return parsed.ok ? parsed.form.all[0]?.options.map(({ text }) => text.text) : undefined;
  };

  test('stands in for a value set that the form does not have, and not for one that it has', () => {
    const other = { ...listed, expansion: { contains: [{ code: 'y' }] } };
    expect(
      codesOf({ item: choice }, { valueSet: (url) => (url === 'urn:v' ? listed : undefined) }),
    ).toEqual(['x']);
    expect(
      codesOf(
        { item: choice, contained: [{ ...other, url: 'urn:w' }, other] },
        { valueSet: () => listed },
      ),
    ).toEqual(['y']);
    expect(told({ item: choice })).toEqual([
      'value-set-unavailable Questionnaire.item[0].answerValueSet',
    ]);
  });

  test('lists units too, when the item does not list its own', () => {
    const extension = [{ url: `${core}questionnaire-unitValueSet`, valueCanonical: 'urn:v' }];
    const item = [{ linkId: 'a', type: 'quantity', extension }];
    const parsed = parse({ ...head, item }, { valueSet: () => listed });
    expect(parsed.ok && parsed.form.all[0]?.unitOptions).toEqual([{ code: 'x' }]);
    expect(told({ item })).toEqual(['value-set-unavailable Questionnaire.item[0].extension']);
  });

  test('works out an expression that is not known here', () => {
    const item = [calculated('1.log(2)')];
    const seen: string[] = [];
    const evaluate: Host['evaluate'] = (expression, base) => {
      seen.push(`${base} ${expression}`);
      return () => [7];
    };
    expect(told({ item }, { evaluate })).toEqual([]);
    expect(seen).toEqual(['QuestionnaireResponse.item 1.log(2)']);
    const malformed: Host['evaluate'] = () => {
      throw new Error('malformed');
    };
    expect(told({ item }, { evaluate: malformed })).toEqual([
      'unsupported-expression Questionnaire.item[0] 1.log(2)',
    ]);
  });
});

describe('an expression that somebody else works out', () => {
  const found = (item: object, extension: readonly object[] = []) => {
    const seen: unknown[] = [];
    const evaluate: Host['evaluate'] = () => (input, environment) => {
      seen.push({ input, ...environment });
      return [];
    };
    const parsed = parse(
      { ...head, extension, item: [item, { linkId: 'b', type: 'date' }] },
      { evaluate },
    );
    if (!parsed.ok) throw new Error('refused');
    const patient = { resourceType: 'Patient', id: 'p' };
    const filled = fill(parsed.form, [{ set: 'b', value: '2026-01-31' }], {
      variables: { patient },
    });
    if (!filled.ok) throw new Error('not filled');
    return seen.at(-1);
  };
  const response = {
    resourceType: 'QuestionnaireResponse',
    item: [{ linkId: 'b', answer: [{ valueDate: '2026-01-31' }] }],
  };
  const day = "%resource.item.where(linkId = 'b').answer.value";
  const variable = (name: string, expression: string) => ({
    url: `${core}variable`,
    valueExpression: { language: 'text/fhirpath', name, expression },
  });

  test('sees the response as it would be written, under both of its names, and where it stands', () => {
    expect(found(calculated(`${day}.log(2)`))).toEqual({
      ...{ input: { linkId: 'a' }, context: { linkId: 'a' } },
      ...{ resource: response, QuestionnaireResponse: response },
    });
  });

  test('sees the names that it uses: what is one as one, and what is several as a list', () => {
    const item = calculated('%patient.log(2) + %two.log(2) + %none.log(2) + %when.log(2)');
    const extension = [variable('none', '{}'), variable('two', '1 | 2'), variable('when', day)];
    expect(found(item, extension)).toMatchObject({
      ...{ patient: { id: 'p' }, none: [], two: [1, 2], when: '2026-01-31' },
    });
  });
});

describe('a form that cannot be', () => {
  test.each([['words'], [null], [[]], [{}], [{ resourceType: 'Patient' }]])('%j', (value) => {
    const refused = [{ code: 'not-a-questionnaire', severity: 'error', path: '' }];
    expect(parse(value)).toEqual({ ok: false, problems: refused });
  });

  test('fifty levels are read, one more is not', () => {
    const levels = (depth: number): object =>
      depth === 0 ? {} : { item: [{ linkId: `g${depth}`, type: 'group', ...levels(depth - 1) }] };
    expect(told(levels(50))).toEqual([]);
    const path = `Questionnaire${'.item[0]'.repeat(50)}.item`;
    expect(told(levels(51))).toEqual([`too-deep ${path}`]);
  });

  test('twenty thousand items are read, one more is not, and it is said once', () => {
    const items = (count: number) =>
      Array.from({ length: count }, (_, at) => ({ linkId: `q${at}`, type: 'string' }));
    expect(told({ item: items(20_000) })).toEqual([]);
    expect(told({ item: items(20_003) })).toEqual(['too-large Questionnaire']);
  });
});

test('without FHIRPath every expression is named, those of the form too', () => {
  const expression = (text: string) => ({ language: 'text/fhirpath', expression: text });
  const variable = { url: `${core}variable`, valueExpression: { ...expression('1'), name: 'v' } };
  const constraint = (text: string) => ({
    url: `${core}targetConstraint`,
    extension: [
      { url: 'human', valueString: 'h' },
      { url: 'expression', valueExpression: expression(text) },
    ],
  });
  const kinds = ['enableWhen', 'calculated', 'initial', 'answer'];
  const item = {
    linkId: 'a',
    type: 'string',
    text: 'A',
    _text: { extension: [{ url: `${core}cqf-expression`, valueExpression: expression("'t'") }] },
    extension: [
      ...kinds.map((kind) => ({
        url: `${sdc}${kind}Expression`,
        valueExpression: expression(`'${kind}'`),
      })),
      { url: `${sdc}itemPopulationContext`, valueExpression: expression("'p'") },
      variable,
      constraint('2 = 2'),
    ],
  };
  const found = parsePlain({ ...head, extension: [variable, constraint('3 = 3')], item: [item] });
  expect(found.problems.map(({ path, detail }) => `${path} ${detail}`)).toEqual([
    ...['Questionnaire 1', 'Questionnaire 3 = 3'],
    ...[`'enableWhen'`, `'calculated'`, `'initial'`, `'answer'`, `'t'`, `'p'`, '1', '2 = 2'].map(
      (each) => `Questionnaire.item[0] ${each}`,
    ),
  ]);
});
