import type { Expression, Program } from '../form/expression.ts';
import type { Form, FormItem } from '../form/form.ts';
import type { ItemReading } from './parse-item.ts';

/** What expressions are compiled against. */
export type Workshop = ItemReading &
  Pick<Form, 'items' | 'variables' | 'constraints'> & {
    readonly all: readonly FormItem[];
    /** Names that come from outside: launch context, source queries. */
    readonly given: ReadonlySet<string | undefined>;
    readonly programs: Map<Expression, Program>;
  };

/** Compiles every expression of a form into `programs`, or reports those it cannot. */
export type CompileAll = (shop: Workshop) => void;
