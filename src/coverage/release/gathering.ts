import type { Figure } from '../measure/figures.ts';
import type { Places } from '../measure/places.ts';
import type { Times } from './times.ts';

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
