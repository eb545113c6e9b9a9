import type { FormItem, FormOption } from '../form/form.ts';
import type { Json } from '../json.ts';
import { FormError } from '../problem.ts';
import { sameValue, type Value, type ValueType } from './value.ts';
import { readChoice, readValue } from './value-reading.ts';

type Taker = Pick<FormItem, 'type' | 'options' | 'openType'>;

const isChoice = (item: Taker): boolean => item.type === 'choice' || item.type === 'open-choice';

/** The types of answer that an item takes: of a choice those of its options, or codings. */
export function acceptedTypes(item: Taker): readonly ValueType[] {
  const { type } = item;
  if (type === 'group' || type === 'display') return [];
  if (type !== 'choice' && type !== 'open-choice') return [type];
  const own = item.options.map((option) => option.value.type);
  const types = new Set<ValueType>(own.length > 0 ? own : ['coding']);
  if (type === 'open-choice') types.add('string');
  return [...types];
}

/** The option that has that value. */
export function optionOf(item: Pick<FormItem, 'options'>, value: Value): FormOption | undefined {
  return item.options.find((each) => sameValue(each.value, value));
}

/** The value of the option that a value stands for; a string may be the code of one, when its item is no choice. */
function chosen(item: Taker, value: Value): Value | undefined {
  const same = optionOf(item, value);
  if (same || isChoice(item) || value.type !== 'string') return same?.value;
  const code = item.options.some(
    (each) => each.value.type === 'coding' && each.value.value.code === value.value,
  );
  return code ? value : undefined;
}

/** A FHIR value as the item names it: a string may be a text, an integer a decimal. */
export function adapted(item: Pick<FormItem, 'type'>, value: Value): Value {
  if (value.type === 'string' && item.type === 'text') return { type: 'text', value: value.value };
  if (value.type === 'integer' && item.type === 'decimal') {
    return { type: 'decimal', value: value.value };
  }
  return value;
}

/** `value` as the item keeps it, or why the item can never take it. An option is kept as the form writes it. */
export function fitOf(
  item: Taker,
  value: Value,
): { readonly value: Value } | { readonly code: 'wrong-type' | 'not-an-option' } {
  if (!acceptedTypes(item).includes(value.type)) return { code: 'wrong-type' };
  if (!readValue(value.type, value.value)) return { code: 'wrong-type' };
  if (item.options.length === 0) return { value };
  const option = chosen(item, value);
  if (option) return { value: adapted(item, option) };
  const free = item.openType || (item.type === 'open-choice' && value.type === 'string');
  return free ? { value } : { code: 'not-an-option' };
}

/** `fitOf` of the `value[x]` there. */
export function fitIn(item: Taker, raw: Json): ReturnType<typeof fitOf> {
  const value = readChoice(raw, 'value');
  return value ? fitOf(item, adapted(item, value)) : { code: 'wrong-type' };
}

/** `fitOf`, for a caller that must know the form. */
export function fitted(item: FormItem, value: Value): Value {
  const result = fitOf(item, value);
  if ('code' in result) throw new FormError(result.code, item.linkId);
  return result.value;
}
