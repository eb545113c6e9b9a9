import type { Runnable } from '../fhirpath/loop.ts';
import type { Evaluate } from '../form/expression.ts';
import type { FormItem } from '../form/form.ts';
import type { Json } from '../json.ts';

/** Makes a regular expression run. */
export type PatternOf = (source: string) => FormItem['pattern'];

/** Works out what a value set lists, for those that do not list it themselves. */
export type Expand = (
  valueSet: unknown,
  find: (url: string) => unknown,
) =>
  | { readonly contains: readonly Json[]; readonly systems?: undefined }
  | { readonly systems: readonly string[]; readonly contains?: undefined }
  | undefined;

/** What a form may need from outside. All of it may be left out; the form then says what it cannot do. */
export type Host = {
  /** Functions and operators in place of those of the built-in part of FHIRPath: see `widerFunctions`. */
  readonly functions?: ReadonlyMap<string, Runnable>;
  /** FHIRPath beyond that. */
  readonly evaluate?: Evaluate;
  /** The ValueSet resource of a canonical address, expanded or enumerated. */
  readonly valueSet?: (url: string) => unknown;
  /** Regular expressions beyond those that go once through a text. Whoever hands it in must bound its time. */
  readonly pattern?: PatternOf;
  /** What value sets hold that do not list it themselves: see `expand`. */
  readonly expand?: Expand;
};
