const pattern =
  /^(?:(\d{4})(?:-(\d\d)(?:-(\d\d))?)?)?(?:T?(\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?)?(Z|[+-]\d\d:\d\d)?$/;

/** Days since 1970-01-01 of a day in the Gregorian calendar (month 1 to 12). */
export function dayNumber(year: number, month: number, day: number): number {
  const y = month > 2 ? year : year - 1;
  const era = Math.floor(y / 400);
  const ofEra = y - era * 400;
  const ofYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const ofDay = ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear;
  return era * 146097 + ofDay - 719468;
}

function offsetMinutes(zone: string): number {
  if (zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6));
  return zone.startsWith('-') ? -minutes : minutes;
}

/** The parts of a FHIR date, dateTime or time as numbers, the coarsest first; undefined when malformed. */
function partsOf(text: string): readonly (number | undefined)[] | undefined {
  const match = pattern.exec(text);
  if (match === null || text === '') return undefined;
  const [, year, month, day, hour, minute, second, fraction, zone] = match;
  const number = (part: string | undefined): number | undefined =>
    part === undefined ? undefined : Number(part);
  const seconds = second === undefined ? undefined : Number(`${second}.${fraction ?? '0'}`);
  if (zone === undefined || year === undefined || hour === undefined) {
    return [number(year), number(month), number(day), number(hour), number(minute), seconds];
  }
  const minutes =
    dayNumber(Number(year), Number(month), Number(day)) * 1440 +
    Number(hour) * 60 +
    Number(minute) -
    offsetMinutes(zone);
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

/** The day of a day number, as `YYYY-MM-DD`: the inverse of `dayNumber`. */
export function dayOf(days: number): string {
  const shifted = days + 719468;
  const era = Math.floor(shifted / 146097);
  const ofEra = shifted - era * 146097;
  const ofYear = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36524) - Math.floor(ofEra / 146096)) /
      365,
  );
  const dayOfYear = ofEra - (365 * ofYear + Math.floor(ofYear / 4) - Math.floor(ofYear / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = ofYear + era * 400 + (month <= 2 ? 1 : 0);
  const pad = (value: number, length: number): string => String(value).padStart(length, '0');
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}
