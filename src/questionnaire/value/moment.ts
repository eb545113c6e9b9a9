import { minutesOf } from './calendar.ts';

const pattern =
  /^(?:(\d{4})(?:-(\d\d)(?:-(\d\d))?)?)?(?:T?(\d\d):(\d\d)(?::(\d\d(?:\.\d+)?))?)?(Z|[+-]\d\d:\d\d)?$/;

/**
 * The parts of a FHIR date, dateTime or time as numbers, the coarsest first; of an instant, whose zone is known, the
 * minutes since 1970 and its seconds. Undefined when malformed.
 */
function partsOf(text: string): readonly unknown[] | undefined {
  const [whole, year, month, day, hour, minute, second, zone] = pattern.exec(text) ?? [];
  if (!whole) return undefined;
  const number = (part: string | undefined) => part && Number(part);
  return zone && year && hour
    ? [minutesOf(`${year}-${month}-${day}T${hour}:${minute}${zone}`), number(second)]
    : [year, month, day, hour, minute, second].map(number);
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
  if (!left || !right) return undefined;
  if (left.length !== right.length) return compareDays(a, b);
  const differs = left.findIndex((part, index) => part !== right[index]);
  const sign = differs < 0 ? 0 : Number(left[differs]) - Number(right[differs]);
  return Number.isNaN(sign) ? undefined : sign;
}
