import { expect, test } from 'vitest';
import { metrics } from './metrics.ts';

test('an operator sees how long answers took, each bucket with all that were quicker', () => {
  const counted = metrics(() => 3);
  for (const took of [0.4, 1, 7, 90, 5000]) {
    counted.count({ event: 'answered', endpoint: 'card', status: 200, took });
  }
  counted.count({ event: 'refused', why: 'replayed' });
  const lines = counted.text().split('\n');
  const bucket = (bound: string): string | undefined =>
    lines
      .find((line) => line.includes(`le="${bound}"`))
      ?.split(' ')
      .at(-1);
  expect(['1', '2', '10', '50', '100', '1000', '+Inf'].map(bucket)).toEqual([
    '2',
    '2',
    '3',
    '3',
    '4',
    '4',
    '5',
  ]);
  expect(lines).toContain('tryggfraga_cds_answered_total{endpoint="card",status="200"} 5');
  expect(lines).toContain('tryggfraga_cds_events_total{event="refused"} 1');
  expect(lines).toContain('tryggfraga_cds_at_work 3');
});
