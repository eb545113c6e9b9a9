import type { Report } from '../report.ts';
import { type Funnel, funnelSigmas } from '../statistics/index.ts';
import { pair } from './block.ts';
import { shownAt, visitCell } from './cells.ts';
import type { Say } from './say.ts';

/** One clinic in the funnel. */
export type Dot = { readonly name: string; readonly count: number; readonly of: number };

/** Clinics whose counts may be shown, in the order of their names, never of rank. */
export function funnelDots({ places, release }: Report, say: Say): readonly Dot[] {
  const cell = (kind: string, no: number) => shownAt(release, visitCell(kind, `u${no}`, 'all'));
  return places.units
    .toSorted((a, b) => a.name.localeCompare(b.name, say.language, { numeric: true }))
    .flatMap(({ no, name }): readonly Dot[] => {
      const known = pair(cell('asked', no), cell('eligible', no));
      return known === undefined ? [] : [{ name, ...known }];
    });
}

export type Side = 'inside' | 'above' | 'below';

export function sideOf({ count, of }: Dot, limits: Funnel): Side {
  const { low, high } = limits.limits(of, funnelSigmas.wide);
  if (count / of > high) return 'above';
  return count / of < low ? 'below' : 'inside';
}
