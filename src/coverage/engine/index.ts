import { type Duck, embedded } from './duckdb.ts';
import type { Engine } from './engine.ts';
import { postgres } from './postgres.ts';
import { spark } from './spark.ts';

/** What may count; the first is the default. */
export const engineKinds = ['duckdb', 'postgres', 'spark'] as const;
export type EngineKind = (typeof engineKinds)[number];

export type EngineChoice = {
  readonly kind: EngineKind;
  /** Where it is, in its own notation; without it, what its own configuration says. */
  readonly server?: string;
  /** Where Spark is installed. */
  readonly home?: string;
};

export function engineOf(choice: EngineChoice | undefined, duck: Duck, place: string): Engine {
  const { kind, ...where } = choice ?? { kind: 'duckdb' };
  switch (kind) {
    case 'duckdb':
      return embedded(duck);
    case 'postgres':
      return postgres({ duck, place, ...where });
    case 'spark':
      return spark({ place, ...where });
  }
}
