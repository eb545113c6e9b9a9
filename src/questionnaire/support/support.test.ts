import { expect, test } from 'vitest';
import { supportDocument, supportOf } from '../index.ts';

const head = { resourceType: 'Questionnaire', status: 'draft' };

const support = supportOf([
  { name: 'whole', questionnaire: { ...head, item: [{ linkId: 'a', type: 'string' }] } },
  {
    name: 'part',
    questionnaire: {
      ...head,
      item: [{ linkId: 'a', type: 'string', extension: [{ url: 'urn:x', valueBoolean: true }] }],
    },
  },
  { name: 'none', questionnaire: { ...head, item: [{ linkId: 'a', type: 'colour' }] } },
]);

test('each questionnaire is supported wholly, in part or not', () => {
  expect(support.counts).toEqual({ wholly: 1, 'in part': 1, refused: 1 });
  expect(support.rows.map((row) => row.remarks)).toEqual([
    [],
    ['extension urn:x'],
    ['unknown-item-type'],
  ]);
});

test('the page names what is not supported, how often, and who is refused', () => {
  const page = supportDocument([{ title: 'Mine', support }]);
  expect(page).toContain('3 questionnaires: 1 wholly supported, 1 in part, 1 refused.');
  expect(page).toContain('| `extension urn:x` | 1 |');
  expect(page).toContain('- `none` is refused: unknown-item-type');
  expect(page).toContain('`sdc:calculatedExpression`');
});
