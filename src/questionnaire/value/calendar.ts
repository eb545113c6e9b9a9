// Calendar arithmetic only: nothing here asks what time it is.

const day = 86_400_000;

/** The years FHIR can write. */
const first = Date.parse('0001-01-01');
const last = Date.parse('9999-12-31T23:59:59Z');

/** `YYYY-MM-DDThh:mm:ss.sssZ`; undefined outside the years that FHIR can write. */
function isoOf(instant: number): string | undefined {
  return instant >= first && instant <= last ? new Date(instant).toISOString() : undefined;
}

/** Whether there is that year, month or day: the thirtieth of February has the form of one and is none. */
export function isDate(date: string): boolean {
  return isoOf(Date.parse(date))?.startsWith(date) === true;
}

/** Minutes since 1970 of an ISO 8601 instant with its zone; NaN when it is none. */
export function minutesOf(instant: string): number {
  return Date.parse(instant) / 60_000;
}

/** The day some days later. */
export function plusDays(date: string, days: number): string | undefined {
  return isoOf(Date.parse(date) + days * day)?.slice(0, 10);
}

/** The year, month or day some months later, no further than the month's last day. */
export function plusMonths(date: string, months: number): string | undefined {
  const [year = 0, month = 1, ofMonth = 1] = date.split('-').map(Number);
  const end = new Date(0).setUTCFullYear(year, month + months, 0);
  const start = new Date(0).setUTCFullYear(year, month - 1 + months, 1);
  return isoOf(Math.min(start + (ofMonth - 1) * day, end))?.slice(0, date.length);
}

/** `YYYY-MM-DDThh:mm:ss` some milliseconds later, with its milliseconds. */
export function plusMilliseconds(moment: string, count: number): string | undefined {
  return isoOf(Date.parse(`${moment}Z`) + count)?.slice(0, 23);
}
