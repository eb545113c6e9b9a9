import type { Day } from '../due/calendar.ts';
import { spanOf } from '../due/calendar.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
  formats.set(timeZone, made);
  return made;
}

/** Every time zone in use is a whole number of quarters from UTC, so a quarter of an hour has one day. */
const quarter = 900_000;
const days = new Map<string, Map<number, Day>>();

/** The calendar day of an instant (milliseconds) where the unit is. Formatting is dear, so quarters are kept. */
export function dayOf(instant: number, timeZone: string): Day {
  const kept = days.get(timeZone) ?? new Map<number, Day>();
  const key = Math.floor(instant / quarter);
  const known = kept.get(key);
  if (known !== undefined) return known;
  if (kept.size > 5000) kept.clear();
  const day = formatFor(timeZone).format(instant);
  days.set(timeZone, kept.set(key, day));
  return day;
}

/** FHIR R4 date and dateTime. */
const written =
  /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?)?)?$/;

/** The text when it is a FHIR date of any precision. */
export const dateIn = (text: string | undefined): string | undefined =>
  text !== undefined && written.test(text) ? text : undefined;

/**
 * The day of a FHIR date or dateTime. A date without its day is taken as late as it can be: rather one
 * reminder too few than one soon after the question was put.
 */
export function dayOfDate(text: string | undefined, timeZone: string): Day | undefined {
  const date = dateIn(text);
  if (date === undefined) return undefined;
  if (date.length <= 10) return spanOf(date).to;
  const instant = Date.parse(date);
  return Number.isNaN(instant) ? undefined : dayOf(instant, timeZone);
}
