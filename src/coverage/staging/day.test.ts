import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporary } from '../../../test/folder/temporary.ts';
import { openDuck } from '../engine/duckdb.ts';
import { day } from './day.ts';

const days: readonly (readonly [text: string, day: number | null])[] = [
  ['2026-01-31', 20260131],
  ['2026-01-31T23:30:00-05:00', 20260131],
  ['2026-01-31T00:30:00.999999999999+14:00', 20260131],
  ['2024-02-29', 20240229],
  ['1898-12-01', 18981201],
  ['0001-01-01', 10101],
  ['2025-02-29', null],
  ['2026-13-01T08:00:00Z', null],
  ['2026-1-31', null],
  ['2026-01', null],
  ['2026-01-31 (BC)', null],
  ['-026-01-31', null],
  ['12026-01-31', null],
  ['infinity', null],
  ['', null],
];

test('a date is counted as the day that is written, and what is no date as none', async () => {
  const place = temporary();
  const duck = await openDuck({
    directories: [place],
    temporary: join(place, 'spill'),
    memory: '200MB',
  });
  try {
    const list = days.map(([text]) => `('${text}')`).join(', ');
    const rows = await duck.rows(
      `SELECT text, ${day('text')} AS day FROM (VALUES ${list}) t(text)`,
    );
    expect(rows.map(({ text, day: found }) => [text, found])).toEqual(days);
  } finally {
    duck.close();
  }
});
