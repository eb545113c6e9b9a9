import type { FormItem, ItemType } from '../form/form.ts';
import { FormError } from '../problem.ts';
import { sameValue, type Value, type ValueType } from './value.ts';
import { readValue } from './value-reading.ts';

/** The types of answer each type of item takes, when it has no options of its own. */
function typesOf(type: ItemType): readonly ValueType[] {
  switch (type) {
    case 'group':
    case 'display':
      return [];
    case 'choice':
      return ['coding'];
    case 'open-choice':
      return ['coding', 'string'];
    default:
      return [type];
  }
}

type Taker = Pick<FormItem, 'type' | 'options' | 'openType'>;

const isChoice = (item: Taker): boolean => item.type === 'choice' || item.type === 'open-choice';

export function acceptedTypes(item: Taker): readonly ValueType[] {
  const types = new Set<ValueType>(item.options.map((option) => option.value.type));
  if (types.size === 0 || !isChoice(item)) return typesOf(item.type);
  if (item.type === 'open-choice') types.add('string');
  return [...types];
}

/** The option that a value stands for; a string may be the code of one, when its item is no choice. */
function optionOf(item: Taker, value: Value): Value | undefined {
  const same = item.options.find((each) => sameValue(each.value, value));
  if (same !== undefined) return same.value;
  if (isChoice(item) || value.type !== 'string') return undefined;
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
  if (readValue(value.type, value.value) === undefined) return { code: 'wrong-type' };
  if (item.options.length === 0) return { value };
  const option = optionOf(item, value);
  if (option !== undefined) return { value: adapted(item, option) };
  const free = item.openType || (item.type === 'open-choice' && value.type === 'string');
  return free ? { value } : { code: 'not-an-option' };
}

/** `fitOf`, for a caller that must know the form. */
export function fitted(item: FormItem, value: Value): Value {
  const result = fitOf(item, value);
  if ('code' in result) throw new FormError(result.code, item.linkId);
  return result.value;
}
