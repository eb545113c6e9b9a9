import type { Attachment, Coding, Quantity, Reference } from '../../fhir/index.ts';
import { sameCoding } from '../../fhir/index.ts';

/** One answer. `text` and `url` are kept apart from `string` because the form does; FHIR writes `text` as a string. */
export type Value =
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'coding'; readonly value: Coding }
  | {
      readonly type: 'string' | 'text' | 'url' | 'date' | 'dateTime' | 'time';
      readonly value: string;
    }
  | { readonly type: 'integer' | 'decimal'; readonly value: number }
  | { readonly type: 'quantity'; readonly value: Quantity }
  | { readonly type: 'reference'; readonly value: Reference }
  | { readonly type: 'attachment'; readonly value: Attachment };

export type ValueType = Value['type'];

const written = (type: ValueType): ValueType => (type === 'text' ? 'string' : type);

/** The same answer. Codings by system and code, quantities by number and unit code, never by what is displayed. */
export function sameValue(a: Value, b: Value): boolean {
  if (a.type === 'coding') return b.type === 'coding' && sameAnswerCoding(a.value, b.value);
  if (a.type === 'quantity') return b.type === 'quantity' && sameQuantity(a.value, b.value);
  if (a.type === 'reference') return b.type === 'reference' && sameReference(a.value, b.value);
  if (a.type === 'attachment') return b.type === 'attachment' && sameJson(a.value, b.value);
  return a.value === b.value && written(a.type) === written(b.type);
}

function sameReference(a: Reference, b: Reference): boolean {
  return a.reference ? a.reference === b.reference : sameJson(a, b);
}

function sameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** A coding with only a display (allowed in open choices) equals another of the same display. */
function sameAnswerCoding(a: Coding, b: Coding): boolean {
  if (a.code !== undefined || b.code !== undefined) return sameCoding(a, b);
  return a.display === b.display && a.system === b.system;
}

/** What tells units apart: the code in its system, else the human unit. */
export function sameUnit(a: Quantity, b: Quantity): boolean {
  if (a.code !== undefined && b.code !== undefined) {
    return a.code === b.code && a.system === b.system;
  }
  return (a.unit ?? a.code) === (b.unit ?? b.code);
}

function sameQuantity(a: Quantity, b: Quantity): boolean {
  return a.value === b.value && a.comparator === b.comparator && sameUnit(a, b);
}

/** What a value is called where a form has no words for it. */
export function labelOf({ type, value }: Value): string {
  if (type === 'coding') return value.display ?? value.code ?? '';
  return type === 'reference' ? (value.display ?? value.reference ?? '') : String(value);
}
