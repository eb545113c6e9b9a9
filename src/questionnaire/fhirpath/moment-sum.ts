import { plusDays, plusMinutes, plusMonths } from '../value/calendar.ts';

type Step = 'month' | 'day' | 'minute';

/** Calendar words and UCUM codes: how many of which step each is. */
const units: ReadonlyMap<string, readonly [count: number, step: Step]> = new Map(
  (
    [
      [
        ['year', 'years', 'a'],
        [12, 'month'],
      ],
      [
        ['month', 'months', 'mo'],
        [1, 'month'],
      ],
      [
        ['week', 'weeks', 'wk'],
        [7, 'day'],
      ],
      [
        ['day', 'days', 'd'],
        [1, 'day'],
      ],
      [
        ['hour', 'hours', 'h'],
        [60, 'minute'],
      ],
      [
        ['minute', 'minutes', 'min'],
        [1, 'minute'],
      ],
    ] as const
  ).flatMap(([names, step]) => names.map((name) => [name, step] as const)),
);

const addTo: Readonly<Record<Step, (date: string, count: number) => string | undefined>> = {
  month: plusMonths,
  day: (date, count) => (date.length === 10 ? plusDays(date, count) : undefined),
  minute: plusMinutes,
};

/**
 * A date or dateTime some time later, as precise as it was; undefined for units or precisions not known here, and
 * beyond the years that can be written.
 */
export function plus(text: string, amount: number, unit: string): string | undefined {
  const [count, step] = units.get(unit) ?? [];
  if (count === undefined || step === undefined) return undefined;
  // What the step changes, and what stays behind it: the clock, or the clock's seconds and zone.
  const cut = step === 'minute' ? 16 : 10;
  if (step === 'minute' && !/T\d\d:\d\d/.test(text)) return undefined;
  const sum = addTo[step](text.slice(0, cut), Math.trunc(amount) * count);
  return sum === undefined ? undefined : sum + text.slice(cut);
}
