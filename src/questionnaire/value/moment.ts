import { minutesOf } from './calendar.ts';

const pattern =
  /^(?:(\d{4})(?:-(\d\d)(?:-(\d\d))?)?)?(?:T?(\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?)?(Z|[+-]\d\d:\d\d)?$/;

/** The parts of a FHIR date, dateTime or time as numbers, the coarsest first; undefined when malformed. */
function partsOf(text: string): readonly (number | undefined)[] | undefined {
  const match = pattern.exec(text);
  if (match === null || text === '') return undefined;
  const [, year, month, day, hour, minute, second, fraction, zone] = match;
  const number = (part: string | undefined): number | undefined =>
    part === undefined ? undefined : Number(part);
  const seconds = number(second && `${second}.${fraction ?? 0}`);
  if (zone === undefined || year === undefined || hour === undefined) {
    return [number(year), number(month), number(day), number(hour), number(minute), seconds];
  }
  const minutes = minutesOf(`${year}-${month}-${day}T${hour}:${minute}${zone}`);
  return [minutes, seconds];
}

/** A day and an instant: the instant's own calendar day is compared; on that day neither is before the other. */
function compareDays(a: string, b: string): number | undefined {
  const left = a.slice(0, 10);
  const right = b.slice(0, 10);
  return left === right ? undefined : left < right ? -1 : 1;
}

/**
 * Below, at or above zero as `a` is before, at or after `b`. Undefined when it cannot be known: malformed, or
 * one is coarser and they agree so far ("2026" and "2026-05"), as in FHIRPath.
 */
export function compareMoments(a: string, b: string): number | undefined {
  const left = partsOf(a);
  const right = partsOf(b);
  if (left === undefined || right === undefined) return undefined;
  if (left.length !== right.length) return compareDays(a, b);
  const differs = left.findIndex((part, index) => part !== right[index]);
  if (differs < 0) return 0;
  const sign = (left[differs] ?? Number.NaN) - (right[differs] ?? Number.NaN);
  return Number.isNaN(sign) ? undefined : sign;
}
