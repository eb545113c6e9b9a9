import type { Figure } from '../measure/figures.ts';
import type { Gathering, Source } from './gathering.ts';
import { kindsOf, visitCell, visitKinds } from './visit-cells.ts';

export const equityTables = ['sex', 'age', 'municipality', 'interpreter'] as const;
export const personTables = ['person-sex', 'person-age'] as const;

/** `sex/asked/female`, `person/asked/all`, `reason/3`, `indication/handed-over`. */
export const groupCell = (table: string, kind: string, group: string): string =>
  `${table}/${kind}/${group}`;

export const indicationKinds = ['asked', 'handed-over', 'not-handed-over'] as const;

export function groupOf({ release, category, bucket, place }: Figure): string {
  switch (release) {
    case 'sex':
    case 'person-sex':
      return category;
    case 'age':
    case 'person-age':
      return String(bucket);
    default:
      return String(place);
  }
}

/** One table a question of fairness, each for the whole period and all regions; and the reasons. */
export function equityCells({ figures }: Source, gathering: Gathering): void {
  const { add, sum } = gathering;
  for (const table of equityTables) {
    groups(table, figures, (kind) => visitCell(kind, 'all', 'all'), gathering);
  }
  for (const figure of figures.filter(({ release }) => release === 'person')) {
    for (const kind of kindsOf(figure)) add(groupCell('person', kind, 'all'), figure.n);
  }
  const person = (kind: string): string => groupCell('person', kind, 'all');
  sum(person('eligible'), [person('asked'), person('not-asked')]);
  for (const table of personTables) groups(table, figures, person, gathering);
  const reasons = figures.filter(({ release }) => release === 'reason');
  for (const { detail, n } of reasons) add(`reason/${detail}`, n);
  sum(
    visitCell('documented', 'all', 'all'),
    reasons.map(({ detail }) => `reason/${detail}`),
  );
  for (const { state, n } of figures.filter(({ release }) => release === 'indication')) {
    add(`indication/${indicationKinds[state - 1]}`, n);
    add('indication/all', n);
  }
  sum(
    'indication/all',
    indicationKinds.map((kind) => `indication/${kind}`),
  );
}

function groups(
  table: string,
  figures: readonly Figure[],
  total: (kind: string) => string,
  { add, sum }: Gathering,
): void {
  const own = figures.filter(({ release }) => release === table);
  const names = [...new Set(own.map(groupOf))];
  for (const figure of own) {
    for (const kind of kindsOf(figure)) add(groupCell(table, kind, groupOf(figure)), figure.n);
  }
  for (const kind of visitKinds)
    sum(
      total(kind),
      names.map((name) => groupCell(table, kind, name)),
    );
  for (const name of names) {
    const [eligible, ...parts] = visitKinds.map((kind) => groupCell(table, kind, name));
    if (eligible !== undefined) sum(eligible, parts);
  }
}
