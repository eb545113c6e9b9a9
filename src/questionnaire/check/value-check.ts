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

function lengthProblems({ maxLength, minLength }: FormItem, text: string): AnswerProblemCode[] {
  const { length } = [...text];
  return [
    ...(maxLength !== undefined && length > maxLength ? (['too-long'] as const) : []),
    ...(minLength !== undefined && length < minLength ? (['too-short'] as const) : []),
  ];
}

function decimalsOf(value: number): number {
  const [mantissa = '', exponent = '0'] = String(value).split('e');
  const written = mantissa.split('.')[1]?.length ?? 0;
  return Math.max(0, written - Number(exponent));
}

function numberProblems({ maxDecimals }: FormItem, value: unknown): AnswerProblemCode[] {
  if (maxDecimals === undefined || typeof value !== 'number') return [];
  return decimalsOf(value) > maxDecimals ? ['too-many-decimals'] : [];
}

function unitProblems({ unitOptions, unitOpen }: FormItem, value: Quantity): AnswerProblemCode[] {
  if (unitOptions === undefined || (unitOpen ?? 'optionsOnly') !== 'optionsOnly') return [];
  return unitOptions.some((option) => isInUnit(value, option)) ? [] : ['wrong-unit'];
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
  if (value.type === 'attachment') return attachmentProblems(item, value);
  if (value.type === 'reference') return referenceProblems(item, value);
  const limits = limitProblems(item, value);
  if (value.type === 'quantity') {
    return [
      ...limits,
      ...numberProblems(item, value.value.value),
      ...unitProblems(item, value.value),
    ];
  }
  if (value.type === 'coding' || value.type === 'boolean') return limits;
  const isText = /^(string|text|url)$/.test(value.type);
  return [
    ...limits,
    ...(isText ? lengthProblems(item, String(value.value)) : []),
    ...numberProblems(item, value.value),
    // The form is that of the value as FHIR writes it.
    ...(item.pattern?.test(String(value.value)) === false ? (['pattern'] as const) : []),
  ];
}
