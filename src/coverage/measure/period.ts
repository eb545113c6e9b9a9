import { MeasureError } from './problem.ts';

/** Two calendar days, both included. */
export type Period = { readonly from: string; readonly to: string };

const day = /^\d{4}-\d{2}-\d{2}$/;

function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return day.test(text) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** `2026-01-01/2026-12-31`. */
export function parsePeriod(text: string): Period {
  const [from = '', to = '', ...rest] = text.split('/');
  if (!isDay(from) || !isDay(to) || from > to || rest.length > 0) {
    throw new MeasureError('bad-period', text);
  }
  return { from, to };
}

/** 2026-01-31 → 20260131, as the measure counts days. */
export const dayNumber = (text: string): number => Number(text.replaceAll('-', ''));
