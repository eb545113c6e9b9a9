import type { Coding, Quantity } from '../../fhir/index.ts';
import type { FormItem } from '../form/form.ts';
import type { AnswerProblemCode } from '../problem.ts';
import type { Value } from '../value/value.ts';
import { order } from '../value/value-order.ts';

/** What an answer is judged by: the problem that there is when it holds. */
export type Fault = readonly [code: AnswerProblemCode, holds: boolean | undefined];

function limitFaults({ minValue, maxValue }: FormItem, value: Value): readonly Fault[] {
  const below = minValue && order(value, minValue);
  const above = maxValue && order(value, maxValue);
  const limited = value.type === 'quantity' && (minValue ?? maxValue) !== undefined;
  // What has no order is NaN, neither below nor above.
  return [
    ['too-low', Number(below) < 0],
    ['too-high', Number(above) > 0],
    ['wrong-unit', limited && (below ?? above) === undefined],
  ];
}

function lengthFaults({ maxLength, minLength }: FormItem, text: string): readonly Fault[] {
  const { length } = [...text];
  return [
    ['too-long', maxLength !== undefined && length > maxLength],
    ['too-short', minLength !== undefined && length < minLength],
  ];
}

function decimalsOf(value: number): number {
  const [mantissa = '', exponent = '0'] = String(value).split('e');
  const written = mantissa.split('.')[1]?.length ?? 0;
  return Math.max(0, written - Number(exponent));
}

function decimalFault({ maxDecimals }: FormItem, value: unknown): Fault {
  const counts = maxDecimals !== undefined && typeof value === 'number';
  return ['too-many-decimals', counts && decimalsOf(value) > maxDecimals];
}

function unitFault({ unitOptions, unitOpen }: FormItem, value: Quantity): Fault {
  const closed = (unitOpen ?? 'optionsOnly') === 'optionsOnly';
  return ['wrong-unit', closed && unitOptions?.every((option) => !isInUnit(value, option))];
}

/** The option's code in its system, whatever words stand for it; an option that has only words, by those. */
function isInUnit({ system, code, unit }: Quantity, option: Coding): boolean {
  if (option.code === undefined) return option.display === unit;
  return option.code === code && (option.system === undefined || option.system === system);
}

/** Bytes that base64 text stands for. */
function bytesIn(data: string): number {
  return Math.floor((data.replace(/=+$/, '').length * 3) / 4);
}

function attachmentFaults(
  { maxSize, mimeTypes }: FormItem,
  value: Value & { readonly type: 'attachment' },
): readonly Fault[] {
  const { data = '', size = 0, contentType } = value.value;
  return [
    ['too-big', maxSize !== undefined && Math.max(size, bytesIn(data)) > maxSize],
    // `image/` allows every image: the extension is read as a beginning.
    ['wrong-media', mimeTypes?.every((each) => !contentType?.startsWith(each))],
  ];
}

/** Of `Patient/1`, alone or at the end of an address. */
export function typeOfReference(reference = ''): string | undefined {
  return /(?:^|\/)([A-Z][A-Za-z]+)\/[A-Za-z0-9.-]{1,64}(?:\/_history\/|$)/.exec(reference)?.[1];
}

/** One that does not tell what it leads to (an identifier, a `urn:`, something contained) may be of any type. */
function referenceFault(
  { referenceTypes }: FormItem,
  value: Value & { readonly type: 'reference' },
): Fault {
  const { reference, type } = value.value;
  const found = type ?? typeOfReference(reference);
  return ['wrong-reference', found !== undefined && referenceTypes?.includes(found) === false];
}

/** What one answer is judged by, by the rules of its item: all but its type and its being an option. */
export function valueFaults(item: FormItem, value: Value): readonly Fault[] {
  if (value.type === 'attachment') return attachmentFaults(item, value);
  if (value.type === 'reference') return [referenceFault(item, value)];
  const limits = limitFaults(item, value);
  if (value.type === 'quantity') {
    return [...limits, decimalFault(item, value.value.value), unitFault(item, value.value)];
  }
  if (value.type === 'coding' || value.type === 'boolean') return limits;
  const written = String(value.value);
  return [
    ...limits,
    ...(/^(string|text|url)$/.test(value.type) ? lengthFaults(item, written) : []),
    decimalFault(item, value.value),
    // The form is that of the value as FHIR writes it.
    ['pattern', item.pattern?.test(written) === false],
  ];
}
