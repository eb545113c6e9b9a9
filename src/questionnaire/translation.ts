import type { Coding } from '../fhir/index.ts';
import type { Form, Text } from './form.ts';
import { itemOf } from './query.ts';
import type { Value } from './value.ts';

/** A text and the language it is really in, for the `lang` attribute. */
export type Worded = { readonly text: string; readonly language: string };

const primary = (tag: string): string => tag.toLowerCase().split('-')[0] ?? '';

/** The translation into the language, or into one of the same primary language, else the form's own words. */
export function worded(form: Form, text: Text, language: string): Worded {
  const own = { text: text.text, language: form.language };
  const asked = language.toLowerCase();
  if (asked === form.language.toLowerCase()) return own;
  const exact = text.translations?.get(asked);
  if (exact !== undefined) return { text: exact, language };
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
};

export function optionsOf(form: Form, linkId: string, language: string): readonly WordedOption[] {
  return itemOf(form, linkId).options.map(({ value, text, exclusive }) => ({
    ...worded(form, text, language),
    value,
    exclusive,
    ...(value.type === 'coding' ? { coding: value.value } : {}),
  }));
}
