import type { Compiled } from './compile.ts';
import { type Diagram, without } from './diagram.ts';
import { exampleOf } from './example.ts';
import type { Finding, FindingCode, Property } from './finding.ts';

/** Wherever `when` holds, `needs` must hold too. */
export type Demand = {
  readonly code: FindingCode;
  readonly property: Property;
  readonly path: string;
  readonly when: Diagram;
  readonly needs: Diagram;
  readonly found?: string;
};

/** A fault with its shortest example for each demand that some state does not meet. */
export function unmet(compiled: Compiled, demands: readonly Demand[]): readonly Finding[] {
  return demands.flatMap(({ when, needs, ...told }) => {
    const example = exampleOf(compiled, without(compiled.model.store, when, needs));
    return example ? [{ ...told, weight: 'fault', example }] : [];
  });
}
