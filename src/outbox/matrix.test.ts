import { beforeAll, describe, expect, test } from 'vitest';
import { type CellResult, planned, runCells } from '../../test/matrix/run.ts';

describe('sixty cells of the fault matrix, over sockets', () => {
  // Every so-manyth, so that each step and each fault is among them.
  const some = planned.filter((_, index) => (index * 60) % planned.length < 60).slice(0, 60);
  let results: readonly CellResult[] = [];
  beforeAll(async () => {
    results = await runCells(some);
  }, 120_000);

  test('are sixty, of every step', () => {
    expect(results.length).toBe(60);
    expect(new Set(results.map(({ step }) => step)).size).toBe(13);
    expect(new Set(results.map(({ fault }) => fault)).size).toBeGreaterThan(20);
  });

  test('find nothing wrong', () => {
    expect(results.flatMap(({ wrong }) => wrong)).toEqual([]);
  });

  test('end as they are told to: most of them saved', () => {
    const ends = results.flatMap((each) => each.ends);
    expect(ends.filter((end) => end.includes('saved')).length).toBeGreaterThan(ends.length / 3);
  });
});
