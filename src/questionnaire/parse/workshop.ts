import type { Evaluate, Expression, Program } from '../form/expression.ts';
import type { Form, FormItem, Variable } from '../form/form.ts';
import type { Reading } from './reading.ts';

/** What expressions are compiled against. */
export type Workshop = {
  readonly reading: Reading;
  readonly items: readonly FormItem[];
  readonly all: readonly FormItem[];
  readonly byLinkId: ReadonlyMap<string, FormItem>;
  readonly variables: readonly Variable[];
  /** Names that come from outside: launch context, source queries. */
  readonly given: ReadonlySet<string>;
  readonly evaluate?: Evaluate;
  readonly programs: Map<Expression, Program>;
};

/** Compiles every expression of a form into `programs`, or reports those it cannot. */
export type CompileAll = (shop: Workshop, constraints: Form['constraints']) => void;
