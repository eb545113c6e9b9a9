import type { Coding } from '../fhir/index.ts';
import type { Value } from './value.ts';

export type ItemType =
  | 'group'
  | 'display'
  | 'boolean'
  | 'decimal'
  | 'integer'
  | 'date'
  | 'dateTime'
  | 'time'
  | 'string'
  | 'text'
  | 'url'
  | 'choice'
  | 'open-choice'
  | 'attachment'
  | 'reference'
  | 'quantity';

/** A string and its translations by BCP 47 tag in lower case (the `translation` extension). */
export type Text = {
  readonly text: string;
  readonly translations?: ReadonlyMap<string, string>;
};

export type FormOption = {
  readonly value: Value;
  readonly text: Text;
  /** Choosing it leaves no other choice standing ("none of these", "prefer not to answer"). */
  readonly exclusive: boolean;
  readonly initiallySelected: boolean;
  /** ordinalValue or itemWeight, of the option or of its coding. */
  readonly weight?: number;
};

export type Operator = 'exists' | '=' | '!=' | '>' | '<' | '>=' | '<=';

export type Condition = {
  readonly question: string;
  readonly operator: Operator;
  /** For `exists` a boolean: whether an answer must be there. */
  readonly answer: Value;
};

export type Enablement = {
  readonly behavior: 'all' | 'any';
  readonly conditions: readonly Condition[];
};

export type FormItem = {
  readonly linkId: string;
  readonly type: ItemType;
  /** Place in declaration order, and that of the last item beneath it: a subtree is a range. */
  readonly index: number;
  readonly last: number;
  /** Positions among siblings, from the top. */
  readonly path: readonly number[];
  readonly text?: Text;
  readonly prefix?: Text;
  readonly code: readonly Coding[];
  readonly definition?: string;
  readonly required: boolean;
  readonly repeats: boolean;
  readonly readOnly: boolean;
  readonly hidden: boolean;
  readonly maxLength?: number;
  readonly options: readonly FormOption[];
  readonly initial: readonly Value[];
  readonly enable?: Enablement;
  readonly items: readonly FormItem[];
  /** The code of questionnaire-itemControl: `radio-button`, `check-box`, `help` … */
  readonly control?: string;
  readonly observationExtract: boolean;
};

/** Something about one item that follows from other items. */
export type Rule = {
  readonly kind: 'enabled';
  readonly item: FormItem;
  /** Indexes of the items whose answers it reads. */
  readonly reads: readonly number[];
};

export type Form = {
  readonly url?: string;
  readonly version?: string;
  readonly title?: Text;
  /** BCP 47; `und` when the questionnaire does not say. */
  readonly language: string;
  readonly code: readonly Coding[];
  readonly items: readonly FormItem[];
  /** Every item in declaration order; `items[i].index === i`. */
  readonly all: readonly FormItem[];
  readonly byLinkId: ReadonlyMap<string, FormItem>;
  /** Conditions and calculations, each after everything it reads. */
  readonly rules: readonly Rule[];
  /** By item index: the rules that read the item. */
  readonly readers: readonly (readonly number[])[];
  /** By item index: the rules that decide about the item. */
  readonly deciders: readonly (readonly number[])[];
};

/** A question takes answers; its nested items live under each answer. */
export function isQuestion(item: FormItem): boolean {
  return item.type !== 'group' && item.type !== 'display';
}
