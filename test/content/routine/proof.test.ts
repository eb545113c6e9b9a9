import { describe, expect, test } from 'vitest';
import { checkRoutine } from '../../../src/guidance/index.ts';
import { casesOf, forms, packIds, packOf } from './content.ts';

describe.each(packIds)('%s, in every reachable case', (id) => {
  // Of this process, so that a busy machine is not a failure.
  const started = process.cpuUsage();
  const { findings, spaces } = checkRoutine({
    pack: packOf(id),
    formOf: (canonical) => forms.get(canonical),
    cases: casesOf(id),
    today: '2026-11-22',
  });
  const seconds = process.cpuUsage(started).user / 1_000_000;

  test('has no fault', () => {
    const faults = findings.filter(({ weight }) => weight === 'fault');
    expect(faults.map(({ code, path, found }) => `${code} at ${path}: ${found}`)).toEqual([]);
  });

  test('has a space for each audience, and takes seconds', () => {
    expect(spaces.map(({ audience }) => audience)).toEqual(packOf(id).audiences.map((a) => a.id));
    for (const { states } of spaces) expect(states > 1_000_000n).toBe(true);
    expect(seconds).toBeLessThan(10);
  });
});
