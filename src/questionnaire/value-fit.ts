import type { FormItem, ItemType } from './form.ts';
import { FormError } from './problem.ts';
import { sameValue, type Value, type ValueType } from './value.ts';
import { readValue } from './value-reading.ts';

/** The types of answer each type of item takes, when it has no options of its own. */
const accepted: Readonly<Record<ItemType, readonly ValueType[]>> = {
  group: [],
  display: [],
  boolean: ['boolean'],
  decimal: ['decimal'],
  integer: ['integer'],
  date: ['date'],
  dateTime: ['dateTime'],
  time: ['time'],
  string: ['string'],
  text: ['text'],
  url: ['url'],
  choice: ['coding'],
  'open-choice': ['coding', 'string'],
  attachment: ['attachment'],
  reference: ['reference'],
  quantity: ['quantity'],
};

export function acceptedTypes(item: FormItem): readonly ValueType[] {
  const types = new Set<ValueType>(item.options.map((option) => option.value.type));
  if (types.size === 0) return accepted[item.type];
  if (item.type === 'open-choice') types.add('string');
  return [...types];
}

/** `value` as the item keeps it, or why the item can never take it. An option is kept as the form writes it. */
export function fitOf(
  item: FormItem,
  value: Value,
): { readonly value: Value } | { readonly code: 'wrong-type' | 'not-an-option' } {
  if (!acceptedTypes(item).includes(value.type)) return { code: 'wrong-type' };
  if (readValue(value.type, value.value) === undefined) return { code: 'wrong-type' };
  if (item.options.length === 0) return { value };
  const option = item.options.find((each) => sameValue(each.value, value));
  if (option !== undefined) return { value: option.value };
  const free = item.type === 'open-choice' && value.type === 'string';
  return free ? { value } : { code: 'not-an-option' };
}

/** `fitOf`, for a caller that must know the form. */
export function fitted(item: FormItem, value: Value): Value {
  const result = fitOf(item, value);
  if ('code' in result) throw new FormError(result.code, item.linkId);
  return result.value;
}
