import { describe, expect, test } from 'vitest';
import { checkRoutine } from '../../../src/guidance/index.ts';
import { casesOf, forms, packIds, packOf } from './content.ts';

describe.each(packIds)('%s, in every reachable case', (id) => {
  const { findings, spaces } = checkRoutine({
    pack: packOf(id),
    formOf: (canonical) => forms.get(canonical),
    cases: casesOf(id),
    today: '2026-11-22',
  });

  test('has no fault', () => {
    const faults = findings.filter(({ weight }) => weight === 'fault');
    expect(faults.map(({ code, path, found }) => `${code} at ${path}: ${found}`)).toEqual([]);
  });

  test('has a space for each audience', () => {
    expect(spaces.map(({ audience }) => audience)).toEqual(packOf(id).audiences.map((a) => a.id));
    for (const { states } of spaces) expect(states > 1_000_000n).toBe(true);
  });
});
