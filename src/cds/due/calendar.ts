/** A calendar day where the unit is, `2026-11-22`. Days compare as text. */
export type Day = string;

const twoDigits = (n: number): string => String(n).padStart(2, '0');
const daysIn = (year: number, month: number): number =>
  new Date(Date.UTC(year, month, 0)).getUTCDate();

/** The same day so many calendar months later; the 31st becomes the last day of a shorter month. */
export function addMonths(day: Day, months: number): Day {
  const count = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  const [toYear, toMonth] = [Math.floor(count / 12), (count % 12) + 1];
  const date = Number(day.slice(8, 10));
  // Every month has 28 days.
  const toDate = date <= 28 ? date : Math.min(date, daysIn(toYear, toMonth));
  return `${String(toYear).padStart(4, '0')}-${twoDigits(toMonth)}-${twoDigits(toDate)}`;
}

/** First and last day that a FHIR date of any precision (`2026`, `2026-11`, `2026-11-22`) can mean. */
export function spanOf(date: string): { readonly from: Day; readonly to: Day } {
  if (date.length === 4) return { from: `${date}-01-01`, to: `${date}-12-31` };
  if (date.length === 7) {
    const [year = 0, month = 1] = date.split('-').map(Number);
    return { from: `${date}-01`, to: `${date}-${twoDigits(daysIn(year, month))}` };
  }
  return { from: date.slice(0, 10), to: date.slice(0, 10) };
}

/** Whole years from the day of birth to that day. */
export function yearsBetween(born: Day, today: Day): number {
  const years = Number(today.slice(0, 4)) - Number(born.slice(0, 4));
  return today.slice(5) < born.slice(5) ? years - 1 : years;
}
