import type { Coding } from '../../fhir/index.ts';
import type { Json } from '../json.ts';
import type { Pattern } from '../pattern/pattern.ts';
import type { Value } from '../value/value.ts';
import type { Expression } from './read-expression.ts';

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
  readonly prefix?: Text;
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

export type Variable = { readonly name: string; readonly expression: Expression };

/** A rule the answers must keep: questionnaire-constraint and targetConstraint. */
export type Constraint = {
  readonly key: string;
  readonly severity: 'error' | 'warning';
  readonly human: Text;
  readonly expression: Expression;
};

/** Options shown only while the expression holds. */
export type Toggle = { readonly options: readonly Value[]; readonly expression: Expression };

/** What the extensions of an item say; absent means that they do not. */
export type ItemExtras = {
  readonly enableExpression?: Expression;
  readonly calculated?: Expression;
  readonly initialExpression?: Expression;
  readonly answerExpression?: Expression;
  readonly populationContext?: Expression;
  readonly variables?: readonly Variable[];
  readonly constraints?: readonly Constraint[];
  readonly toggles?: readonly Toggle[];
  readonly minValue?: Value;
  readonly maxValue?: Value;
  readonly minLength?: number;
  /** A regular expression, as it is written. */
  readonly pattern?: string;
  readonly maxDecimals?: number;
  readonly minOccurs?: number;
  readonly maxOccurs?: number;
  /** Bytes. */
  readonly maxSize?: number;
  readonly mimeTypes?: readonly string[];
  readonly unit?: Coding;
  readonly unitOptions?: readonly Coding[];
  /** `optionsOnly` unless it says that other units may be given too. */
  readonly unitOpen?: string;
  /** The resource types a reference may point at. */
  readonly referenceTypes?: readonly string[];
  /** The code of questionnaire-itemControl: `radio-button`, `check-box`, `help` … */
  readonly control?: string;
  readonly orientation?: string;
  readonly sliderStep?: number;
  readonly hidden?: boolean;
  readonly openLabel?: Text;
  readonly shortText?: Text;
  readonly entryFormat?: Text;
  readonly supportLinks?: readonly string[];
  readonly usageMode?: string;
  readonly displayCategory?: string;
  readonly observationExtract?: boolean;
  readonly observationCategory?: readonly Coding[];
  /** An ISO 8601-like period in UCUM: how far back the chart is looked through. */
  readonly linkPeriod?: { readonly value: number; readonly unit: string };
};

export type FormItem = Omit<ItemExtras, 'hidden' | 'observationExtract' | 'pattern'> & {
  /** The form that every answer, written as a text, must have. */
  readonly pattern?: Pick<Pattern, 'test'>;
  readonly linkId: string;
  readonly type: ItemType;
  /** Place in declaration order, and that of the last item beneath it: a subtree is a range. */
  readonly index: number;
  readonly last: number;
  /** Positions among siblings, from the top. */
  readonly path: readonly number[];
  readonly text?: Text;
  /** The text as rendering-markdown or rendering-xhtml has it. */
  readonly rich?: { readonly format: 'markdown' | 'xhtml'; readonly text: Text };
  /** Text that follows from answers (cqf-expression on the text). */
  readonly textExpression?: Expression;
  readonly prefix?: Text;
  readonly code: readonly Coding[];
  readonly definition?: string;
  readonly required: boolean;
  readonly repeats: boolean;
  readonly readOnly: boolean;
  readonly hidden: boolean;
  readonly maxLength?: number;
  readonly options: readonly FormOption[];
  /** The value set that the options came from, or that nobody could expand (then any coding is taken). */
  readonly valueSet?: string;
  /** The code systems that its codings come from, when only those are known of its value set. */
  readonly systems?: readonly string[];
  /** Beside its options it takes any other value of their type (R5's `optionsOrType`). */
  readonly openType?: boolean;
  readonly initial: readonly Value[];
  readonly enable?: Enablement;
  readonly items: readonly FormItem[];
  readonly observationExtract: boolean;
  readonly source: Json;
};

/** A question takes answers; its nested items live under each answer. */
export function isQuestion(item: FormItem): boolean {
  return item.type !== 'group' && item.type !== 'display';
}
