import type { Pack } from '../routine/index.ts';
import type { Change } from './changes.ts';
import type { Period } from './measure/period.ts';
import type { Places } from './measure/places.ts';
import type { Quality } from './measure/quality.ts';
import type { Grain, Release, Shown, Times } from './release/index.ts';

/** A contact of the routine that nobody has confirmed lately. */
export type StaleContact = {
  readonly name: Readonly<Record<string, string>>;
  readonly verifiedOn: string | undefined;
  readonly days: number | undefined;
};

/** All that may leave a run: the frozen release and what surrounds it. No row of anybody's. */
export type Report = {
  readonly pack: Pick<
    Pack,
    'id' | 'title' | 'owner' | 'version' | 'status' | 'validFrom' | 'municipalities'
  >;
  readonly period: Period;
  /** Calendar day. */
  readonly created: string;
  readonly grain: Grain;
  readonly times: Times;
  readonly places: Places;
  readonly release: Release;
  readonly quality: Quality;
  readonly contacts: readonly StaleContact[];
  readonly changes?: readonly Change[];
  /** The people behind it are made up: said on every page. */
  readonly madeUp?: true;
  /** Name and version of what did the counting. */
  readonly engine: string;
};

export function shownAt(release: Release, cell: string): Shown | undefined {
  return release.shown.get(cell);
}
