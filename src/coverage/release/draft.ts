import type { Figure } from '../measure/figures.ts';
import type { Places } from '../measure/places.ts';
import type { Draft, Sum } from './cell.ts';
import { equityCells } from './equity-cells.ts';
import { supportCells } from './support-cells.ts';
import type { Times } from './times.ts';
import { visitCells } from './visit-cells.ts';

export type Source = {
  readonly figures: readonly Figure[];
  readonly places: Places;
  readonly times: Times;
};

/** Counts being gathered: adding to a name that is not there yet begins it. */
export type Gathering = {
  readonly add: (name: string, n: number) => void;
  readonly sum: (total: string, parts: readonly string[]) => void;
  readonly sensitive: (part: string, whole: string) => void;
};

/** Everything that may be shown, before anything is hidden. */
export function draftRelease(source: Source): Draft {
  const counts = new Map<string, number>();
  const sums: Sum[] = [];
  const sensitive = new Map<string, string>();
  const gathering: Gathering = {
    add: (name, n) => {
      counts.set(name, (counts.get(name) ?? 0) + n);
    },
    sum: (total, parts) => {
      if (parts.length > 0) sums.push({ total, parts });
      for (const name of [total, ...parts]) if (!counts.has(name)) counts.set(name, 0);
    },
    sensitive: (part, whole) => {
      sensitive.set(part, whole);
    },
  };
  visitCells(source, gathering);
  supportCells(source, gathering);
  equityCells(source, gathering);
  return { counts, sums: sums.filter(({ total, parts }) => parts.join() !== total), sensitive };
}
