import { coveragePage } from '../../../src/coverage/page/index.ts';
import { draftRelease, suppress, timesOf } from '../../../src/coverage/release/index.ts';
import { orebro, period } from '../../coverage/orebro.ts';
import { poisonedPack } from './content.ts';
import type { Poison } from './poison.ts';

const bare = { category: '', detail: 0 };

/** The coverage page of a region whose routine, clinics and contacts have names full of it. */
export function hostileCoverage(poison: Poison): string {
  const pack = poisonedPack(orebro(), poison) as ReturnType<typeof orebro>;
  const units = [1, 2].map((no) => ({
    no,
    id: `u${no}`,
    name: poison.into('coverage.units[].name', 'Klinik'),
    setting: 'primary-care',
    region: 0,
  }));
  const name = poison.into('coverage.regions[].name', 'Region');
  const places = { units, regions: [{ no: 0, id: '', name }] };
  const times = timesOf(period, 'month');
  const figures = [1, 2].flatMap((place) => [
    { ...bare, release: 'unit-month' as const, place, bucket: 202603, state: 2 as const, n: 36 },
    { ...bare, release: 'unit-month' as const, place, bucket: 202603, state: 4 as const, n: 20 },
  ]);
  return coveragePage(
    {
      pack,
      period,
      created: '2026-12-31',
      grain: 'month',
      times,
      places,
      release: suppress(draftRelease({ figures, places, times }), 10),
      quality: {
        rejected: 0,
        visits: 112,
        visitsWithoutPatient: 0,
        visitsWithoutDay: 0,
        visitsWithoutUnit: 0,
        unknownStatus: 0,
        occasions: 72,
        occasionsElsewhere: 0,
        occasionsWithoutVisit: 0,
        occasionsWithoutResult: 0,
        gateNotPassed: 0,
        notDue: 0,
      },
      contacts: [
        {
          name: { sv: poison.into('coverage.contacts[].name', 'Linje') },
          verifiedOn: undefined,
          days: undefined,
        },
      ],
      engine: poison.into('coverage.engine', 'DuckDB'),
    },
    'sv',
  );
}
