import { type Coding, parseReference, type Quantity } from '../../fhir/index.ts';
import type { FormItem } from '../form/form.ts';
import type { AnswerProblemCode } from '../problem.ts';
import type { Value } from '../value/value.ts';
import { order } from '../value/value-order.ts';

function limitProblems({ minValue, maxValue }: FormItem, value: Value): AnswerProblemCode[] {
  const below = minValue && order(value, minValue);
  const above = maxValue && order(value, maxValue);
  const limited = minValue !== undefined || maxValue !== undefined;
  const incomparable = limited && below === undefined && above === undefined;
  return [
    ...(below !== undefined && below < 0 ? (['too-low'] as const) : []),
    ...(above !== undefined && above > 0 ? (['too-high'] as const) : []),
    ...(incomparable && value.type === 'quantity' ? (['wrong-unit'] as const) : []),
  ];
}

function textProblems(item: FormItem, text: string): AnswerProblemCode[] {
  const { maxLength, minLength, pattern } = item;
  const { length } = [...text];
  return [
    ...(maxLength !== undefined && length > maxLength ? (['too-long'] as const) : []),
    ...(minLength !== undefined && length < minLength ? (['too-short'] as const) : []),
    ...(pattern !== undefined && !pattern.test(text) ? (['pattern'] as const) : []),
  ];
}

/** Of a value that is not a text, as FHIR writes it. */
function formProblems({ pattern }: FormItem, value: string | number): AnswerProblemCode[] {
  return pattern === undefined || pattern.test(String(value)) ? [] : ['pattern'];
}

function decimalsOf(value: number): number {
  const [mantissa = '', exponent = '0'] = String(value).split('e');
  const written = mantissa.split('.')[1]?.length ?? 0;
  return Math.max(0, written - Number(exponent));
}

function numberProblems({ maxDecimals }: FormItem, value: number): AnswerProblemCode[] {
  return maxDecimals !== undefined && decimalsOf(value) > maxDecimals ? ['too-many-decimals'] : [];
}

function quantityProblems(
  item: FormItem,
  value: Value & { readonly type: 'quantity' },
): AnswerProblemCode[] {
  const { unitOptions, unitOpen = 'optionsOnly' } = item;
  const number = value.value.value;
  const decimals = number === undefined ? [] : numberProblems(item, number);
  if (unitOptions === undefined || unitOpen !== 'optionsOnly') return decimals;
  const allowed = unitOptions.some((option) => isInUnit(value.value, option));
  return allowed ? decimals : [...decimals, 'wrong-unit'];
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

function attachmentProblems(
  { maxSize, mimeTypes }: FormItem,
  value: Value & { readonly type: 'attachment' },
): AnswerProblemCode[] {
  const { data, size, contentType } = value.value;
  const bytes = Math.max(size ?? 0, data === undefined ? 0 : bytesIn(data));
  const big = maxSize !== undefined && bytes > maxSize;
  // `image/` allows every image: the extension is read as a beginning.
  const foreign = mimeTypes?.every((each) => contentType?.startsWith(each) !== true) === true;
  return [...(big ? (['too-big'] as const) : []), ...(foreign ? (['wrong-media'] as const) : [])];
}

/** Of `Patient/1`, alone or at the end of an address. */
export function typeOfReference(reference: string | undefined): string | undefined {
  const [unversioned] = reference?.split('/_history/') ?? [];
  return parseReference(unversioned?.split('/').slice(-2).join('/'))?.type;
}

/** One that does not tell what it leads to (an identifier, a `urn:`, something contained) may be of any type. */
function referenceProblems(
  { referenceTypes }: FormItem,
  value: Value & { readonly type: 'reference' },
): AnswerProblemCode[] {
  if (referenceTypes === undefined) return [];
  const { reference, type } = value.value;
  const found = type ?? typeOfReference(reference);
  return found === undefined || referenceTypes.includes(found) ? [] : ['wrong-reference'];
}

/** What is wrong with one answer by the rules of its item, beside its type and its being an option. */
export function valueProblems(item: FormItem, value: Value): readonly AnswerProblemCode[] {
  const limits = limitProblems(item, value);
  switch (value.type) {
    case 'string':
    case 'text':
    case 'url':
      return [...limits, ...textProblems(item, value.value)];
    case 'integer':
    case 'decimal':
      return [...limits, ...numberProblems(item, value.value), ...formProblems(item, value.value)];
    case 'quantity':
      return [...limits, ...quantityProblems(item, value)];
    case 'attachment':
      return attachmentProblems(item, value);
    case 'reference':
      return referenceProblems(item, value);
    case 'date':
    case 'dateTime':
    case 'time':
      return [...limits, ...formProblems(item, value.value)];
    case 'boolean':
    case 'coding':
      return limits;
  }
}
