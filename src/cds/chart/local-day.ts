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

/** The calendar day of an instant (milliseconds) where the unit is. */
export function dayOf(instant: number, timeZone: string): Day {
  return formatFor(timeZone).format(instant);
}

/**
 * The day of a FHIR date or dateTime. A date without its day is taken as late as it can be: rather one
 * reminder too few than one soon after the question was put.
 */
export function dayOfDate(date: string | undefined, timeZone: string): Day | undefined {
  if (date === undefined) return undefined;
  if (date.length <= 10) return spanOf(date).to;
  const instant = Date.parse(date);
  return Number.isNaN(instant) ? undefined : dayOf(instant, timeZone);
}
