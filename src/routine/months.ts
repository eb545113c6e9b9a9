const twoDigits = (n: number): string => String(n).padStart(2, '0');
const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** `month` from 1 to 12. */
export const daysInMonth = (year: number, month: number): number =>
  month === 2 && isLeap(year) ? 29 : (lengths[month - 1] ?? 0);

/**
 * The same day of the month so many calendar months later; where that month has no such day, the first of the next.
 * So an interval is over when as many whole months have passed, and never a day before: what is due and what is
 * counted as due (`docs/coverage-data.md`) go by this alone.
 */
export function monthsLater(day: string, months: number): string {
  const count = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  const date = Number(day.slice(8, 10));
  // Every month has 28 days.
  const fits = date <= 28 || date <= daysInMonth(Math.floor(count / 12), (count % 12) + 1);
  const to = fits ? count : count + 1;
  const [year, month] = [Math.floor(to / 12), (to % 12) + 1];
  return `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(fits ? date : 1)}`;
}
