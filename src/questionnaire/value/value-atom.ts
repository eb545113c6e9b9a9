import { isMoment } from '../fhirpath/moment.ts';
import type { FormItem } from '../form/form.ts';
import { isObject } from '../json.ts';
import { present } from '../present.ts';
import type { Value, ValueType } from './value.ts';
import { acceptedTypes, fitOf, optionOf } from './value-fit.ts';
import { readValue } from './value-reading.ts';

function rounded(value: number, item: FormItem): number {
  if (item.maxDecimals === undefined) return value;
  const scale = 10 ** item.maxDecimals;
  return Math.round(value * scale) / scale;
}

function quantityOf({ unit = {} }: FormItem, value: number): unknown {
  const { system, code, display } = unit;
  return { value, ...present({ unit: display, system, code }) };
}

function rawFor(item: FormItem, type: ValueType, atom: unknown): unknown {
  const raw = isMoment(atom) ? atom.text : atom;
  // A dateTime given to a date is cut, a date given to a dateTime is one.
  if (type === 'date' && typeof raw === 'string') return raw.slice(0, 10);
  if (typeof raw !== 'number') return raw;
  if (type === 'quantity') return quantityOf(item, raw);
  if (type === 'decimal') return rounded(raw, item);
  return type === 'string' || type === 'text' ? String(raw) : raw;
}

/** The option whose code or display an expression has named. */
function optionNamed(item: FormItem, atom: unknown): Value | undefined {
  if (typeof atom !== 'string') return undefined;
  const named = item.options.find(
    ({ value }) =>
      value.type === 'coding' && (value.value.code === atom || value.value.display === atom),
  );
  return named?.value;
}

/** The coding of a CodeableConcept that is an option, else its first. */
function codingOf(item: FormItem, atom: unknown): unknown {
  if (!isObject(atom) || !Array.isArray(atom['coding'])) return atom;
  const codings: readonly unknown[] = atom['coding'];
  const option = codings.find((each) => {
    const value = readValue('coding', each);
    return value && optionOf(item, value);
  });
  return option ?? codings[0];
}

/** What an expression gave, as an answer the item takes; undefined when it cannot be one. */
export function valueFromAtom(item: FormItem, atom: unknown): Value | undefined {
  const named = optionNamed(item, atom);
  if (named) return named;
  for (const type of acceptedTypes(item)) {
    const raw = type === 'coding' ? codingOf(item, atom) : rawFor(item, type, atom);
    const value = readValue(type, raw);
    const fitting = value ? fitOf(item, value) : undefined;
    if (fitting && 'value' in fitting) return fitting.value;
  }
  return undefined;
}
