import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openIn, type Row, readLedger } from './ledger.ts';

const rows = readLedger(readFileSync('docs/security-ledger.csv', 'utf8'));

describe('the security ledger', () => {
  test('answers every requirement once, and what it names is there', () => {
    expect(openIn(rows)).toEqual([]);
    expect(rows.filter(({ list }) => list === 'asvs-5.0')).toHaveLength(253);
    expect(rows.filter(({ list }) => list === 'fhir-safety')).toHaveLength(41);
  });

  test('shows more than a hundred and twenty of them by tests', () => {
    expect(rows.filter(({ answer }) => answer === 'met').length).toBeGreaterThanOrEqual(120);
  });

  const first = rows.find(({ answer }) => answer === 'met');
  const changed = (change: Partial<Row>): readonly string[] =>
    openIn(rows.map((each) => (each === first ? { ...each, ...change } : each)));

  test.each<[string, Partial<Row>, RegExp]>([
    [
      'a test that is not there',
      { 'shown by': 'test/shape.test.ts > nothing like it' },
      /has no test/,
    ],
    ['a file that is not there', { 'shown by': 'test/none.test.ts > x' }, /is not there/],
    ['met without a test', { 'shown by': '' }, /met, but no test/],
    ['a requirement that nobody made', { id: '99.9.9' }, /not asked for/],
    ['a risk without a reason', { answer: 'accepted', why: '' }, /no reason/],
    ['a chore that the site is not told of', { answer: 'deployment', 'shown by': '' }, /not told/],
    ['a heading that is not there', { 'shown by': 'SECURITY.md#none' }, /has no heading/],
  ])('is found open at %s', (_, change, words) => {
    expect(changed(change).join('\n')).toMatch(words);
  });

  test('is found open when a row is missing or stands twice', () => {
    expect(openIn(rows.slice(1)).join()).toMatch(/no row/);
    expect(openIn([...rows, ...rows.slice(0, 1)]).join()).toMatch(/twice/);
  });
});
