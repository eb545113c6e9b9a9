import * as z from 'zod/mini';

const clock = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/));

/** `always`, or spans of local time on ISO weekdays (1 = Monday). Absent hours are unknown, never closed. */
export const openingHours = z.union([
  z.literal('always'),
  z.array(
    z.strictObject({
      days: z.array(z.number().check(z.int(), z.minimum(1), z.maximum(7))),
      from: clock,
      to: clock,
    }),
  ),
]);
export type OpeningHours = Readonly<z.infer<typeof openingHours>>;

/** Wall-clock time where the service is: `{ date: '2026-11-22', weekday: 7, time: '20:15' }`. */
export type LocalMoment = {
  readonly date: string;
  readonly weekday: number;
  readonly time: string;
};

/** ISO weekday, 1 is Monday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** Whether it is open at that moment. A span that ends before it starts runs past midnight. */
export function openAt(hours: OpeningHours | undefined, at: LocalMoment): boolean | 'unknown' {
  if (hours === undefined) return 'unknown';
  if (hours === 'always') return true;
  const yesterday = at.weekday === 1 ? 7 : at.weekday - 1;
  return hours.some(({ days, from, to }) =>
    from < to
      ? days.includes(at.weekday) && from <= at.time && at.time < to
      : (days.includes(at.weekday) && from <= at.time) ||
        (days.includes(yesterday) && at.time < to),
  );
}

/** `mån–fre 08:00–16:30`; days that follow each other are said as a run. `day` names an ISO weekday. */
export function hoursInWords(
  hours: OpeningHours,
  always: string,
  day: (weekday: Weekday) => string,
): string {
  if (hours === 'always') return always;
  return hours
    .map(({ days, from, to }) => {
      const [first, last] = [days[0], days.at(-1)];
      const isRun = days.length > 1 && Number(last) - Number(first) === days.length - 1;
      const named = (isRun ? [first, last] : days).map((each) => day((each ?? 1) as Weekday));
      return `${named.join(isRun ? '–' : ', ')} ${from}–${to}`;
    })
    .join('; ');
}
