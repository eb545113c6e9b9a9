import type { Coding } from '../../fhir/index.ts';
import type { Json } from '../json.ts';
import type { Program } from './expression.ts';
import type { Constraint, FormItem, Text, Variable } from './form-item.ts';
import type { Expression } from './read-expression.ts';

export type {
  Condition,
  Constraint,
  Enablement,
  FormItem,
  FormOption,
  ItemExtras,
  ItemType,
  Operator,
  Text,
  Toggle,
  Variable,
} from './form-item.ts';
export { isQuestion } from './form-item.ts';

/** Something about one item that follows from other items. */
export type Rule = {
  readonly kind: 'enabled' | 'value';
  readonly item: FormItem;
  /** Indexes of the items whose answers it reads. */
  readonly reads: readonly number[];
  /** Its expression looks over items among which its own is: that one it then sees as unanswered. */
  readonly apart: boolean;
};

export type LaunchContext = { readonly name: string; readonly types: readonly string[] };

export type Form = {
  readonly url?: string;
  readonly version?: string;
  readonly title?: Text;
  /** BCP 47; `und` when the questionnaire does not say. */
  readonly language: string;
  readonly code: readonly Coding[];
  readonly variables: readonly Variable[];
  readonly constraints: readonly Constraint[];
  readonly launchContext: readonly LaunchContext[];
  /** `sequential`, `prior-edit` or `random`. */
  readonly entryMode?: string;
  readonly items: readonly FormItem[];
  /** Every item in declaration order; `items[i].index === i`. */
  readonly all: readonly FormItem[];
  readonly byLinkId: ReadonlyMap<string, FormItem>;
  readonly programs: ReadonlyMap<Expression, Program>;
  /** Weights of options, by the coding that the option's answers share. */
  readonly weights: ReadonlyMap<unknown, number>;
  readonly source: Json;
  /** Conditions and calculations, each after everything it reads. */
  readonly rules: readonly Rule[];
  /** By item index: the rules that read the item. */
  readonly readers: readonly (readonly number[])[];
  /** By item index: the rules that decide about the item. */
  readonly deciders: readonly (readonly number[])[];
};
