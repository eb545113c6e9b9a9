import type { Draft, Sum } from './cell.ts';
import { equityCells } from './equity-cells.ts';
import type { Gathering, Source } from './gathering.ts';
import { supportCells } from './support-cells.ts';
import { visitCells } from './visit-cells.ts';

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
