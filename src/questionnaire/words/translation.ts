import type { Coding } from '../../fhir/index.ts';
import { itemOf } from '../answers/query.ts';
import type { Answers } from '../answers/state.ts';
import { choicesAt } from '../check/option-state.ts';
import type { Form, FormItem, FormOption, Text } from '../form/form.ts';
import { addressOf } from '../form/place.ts';
import { present } from '../present.ts';
import { outcomeOf } from '../settle/outcome.ts';
import { labelOf, type Value } from '../value/value.ts';
import { optionOf } from '../value/value-fit.ts';

/** A text and the language it is really in, for the `lang` attribute. */
export type Worded = { readonly text: string; readonly language: string };

const primary = (tag: string): string => tag.toLowerCase().split('-')[0] ?? '';

/** The translation into the language, or into one of the same primary language, else the form's own words. */
export function worded(form: Form, text: Text, language: string): Worded {
  const own = { text: text.text, language: form.language };
  const asked = language.toLowerCase();
  if (asked === form.language.toLowerCase()) return own;
  const exact = text.translations?.get(asked);
  if (exact) return { text: exact, language };
  if (primary(asked) === primary(form.language)) return own;
  for (const [tag, translated] of text.translations ?? []) {
    if (primary(tag) === primary(asked)) return { text: translated, language: tag };
  }
  return own;
}

/** The item's text; empty when it has none. */
export function textOf(form: Form, linkId: string, language: string): Worded {
  return worded(form, itemOf(form, linkId).text ?? { text: '' }, language);
}

export type WordedOption = Worded & {
  readonly value: Value;
  readonly coding?: Coding;
  readonly exclusive: boolean;
  readonly prefix?: string;
};

function wordedOption(form: Form, option: FormOption, language: string): WordedOption {
  const { value, text, exclusive, prefix } = option;
  return present({
    ...worded(form, text, language),
    value,
    exclusive,
    coding: value.type === 'coding' ? value.value : undefined,
    prefix: prefix && worded(form, prefix, language).text,
  });
}

/** The option a value stands for; one that an expression offered says itself what it is called. */
function optionFor(item: FormItem, value: Value): FormOption {
  const known = optionOf(item, value);
  if (known) return known;
  const text = { text: labelOf(value) };
  return { value, text, exclusive: false, initiallySelected: false };
}

/**
 * The options in the form's order. With `answers`, those that are switched off are left out and those that an
 * expression offers are there, as seen from the instances `at`.
 */
export function optionsOf(
  form: Form,
  linkId: string,
  language: string,
  answers?: Answers,
  at: readonly number[] = [],
): readonly WordedOption[] {
  const item = itemOf(form, linkId);
  const choices = answers ? choicesAt(form, answers, item, addressOf(form, item, at)) : undefined;
  const options = choices?.map((value) => optionFor(item, value)) ?? item.options;
  return options.map((option) => wordedOption(form, option, language));
}

/**
 * The item's text as it follows from the answers (cqf-expression), else its own. A text that is calculated is in
 * the form's own language.
 */
export function liveTextOf(
  form: Form,
  answers: Answers,
  linkId: string,
  language: string,
  at: readonly number[] = [],
): Worded {
  const item = itemOf(form, linkId);
  const { textExpression } = item;
  if (!textExpression) return textOf(form, linkId, language);
  const place = addressOf(form, item, at);
  const [text] = outcomeOf(form, answers, item, place, textExpression).values;
  return typeof text === 'string'
    ? { text, language: form.language }
    : textOf(form, linkId, language);
}

/**
 * The item's markdown or xhtml as written; undefined when it has none, or none in the language its plain text is
 * in: words a person understands go before how they look.
 */
export function markupOf(
  form: Form,
  linkId: string,
  language: string,
): (Worded & { readonly format: 'markdown' | 'xhtml' }) | undefined {
  const { rich } = itemOf(form, linkId);
  if (!rich) return undefined;
  const found = worded(form, rich.text, language);
  if (found.language !== textOf(form, linkId, language).language) return undefined;
  return { ...found, format: rich.format };
}
