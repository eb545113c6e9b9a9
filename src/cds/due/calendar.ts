import { daysInMonth } from '../../routine/index.ts';

/** A calendar day where the unit is, `2026-11-22`. Days compare as text. */
export type Day = string;

const twoDigits = (n: number): string => String(n).padStart(2, '0');
/** First and last day that a FHIR date of any precision (`2026`, `2026-11`, `2026-11-22`) can mean. */
export function spanOf(date: string): { readonly from: Day; readonly to: Day } {
  if (date.length === 4) return { from: `${date}-01-01`, to: `${date}-12-31` };
  if (date.length === 7) {
    const [year = 0, month = 1] = date.split('-').map(Number);
    return { from: `${date}-01`, to: `${date}-${twoDigits(daysInMonth(year, month))}` };
  }
  return { from: date.slice(0, 10), to: date.slice(0, 10) };
}

/** Whole years from the day of birth to that day. */
export function yearsBetween(born: Day, today: Day): number {
  const years = Number(today.slice(0, 4)) - Number(born.slice(0, 4));
  return today.slice(5) < born.slice(5) ? years - 1 : years;
}
