import type { LocalMoment } from '../routine/index.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** One format a zone. */
function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-CA-u-ca-gregory-nu-latn', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  formats.set(timeZone, made);
  return made;
}

/** Wall-clock time where the routine is used, whatever zone the computer is set to. */
export function localMoment(now: Date, timeZone: string): LocalMoment {
  const parts = formatFor(timeZone).formatToParts(now);
  const part = (type: string): string => parts.find((each) => each.type === type)?.value ?? '';
  const date = `${part('year')}-${part('month')}-${part('day')}`;
  const weekday = new Date(`${date}T12:00:00Z`).getUTCDay() || 7;
  return { date, weekday, time: `${part('hour')}:${part('minute')}` };
}

/** FHIR instant with the offset of that place, `2026-11-22T10:00:00+01:00`. */
export function localInstant(now: Date, timeZone: string): string {
  const { date, time } = localMoment(now, timeZone);
  const asIfUtc = Date.parse(`${date}T${time}:00Z`);
  const minutes = Math.round((asIfUtc - Math.floor(now.getTime() / 60_000) * 60_000) / 60_000);
  const two = (number: number): string => String(number).padStart(2, '0');
  const size = Math.abs(minutes);
  const offset = `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
  return `${date}T${time}:${two(now.getUTCSeconds())}${offset}`;
}

/** Whole years between two days; undefined for a birth date without a day. */
export function ageOn(birthDate: string | undefined, today: string): number | undefined {
  if (birthDate === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(birthDate)) return undefined;
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years;
}
