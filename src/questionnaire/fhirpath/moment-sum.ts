import { plusDays, plusMilliseconds, plusMonths } from '../value/calendar.ts';

const day = 86_400_000;

/** Calendar words and UCUM codes: how many months, or milliseconds, each is. */
const units: ReadonlyMap<string, { readonly months: number } | { readonly time: number }> = new Map(
  (
    [
      ['year a', { months: 12 }],
      ['month mo', { months: 1 }],
      ['week wk', { time: 7 * day }],
      ['day d', { time: day }],
      ['hour h', { time: 3_600_000 }],
      ['minute min', { time: 60_000 }],
      ['second s', { time: 1_000 }],
      ['millisecond ms', { time: 1 }],
    ] as const
  ).flatMap(([names, each]) => names.split(' ').map((name) => [name, each] as const)),
);

const written = /^(\d[\d-]{3,})?T?(\d\d(?::[\d:.]+)?)?(.*)$/;

/** As precise as the date is: a month counts for 30 days and a year for 365, as FHIRPath has it. */
function laterDate(date: string, time: number): string | undefined {
  const days = time / day;
  if (date.length === 10) return plusDays(date, Math.trunc(days));
  return plusMonths(date, date.length === 7 ? Math.trunc(days / 30) : Math.trunc(days / 365) * 12);
}

function laterMonth(date: string, months: number): string | undefined {
  return plusMonths(date, date.length === 4 ? Math.trunc(months / 12) * 12 : months);
}

/** A clock alone goes round; one of hours, or of hours and minutes, stays as precise. */
function laterClock(date: string | undefined, clock: string, time: number) {
  const step = clock.length < 5 ? 3_600_000 : clock.length < 8 ? 60_000 : 1;
  const whole = `${date ?? '2000-01-01'}T${clock}${':00:00'.slice(clock.length - 2)}`;
  const sum = plusMilliseconds(whole, Math.trunc(time / step) * step);
  const later = sum?.slice(11, clock.length < 8 ? 11 + clock.length : 23).replace(/\.000$/, '');
  return date === undefined ? later : sum && `${sum.slice(0, 11)}${later}`;
}

const unitOf = (name: string) => units.get(name) ?? units.get(name.replace(/s$/, ''));

/** Whether so much can be added to a moment: to a time of day only what a clock shows. */
export function isAddable(unit: string, type: string): boolean {
  const found = unitOf(unit);
  return found !== undefined && (type !== 'Time' || ('time' in found && found.time < day));
}

/** A date, dateTime or time some time later, as precise as it was; undefined beyond the years that can be written. */
export function plus(text: string, amount: number, unit: string): string | undefined {
  const found = unitOf(unit);
  const [, date, clock, zone = ''] = written.exec(text) ?? [];
  if (!found) return undefined;
  if ('months' in found) {
    const sum = date && laterMonth(date, Math.trunc(amount) * found.months);
    return sum && sum + text.slice(date.length);
  }
  // Only of seconds is there a part.
  const time = (found.time === 1_000 ? amount : Math.trunc(amount)) * found.time;
  if (clock === undefined) return date && laterDate(date, time);
  const sum = laterClock(date, clock, time);
  return sum && sum + zone;
}
