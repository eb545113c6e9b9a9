import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { permission, site } from '../../record/index.ts';
import { UsageError } from '../errors.ts';
import { type Shown, withShown } from './site-file.ts';

const demo = readFileSync('src/sandbox/site/site.json', 'utf8');
const day = { today: '2026-11-27', by: 'Test Testsson, IT' };
const written = (...shown: readonly Shown[]) => {
  const { text } = withShown('site.json', demo, shown, day);
  return site.parse(JSON.parse(text));
};
const row = 'patient-portal';

describe('what a leak check writes in site.json', () => {
  test('a log-in that was shown not to see: the day and who tested, and the rest as it was', () => {
    const now = written({ row, kind: 'does-not-see' });
    expect(now.readers[row]).toEqual({
      state: 'does-not-see',
      testedOn: '2026-11-27',
      testedBy: 'Test Testsson, IT',
    });
    expect({ ...now, readers: {} }).toEqual({ ...JSON.parse(demo), readers: {} });
    expect(now.readers.proxies).toEqual(JSON.parse(demo).readers.proxies);
    expect(permission(now).record).toBe(true);
  });

  test.each<[string, readonly Shown[], string]>([
    ['it sees', [{ row, kind: 'sees' }], 'sees'],
    ['nothing was proved', [{ row, kind: 'no-proof' }], 'unknown'],
    ['nobody compared', [{ row, kind: 'not-confirmed' }], 'unknown'],
    [
      'one of two sees',
      [
        { row, kind: 'does-not-see' },
        { row, kind: 'sees' },
      ],
      'sees',
    ],
    [
      'one of two is not proved',
      [
        { row, kind: 'does-not-see' },
        { row, kind: 'no-proof' },
      ],
      'unknown',
    ],
  ])('no date when %s, and then nothing is written to a chart', (_, shown, state) => {
    const now = written(...shown);
    expect(now.readers[row]).toEqual({ state });
    expect(permission(now).because).toContain(row);
    expect(permission(now).record).toBe(false);
  });

  test('a log-in that speaks for no row changes nothing', () => {
    expect(written({ row: undefined, kind: 'sees' })).toEqual(JSON.parse(demo));
  });

  test('a row that does not exist, or a file that is none, is told and not written', () => {
    expect(() => written({ row: 'the-neighbour', kind: 'does-not-see' })).toThrow(UsageError);
    expect(() => withShown('site.json', '[]', [], day)).toThrow(/site.json is not/);
  });
});
