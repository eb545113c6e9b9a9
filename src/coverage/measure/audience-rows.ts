import type { Audience, Pack } from '../../routine/index.ts';
import { dayNumber } from './period.ts';
import { MeasureError } from './problem.ts';

/** One row of the `audience` table: whom a visit must belong to, and when asking is due again. */
export type AudienceRow = {
  readonly setting: string;
  readonly sex: string;
  readonly age_from: number;
  readonly age_to: number;
  readonly valid_from: number;
  readonly valid_to: number;
  readonly interval_months: number;
  readonly completed_by_positive: 0 | 1;
  readonly completed_by_negative: 0 | 1;
  readonly completed_by_declined: 0 | 1;
};

/**
 * What a routine without an interval of its own (once a pregnancy, once an episode) is counted with: an
 * export does not say where an episode begins.
 */
const usualInterval = 12;

const oldest = 200;

/**
 * Those asked on routine, in whose own chart the result is. Where a guardian is asked, nothing of it stands in the
 * child's chart, so such an audience cannot be measured from there; and who is asked on indication only (a child in
 * child health care) is not left unasked at every other visit.
 */
const isCounted = ({ personAsked, due }: Audience): boolean =>
  personAsked === 'patient' && due.some(({ route }) => route === 'routine');

export function audienceRows(pack: Pack): readonly AudienceRow[] {
  const rows = pack.audiences
    .filter(isCounted)
    .flatMap((audience) => (audience.sex ?? ['']).map((sex) => rowOf(audience, sex)));
  if (rows.length === 0) throw new MeasureError('no-audience', pack.id);
  const clash = rows.find((row, index) => rows.slice(index + 1).some((other) => meet(row, other)));
  if (clash !== undefined) throw new MeasureError('audiences-overlap', clash.setting);
  return rows;
}

function rowOf(audience: Audience, sex: string): AudienceRow {
  const rules = audience.due.filter(({ route }) => route === 'routine');
  const rule = rules.find(({ intervalMonths }) => intervalMonths !== undefined) ?? rules[0];
  const completes = (result: 'positive' | 'negative' | 'declined'): 0 | 1 =>
    rule?.completedBy.includes(result) === true ? 1 : 0;
  return {
    setting: audience.setting,
    sex,
    age_from: audience.ageFrom ?? 0,
    age_to: audience.ageTo ?? oldest,
    valid_from: dayNumber(audience.validFrom ?? '0001-01-01'),
    valid_to: dayNumber(audience.validTo ?? '9999-12-31'),
    interval_months: rule?.intervalMonths ?? usualInterval,
    completed_by_positive: completes('positive'),
    completed_by_negative: completes('negative'),
    completed_by_declined: completes('declined'),
  };
}

function meet(one: AudienceRow, other: AudienceRow): boolean {
  return (
    one.setting === other.setting &&
    (one.sex === '' || other.sex === '' || one.sex === other.sex) &&
    one.age_from <= other.age_to &&
    other.age_from <= one.age_to &&
    one.valid_from <= other.valid_to &&
    other.valid_from <= one.valid_to
  );
}
