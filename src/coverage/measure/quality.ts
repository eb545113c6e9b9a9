import type { Row } from '../engine/engine.ts';
import type { Shown } from '../release/index.ts';
import { literal } from '../views/index.ts';

/** What could not be read or linked. Counts of people's records are masked like every other count. */
export type Quality = {
  readonly rejected: number;
  /** Errors that the server told of its own export, whose resources are not in it. Absent for a folder of files. */
  readonly exportErrors?: number;
  readonly visits: Shown;
  readonly visitsWithoutPatient: Shown;
  readonly visitsWithoutDay: Shown;
  readonly visitsWithoutUnit: Shown;
  readonly unknownStatus: Shown;
  readonly occasions: Shown;
  readonly occasionsElsewhere: Shown;
  readonly occasionsWithoutVisit: Shown;
  readonly occasionsWithoutResult: Shown;
  readonly gateNotPassed: Shown;
  readonly notDue: Shown;
  /** Month of the newest occasion, `2026-12`; absent when there is none. */
  readonly newest?: string;
};

const known = [
  'planned',
  'arrived',
  'triaged',
  'in-progress',
  'onleave',
  'finished',
  'cancelled',
  'entered-in-error',
];

const countable = "o.status IN ('completed', 'amended')";

const questions: Readonly<Record<string, string>> = {
  visits: 'SELECT count(*) AS n FROM encounter',
  visitsWithoutPatient:
    'SELECT count(*) AS n FROM encounter e WHERE NOT EXISTS (SELECT 1 FROM patient p WHERE p.patient = e.patient)',
  visitsWithoutDay: 'SELECT count(*) AS n FROM encounter WHERE start_day IS NULL',
  visitsWithoutUnit:
    'SELECT count(*) AS n FROM encounter e WHERE NOT EXISTS (SELECT 1 FROM place p WHERE p.unit = e.unit)',
  unknownStatus: `SELECT count(*) AS n FROM encounter WHERE status IS NULL OR status NOT IN (${known.map(literal).join(', ')})`,
  occasions: 'SELECT count(*) AS n FROM occasion',
  occasionsElsewhere:
    'SELECT count(*) AS n FROM occasion o WHERE NOT EXISTS (SELECT 1 FROM questionnaire q WHERE q.questionnaire = o.questionnaire)',
  occasionsWithoutVisit: `SELECT count(*) AS n FROM occasion o JOIN questionnaire q ON q.questionnaire = o.questionnaire WHERE ${countable} AND NOT EXISTS (SELECT 1 FROM encounter e WHERE e.encounter = o.encounter) AND NOT EXISTS (SELECT 1 FROM encounter e WHERE o.encounter IS NULL AND e.patient = o.patient AND o.day BETWEEN e.start_day AND e.end_day)`,
  occasionsWithoutResult: `SELECT count(*) AS n FROM occasion o JOIN questionnaire q ON q.questionnaire = o.questionnaire WHERE ${countable} AND NOT EXISTS (SELECT 1 FROM result r WHERE r.occasion = o.occasion)`,
};

const newestDay = 'SELECT max(day) AS newest FROM occasion';

/** What is asked beside the measure, in the order `qualityOf` reads the answers. */
export const qualityQueries: readonly string[] = [...Object.values(questions), newestDay];

export function qualityOf(
  answers: readonly (readonly Row[])[],
  counted: {
    readonly rejected: number;
    readonly exportErrors: number | undefined;
    readonly gateNotPassed: number;
    readonly notDue: number;
    readonly threshold: number;
  },
): Quality {
  const shown = (n: number): Shown => (n > 0 && n < counted.threshold ? 'masked' : n);
  const counts = Object.fromEntries(
    Object.keys(questions).map((name, index) => [name, shown(Number(answers[index]?.[0]?.['n']))]),
  );
  const newest = answers.at(-1)?.[0]?.['newest'];
  return {
    ...(counts as Omit<
      Quality,
      'rejected' | 'exportErrors' | 'newest' | 'gateNotPassed' | 'notDue'
    >),
    rejected: counted.rejected,
    ...(counted.exportErrors !== undefined && { exportErrors: counted.exportErrors }),
    gateNotPassed: shown(counted.gateNotPassed),
    notDue: shown(counted.notDue),
    ...(typeof newest === 'number' && { newest: monthOf(newest) }),
  };
}

const monthOf = (day: number): string =>
  `${Math.floor(day / 10_000)}-${String(Math.floor(day / 100) % 100).padStart(2, '0')}`;
