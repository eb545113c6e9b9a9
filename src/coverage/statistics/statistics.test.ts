import { describe, expect, test } from 'vitest';
import { controlChart, funnel, wilson } from './index.ts';

test('3 of 7 is somewhere between 16 and 75 per cent (Wilson)', () => {
  const { low, high } = wilson(3, 7);
  expect(low).toBeCloseTo(0.158, 3);
  expect(high).toBeCloseTo(0.75, 3);
});

test('none of none says nothing', () => {
  expect(wilson(0, 0)).toEqual({ low: 0, high: 1 });
});

describe('a chart over time', () => {
  const steady = (count: number) => ({ count, of: 100 });

  test('has no limits below 12 points', () => {
    expect(controlChart([50, 52, 48].map(steady)).kind).toBe('run');
  });

  test('marks one month far above the rest', () => {
    const months = [50, 52, 48, 51, 49, 50, 53, 47, 50, 51, 49, 95].map(steady);
    const { points } = controlChart(months);
    expect(points.at(-1)?.signals).toContain('above');
    expect(points[3]?.signals).toEqual([]);
  });

  test('sees seven in a row on one side, and only from the seventh', () => {
    const months = [40, 44, 41, 43, 40, 44, 41, 56, 60, 57, 59, 58, 60, 57].map(steady);
    const { points } = controlChart(months);
    expect(points[12]?.signals).not.toContain('shift-up');
    expect(points[13]?.signals).toContain('shift-up');
  });

  test('sees seven in a row rising', () => {
    const months = [50, 49, 51, 50, 49, 48, 49, 50, 51, 52, 53, 54, 55].map(steady);
    expect(controlChart(months).points.at(-1)?.signals).toContain('trend-up');
  });

  test('a masked month is a gap that ends a run', () => {
    const rising = [40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51].map(steady);
    const { points } = controlChart([...rising.slice(0, 6), undefined, ...rising.slice(6)]);
    expect(points[6]).toBeUndefined();
    expect(points.at(-3)?.signals).not.toContain('trend-up');
  });
});

test('two clinics far apart do not widen the funnel that they stand in', () => {
  const { spread, limits } = funnel([
    { count: 90, of: 100 },
    { count: 50, of: 100 },
  ]);
  expect(spread).toBe(1);
  expect(limits(100, 3.09).low).toBeGreaterThan(0.5);
});

test('a clinic among equals lies inside the funnel, one far off outside', () => {
  const units = Array.from({ length: 20 }, () => ({ count: 50, of: 100 }));
  const { centre, spread, limits } = funnel(units);
  expect([centre, spread]).toEqual([0.5, 1]);
  expect(limits(100, 3.09).high).toBeCloseTo(0.6545, 3);
});
