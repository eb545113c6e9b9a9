import { expect, test } from 'vitest';
import { megabytes, progressLine } from './progress-line.ts';

test('how far, how fast and how long is left', () => {
  expect(progressLine({ done: 250e6, of: 1000e6 }, 1, megabytes)).toBe(
    '[#####               ]  25 %  250 MB/s  0:03 left',
  );
  expect(progressLine({ done: 10, of: 1210 }, 1, (rate) => `${rate}/s`)).toContain('2:00 left');
});

test('at the end, and with nothing to do, no time is left', () => {
  expect(progressLine({ done: 5e6, of: 5e6 }, 2, megabytes)).toBe(
    '[####################] 100 %  2.5 MB/s',
  );
  expect(progressLine({ done: 0, of: 0 }, 0, megabytes)).toContain('100 %');
});
