import type { Unit } from '../measure/places.ts';
import type { Report } from '../report.ts';
import type { Say } from './say.ts';

/** Something that was changed, where it falls in a chart over time, and the number it has there. */
export type Annotation = {
  readonly number: number;
  readonly index: number;
  readonly day: string;
  readonly text: string;
};

/** When the routine began to apply, and what the site says it changed, at this clinic or everywhere. */
export function annotationsOf(unit: Unit, report: Report, say: Say): readonly Annotation[] {
  const { pack, period, changes = [], times } = report;
  const routine = { day: pack.validFrom, text: say.text('spc.routine') };
  const own = changes.filter((each) => each.unit === undefined || each.unit === unit.id);
  return [routine, ...own]
    .filter(({ day }) => day > period.from && day <= period.to)
    .toSorted((a, b) => (a.day < b.day ? -1 : 1))
    .map(({ day, text }, at) => {
      const month = Number(day.slice(0, 4) + day.slice(5, 7));
      return { number: at + 1, index: times.buckets.indexOf(times.bucketOf(month)), day, text };
    });
}
