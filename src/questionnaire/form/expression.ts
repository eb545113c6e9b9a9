import type { Collection } from '../fhirpath/navigate.ts';
import type { Scope } from '../fhirpath/run.ts';

export type { Expression } from './read-expression.ts';
export { expressionIn } from './read-expression.ts';

/** An expression that can be run. `reads`: the items it looks at, by index. */
export type Program = {
  readonly run: (focus: Collection, scope: Scope) => Collection;
  readonly reads: readonly number[];
};

/** Which element of FHIR an expression stands on. */
export type Base =
  | 'QuestionnaireResponse'
  | 'QuestionnaireResponse.item'
  | 'QuestionnaireResponse.item.answer'
  | 'Element';

/** The rest of FHIRPath, handed in from outside: gives a function for an expression, or throws if it is malformed. */
export type Evaluate = (
  expression: string,
  base: Base,
) => (input: unknown, environment: Readonly<Record<string, unknown>>) => readonly unknown[];
