import { expect, test } from 'vitest';
import { textOf } from '../../../src/questionnaire/index.ts';
import { adult, packOf } from './content.ts';

/** LIX: words per sentence plus percent of words longer than six letters. 40 is easy newspaper text. */
function lix(text: string): number {
  const words = text.match(/[\p{L}\p{N}’-]+/gu) ?? [];
  const sentences = text.match(/[.!?:]+/g) ?? [''];
  const long = words.filter((word) => word.length > 6);
  return words.length / sentences.length + (100 * long.length) / words.length;
}

const pack = packOf('se');
const said = (linkIds: readonly string[]): string =>
  linkIds.map((linkId) => textOf(adult, linkId, 'sv').text).join(' ');

const screens: readonly (readonly [string, string])[] = [
  ['getting alone', pack.gate.say['sv'] ?? ''],
  ['frame, short', pack.frame.short['sv'] ?? ''],
  ['frame, full', pack.frame.full['sv'] ?? ''],
  ['questions', said([...pack.questions.result, ...pack.questions.after])],
  [
    'after the answers',
    Object.values(pack.say)
      .map((words) => words['sv'])
      .join(' '),
  ],
  ...pack.steps
    .filter(({ items }) => items && !items.some((item) => item.startsWith('gate.')))
    .map(({ id, say, items }): readonly [string, string] => [
      `step ${id}`,
      `${(say ?? []).map((words) => words['sv']).join(' ')} ${said(items ?? [])}`,
    ]),
];

test('the measure tells a heavy sentence from a light one', () => {
  expect(lix('Vi pratar nu. Du väljer.')).toBeLessThan(10);
  expect(
    lix('Verksamhetens sekretessbestämmelser begränsar möjligheterna till informationsutlämnande.'),
  ).toBeGreaterThan(60);
});

test.each(screens)('what is said to the patient is easy to take in: %s', (_, text) => {
  expect(lix(text)).toBeLessThanOrEqual(40);
  expect(lix(text)).toBeGreaterThan(0);
});
