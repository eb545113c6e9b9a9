import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { supportDocument, supportOf } from '../index.ts';

const head = { resourceType: 'Questionnaire', status: 'draft' };
const sdc = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-';

const calculated = (expression: string) => ({
  url: `${sdc}calculatedExpression`,
  valueExpression: { language: 'text/fhirpath', expression },
});
const item = (extension: readonly object[], more: object = {}) => [
  { linkId: 'g', type: 'group', item: [{ linkId: 'a', type: 'string', extension, ...more }] },
];

const support = supportOf([
  { name: 'a', questionnaire: { ...head, item: item([{ url: 'urn:x' }, { url: 'urn:x' }]) } },
  { name: 'b', questionnaire: { ...head, item: item([{ url: 'urn:x' }, {}], { colour: 1 }) } },
  {
    name: 'c',
    questionnaire: { ...head, item: item([calculated('%nobody'), calculated('1.log(2)')]) },
  },
  { name: 'd', questionnaire: { ...head, item: item([], { colour: 1 }), colour: 2 } },
  { name: 'e', questionnaire: 'no form' },
  { name: 'f', questionnaire: { ...head, item: item([]) } },
]);

test('what is not supported is named by its address, element or expression, once for each questionnaire', () => {
  expect(support.rows).toEqual([
    { name: 'a', supported: 'in part', remarks: ['extension urn:x'] },
    {
      name: 'b',
      supported: 'in part',
      remarks: ['element Questionnaire.item.item.colour', 'extension urn:x', 'extension ?'],
    },
    { name: 'c', supported: 'refused', remarks: ['unsupported-expression 1.log(2)'] },
    {
      name: 'd',
      supported: 'in part',
      remarks: ['element Questionnaire.colour', 'element Questionnaire.item.item.colour'],
    },
    { name: 'e', supported: 'refused', remarks: ['not-a-questionnaire'] },
    { name: 'f', supported: 'wholly', remarks: [] },
  ]);
  expect(support.counts).toEqual({ wholly: 1, 'in part': 3, refused: 2 });
});

test('the most frequent comes first, and what is as frequent by its name', () => {
  expect(support.constructs).toEqual([
    { construct: 'element Questionnaire.item.item.colour', questionnaires: 2 },
    { construct: 'extension urn:x', questionnaires: 2 },
    { construct: 'element Questionnaire.colour', questionnaires: 1 },
    { construct: 'extension ?', questionnaires: 1 },
    { construct: 'not-a-questionnaire', questionnaires: 1 },
    { construct: 'unsupported-expression 1.log(2)', questionnaires: 1 },
  ]);
});

test('the page has a section for each set, and says of those refused why', () => {
  const page = supportDocument([{ title: 'Mine', support }]).split('\n');
  const from = page.indexOf('## Mine');
  expect(page[0]).toBe('# What of FHIR Questionnaires is supported');
  const lines = [
    '- on the questionnaire: `questionnaire-constraint`, ',
    '- on an option: `itemWeight`, ',
  ];
  for (const begins of [...lines, '- on an item: `']) {
    expect(page.filter((each) => each.startsWith(begins))).toHaveLength(1);
  }
  expect(page.slice(from)).toEqual([
    ...['## Mine', ''],
    ...['6 questionnaires: 1 wholly supported, 3 in part, 2 refused.', ''],
    ...['| not supported | questionnaires |', '|---|---:|'],
    '| `element Questionnaire.item.item.colour` | 2 |',
    '| `extension urn:x` | 2 |',
    '| `element Questionnaire.colour` | 1 |',
    '| `extension ?` | 1 |',
    '| `not-a-questionnaire` | 1 |',
    '| `unsupported-expression 1.log(2)` | 1 |',
    '',
    '- `c` is refused: unsupported-expression 1.log(2)',
    '- `e` is refused: not-a-questionnaire',
    '',
  ]);
});

test('the page begins with what docs/questionnaire-support.md says of every questionnaire', () => {
  const [first] = readFileSync('docs/questionnaire-support.md', 'utf8').split('\n## `');
  expect(first).toContain('## Supported');
  expect(supportDocument([{ title: 'Mine', support }]).split('\n## Mine')[0]).toBe(first);
});

test('a variable that nobody gives is named', () => {
  const questionnaire = { ...head, item: item([calculated('%nobody')]) };
  expect(supportOf([{ name: 'x', questionnaire }]).constructs).toEqual([
    { construct: 'unknown-variable %nobody', questionnaires: 1 },
  ]);
});

test('of several reasons why one is refused each is said', () => {
  const wrong = [...item([{ url: 'urn:x' }]), { linkId: 'b', type: 'colour' }];
  const both = supportOf([{ name: 'x', questionnaire: { ...head, item: wrong } }]);
  const page = supportDocument([{ title: 'Mine', support: both }]);
  expect(page).toContain('- `x` is refused: extension urn:x; unknown-item-type');
});

test('where nobody is refused, nothing is said of it', () => {
  const whole = supportOf([{ name: 'f', questionnaire: { ...head, item: item([]) } }]);
  const page = supportDocument([{ title: 'Mine', support: whole }]).split('\n');
  expect(page.slice(page.indexOf('|---|---:|') + 1)).toEqual(['']);
});
